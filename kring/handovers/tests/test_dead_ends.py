"""After silence all the way there is always something to choose, in the words of what was sent."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from kring.core.actor import acting, job, professional
from kring.core.errors import Refused
from kring.handovers import actions, queries, rules
from kring.handovers.models import Handover
from kring.handovers.models.choices import Kind, Outcome, Side

from .stories import sent
from .test_following import followed, handed, met, taken
from .test_pages import signed_in

DAY = timedelta(days=1)


def silent_about(handover):
    """Everybody lets the term and all that follows on it pass."""
    for late in range(9):
        with acting(job("deadlines"), at=handover.due_at + late * DAY) as me:
            for each in queries.due(me.at, many=9):
                actions.look_again(each, by=me)
    with acting(job("deadlines")):
        found = Handover.objects.get(pk=handover.pk)
    assert (found.turn, found.silence) == ("sender", 3)
    return found


def contradicted(village, answer=actions.Says.NO):
    handover = met(village)
    with acting(professional(village.bakker)) as bakker:
        return actions.resident_says(handover.pk, answer, via=actions.Via.PHONE, by=bakker)


def waiting(village):
    """Taken on, and waiting before there was contact."""
    handover = taken(village)
    with acting(professional(village.joris)) as joris:
        actions.accept(handover.pk, first_step="Bellen", on=village.today, by=joris)
        return actions.pause(
            handover.pk, for_="plek", until=village.today + 5 * DAY, turn=Side.RECEIVER, by=joris
        )


@pytest.mark.parametrize("arrange", [contradicted, waiting])
@pytest.mark.parametrize("act", ["iemand-anders", "zelf-contact", "intrekken"])
def test_whoever_holds_the_baton_can_do_all_that_is_offered(village, arrange, act):
    handover = silent_about(arrange(village))
    gp, path = signed_in(village, "bakker"), f"/overdracht/{handover.pk}/{act}/"
    html = followed(village, handover, "bakker")
    assert "Nog geen contact. Wat wilt u doen?" in html
    assert path in html
    assert "Dit kan nu niet" not in gp.get(path).content.decode()

    assert gp.post(path, {"outcome": "elsewhere", "reason": "Anders"}).status_code == 302


def test_keeping_contact_gives_who_waits_a_new_term(village):
    handover = silent_about(waiting(village))

    with acting(professional(village.bakker), at=handover.due_at + 9 * DAY) as bakker:
        kept = actions.keep_contact(handover.pk, by=bakker)

    assert (kept.turn, kept.state, kept.silence) == ("receiver", "paused", 0)
    assert kept.due_at > handover.due_at + 9 * DAY


def test_after_someone_else_the_sender_asks_another_at_once_and_the_first_one_ends(village):
    handover = contradicted(village, actions.Says.SOMEONE_ELSE)
    assert f"/overdracht/{handover.pk}/iemand-anders/" in followed(village, handover, "bakker")

    with acting(professional(village.bakker)) as bakker:
        draft = actions.follow(handover.pk, by=bakker)
        knows = {"answer": "yes", "ground": "yes", "secrecy": "yes", "route": "yes_once",
                 "how": "spoken", "told": True}  # fmt: skip
        actions.save(draft.pk, "knows", knows, by=bakker)
        actions.save(draft.pk, "to", {"team": str(village.schuldhulp_team)}, by=bakker)
        actions.send(draft.pk, by=bakker)
        assert Handover.objects.get(pk=handover.pk).state == "withdrawn"


def test_contact_that_is_contradicted_is_taken_back_without_the_receiver(village):
    handover = contradicted(village)

    with acting(professional(village.bakker)) as bakker:
        done = actions.withdraw(handover.pk, reason="Wil niet", outcome=Outcome.UNWANTED, by=bakker)

    assert done.state == "withdrawn"


def test_with_real_contact_nothing_is_taken_away_from_the_receiver(village):
    handover = met(village)

    assert "iemand-anders" not in followed(village, handover, "bakker")
    with acting(professional(village.bakker)) as bakker:
        with pytest.raises(Refused):
            actions.follow(handover.pk, by=bakker)
        asked = actions.withdraw(handover.pk, reason="Nee", outcome=Outcome.MOVED, by=bakker)
    assert asked.state == "under_way"


def test_contradicted_and_resumed_it_is_contact_again_that_is_waited_for(village):
    handover = contradicted(village)
    with acting(professional(village.joris)) as joris:
        actions.pause(
            handover.pk, for_="plek", until=village.today + 5 * DAY, turn=Side.RECEIVER, by=joris
        )
        resumed = actions.resume(handover.pk, by=joris)

    assert resumed.due_at == handover.due_at
    assert resumed.baton == "sender"


@pytest.mark.parametrize("answer", [actions.Says.NO, actions.Says.SOMEONE_ELSE])
def test_what_the_resident_contradicts_is_not_finished(village, answer):
    handover = contradicted(village, answer)
    joris, here = signed_in(village, "joris"), f"/overdracht/{handover.pk}/"
    finished = {"outcome": "helped", "text": "Klaar."}

    page, answer = joris.get(here).text, joris.post(f"{here}afronden/", finished)

    assert "De ontvanger noteerde contact, maar de inwoner ziet dat anders." in page
    assert "Contact gelegd:" not in page
    assert f"{here}afronden/" not in page
    assert f"{here}poging/" in page
    assert answer.status_code == 422
    assert rules.WhyNot.CONTRADICTED in answer.text
    with acting(professional(village.joris)) as me:
        actions.make_contact(handover.pk, how="visit", by=me)
    assert joris.post(f"{here}afronden/", finished).status_code == 302


def test_the_database_does_not_finish_what_the_resident_contradicts(village):
    handover = contradicted(village)

    with (
        pytest.raises(IntegrityError, match="completed_uncontradicted"),
        acting(professional(village.joris)) as me,
    ):
        Handover.objects.filter(pk=handover.pk).update(completed_at=me.at, outcome="helped")


def asked(village):
    with acting(professional(village.bakker)) as bakker:
        return sent(bakker, kind=Kind.CONSULT, team=village.tuindorp)


def test_a_question_that_nobody_answers_is_asked_about_in_its_own_words(village):
    question = asked(village)
    assert "Uw vraag is verstuurd" in followed(village, question, "bakker")
    html = followed(village, silent_about(question), "bakker")
    gp = signed_in(village, "bakker")

    assert "Nog geen antwoord. Wat wilt u doen?" in html
    assert "Trek uw vraag in" in html
    assert "zelf-contact" not in html
    assert gp.post(f"/overdracht/{question.pk}/zelf-contact/").status_code == 422
    withdrawn = {"outcome": "elsewhere", "reason": "Al gevonden"}
    assert gp.post(f"/overdracht/{question.pk}/intrekken/", withdrawn).status_code == 302
    assert "Deze vraag is ingetrokken." in followed(village, question, "bakker")


def test_a_question_is_declined_without_a_word_about_a_resident(village):
    question = asked(village)
    joris, path = signed_in(village, "joris"), f"/overdracht/{question.pk}/niet-passend/"
    joris.post(f"/overdracht/{question.pk}/oppakken/")
    html = joris.get(path).content.decode()
    assert "Wil nu geen hulp" not in html
    given = {"outcome": "no_offer", "reason": "Bel mevrouw op 06-12345678"}

    named = joris.post(path, given)
    answer = joris.post(path, given | {"reason": "Niet ons vak", "advice": "Vraag de GGD"})

    assert (named.status_code, answer.status_code) == (422, 302)
    assert "De vrager kiest de volgende stap." in followed(village, question, "bakker")


def test_an_answered_question_is_called_answered(village):
    question = asked(village)
    joris = signed_in(village, "joris")
    joris.post(f"/overdracht/{question.pk}/oppakken/")

    joris.post(f"/overdracht/{question.pk}/raad/", {"text": "Bel de huurbemiddeling."})

    html = followed(village, question, "bakker")
    assert "beantwoord" in html
    assert "Vraag zonder naam" in html
    assert "Overdracht" not in html.split("Hooguit vijf regels")[-1][:200]


def test_a_handover_keeps_its_own_words(village):
    assert "Uw overdracht is verstuurd" in followed(village, handed(village), "bakker")
