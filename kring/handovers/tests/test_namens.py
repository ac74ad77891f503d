"""In whose name one sends: for a caller from the core ring, for a colleague, never by a link."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction

from kring.core.actor import acting, guest, professional
from kring.core.errors import Refused
from kring.handovers import actions, rules
from kring.handovers.models import Chain, Handover, Signal
from kring.handovers.models.choices import Kind
from kring.handovers.rules import WhyNotSend
from kring.handovers.tests.test_pages import draft_of, signed_in

from .stories import sent, typed
from .test_doors import link


@pytest.mark.parametrize(
    ("given", "why_not"),
    [
        ({"own": True, "is_guest": True}, None),
        ({"same_organisation": True}, None),
        ({"core_in_region": True}, None),
        ({}, WhyNotSend.NAMENS_ANOTHER),
        ({"is_guest": True, "core_in_region": True}, WhyNotSend.NAMENS_BY_LINK),
    ],
)
def test_in_whose_name_one_sends(given, why_not):
    nothing = {
        "own": False, "is_guest": False, "same_organisation": False, "core_in_region": False
    }  # fmt: skip

    assert rules.why_not_namens(**nothing | given) == why_not


def in_the_name_of(village, sender, by):
    data = typed(team=village.tuindorp, on_behalf={"sender": str(sender)})
    return actions.send(actions.start(Kind.REFER, by=by, data=data).pk, by=by)


def test_the_team_types_for_a_caller_of_the_region_and_no_other(village):
    with acting(professional(village.joris)) as joris:
        handed = in_the_name_of(village, village.bakker, joris)
        assert (handed.sender_id, handed.typed_by_id) == (village.bakker, village.joris)
        with pytest.raises(Refused, match=WhyNotSend.NAMENS_ANOTHER):
            in_the_name_of(village, village.vreemd, joris)


def test_housing_does_not_send_in_the_name_of_the_gp(village):
    with acting(professional(village.kemal)) as kemal:
        with pytest.raises(Refused, match=WhyNotSend.NAMENS_ANOTHER):
            in_the_name_of(village, village.bakker, kemal)
        with pytest.raises(Refused, match=WhyNotSend.NAMENS_ANOTHER):
            actions.give_signal(
                village.tuindorp, text="Zorgen.", theme="geld", giver=village.bakker, by=kemal
            )
        assert not Handover.objects.exists()


def test_an_assistant_sends_for_the_gp_also_by_a_link_and_a_guest_for_nobody_else(village):
    with acting(guest(link(village, position=village.noor))) as noor:
        assert sent(noor, team=village.tuindorp).sender_id == village.bakker
        with pytest.raises(Refused, match=WhyNotSend.NAMENS_BY_LINK):
            in_the_name_of(village, village.vermeer, noor)


def test_a_page_that_is_not_asked_does_not_open_nor_keep_what_is_typed(village):
    pk, gp = draft_of(village), signed_in(village, "bakker")
    path = f"/overdracht/{pk}/namens/"

    assert gp.get(path)["Location"] == f"/overdracht/{pk}/controleer/"
    assert gp.post(path, {"sender": f"position:{village.vermeer}"}).status_code == 302
    assert gp.post(f"{path}?autosave", {"words": "Vermeer"}).status_code == 409
    assert gp.post(f"/overdracht/{pk}/controleer/").status_code == 302
    with acting(professional(village.bakker)):
        assert Handover.objects.get(pk=pk).sender_id == village.bakker


def test_the_database_refuses_another_name_and_hiding_who_typed_it(village):
    for by, sender, typed_by, more in (
        (professional(village.kemal), village.bakker, village.kemal, {}),
        (professional(village.joris), village.bakker, None, {}),
        (professional(village.joris), village.bakker, village.samira, {}),
        (professional(village.kemal), village.bakker, None, {"link": village.kemal}),
        (professional(village.joris), None, None, {"asked_by": "resident"}),
        (guest(opened := link(village, position=village.bakker)), village.vermeer, None,
         {"link": opened}),
    ):  # fmt: skip
        with acting(by) as me:
            given = {"sender_id": sender, "typed_by_id": typed_by} | more
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                question(village, me, **given)
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                worry(village, me, sender or village.vermeer, typed_by, more.get("link"))


def question(village, me, **given):
    chain = Chain.objects.create(opened_at=me.at)
    Handover.objects.create(
        kind=Kind.CONSULT, chain=chain, theme_id=village.geld, sent_at=me.at,
        receiver_team_id=village.tuindorp, **given,
    )  # fmt: skip


def worry(village, me, giver, typed_by, opened):
    Signal.objects.create(
        giver_id=giver, typed_by_id=typed_by, link=opened, receiver_team_id=village.tuindorp,
        theme_id=village.geld, text="Zorgen.", sent_at=me.at, due_at=me.at + timedelta(days=1),
    )  # fmt: skip


def test_what_the_database_refuses_it_accepts_in_the_own_name(village):
    with acting(professional(village.bakker)) as bakker:
        question(village, bakker, sender_id=village.bakker)
        worry(village, bakker, village.bakker, None, None)
