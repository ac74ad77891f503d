"""How the receiver reaches the resident: only who took it up reads it, and safely."""

import pytest

from kring.core.actor import acting, professional
from kring.handovers import actions, queries
from kring.handovers.models import Progress
from kring.handovers.models.choices import Fact
from kring.handovers.tests.stories import sent
from kring.handovers.tests.test_pages import signed_in

WHO = {
    "phone": "+31612340000",
    "safe_to_call": "yes",
    "safe_voicemail": "no",
    "safe_letter": "unknown",
    "best_times": "na vier uur",
    "via_desk": "via de buurvrouw",
    "language": "Turks",
    "interpreter": True,
    "someone_present": "haar zus",
    "street": "Tulpstraat 3",
    "town": "Waterrijk",
}


@pytest.fixture
def taken(village):
    """The path of a handover of the GP that Joris took up."""

    def make(**changed):
        with acting(professional(village.bakker)) as bakker:
            handed = sent(bakker, team=village.tuindorp, who=WHO | changed)
        with acting(professional(village.joris)) as joris:
            actions.receive(handed.pk, by=joris)
        return f"/overdracht/{handed.pk}/"

    return make


def read(village, who, path):
    answer = signed_in(village, who).get(path)
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("page", ["", "brief/"])
def test_who_took_it_up_reads_how_to_reach_the_resident(village, taken, page):
    text = read(village, "joris", taken() + page)

    assert "Zo bereikt u Leyla Aydın" in text
    assert "06 12 34 00 00" in text or "06 – 12 34 00 00" in text
    for words in ("na vier uur", "via de buurvrouw", "Turks, tolk nodig", "haar zus", "Tulp"):
        assert words in text
    assert "Spreek geen bericht in." in text


@pytest.mark.parametrize("page", ["", "brief/"])
def test_a_number_that_is_not_safe_cannot_be_tapped(village, taken, page):
    text = read(village, "joris", taken(safe_to_call="no") + page)

    assert "Bel niet." in text
    assert "tel:+31612340000" not in text
    assert "12 34 00 00" not in text


@pytest.mark.parametrize("page", ["", "brief/"])
def test_a_secret_address_leaves_no_trace(village, taken, page):
    text = read(village, "joris", taken(secret_address=True) + page)

    assert "Zo bereikt u" in text
    assert "Tulpstraat" not in text
    assert "Adres" not in text
    assert "geheim" not in text


def test_the_sender_and_a_colleague_do_not_read_it_here(village, taken):
    path = taken()

    assert "Zo bereikt u" not in read(village, "bakker", path)
    assert signed_in(village, "pieter").get(path).status_code == 404


def test_before_it_is_taken_up_nobody_reads_it(village):
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, team=village.tuindorp, who=WHO)
        assert queries.reach(handed.pk) is None

    with acting(professional(village.joris)):
        assert queries.reach(handed.pk) is None


@pytest.fixture
def accepted(village, taken):
    def make(**changed):
        path = taken(**changed)
        with acting(professional(village.joris)) as joris:
            pk = path.split("/")[2]
            actions.accept(pk, first_step="Bellen", on=village.today, by=joris)
        return path

    return make


def test_what_came_of_a_call_is_noted_in_one_tap(village, accepted):
    path = accepted(safe_voicemail="yes")
    assert "Niet opgenomen" in read(village, "joris", path)
    assert "Bericht ingesproken" in read(village, "joris", path)

    typed = {"how": "phone", "result": "message"}
    signed_in(village, "joris").post(f"{path}poging/", typed)

    with acting(professional(village.joris)):
        tried = Progress.objects.get(what=Fact.CONTACT_ATTEMPTED)
        assert tried.how == "phone message"


def test_where_no_message_is_safe_none_is_offered(village, accepted):
    text = read(village, "joris", accepted())

    assert "Niet opgenomen" in text
    assert "Bericht ingesproken" not in text


@pytest.mark.parametrize("changed", [{"safe_to_call": "no"}, {"phone": ""}])
def test_without_a_number_to_call_nothing_came_of_a_call(village, accepted, changed):
    assert "Niet opgenomen" not in read(village, "joris", accepted(**changed))


def test_the_sender_notes_no_call(village, accepted):
    assert "Niet opgenomen" not in read(village, "bakker", accepted())
