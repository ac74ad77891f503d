"""Who received it says that it is a report: the law's dates count from the day it was made."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.handovers import actions
from kring.handovers.models import Handover
from kring.handovers.models.choices import Outcome

from .stories import sent
from .test_pages import signed_in


@pytest.fixture
def taken(village):
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, team=village.tuindorp)
    with acting(professional(village.joris)) as joris:
        return actions.receive(handed.pk, by=joris)


def report(village, handover, who="joris", **typed):
    address = reverse("handovers:report", args=[handover.pk])
    return signed_in(village, who).post(address, {"laws": ["wmo"], "on": "01-03-2026"} | typed)


def read(village, handover, who="joris"):
    return signed_in(village, who).get(f"/overdracht/{handover.pk}/").text


def test_from_the_page_the_dates_of_the_law_count_from_the_day_of_the_report(village, taken):
    assert reverse("handovers:report", args=[taken.pk]) in read(village, taken)

    assert report(village, taken).status_code == 302

    page = read(village, taken)
    assert "Wat de wet vraagt" in page
    assert "zondag 12 april 2026" in page
    assert "Melding voor de wet genoteerd" in page


def test_the_form_knows_the_day_it_was_sent_and_what_was_said_before(village, taken):
    report(village, taken, on="28-02-2026")

    form = signed_in(village, "joris").get(reverse("handovers:report", args=[taken.pk])).text

    assert 'value="28-02-2026"' in form
    assert "checked" in form


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"laws": []}, "Kies voor welke wet"),
        ({"on": "03-03-2026"}, "Vul een datum in die al geweest is."),
        ({"on": "straks"}, "Vul de datum in als dag, maand en jaar"),
    ],
)
def test_what_is_missing_is_asked(village, taken, typed, words):
    answer = report(village, taken, **typed)

    assert answer.status_code == 422
    assert words in answer.text


def test_only_the_core_ring_takes_a_report(village):
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, position=village.anja)
    with acting(professional(village.anja)) as anja:
        actions.receive(handed.pk, by=anja)

    assert report(village, handed, who="anja").status_code == 422
    assert reverse("handovers:report", args=[handed.pk]) not in read(village, handed, "anja")


def test_the_sender_takes_no_report(village, taken):
    with acting(professional(village.bakker)) as bakker, pytest.raises(Refused):
        actions.report(taken.pk, is_wmo=True, is_youth=False, on=village.today, by=bakker)


def test_a_next_try_keeps_the_day_of_the_report(village, taken):
    early = village.today - timedelta(days=1)
    with acting(professional(village.joris)) as joris:
        actions.report(taken.pk, is_wmo=True, is_youth=False, on=early, by=joris)
        actions.decline(taken.pk, reason="Woont elders", outcome=Outcome.NO_OFFER, by=joris)
    with acting(professional(village.bakker)) as bakker:
        draft = actions.follow(taken.pk, by=bakker)
        to = {"team": str(village.vogelwijk), "position": None}
        knows = {
            "answer": "yes", "ground": "yes", "secrecy": "yes", "route": "yes_once",
            "how": "spoken", "told": True,
        }  # fmt: skip
        actions.save(draft.pk, "to", to, by=bakker)
        actions.save(draft.pk, "knows", knows, by=bakker)
        again = actions.send(draft.pk, by=bakker)

        found = Handover.objects.get(pk=again.pk)
        assert (found.is_wmo, found.is_youth, found.reported_on) == (True, False, early)
