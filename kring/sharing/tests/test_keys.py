"""The three keys: no sharing without a ground, a reason to speak and a route."""

from dataclasses import replace
from uuid import uuid4

import pytest

from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.sharing import actions, queries
from kring.sharing.models import Disclosure
from kring.sharing.rules import WhyNot

YES = actions.Keys(ground="yes", secrecy="yes", route="yes_once", told=True)


def heard(village, **more):
    return actions.Keys(
        ground="yes", secrecy="yes", route="yes_once", how="spoken", heard_by=village.bakker,
        **({"told": True} | more),
    )  # fmt: skip


def disclose(keys, *, by, village, purpose="hulp bij schulden"):
    act = actions.Act(
        about=uuid4(), receiver=actions.Receiver(team=village.tuindorp), purpose=purpose,
        categories=["contact", "situation"], keys=keys, giver=by.position,
    )  # fmt: skip
    return actions.disclose(act, by=by)


def test_with_three_keys_it_is_recorded(village):
    with acting(professional(village.bakker)) as bakker:
        disclose(heard(village), by=bakker, village=village)

        row = Disclosure.objects.get()
        assert (row.ground, row.secrecy_ground, row.route) == ("yes", "yes", "yes_once")
        assert row.consent_heard_by_id == village.bakker
        assert row.told_at == village.now


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"ground": ""}, WhyNot.NO_GROUND),
        ({"ground": "public_task"}, WhyNot.NO_GROUND),  # of the core ring, not of a GP
        ({"ground": "bestaat_niet"}, WhyNot.NO_GROUND),
        ({"secrecy": ""}, WhyNot.NO_SECRECY),
        ({"route": ""}, WhyNot.NO_ROUTE),
        ({"how": "", "heard_by": None}, WhyNot.NO_YES),
        ({"heard_by": None}, WhyNot.NOBODY_HEARD),
        ({"told": False}, WhyNot.NOT_TOLD),
        ({"told": False, "not_told_because": "onveilig"}, WhyNot.NOT_TOLD),
    ],
)
def test_each_missing_key_is_refused_in_a_sentence(village, change, reason):
    with acting(professional(village.bakker)) as bakker:
        with pytest.raises(Refused) as refusal:
            disclose(replace(heard(village), **change), by=bakker, village=village)

        assert str(refusal.value) == reason
        assert not Disclosure.objects.exists()


def test_someone_without_secrecy_needs_no_reason_to_speak(village):
    keys = actions.Keys(ground="police_task", route="right_to_report", told=True)
    with acting(professional(village.mirjam)) as mirjam:
        disclose(keys, by=mirjam, village=village)


def test_inside_one_organisation_a_ground_is_enough(village):
    with acting(professional(village.tessa)) as tessa:
        disclose(actions.Keys(ground="public_task", told=True), by=tessa, village=village)


def test_waiting_to_tell_the_resident_needs_a_reason_and_a_day_to_come(village):
    waiting = {"told": False, "not_told_because": "dat is nu niet veilig"}
    with acting(professional(village.bakker)) as bakker:
        with pytest.raises(Refused, match="dag na vandaag"):
            disclose(heard(village, review_on=village.today, **waiting), by=bakker, village=village)
        later = village.today.replace(day=16)
        disclose(heard(village, review_on=later, **waiting), by=bakker, village=village)

        assert Disclosure.objects.get().told_review_on == later


@pytest.mark.django_db(databases=["default", "owner"])
def test_a_report_to_veilig_thuis_is_never_blocked(village):
    from kring.directory.models import Organisation

    Organisation.objects.filter(pk=village.olm).update(kind="veilig_thuis")
    with acting(professional(village.bakker)) as bakker:
        act = actions.Act(
            about=uuid4(), receiver=actions.Receiver(position=village.vermeer), purpose="melding",
            categories=["safety"], keys=actions.Keys(ground=""), giver=bakker.position,
        )  # fmt: skip
        actions.disclose(act, by=bakker)

        row = Disclosure.objects.get()
        assert row.route == "right_to_report"
        assert row.not_told_because == "melding aan Veilig Thuis"


def test_choices_fit_who_asks_and_the_day(village):
    with acting(professional(village.bakker)) as bakker:
        codes = {basis.code for basis in queries.bases("ground", me=bakker, on=village.today)}
        assert codes == {"yes", "care", "police_task"}
        assert queries.bases("ground", me=bakker, on=village.today.replace(year=2020)) == []
    with acting(professional(village.samira)) as samira:
        codes = {basis.code for basis in queries.bases("ground", me=samira, on=village.today)}
        assert codes == {"yes", "public_task"}
        for_gp = queries.bases("ground", me=samira, on=village.today, giver=village.bakker)
        assert {basis.code for basis in for_gp} == {"yes", "care", "police_task"}


def test_a_disclosure_is_never_changed(village):
    from django.db import DatabaseError, transaction

    with acting(professional(village.bakker)) as bakker:
        disclose(heard(village), by=bakker, village=village)
        with pytest.raises(DatabaseError), transaction.atomic():
            Disclosure.objects.update(purpose="iets anders")


def test_who_asks_for_themselves_needs_no_key(village):
    with acting(professional(village.joris)) as joris:
        act = actions.Act(
            about=uuid4(), receiver=actions.Receiver(team=village.tuindorp), purpose="hulp",
            categories=["contact"], keys=actions.Keys(ground=""), giver=None,
        )  # fmt: skip
        actions.disclose(act, by=joris)
