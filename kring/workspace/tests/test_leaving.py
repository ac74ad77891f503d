"""Who leaves, leaves nothing to nobody: it is divided, and what is not goes by rule."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from kring.accounts.models import Professional
from kring.circle.actions import Conversation, close, stand_in
from kring.circle.models import FollowUp, Plan, StandIn, Transfer
from kring.core.actor import MayNotAct, acting, job, professional
from kring.core.reading import rows
from kring.directory.models import Position
from kring.handovers import actions as handovers
from kring.handovers.models import Handover
from kring.handovers.tests import stories
from kring.notices.models import Notice
from kring.plans.models import Action
from kring.sharing import actions as sharing
from kring.sharing.models import SafetyFlag
from kring.workspace import tasks
from kring.workspace.tests.conftest import page, signed_in
from kring.workspace.tests.stories import action_of_samira
from tests.village import PEOPLE

WORK, TEAM = "/mijn-werk/", "/mijn-werk/team/"


@pytest.fixture
def holding(village):
    """Samira coordinates, and holds one of everything else as well."""
    soon = village.today + timedelta(days=7)
    action = action_of_samira(village)
    with acting(professional(village.samira)) as samira:
        sent = stories.sent(samira, position=village.anja)
    with acting(professional(village.bakker)) as bakker:
        got = stories.sent(bakker, team=village.tuindorp)
    with acting(professional(village.ineke)) as ineke:
        handovers.reassign(got.pk, to=village.samira, by=ineke)
        stood = stand_in(
            village.joris, by_whom=village.samira, from_on=village.today, until_on=soon, by=ineke
        )
    with acting(professional(village.tessa)) as tessa:
        hidden = sharing.Hidden(
            resident=village.henk, hides="person", reason="Bedreigd", review_on=soon
        )
        flag = sharing.raise_flag(village.janssen, hidden, by=tessa)
        sharing.name_successor(flag.pk, to=village.samira, by=tessa)
        talk = Conversation(
            because="done", stays="Zijn zus", call="Het wijkteam", aftercare_on=soon,
            aftercare_by=village.samira,
        )  # fmt: skip
        close(village.janssen, talk, by=tessa)
    with acting(professional(village.samira)):
        asks = FollowUp.objects.get()
    return {
        "action": action.pk, "sent": sent.pk, "got": got.pk, "stand_in": stood.pk,
        "follow_up": asks.pk, "flag": flag.pk,
    }  # fmt: skip


def out_of_service(village, *names):
    people = [village.professional(name) for name in names]
    Professional.objects.filter(pk__in=people).update(is_active=False)


def holders_of_everything_open(village):
    """Whose is each open thing, read past everybody: by jobs, and by who may act for Samira."""
    with acting(job("left")):
        open_ = Plan.objects.filter(closed_at=None)
        found = {("plan", each.coordinator_id) for each in open_}
        found |= {("follow_up", each.position_id) for each in FollowUp.objects.filter(done_at=None)}
        for each in Handover.objects.filter(is_live=True):
            for side in {each.baton, each.turn}:
                whose = each.sender_id if side == "sender" else each.receiver_id
                found.add(("handover", whose or each.receiver_team_id))
        found |= {("flag", each.successor_id) for each in SafetyFlag.objects.filter(lifted_at=None)}
        found |= {
            ("stand_in", each.position_id)
            for each in StandIn.objects.filter(ended_at=None, until_on__gte=village.today)
        }
    with acting(professional(village.ineke)):
        found |= {("action", each.doer_id) for each in Action.objects.filter(done_at=None)}
    return found


def seen_by_somebody(village):
    """Everyone whose work somebody may do who can sign in today."""
    seen = set()
    for name in PEOPLE:
        try:
            with acting(professional(getattr(village, name))):
                seen |= set(rows("select kring.holders() as these")[0]["these"])
        except MayNotAct:
            pass
    return seen


def test_what_who_is_put_out_of_service_held_is_seen_by_somebody(village, holding):
    out_of_service(village, "samira")
    assert village.samira not in seen_by_somebody(village)

    assert tasks.see_to_what_is_left(village.now) == 2  # for Samira, and for whom she stood in

    left, seen = holders_of_everything_open(village), seen_by_somebody(village)
    assert {kind for kind, _whose in left} == {
        "plan", "follow_up", "handover", "flag", "stand_in", "action",
    }  # fmt: skip
    assert {(kind, whose) for kind, whose in left if whose not in seen} == set()
    html = page(signed_in(village, "ineke"), WORK)
    assert all(str(holding[each]) in html for each in ("got", "follow_up", "action"))
    assert "Stel een andere coördinator voor" in html
    assert page(signed_in(village, "ineke"), f"/overdracht/{holding['sent']}/")


def test_it_is_seen_to_once_and_the_one_who_stands_in_is_told(village, holding):
    out_of_service(village, "samira")

    tasks.see_to_what_is_left(village.now)
    assert tasks.see_to_what_is_left(village.now) == 0

    assert {each.whom for each in Notice.objects.filter(step="work.left")} == {village.ineke}
    assert "Wat Samira Haddad achterlaat" in page(signed_in(village, "ineke"), TEAM)


def test_in_a_team_that_lost_its_lead_too_who_looks_after_the_region_stands_in(village, holding):
    out_of_service(village, "samira", "ineke")

    tasks.see_to_what_is_left(village.now)

    assert village.samira in seen_by_somebody(village)
    assert StandIn.objects.get(position=village.samira).stand_in_id == village.fleur
    assert page(signed_in(village, "fleur"), f"{TEAM}{village.samira}/verdelen/")


def test_what_who_left_was_still_to_tell_a_resident_is_told_by_who_stands_in(village):
    soon = village.today + timedelta(days=7)
    named = handovers.Named(
        name="Mevrouw Aydın", ground="public_task", knows="no",
        not_told_because="Zij deed niet open.", review_on=soon,
    )  # fmt: skip
    with acting(professional(village.pieter)) as pieter:
        signal = handovers.give_signal(
            village.tuindorp, text="Gordijnen dicht.", theme="eenzaam", named=named, by=pieter
        )
    out_of_service(village, "pieter")
    assert tasks.see_to_what_is_left(village.now) == 1

    with time_machine.travel(village.now + timedelta(days=7), tick=False):
        ineke = signed_in(village, "ineke")
        assert f"/overdracht/verteld/{signal.pk}/" in page(ineke, WORK)
        told = {"told": "ja", "on": f"{soon:%d-%m-%Y}", "how": "phone"}
        ineke.post(f"/overdracht/verteld/{signal.pk}/", told)
        assert f"/overdracht/verteld/{signal.pk}/" not in page(ineke, WORK)
    assert tasks.see_to_what_is_left(village.now) == 0


def test_who_holds_nothing_and_leaves_is_not_stood_in_for(village):
    out_of_service(village, "pieter")

    assert tasks.see_to_what_is_left(village.now) == 0


def lines(village):
    with acting(professional(village.ineke)):
        found = rows("select kind, id from kring.left_by(%(who)s)", who=village.samira)
    return {(each["kind"], each["id"]) for each in found}


def test_the_lead_sees_all_of_it_by_code_and_nothing_that_is_hidden(village, holding):
    html = page(signed_in(village, "ineke"), f"{TEAM}{village.samira}/verdelen/")

    assert {kind for kind, _id in lines(village)} == {
        "household", "action", "handover", "follow_up", "stand_in",
    }  # fmt: skip
    assert html.count("Overdracht ·") == 2
    assert "Nazorg · JANSSEN" in html
    assert "Neemt waar voor Joris Bos" in html
    for secret in ("De Vries", "Janssen", "Aydın", "bank", "Bedreigd"):
        assert secret not in html


def test_all_goes_to_one_colleague_with_an_exception(village, holding):
    ineke, here = signed_in(village, "ineke"), f"{TEAM}{village.samira}/verdelen/"
    typed = {
        "alles": str(village.pieter), str(village.devries): str(village.pieter),
        f"follow_up-{holding['follow_up']}": str(village.ineke),
        f"stand_in-{holding['stand_in']}": "nu-niet",
    }  # fmt: skip

    answer = ineke.post(here, typed, follow=True)

    assert "Verdeeld." in answer.content.decode()
    assert {kind for kind, _id in lines(village)} == {"household", "stand_in"}
    with acting(professional(village.ineke)):
        assert Transfer.objects.get().new_id == village.pieter
        assert FollowUp.objects.get().position_id == village.ineke
    with acting(professional(village.pieter)):
        action = Action.objects.get(pk=holding["action"])
        assert (action.doer_id, action.accepted_at) == (village.pieter, None)
        assert Handover.objects.get(pk=holding["sent"]).sender_id == village.pieter
        assert Handover.objects.get(pk=holding["got"]).receiver_id == village.pieter
    html = page(signed_in(village, "pieter"), WORK)
    assert "U neemt werk over van een collega" in html
    assert f"/actie/{holding['action']}/" in html
    assert "wilt u coördineren?" in html


def test_what_was_given_on_lets_the_one_who_left_go(village, holding):
    ineke, here = signed_in(village, "ineke"), f"{TEAM}{village.samira}/verdelen/"
    ineke.post(here, {"alles": str(village.pieter), str(village.devries): "nu-niet"})

    with acting(professional(village.samira)):
        assert not Handover.objects.filter(pk=holding["sent"], sender=village.samira).exists()
    with (
        acting(professional(village.fleur)),
        pytest.raises(DatabaseError, match="coordinates"),  # the proposals of households go on
        transaction.atomic(),
    ):
        Position.objects.filter(pk=village.samira).update(until_on=village.today)


def test_nobody_else_divides_and_nothing_goes_outside_the_organisation(village, holding):
    here = f"{TEAM}{village.samira}/verdelen/"
    for name in ("pieter", "tessa", "fleur", "vreemd", "bakker", "samira"):
        page(signed_in(village, name), here, status=404)
    for by, to in [
        ("pieter", "pieter"),
        ("fleur", "pieter"),
        ("ineke", "anja"),
        ("vreemd", "vreemd"),
    ]:
        with (
            acting(professional(getattr(village, by))),
            pytest.raises(DatabaseError, match="gives on"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                "select kring.hand_on('action', %s, %s, %s)",
                [holding["action"], village.samira, getattr(village, to)],
            )


def test_the_application_itself_changes_no_sender_and_no_promise(village, holding):
    with acting(professional(village.samira)):
        for model, key, what in [
            (Handover, "sent", {"sender_id": village.pieter}),
            (FollowUp, "follow_up", {"position_id": village.pieter}),
        ]:
            with pytest.raises(DatabaseError, match=r"keeps|stays"), transaction.atomic():
                model.objects.filter(pk=holding[key]).update(**what)


def test_of_who_just_works_here_nothing_is_proposed_by_itself(village, holding):
    html = page(signed_in(village, "ineke"), f"{TEAM}{village.samira}/verdelen/")

    assert "Werk van Samira Haddad verdelen" in html
    assert "selected" not in html.replace('value="" selected', "")
    out_of_service(village, "samira")
    tasks.see_to_what_is_left(village.now)
    html = page(signed_in(village, "ineke"), f"{TEAM}{village.samira}/verdelen/")
    assert "Wat Samira Haddad achterlaat" in html
    assert "selected" in html.replace('value="" selected', "")
