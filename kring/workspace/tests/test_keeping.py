"""What is typed on a page is there again after a mishap, and nobody else reads it."""

import re
from datetime import timedelta

import pytest

from kring.core import keeping
from kring.core.actor import acting, job, professional
from kring.core.models import Kept
from kring.handovers import actions as handovers
from kring.handovers.models import Signal
from kring.handovers.models.choices import Kind
from kring.handovers.tests import stories
from kring.plans import actions as plans
from kring.plans.models import Note
from kring.workspace.tests.conftest import at, page, signed_in
from kring.workspace.tests.stories import handover_to_tuindorp

SAID = "Samen de post geopend. Er lag een brief van de deurwaarder."


@pytest.fixture
def here(village):
    return at(village.devries, "notitie/nieuw/")


def keep(client, path, **typed):
    return client.post(f"/bewaard/?pad={path}", typed)


def test_what_was_typed_stands_there_again(as_samira, here):
    assert keep(as_samira, here, text=SAID).status_code == 204

    html = page(as_samira, here)

    assert SAID in html
    assert "Bewaard om 10:00" in html
    assert "Wat u eerder typte, staat er weer." in html


def test_nobody_else_reads_it(village, as_samira, here):
    keep(as_samira, here, text=SAID)

    assert SAID not in page(signed_in(village, "ineke"), here, status=404)
    with acting(professional(village.joris)):
        assert not Kept.objects.exists()


def test_sending_throws_it_away(as_samira, here, village):
    keep(as_samira, here, text=SAID)
    sent = {"text": SAID, "kind": "note", "category": "situation", "kept": "1"}
    sent |= {"at_day": "02-03-2026", "at_time": "09:00"}

    assert as_samira.post(here, sent).status_code == 302

    assert SAID not in page(as_samira, here)


def test_a_save_that_arrives_after_its_form_keeps_nothing(as_samira, here):
    once = form_on(page(as_samira, here))
    sent = {"text": SAID, "kind": "note", "category": "situation", "kept": "1", "once": once}
    sent |= {"at_day": "02-03-2026", "at_time": "09:00"}
    assert as_samira.post(here, sent).status_code == 302

    assert keep(as_samira, here, text=SAID, once=once).status_code == 204

    assert SAID not in page(as_samira, here)
    keep(as_samira, here, text="Een volgende", once=form_on(page(as_samira, here)))
    assert "Een volgende" in page(as_samira, here)


def test_neither_does_one_of_an_act_on_a_handover(village):
    here = f"/overdracht/{handover_to_tuindorp(village)}/intrekken/"
    bakker = signed_in(village, "bakker")
    once = form_on(page(bakker, here))
    sent = {"reason": SAID, "outcome": "elsewhere", "kept": "1", "once": once}
    assert bakker.post(here, sent).status_code == 302

    keep(bakker, here, reason=SAID, once=once)

    with acting(professional(village.bakker)):
        assert not Kept.objects.exists()


def form_on(html):
    return re.search(r'name="once" value="([^"]+)"', html)[1]


def test_one_can_begin_anew(as_samira, here):
    keep(as_samira, here, text=SAID)

    assert as_samira.post(f"/bewaard/weg/?pad={here}", {"text": SAID}).url == here

    assert SAID not in page(as_samira, here)


@pytest.mark.parametrize("path", ["/nergens/", "https://elders.example/", "", "x" * 300])
def test_only_pages_of_ours_are_kept(as_samira, path):
    assert keep(as_samira, path, text=SAID).status_code == 404
    assert as_samira.post(f"/bewaard/weg/?pad={path}").status_code == 404


def test_passwords_and_too_much_are_not_kept(as_samira, here):
    assert keep(as_samira, here, new_password="geheim").status_code == 422
    assert keep(as_samira, here, text="a" * 300_000).status_code == 422
    assert keep(as_samira, here, text="met \0 erin").status_code == 204


def test_a_change_by_somebody_else_meanwhile_is_noticed(village, as_samira):
    here = at(village.devries, "als-het-misgaat/")
    agreed = {"call": "Bel oma Riet", "do": "", "version": "0"}
    as_samira.post(here, agreed)
    keep(as_samira, here, call="Bel de buurvrouw", do="", version="0")

    html = page(as_samira, here)

    assert "Bel de buurvrouw" in html
    assert 'name="version" value="0"' in html


def test_after_a_week_it_is_gone(village, as_samira, here):
    keep(as_samira, here, text=SAID)

    with acting(job("keeping"), at=village.now + timedelta(days=8)) as me:
        assert keeping.throw_old_away(by=me) == 1


def test_an_act_on_a_handover_keeps_its_text_too(village):
    here = f"/overdracht/{handover_to_tuindorp(village)}/intrekken/"
    bakker = signed_in(village, "bakker")
    keep(bakker, here, reason=SAID)

    assert SAID in page(bakker, here)


def test_pressing_twice_makes_one_note(village, as_samira, here):
    once = form_on(page(as_samira, here))
    sent = {"text": SAID, "kind": "note", "category": "situation", "once": once}
    sent |= {"at_day": "02-03-2026", "at_time": "09:00"}

    answers = [as_samira.post(here, sent).status_code for _ in range(2)]

    assert answers == [302, 302]
    with acting(professional(village.samira)):
        assert Note.objects.filter(text=SAID).count() == 1


def test_a_form_that_was_refused_can_be_sent_again(village, as_samira, here):
    once = form_on(page(as_samira, here))

    refused = as_samira.post(here, {"text": "", "once": once})

    again = re.search(r'name="once" value="([^"]+)"', refused.text)[1]
    assert refused.status_code == 422
    assert again != once


def test_a_signal_is_kept_while_typing_and_sent_once(village):
    mirjam, here = signed_in(village, "mirjam"), "/overdracht/signaal/"
    keep(mirjam, here, text=SAID, theme="eenzaam", team=str(village.tuindorp))

    html = page(mirjam, here)
    once = re.search(r'name="once" value="([^"]+)"', html)[1]
    sent = {"text": SAID, "theme": "eenzaam", "team": village.tuindorp, "once": once, "kept": "1"}
    answers = [mirjam.post(here, sent) for _ in range(2)]

    assert SAID in html
    assert [answer.status_code for answer in answers] == [302, 302]
    with acting(professional(village.mirjam)):
        assert Signal.objects.count() == 1
    assert SAID not in page(mirjam, here)


def test_the_answer_to_a_signal_is_kept_while_typing(village):
    told = {"text": SAID, "theme": "eenzaam", "team": village.tuindorp}
    here = signed_in(village, "mirjam").post("/overdracht/signaal/", told).url
    joris = signed_in(village, "joris")

    keep(joris, here, answer="no_action", reply="Wij letten op.")

    assert "Wij letten op." in page(joris, here)


def test_the_reason_for_emergency_access_is_kept_while_typing(village):
    tessa, here = signed_in(village, "tessa"), "/noodtoegang/"

    keep(tessa, here, reason=SAID)

    assert SAID in page(tessa, here)


def test_why_a_goal_stops_is_kept_too(village, as_samira):
    with acting(professional(village.samira)) as me:
        goal = plans.add_goal(village.devries, plans.Aim(title="Rust in huis"), by=me).pk
    here = at(village.devries, f"doel/{goal}/")
    keep(as_samira, f"{here}stoppen/", because=SAID)

    assert SAID in page(as_samira, here)
    assert as_samira.post(f"/bewaard/weg/?pad={here}stoppen/", follow=True).status_code == 200
    assert SAID not in page(as_samira, here)


def test_a_letter_that_is_pasted_in_is_kept_too(village):
    bakker = signed_in(village, "bakker")
    with acting(professional(village.bakker)) as me:
        data = stories.typed(team=village.tuindorp)
        draft = handovers.start(Kind.REFER, by=me, data=data).pk
    here = f"/overdracht/{draft}/brief-inlezen/"
    keep(bakker, here, text=SAID)

    assert SAID in page(bakker, here)
    bakker.post(here, {"text": SAID, "kept": "1"})
    assert SAID not in page(bakker, here)
