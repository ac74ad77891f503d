"""A worry is told without a name, answered, and forgotten when nothing came of it."""

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.db import IntegrityError, ProgrammingError, transaction

from kring.core.actor import acting, job, professional
from kring.core.errors import Refused
from kring.handovers import actions, rules
from kring.handovers.models import Draft, Signal, Text
from kring.notices.models import Notice
from kring.sharing import actions as sharing
from kring.sharing import queries
from kring.sharing.models import Disclosure, Telling

from .stories import typed


def given(village, by, **more):
    return actions.give_signal(
        village.tuindorp, text="Al weken de gordijnen dicht.", theme="eenzaam", by=by, **more
    )


def test_a_signal_goes_to_the_team_without_a_name(village):
    with acting(professional(village.kemal)) as kemal:
        signal = given(village, kemal)
        assert signal.about_name == ""
        assert not Disclosure.objects.exists()
    with acting(professional(village.joris)) as joris:
        assert actions.take_up_signal(signal.pk, by=joris).received_by_id == village.joris
    for other in (village.pieter, village.tessa, village.vreemd, village.mirjam):
        with acting(professional(other)):
            assert not Signal.objects.exists()


def test_a_name_needs_a_ground_and_says_whether_the_resident_knows(village):
    nameless = actions.Named(name="Mevrouw Aydın", ground="")
    with acting(professional(village.mirjam)) as mirjam:
        with pytest.raises(Refused, match=rules.WhyNot.NAMED_WITHOUT_GROUND):
            given(village, mirjam, named=nameless)
        named = actions.Named(
            name="Mevrouw Aydın", ground="police_task", route="right_to_report", knows="yes"
        )
        signal = given(village, mirjam, named=named)
        assert Disclosure.objects.get().about == signal.pk


def test_no_action_forgets_name_and_text_after_six_weeks(village):
    with acting(professional(village.kemal)) as kemal:
        signal = given(village, kemal)
    with acting(professional(village.joris)) as joris:
        actions.answer_signal(signal.pk, Signal.Answer.NO_ACTION, reply="Bekend.", by=joris)
        with pytest.raises(Refused, match=rules.WhyNot.NO_SIGNAL):
            actions.answer_signal(signal.pk, Signal.Answer.WRONG_DESK, by=joris)
    assert Notice.objects.filter(about=signal.pk, whom=village.kemal).count() == 1

    with acting(job("cleaning"), at=village.now + timedelta(days=41)) as me:
        assert actions.erase_signals(by=me) == 0
    with acting(job("cleaning"), at=village.now + timedelta(days=42)) as me:
        assert actions.erase_signals(by=me) == 1
    with acting(professional(village.joris)):
        left = Signal.objects.get()
    assert (left.text, left.theme_id) == ("", village.eenzaam)


def test_it_becomes_a_handover_only_with_one(village):
    with acting(professional(village.kemal)) as kemal:
        signal = given(village, kemal)
    with (
        acting(professional(village.joris)) as joris,
        pytest.raises(Refused, match=rules.WhyNot.NO_HANDOVER),
    ):
        actions.answer_signal(signal.pk, Signal.Answer.HANDOVER, by=joris)


def test_a_signal_that_nobody_answers_is_told_once_to_whom_the_team_escalates(village):
    with acting(professional(village.kemal)) as kemal:
        signal = given(village, kemal)
    for _ in range(2):
        with acting(job("deadlines"), at=signal.due_at) as me:
            actions.remind_signal(signal.pk, by=me)

    assert Notice.objects.filter(about=signal.pk, whom=village.ineke).count() == 1


def test_a_team_member_types_for_a_caller(village):
    with acting(professional(village.joris)) as joris:
        signal = given(village, joris, giver=village.kemal)
    assert (signal.giver_id, signal.typed_by_id) == (village.kemal, village.joris)
    with acting(professional(village.kemal)):
        assert Signal.objects.get().pk == signal.pk


def test_the_giver_finds_the_answer_among_the_own_signals(village, sign_in):
    with acting(professional(village.kemal)) as kemal:
        signal = given(village, kemal, neighbourhood=village.bloemenbuurt)
    client = sign_in("kemal")
    page = client.get("/overdracht/signalen/").content.decode()
    assert "verstuurd" in page
    long_words = "Wij kennen deze straat. " * 60
    with acting(professional(village.joris)) as joris:
        actions.answer_signal(signal.pk, Signal.Answer.NO_ACTION, reply=long_words, by=joris)

    page = client.get("/overdracht/signalen/").content.decode()
    assert "geen actie" in page.lower()
    assert long_words.strip() in client.get(f"/overdracht/signaal/{signal.pk}/").content.decode()
    assert "geen signaal" in sign_in("mirjam").get("/overdracht/signalen/").content.decode()


def test_the_lead_answers_when_intake_is_away(village, sign_in):
    with acting(professional(village.kemal)) as kemal:
        signal = given(village, kemal)
    path = f"/overdracht/signaal/{signal.pk}/"

    assert "Uw antwoord" not in sign_in("kemal").get(path).content.decode()
    assert "Uw antwoord" in sign_in("ineke").get(path).content.decode()
    sign_in("ineke").post(path, {"answer": "wrong_desk", "reply": "Bel de wijkverpleging."})

    with acting(professional(village.kemal)):
        assert Signal.objects.get().answered_by_id == village.ineke


def test_a_handover_is_made_of_it_without_typing_again(village, sign_in):
    with acting(professional(village.kemal)) as kemal:
        signal = given(village, kemal, neighbourhood=village.bloemenbuurt)
    client = sign_in("joris")
    answer = client.post(f"/overdracht/signaal/{signal.pk}/overdracht/")
    draft = UUID(answer.url.split("/")[2])
    with acting(professional(village.joris)) as joris:
        found = Draft.objects.get(pk=draft).data
        assert found["what"] == {"situation": "Al weken de gordijnen dicht.", "theme": "eenzaam"}
        assert found["who"] == {"neighbourhood": str(village.bloemenbuurt)}
        for part, values in typed(team=village.schuldhulp_team).items():
            if part in ("to", "knows", "who"):
                values |= {"ground": "public_task"} if part == "knows" else {}
                actions.save(draft, part, values, by=joris)
        handed = actions.send(draft, by=joris)

        answered = Signal.objects.get()
    assert (answered.answer, answered.became_id) == ("handover", handed.pk)
    with acting(professional(village.joris)):
        told = Text.objects.get(handover=handed, part=Text.Part.SITUATION).body
    assert told == "Al weken de gordijnen dicht."
    page = sign_in("kemal").get(f"/overdracht/signaal/{signal.pk}/").content.decode()
    assert "het wordt een overdracht" in page
    assert str(handed.pk) not in page


NAMED = {
    "text": "Zij komt niet meer buiten.", "theme": "eenzaam", "about_name": "Mevrouw Aydın",
    "neighbourhood": "",
}  # fmt: skip


def test_who_names_somebody_says_on_which_keys_and_when_they_are_told(village, sign_in):
    client = sign_in("mirjam")
    typed = NAMED | {"team": str(village.tuindorp), "knows": "no", "ground": "police_task"}
    answer = client.post("/overdracht/signaal/", typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Kies volgens welke afspraak" in page
    assert "Schrijf op waarom deze persoon het nog niet weet." in page
    day = village.today + timedelta(days=14)
    typed |= {"route": "right_to_report", "not_told_because": "Zij deed niet open.",
              "review_on": day.isoformat()}  # fmt: skip
    answer = client.post("/overdracht/signaal/", typed)

    assert answer.status_code == 302
    page = client.get(answer.url).content.decode()
    assert "Deze persoon weet het nog niet, omdat: Zij deed niet open." in page
    with acting(professional(village.mirjam)):
        shared = Disclosure.objects.get()
    assert (shared.route, shared.told_at, shared.told_review_on) == ("right_to_report", None, day)


def untold(village, by="mirjam"):
    """A signal that names somebody who does not know; to be looked at again after two weeks."""
    named = actions.Named(
        name="Mevrouw Aydın", ground="police_task", route="right_to_report", knows="no",
        not_told_because="Zij deed niet open.", review_on=village.today + timedelta(days=14),
    )  # fmt: skip
    with acting(professional(getattr(village, by))) as giver:
        return given(village, giver, named=named)


def test_on_that_day_the_giver_is_asked_once_whether_they_may_know_now(village):
    signal = untold(village)

    for after in (13, 14, 15):
        with acting(job("reminders"), at=village.now + timedelta(days=after)) as me:
            actions.remind_to_tell(by=me)
        expected = 0 if after < 14 else 1
        asked = Notice.objects.filter(step__startswith="tell.resident", whom=village.mirjam)
        assert asked.count() == expected
    assert asked.get().path == f"/overdracht/signaal/{signal.pk}/"


def test_it_waits_for_the_giver_until_it_was_told(village, sign_in):
    signal = untold(village)
    path, client = f"/overdracht/verteld/{signal.pk}/", sign_in("mirjam")
    start = "/overdracht/"  # of who has no worklist
    assert path not in client.get(start).content.decode()

    with time_machine.travel(village.now + timedelta(days=14), tick=False):
        client = sign_in("mirjam")
        assert path in client.get(start).content.decode()
        assert "Zij deed niet open." in client.get(path).content.decode()
        later = (village.today + timedelta(days=30)).isoformat()
        not_yet = {"told": "nee", "because": "Zij is in het ziekenhuis.", "review_on": later}
        assert client.post(path, not_yet).status_code == 302
        assert path not in client.get(start).content.decode()

    with time_machine.travel(village.now + timedelta(days=30), tick=False):
        client = sign_in("mirjam")
        assert path in client.get(start).content.decode()
        assert "Zij is in het ziekenhuis." in client.get(path).content.decode()
        told = {"told": "ja", "on": "30-3-2026", "how": "talk"}
        there = client.post(path, told, follow=True).content.decode()
        assert "in een gesprek, door Mirjam de Groot" in there
        assert path not in client.get(start).content.decode()
        assert client.get(path).status_code == 404


def test_it_waits_in_the_worklist_of_who_has_one(village, sign_in):
    named = actions.Named(
        name="Mevrouw Aydın", ground="public_task", knows="no",
        not_told_because="Zij deed niet open.", review_on=village.today + timedelta(days=14),
    )  # fmt: skip
    with acting(professional(village.pieter)) as pieter:
        signal = given(village, pieter, named=named)

    with time_machine.travel(village.now + timedelta(days=14), tick=False):
        page = sign_in("pieter").get("/mijn-werk/").content.decode()
    assert "Mevrouw Aydın – mag die nu weten wat u deelde?" in page
    assert f"/overdracht/verteld/{signal.pk}/" in page


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "Kies of deze persoon het nu weet."),
        ({"told": "ja"}, "Vul in op welke dag het is verteld."),
        ({"told": "ja", "on": "2-3-2026"}, "Kies hoe het is verteld."),
        ({"told": "ja", "on": "1-3-2026", "how": "talk"}, "vanaf het delen"),
        ({"told": "nee"}, "Schrijf op waarom deze persoon het nog niet weet."),
    ],
)
def test_telling_says_when_and_how_or_why_not_yet(village, sign_in, typed, says):
    signal = untold(village)

    answer = sign_in("mirjam").post(f"/overdracht/verteld/{signal.pk}/", typed)

    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_nobody_else_tells_and_once_told_stays_told(village, sign_in):
    signal = untold(village)
    path = f"/overdracht/verteld/{signal.pk}/"
    for other in ("joris", "kemal", "tessa"):
        assert sign_in(other).get(path).status_code == 404
    told = sharing.Look(told_on=village.today, how="phone")
    with acting(professional(village.mirjam)) as mirjam:
        sharing.tell(signal.pk, told, by=mirjam)
        with pytest.raises(Refused):
            sharing.tell(signal.pk, told, by=mirjam)
        shared = Disclosure.objects.get(about=signal.pk).pk

    again = {"disclosure_id": shared, "told_on": village.today, "how": "talk", "at": village.now}
    for name, refused in (("joris", ProgrammingError), ("mirjam", IntegrityError)):
        whose = getattr(village, name)
        with acting(professional(whose)), pytest.raises(refused), transaction.atomic():
            Telling.objects.create(by_id=whose, **again)
    with acting(professional(village.mirjam)) as mirjam:
        with pytest.raises(ProgrammingError), transaction.atomic():
            Telling.objects.update(told_on=None)
        assert queries.telling(signal.pk).told_on == village.today
