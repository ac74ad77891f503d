import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from kring.accounts.models import Link
from kring.core.actor import acting, professional, resident
from kring.directory.models import Team
from kring.handovers import actions as handovers
from kring.handovers.models import Handover, Text
from kring.handovers.models.choices import Outcome
from kring.handovers.tests import stories
from kring.portal.actions.help_me import name_parts
from kring.residents.models import Reachability, Resident

STORY = {"situation": "Ik kom niet rond. Er liggen schulden."}


def answer(client, village, **changed):
    """Answer all five questions; `changed` says which answers differ."""
    pages = {
        "verhaal": STORY,
        "goed": {"goes_well": "Mijn zus helpt."},
        "eerst": {"wish": "Ik wil rust."},
        "voor-wie": {
            "asked_by": "resident",
            "name": "Fatma el Amrani",
            "place": village.bloemenbuurt,
        },
        "bereiken": {"way": "call", "phone": "06 12 34 56 78", "safe_voicemail": "no"},
    }  # fmt: skip
    for slug, typed in pages.items():
        typed = typed | changed.get(slug.replace("-", "_"), {})
        page = client.post(f"/ik-wil-hulp/{slug}/", typed)
        assert page.status_code == 302, page.text
    return page.url


def send(client):
    assert client.post("/ik-wil-hulp/controleer/").url == "/ik-wil-hulp/verstuurd/"
    return client.get("/ik-wil-hulp/verstuurd/")


def as_intake(village):
    return acting(professional(village.joris))


def test_a_question_for_help_reaches_the_team_of_the_neighbourhood(client, village):
    assert answer(client, village) == "/ik-wil-hulp/controleer/"
    page = send(client)

    assert "Wijkteam Tuindorp" in page.text
    with as_intake(village):
        handover = Handover.objects.get()
        assert (handover.sender_id, handover.asked_by) == (None, "resident")
        assert handover.receiver_team_id == village.tuindorp
        assert (handover.baton, handover.turn) == ("receiver", "receiver")
        assert handover.theme_id == village.geld


def test_what_was_said_stands_in_the_own_words(client, village):
    answer(client, village)
    send(client)

    with as_intake(village) as me:
        handover = Handover.objects.get()
        handovers.receive(handover.pk, by=me)
        texts = dict(Text.objects.values_list("part", "body"))
        assert texts["situation"] == STORY["situation"]
        assert texts["goes_well"] == "Mijn zus helpt."
        assert texts["wish"] == "Ik wil rust."
        resident = Resident.objects.get()
        reach = Reachability.objects.get(resident=resident)
        assert resident.name == "Fatma el Amrani"
        assert (reach.phone, reach.safe_to_call, reach.safe_voicemail) == (
            "+31612345678",
            "yes",
            "no",
        )


def test_the_answer_says_who_calls_and_before_when(client, village):
    answer(client, village)
    page = send(client)

    assert re.search(r"leest uw vraag vóór <time [^>]+>morgen, 10:00</time>", page.text)
    assert re.search(r"vóór <time [^>]+>di 10 mrt</time>", page.text)
    assert "onafhankelijke ondersteuner" in page.text


def test_a_man_without_phone_or_mail_gets_help_too(client, village):
    answer(client, village, bereiken={"way": "come", "phone": "", "safe_voicemail": ""})
    send(client)

    with as_intake(village) as me:
        handovers.receive(Handover.objects.get().pk, by=me)
        reach = Reachability.objects.get()
        assert reach.via_desk == "Komt zelf langs."
        assert (reach.phone, reach.email, reach.safe_to_call) == ("", "", "unknown")


def test_a_daughter_is_called_herself_and_not_her_mother(client, village):
    answer(
        client, village,
        voor_wie={"asked_by": "relative", "name": "Corrie Jansen", "knows": "no"},
        bereiken={"caller": "Anouk Jansen", "street": "Dorpsstraat 1", "postcode": "1234 AB"},
    )  # fmt: skip
    send(client)

    with as_intake(village) as me:
        handover = Handover.objects.get()
        handovers.receive(handover.pk, by=me)
        reach = Reachability.objects.get()
        assert handover.asked_by == "relative"
        assert reach.phone == ""
        assert reach.via_desk == "Via Anouk Jansen, +31612345678"
        written = dict(Text.objects.values_list("part", "body"))
        assert written["asker"] == "Anouk Jansen, 06 – 12 34 56 78"
        assert written["question"] == "De inwoner weet dit nog niet."


def test_who_does_not_know_the_neighbourhood_reaches_the_region(client, village):
    place = {"place": f"region:{village.elders}"}
    answer(client, village, voor_wie=place)
    send(client)

    with acting(professional(village.vreemd)):
        assert Handover.objects.get().receiver_team_id == village.elders_team


def test_nothing_is_asked_of_who_skips_what_may_be_skipped(client, village):
    answer(client, village, goed={"goes_well": ""}, eerst={"wish": ""})

    assert client.get("/ik-wil-hulp/controleer/").status_code == 200


def test_nobody_else_sees_what_is_being_typed(client, village):
    client.post("/ik-wil-hulp/verhaal/", STORY)

    assert "schulden" in client.get("/ik-wil-hulp/verhaal/").text
    assert "schulden" not in Client().get("/ik-wil-hulp/verhaal/").text
    assert "schulden" not in client.get("/ik-wil-hulp/voor-wie/").text


def test_what_is_typed_is_kept_while_typing(client, village):
    saved = client.post("/ik-wil-hulp/verhaal/bewaar/", {"situation": "Half verh"})

    assert saved.status_code == 204
    assert "Half verh" in client.get("/ik-wil-hulp/verhaal/").text


def test_sending_twice_sends_once(client, village):
    answer(client, village)
    first = send(client)

    again = client.post("/ik-wil-hulp/controleer/")

    assert again.url == "/ik-wil-hulp/verstuurd/"
    assert code_on(client.get(again.url)) == code_on(first)
    with as_intake(village):
        assert Handover.objects.count() == 1


def test_the_check_page_waits_for_what_is_missing(client, village):
    client.post("/ik-wil-hulp/verhaal/", STORY)

    assert client.get("/ik-wil-hulp/controleer/").url == "/ik-wil-hulp/voor-wie/"


@pytest.mark.parametrize(
    ("slug", "typed", "sentence"),
    [
        ("verhaal", {}, "Vertel kort"),
        ("voor-wie", {"asked_by": "resident", "place": "x"}, "Vul een naam in"),
        ("bereiken", {"way": "call"}, "Vul uw telefoonnummer in"),
        ("bereiken", {"way": "letter"}, "Vul uw adres en postcode in"),
        ("bereiken", {"way": "other"}, "Vul in via wie"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(client, village, slug, typed, sentence):
    page = client.post(f"/ik-wil-hulp/{slug}/", typed)

    assert page.status_code == 422
    assert sentence in page.text
    assert "<title>Fout:" in page.text


def code_on(page):
    return re.search(r"([2-9A-Z]{4} [2-9A-Z]{3} [2-9A-Z]{3})", page.text)[1]


def test_the_code_tells_how_it_stands_from_another_computer(client, village):
    answer(client, village)
    code = code_on(send(client))

    elsewhere = Client()
    assert elsewhere.post("/antwoord/", {"code": code}).url == "/antwoord/hoe-staat-het/"
    page = elsewhere.get("/antwoord/hoe-staat-het/")

    assert "Uw vraag is binnen bij Wijkteam Tuindorp." in page.text
    assert "schulden" not in page.text


def test_the_code_works_again_next_week(client, village):
    answer(client, village)
    code = code_on(send(client))

    with time_machine.travel(village.now + timedelta(days=7), tick=False):
        elsewhere = Client()
        elsewhere.post("/antwoord/", {"code": code})
        assert elsewhere.get("/antwoord/hoe-staat-het/").status_code == 200


def test_when_it_is_a_report_the_resident_reads_the_dates_of_the_law(client, village):
    answer(client, village)
    send(client)
    assert "melding" not in client.get("/antwoord/hoe-staat-het/").text

    with as_intake(village) as me:
        key = Handover.objects.get().pk
        handovers.receive(key, by=me)
        handovers.report(key, is_wmo=True, is_youth=False, on=village.today, by=me)

    page = client.get("/antwoord/hoe-staat-het/").text
    assert "Uw vraag is een melding" in page
    assert "maandag 13 april 2026" in page
    assert "onafhankelijke ondersteuner" in page


@pytest.fixture
def passed_on(client, village):
    """Joris declined what was asked and handed it to the debt help; the resident has a code."""
    answer(client, village)
    code = code_on(send(client))
    knows = {
        "answer": "yes", "ground": "public_task", "secrecy": "yes", "route": "yes_once",
        "how": "spoken", "told": True,
    }  # fmt: skip
    with as_intake(village) as me:
        first = Handover.objects.get().pk
        handovers.receive(first, by=me)
        handovers.decline(first, reason="Schulden", outcome=Outcome.NO_OFFER, by=me)
        draft = handovers.follow(first, by=me)
        handovers.save(draft.pk, "to", {"position": str(village.joost)}, by=me)
        handovers.save(draft.pk, "knows", knows, by=me)
        return code, handovers.send(draft.pk, by=me).pk


def test_the_code_follows_the_question_to_whoever_goes_on_with_it(client, village, passed_on):
    code, following = passed_on
    elsewhere = Client()
    elsewhere.post("/antwoord/", {"code": code})

    for browser in (client, elsewhere):
        page = browser.get("/antwoord/hoe-staat-het/").text
        assert "Uw vraag is binnen bij Kredietbank Waterrijk" in page
    with acting(professional(village.joost)) as me:
        handovers.receive(following, by=me)
        handovers.accept(following, first_step="Bellen", on=village.today, by=me)
        handovers.make_contact(following, how="phone", by=me)
    assert "Hebt u Joost Kok" in elsewhere.get("/antwoord/vraag/").text
    elsewhere.post("/antwoord/vraag/", {"answer": "no"})

    with as_intake(village):
        assert Handover.objects.get(pk=following).contradicted_at == village.now


def test_the_page_of_what_was_sent_keeps_its_code(client, village, passed_on):
    code, _following = passed_on

    assert code in client.get("/ik-wil-hulp/verstuurd/").text


def test_a_code_shows_one_chain_and_no_other(village, passed_on):
    code, following = passed_on
    with acting(professional(village.bakker)) as bakker:
        stories.sent(bakker, team=village.tuindorp)
    with as_intake(village):
        subject = Handover.objects.get(pk=following).follows_id
    link = Link.objects.get(subject=subject).pk
    elsewhere = Client()
    elsewhere.post("/antwoord/", {"code": code})

    with acting(resident(link)):
        assert {each.pk for each in Handover.objects.all()} == {subject, following}
        assert not Text.objects.exists()


def test_a_wrong_code_says_so(client, village):
    page = client.post("/antwoord/", {"code": "ABCD EFG HJK"})

    assert page.status_code == 422
    assert "klopt niet" in page.text


def test_a_link_from_a_mail_is_no_paper_code(client, village, mailed):
    secret = mailed(village.email("bakker")).split("/")[2]

    assert client.post("/antwoord/", {"code": secret}).status_code == 422
    assert Link.objects.get().used_at is None


def test_closing_the_visit_leaves_nothing_on_a_shared_computer(client, village):
    client.post("/ik-wil-hulp/verhaal/", STORY)
    client.post("/ik-wil-hulp/klaar/")

    assert "schulden" not in client.get("/ik-wil-hulp/verhaal/").text


def test_a_professional_who_is_signed_in_stays_signed_in(village, sign_in):
    team = sign_in("joris")

    assert team.post("/ik-wil-hulp/verhaal/", STORY).url == "/ik-wil-hulp/"
    assert "Typ de vraag van een inwoner bij Overdracht" in team.get("/ik-wil-hulp/").text


def test_every_page_begins_with_the_numbers_of_the_country(client, village):
    for slug in ("", "verhaal/", "goed/", "eerst/", "voor-wie/", "bereiken/"):
        assert "0800-2000" in client.get(f"/ik-wil-hulp/{slug}").text


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Fatma el Amrani", ("Fatma", "el", "Amrani")),
        ("Jan van der Berg", ("Jan", "van der", "Berg")),
        ("Anouk", ("", "", "Anouk")),
        ("Piet de", ("Piet", "", "de")),
        ("  Ana María López Ruiz ", ("Ana", "", "María López Ruiz")),
    ],
)
def test_a_name_is_read_as_people_write_it(typed, parts):
    found = name_parts(typed)

    assert (
        tuple(found.get(key, "") for key in ("given_name", "name_prefix", "family_name")) == parts
    )


HOSTILE = ["\x00", "\u202e", "<script>alert(1)</script>", "x" * 20_000, "region:", "' or 1=1 --"]


@given(typed=st.text(max_size=200) | st.sampled_from(HOSTILE))
def test_whatever_is_typed_there_is_an_answer(village, typed):
    client = Client()
    names = "situation goes_well wish asked_by name place knows way phone safe_voicemail postcode"
    names = [*names.split(), "street", "caller", "code", "answer", "interpreter"]
    for path in ("ik-wil-hulp/verhaal", "ik-wil-hulp/verhaal/bewaar", "ik-wil-hulp/goed",
                 "ik-wil-hulp/eerst", "ik-wil-hulp/voor-wie", "ik-wil-hulp/bereiken",
                 "ik-wil-hulp/bereiken/bewaar", "antwoord", "antwoord/vraag"):  # fmt: skip
        page = client.post(f"/{path}/", dict.fromkeys(names, typed))
        assert page.status_code < 500
        assert "<script>alert" not in page.text


def test_markup_in_a_story_is_shown_as_typed(client, village):
    answer(client, village, verhaal={"situation": "<b>geld</b> & meer"})

    assert "&lt;b&gt;geld&lt;/b&gt; &amp; meer" in client.get("/ik-wil-hulp/controleer/").text


def test_without_a_team_nothing_is_lost(client, village):
    Team.objects.update(is_core=False)
    answer(client, village)

    page = client.post("/ik-wil-hulp/controleer/")

    assert page.status_code == 422
    assert "Hier is nog geen wijkteam" in page.text
    assert "schulden" in client.get("/ik-wil-hulp/verhaal/").text
