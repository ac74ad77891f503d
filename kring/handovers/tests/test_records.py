"""How handovers fare with a party: counted from what happened, for whoever chooses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils.translation import override

from kring.core.actor import acting, job, professional
from kring.directory.models import Team
from kring.handovers import actions
from kring.handovers.models import TrackRecord
from kring.handovers.models.choices import Outcome
from kring.handovers.queries import record
from kring.handovers.rules.records import Record, fares
from tests.village import NOW

from .stories import sent
from .test_pages import draft_of, signed_in

DAY = timedelta(days=1)
LONG_AGO = NOW - 40 * DAY


def handed(village, *, at=LONG_AGO):
    with acting(professional(village.bakker), at=at) as bakker:
        return sent(bakker, team=village.tuindorp)


def accepted(village, handover, *, after):
    with acting(professional(village.joris), at=handover.sent_at + after) as joris:
        actions.receive(handover.pk, by=joris)
        step_on = (handover.sent_at + after).date()
        actions.accept(handover.pk, first_step="Wij bellen.", on=step_on, by=joris)


def met(village, handover, *, after):
    accepted(village, handover, after=after / 2)
    with acting(professional(village.joris), at=handover.sent_at + after) as joris:
        actions.make_contact(handover.pk, how="phone", by=joris)


def counted(party, *, at=NOW):
    with acting(job("counting"), at=at) as me:
        actions.count_records(by=me)
        return record(party)


def test_three_of_four_are_within_the_time_that_is_told(village):
    for days in (2, 4, 6, 8):
        met(village, handed(village), after=days * DAY)
    handed(village)  # still waits

    found = counted(village.tuindorp)

    assert (found.handovers, found.arrived) == (5, 4)
    assert (found.answered_in, found.contact_in) == (4 * DAY, 8 * DAY)


def test_an_organisation_is_counted_over_all_of_its_teams(village):
    for _each in range(5):
        met(village, handed(village), after=DAY)

    organisation = Team.objects.get(pk=village.tuindorp).organisation_id
    assert counted(organisation).handovers == counted(village.tuindorp).handovers == 5


def test_what_was_declined_was_answered_and_did_not_arrive(village):
    for _each in range(5):
        handover = handed(village)
        with acting(professional(village.joris), at=LONG_AGO + DAY) as joris:
            actions.receive(handover.pk, by=joris)
            actions.decline(handover.pk, reason="Past niet.", outcome=Outcome.NO_OFFER, by=joris)

    found = counted(village.tuindorp)

    assert (found.arrived, found.answered_in, found.contact_in) == (0, DAY, None)


def test_of_few_of_the_last_days_and_of_what_was_withdrawn_nothing_is_told(village):
    for _each in range(4):
        met(village, handed(village), after=DAY)
    handed(village, at=NOW - 3 * DAY)
    with acting(professional(village.bakker), at=LONG_AGO) as bakker:
        going = sent(bakker, team=village.tuindorp)
        actions.withdraw(going.pk, reason="Toch niet.", outcome=Outcome.UNWANTED, by=bakker)

    assert counted(village.tuindorp) is None


def test_a_new_count_takes_the_place_of_the_old(village):
    for _each in range(5):
        met(village, handed(village), after=DAY)
    counted(village.tuindorp)

    assert counted(village.tuindorp, at=NOW + 200 * DAY) is None


def test_nobody_but_the_count_writes_them_and_none_is_of_one_resident(village):
    few = {"handovers": 4, "arrived": 4, "answered_in": DAY, "counted_at": NOW}
    with (
        acting(professional(village.joris)),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        TrackRecord.objects.create(party=village.tuindorp, **few | {"handovers": 5})
    with (
        acting(job("counting")),
        pytest.raises(IntegrityError, match="record_of_several"),
        transaction.atomic(),
    ):
        TrackRecord.objects.create(party=village.tuindorp, **few)


def test_who_chooses_reads_it_before_and_after_sending(village):
    for _each in range(5):
        met(village, handed(village), after=3 * DAY)
    counted(village.tuindorp)
    told = "Bij 5 van de 5 overdrachten kwam er contact."
    with acting(professional(village.bakker)) as bakker:
        going = sent(bakker, team=village.tuindorp)

    draft = draft_of(village)

    with override("nl"):
        gp = signed_in(village, "bakker")
        for page in (f"{draft}/aan-wie/", f"{draft}/controleer/", f"{going.pk}/"):
            assert told in gp.get(f"/overdracht/{page}").content.decode(), page


@pytest.mark.parametrize(("hours", "words"), [(1, "1 dag."), (24, "1 dag."), (25, "2 dagen.")])
def test_a_day_begun_is_a_day(village, hours, words):
    found = Record(village.tuindorp, 5, 5, timedelta(hours=hours), None)

    with override("nl"):
        assert fares(found).startswith(f"Antwoord komt meestal binnen {words}")
