"""Which term holds: the most specific one in force."""

from datetime import timedelta

import pytest

from kring.agreements import queries
from kring.agreements.models import Term
from tests.village import LONG_AGO, key


def test_the_region_has_a_default(village):
    found = queries.clock("contact", at=village.now, sender=village.bakker, team=village.tuindorp)

    assert (found.days, found.source) == (5, "Standaard van de regio")
    assert found.hours[0][0].hour == 9


def test_without_any_term_there_is_a_standard(village):
    found = queries.clock("contact", at=village.now, team=village.elders_team)

    assert (found.days, found.source) == (5, queries.STANDARD)


@pytest.mark.parametrize(("sender", "days"), [("bakker", 2), ("vermeer", 4)])
def test_between_two_organisations_goes_before_the_receiving_one(village, sender, days):
    for source, term in [("linde", 2), (None, 4)]:
        Term.objects.create(
            kind="contact", sender_id=source and key(source), receiver_id=key("waterrijk_gemeente"),
            working_days=term, source="afspraak", valid_from=LONG_AGO,
        )  # fmt: skip

    found = queries.clock("contact", at=village.now, sender=key(sender), team=village.tuindorp)

    assert found.days == days


def test_a_term_that_ended_yesterday_no_longer_holds(village):
    Term.objects.create(
        kind="contact", receiver_id=key("waterrijk_gemeente"), working_days=1, source="oud",
        valid_from=LONG_AGO, valid_until=village.today - timedelta(days=1),
    )  # fmt: skip

    assert queries.clock("contact", at=village.now, team=village.tuindorp).days == 5


def test_a_term_that_begins_tomorrow_does_not_hold_yet(village):
    Term.objects.create(
        kind="contact", receiver_id=key("waterrijk_gemeente"), working_days=1, source="nieuw",
        valid_from=village.today + timedelta(days=1),
    )  # fmt: skip

    assert queries.clock("contact", at=village.now, team=village.tuindorp).days == 5


def test_what_an_organisation_promised_one_other_goes_before_what_it_promised_all(village):
    """Also when what it promised all is newer."""
    for sender, term, since in [("linde", 2, LONG_AGO), (None, 4, village.today)]:
        Term.objects.create(
            kind="contact", sender_id=sender and key(sender), receiver_id=key("waterrijk_gemeente"),
            working_days=term, source="afspraak", valid_from=since,
        )  # fmt: skip

    assert (
        queries.clock("contact", at=village.now, sender=village.bakker, team=village.tuindorp).days
        == 2
    )


def test_it_is_one_statement(village, django_assert_num_queries):
    with django_assert_num_queries(1):
        queries.clock("accept", at=village.now, sender=village.bakker, team=village.tuindorp)
