"""In whose name it was written down hears of it; who received it can call them back."""

import pytest

from kring.core.actor import acting, professional
from kring.handovers.tests.stories import sent
from kring.handovers.tests.test_pages import page, signed_in
from kring.notices.models import Notice
from kring.sharing.models import Disclosure

PHONE = "06 – 87 65 43 21"


@pytest.fixture
def typed(village):
    """Joris wrote down what the GP said over the phone."""
    caller = {"sender": str(village.bakker), "caller_phone": "+31687654321"}
    with acting(professional(village.joris)) as joris:
        return sent(joris, team=village.tuindorp, on_behalf=caller)


def told(handover, whom):
    return Notice.objects.filter(about=handover.pk, whom=whom, step="typed").count()


def test_who_phoned_is_told_once_and_finds_it_among_what_was_sent(village, typed):
    assert (told(typed, village.bakker), told(typed, village.joris)) == (1, 0)

    assert "Aydın" in page(signed_in(village, "bakker"), "/overdracht/verstuurd/")


def test_the_caller_heard_the_yes_and_who_typed_it_is_kept(village, typed):
    with acting(professional(village.joris)):
        shared = Disclosure.objects.get(about=typed.pk)

    assert (shared.giver_id, shared.consent_heard_by_id) == (village.bakker, village.bakker)
    assert shared.written_by_id == village.joris


def test_the_gp_is_told_of_what_an_assistant_sends(village):
    with acting(professional(village.noor)) as noor:
        handed = sent(noor, team=village.tuindorp)

    assert told(handed, village.bakker) == 1


def test_nobody_is_told_of_what_they_wrote_themselves(village):
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, team=village.tuindorp)

    assert not Notice.objects.filter(about=handed.pk, step="typed").exists()


@pytest.mark.parametrize("on", ["", "brief/"])
def test_the_receiver_calls_back_on_the_number_that_was_given(village, typed, on):
    html = page(signed_in(village, "joris"), f"/overdracht/{typed.pk}/{on}")

    assert PHONE in html


def test_without_such_a_number_it_is_that_of_the_practice(village):
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, team=village.tuindorp)

    assert "Terugbellen op" not in page(signed_in(village, "joris"), f"/overdracht/{handed.pk}/")
