"""What the resident says and asks: somebody answers, and it waits until they did."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.urls import reverse

from kring.core.actor import acting, job, professional
from kring.core.errors import Refused
from kring.directory.models import Position
from kring.handovers import actions
from kring.handovers.actions import Says, Via
from kring.handovers.models import Handover, ResidentQuestion, Text
from kring.handovers.tasks import cleaning, sweep
from kring.notices.models import Notice

from .stories import sent
from .test_pages import signed_in

LATE = timedelta(days=14)
LATER = timedelta(days=2)  # past the day on which a question is answered
WORDS = "Liever een vrouw."


@pytest.fixture
def met(village):
    """Joris took up the GP's handover, coordinates, and says that he made contact."""
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, team=village.tuindorp)
    with acting(professional(village.joris)) as joris:
        actions.receive(handed.pk, by=joris)
        actions.accept(handed.pk, first_step="Bellen", on=village.today, by=joris)
        return actions.make_contact(handed.pk, how="visit", by=joris)


def says(village, handover, answer, *, words="", after=timedelta(0)):
    with acting(professional(village.bakker), at=village.now + after) as bakker:
        return actions.resident_says(handover.pk, answer, via=Via.SENDER, words=words, by=bakker)


def read(village, who, handover, after=timedelta(0)):
    with time_machine.travel(village.now + after, tick=False):
        return signed_in(village, who).get(f"/overdracht/{handover.pk}/").text


def waits(village, who, after=timedelta(0)):
    with time_machine.travel(village.now + after, tick=False):
        return signed_in(village, who).get("/mijn-werk/", follow=True).text


def questions(village, who="bakker"):
    with acting(professional(getattr(village, who))):
        return [(each.what, each.whom) for each in ResidentQuestion.objects.all()]


def test_call_me_waits_in_mijn_werk_until_it_is_answered(village, met):
    says(village, met, Says.CALL_ME, words="Na vier uur.")

    assert questions(village) == [("call_me", village.joris)]
    assert "Leyla Aydın – bel mij" in waits(village, "joris")
    page = read(village, "joris", met)
    assert "De inwoner vraagt: bel mij" in page
    assert "Na vier uur." in page
    address = reverse("handovers:hear", args=[met.pk])
    joris = signed_in(village, "joris")
    assert joris.post(address, {"answer": ""}).status_code == 422
    assert joris.post(address, {"answer": "Ik kom morgen."}).status_code == 302

    assert "bel mij" not in waits(village, "joris")
    assert "Ik kom morgen." in read(village, "bakker", met)


def test_after_a_contradiction_who_sent_them_calls(village, met):
    says(village, met, Says.NO)
    says(village, met, Says.CALL_ME)

    assert questions(village) == [("call_me", village.bakker)]


def test_asked_twice_it_waits_once_with_all_words(village, met):
    says(village, met, Says.CALL_ME, words="Vandaag.")
    says(village, met, Says.CALL_ME, words="Nu.")

    with acting(professional(village.joris)):
        assert ResidentQuestion.objects.get().words == "Vandaag.\nNu."


def test_someone_else_is_not_the_same_as_nobody(village, met):
    says(village, met, Says.SOMEONE_ELSE, words=WORDS)

    page = read(village, "bakker", met)
    assert "De inwoner wil liever iemand anders" in page
    assert WORDS in page
    assert WORDS not in read(village, "joris", met)
    with acting(professional(village.bakker)):
        assert Handover.objects.get().baton == "sender"
        assert Text.objects.filter(part=Text.Part.REPLY).count() == 1


@pytest.mark.parametrize(("days", "baton"), [(7, "sender"), (8, "receiver")])
def test_for_five_working_days_a_no_returns_the_baton(village, met, days, baton):
    assert says(village, met, Says.NO, after=timedelta(days=days)).baton == baton


def test_who_sent_them_hears_of_a_no_at_once(village, met):
    says(village, met, Says.NO)

    told = Notice.objects.get(about=met.pk, whom=village.bakker, step__startswith="contradicted")
    assert told.urgent


def test_a_late_no_is_asked_of_who_sent_them_when_the_receiver_coordinates(village, met):
    later = says(village, met, Says.NO, words="Er kwam niemand.", after=LATE)

    assert later.baton == "receiver"
    assert questions(village) == [("no_contact", village.bakker)]
    assert questions(village, "joris") == []
    assert "Er kwam niemand." in read(village, "bakker", met, LATE)
    assert "Er kwam niemand." not in read(village, "joris", met, LATE)
    told = Notice.objects.filter(whom=village.bakker, step__startswith="resident no_contact")
    assert told.exists()


def test_a_late_no_is_asked_of_the_coordinator(village):
    who = {"household": str(village.devries), "resident": str(village.fatma)}
    with acting(professional(village.samira)) as samira:
        handed = sent(samira, position=village.joost, who=who, knows={"ground": "public_task"})
    with acting(professional(village.joost)) as joost:
        actions.receive(handed.pk, by=joost)
        actions.accept(handed.pk, first_step="Bellen", on=village.today, by=joost)
        actions.make_contact(handed.pk, how="visit", by=joost)
    with acting(professional(village.samira), at=village.now + LATE) as samira:
        actions.resident_says(handed.pk, Says.SOMEONE_ELSE, via=Via.SENDER, by=samira)

    assert questions(village, "samira") == [("someone_else", village.samira)]
    assert "wil liever iemand anders" in waits(village, "samira", LATE)


def test_only_whom_it_was_asked_of_answers(village, met):
    says(village, met, Says.NO, after=LATE)

    with pytest.raises(Refused), acting(professional(village.joris)) as joris:
        actions.hear(met.pk, "Opgelost.", by=joris)
    with acting(professional(village.bakker), at=village.now + LATE) as bakker:
        with pytest.raises(Refused):
            actions.hear(met.pk, " ", by=bakker)
        actions.hear(met.pk, "Samira belt.", by=bakker)
        with pytest.raises(Refused):
            actions.hear(met.pk, "Nog eens.", by=bakker)


def test_when_they_say_yes_after_all_it_waits_no_longer(village, met):
    says(village, met, Says.NO, after=LATE)
    says(village, met, Says.YES, after=LATE)

    with acting(professional(village.bakker)):
        assert ResidentQuestion.objects.get().answered_at is not None
    assert "Bevestigd door de inwoner" in read(village, "joris", met, LATE)


def test_a_yes_after_all_gives_the_baton_to_the_receiver_again(village, met):
    says(village, met, Says.NO)
    again = says(village, met, Says.YES)

    assert (again.baton, again.turn, again.contradicted_at) == ("receiver", "receiver", None)
    assert again.due_at == met.due_at


def test_whoever_must_answer_cannot_leave(village, met):
    says(village, met, Says.NO, after=LATE)

    with pytest.raises(DatabaseError, match="holds a baton"), acting(professional(village.bakker)):
        Position.objects.filter(pk=village.bakker).update(until_on=village.today)


def test_nobody_puts_words_in_a_residents_mouth(village, met):
    ask = "select kring.ask_for_resident(%s, 'no_contact', '', kring.at(), '')"
    for who in (village.joris, village.vermeer):
        only = pytest.raises(DatabaseError, match="only the resident or who sent them")
        with only, acting(professional(who)), connection.cursor() as cursor:
            cursor.execute(ask, [met.pk])
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        acting(professional(village.bakker)),
    ):
        ResidentQuestion.objects.create(
                handover=met, what="call_me", whom=village.joris, asked_at=village.now,
                due_at=village.now,
            )  # fmt: skip


def test_a_stranger_reads_no_question(village, met):
    says(village, met, Says.CALL_ME)

    assert questions(village, "vermeer") == questions(village, "tessa") == []


def test_a_question_that_nobody_answers_goes_to_the_lead_who_can_call(village, met):
    says(village, met, Says.CALL_ME, words="Na vier uur.")
    asked = Notice.objects.filter(about=met.pk, urgent=True).count()

    for _ in range(2):  # the second sweep finds nothing new
        with time_machine.travel(village.now + LATER, tick=False):
            sweep()

    assert Notice.objects.filter(about=met.pk, urgent=True).count() == asked + 1
    assert "Leyla Aydın – bel mij" in waits(village, "ineke", LATER)
    assert "Leyla Aydın – bel mij" in waits(village, "joris", LATER)
    page = read(village, "ineke", met, LATER)
    assert "Na vier uur." in page
    assert "06 – 12 34 00 00" in page
    assert "maakt zich zorgen over de huur" not in page
    with time_machine.travel(village.now + LATER, tick=False):
        answer = signed_in(village, "ineke").post(
            f"/overdracht/{met.pk}/inwoner-gehoord/", {"answer": "Gebeld."}
        )
    assert answer.status_code == 302
    assert "bel mij" not in waits(village, "joris", LATER)
    assert "12 34 00 00" not in read(village, "ineke", met, LATER)


def test_what_was_told_back_before_there_was_a_clock_comes_up_again(village, met):
    with acting(professional(village.joris)) as joris:
        actions.feed_back(met.pk, "Het loopt.", interim=False, by=joris)
    with acting(job("deadlines")):
        Handover.objects.filter(pk=met.pk).update(due_at=None, sweep_at=None, due_source="")

    cleaning.func(0)

    with acting(professional(village.joris)):
        found = Handover.objects.get(pk=met.pk)
    assert found.due_at > village.now + timedelta(days=60)
    assert found.sweep_at is not None


def test_first_contact_stands_once_on_the_timeline_with_how_it_was_made(village, met):
    html = signed_in(village, "joris").get(f"/overdracht/{met.pk}/").text
    happened = html.split("Wat er gebeurde")[-1].split("<textarea")[0]

    assert happened.count("Contact gelegd") == 1
    assert "huisbezoek" in happened
