import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from kring.accounts.actions import links
from kring.accounts.models import Link, Professional
from kring.audit.models import Event
from kring.core.actor import acting, guest
from kring.directory.models import Position, Region
from kring.handovers.models import Draft
from kring.portal.models import Knock

from .conftest import NOBODY_LISTENS, link_in

NOBODY = "niemand@nergens.example"


def later(village, **lapse):
    return time_machine.travel(village.now + timedelta(**lapse), tick=False)


def test_a_guest_gets_a_link_presses_its_button_and_starts(client, village, mailed):
    path = mailed(village.email("bakker"))

    page = client.get(path)
    assert "Ga verder" in page.text
    assert client.post(path).url == "/toegang/belofte/"
    assert client.post("/toegang/belofte/", {"accept": "on"}).url == "/toegang/start/"
    home = client.get("/toegang/start/")

    assert "Peter Bakker" in home.text
    assert "Een inwoner overdragen" in home.text


def test_looking_at_a_link_does_not_use_it_up(client, village, mailed):
    path = mailed(village.email("bakker"))

    for _ in range(3):
        assert client.get(path).status_code == 200

    assert Link.objects.get().used_at is None


def test_a_link_works_once(client, village, mailed):
    path = mailed(village.email("bakker"))
    client.post(path)

    again = Client().post(path)

    assert again.status_code == 410
    assert "Vraag een nieuwe link" in again.text


def test_the_mail_says_nothing_about_anyone(village, mailed):
    mailed(village.email("bakker"))

    message = mail.outbox[0]
    everything = f"{message.subject} {message.body} {message.alternatives[0][0]}"
    assert not re.search("Bakker|Linde|huisarts|inwoner", everything, re.IGNORECASE)
    assert message.to == [village.email("bakker")]


def test_an_unknown_address_gets_no_mail(client, village, work):
    client.post("/toegang/", {"email": NOBODY})

    assert work() == ["mail_link"]
    assert mail.outbox == []
    assert not Link.objects.exists()


def asked(email):
    """All that someone who asks can see, and how much work it was."""
    client = Client()
    with CaptureQueriesContext(connection) as queries:
        answer = client.post("/toegang/", {"email": email})
        statements = len(queries)
    page = client.get(answer.url)
    seen = re.sub(r"X-CSRFToken[^}]*", "", page.text)
    return answer.status_code, answer.url, seen, statements


def test_known_and_unknown_addresses_cannot_be_told_apart(village):
    known, unknown, shared = map(asked, [village.email("bakker"), NOBODY, "praktijk@linde.example"])

    assert known == unknown == shared
    assert known[-1] > 2


def test_who_has_left_gets_no_mail(client, village, work):
    Position.objects.filter(pk=village.bakker).update(until_on=village.today - timedelta(days=1))

    client.post("/toegang/", {"email": village.email("bakker")})
    work()

    assert mail.outbox == []


def test_the_address_is_forgotten_when_the_mail_has_left(village, mailed):
    mailed(village.email("bakker"))

    assert Knock.objects.get(door="ask").email == ""


def test_upper_case_is_the_same_address(client, village, work):
    client.post("/toegang/", {"email": village.email("bakker").upper()})
    work()

    assert len(mail.outbox) == 1


def test_who_shares_a_mailbox_says_who_they_are(client, village, mailed):
    client.post(mailed("praktijk@linde.example"))

    page = client.get("/toegang/wie/")
    assert "Peter Bakker" in page.text
    assert "Noor Willems" in page.text
    assert "Hanna Vermeer" not in page.text
    client.post("/toegang/wie/", {"position": village.noor})
    client.post("/toegang/belofte/", {"accept": "on"})

    assert "Noor Willems" in client.get("/toegang/start/").text


def test_nobody_of_another_practice_can_be_chosen(client, village, mailed):
    client.post(mailed("praktijk@linde.example"))

    answer = client.post("/toegang/wie/", {"position": village.vermeer})

    assert answer.status_code == 422
    assert Link.objects.get().position is None


def test_a_guest_chooses_once(client, village, mailed):
    client.post(mailed("praktijk@linde.example"))
    client.post("/toegang/wie/", {"position": village.noor})

    client.post("/toegang/wie/", {"position": village.bakker})

    assert Link.objects.get().position == village.noor


def test_nothing_opens_before_the_promise(client, village, mailed):
    client.post(mailed(village.email("bakker")))

    assert client.get("/toegang/start/").url == "/toegang/"
    refused = client.post("/toegang/belofte/", {})
    assert refused.status_code == 422
    assert "Zet een vinkje" in refused.text


def test_the_promise_is_asked_once_a_year(client, village, inside, mailed):
    inside("bakker")

    assert client.post(mailed(village.email("bakker"))).url == "/toegang/start/"


def test_after_an_hour_the_visit_is_over(client, village, inside):
    inside("bakker")

    with later(village, minutes=61):
        answer = client.get("/toegang/code/", follow=True)

    assert "Uw bezoek is voorbij" in answer.text


def test_a_guest_can_leave_at_once(client, village, inside):
    link = inside("bakker")
    client.post("/toegang/weg/")

    assert client.get("/toegang/start/").url == "/toegang/"
    link.refresh_from_db()
    assert link.session_until == village.now


def test_a_guest_sees_the_own_drafts_and_nobody_elses(client, village, inside):
    mine = inside("bakker")
    with acting(guest(mine.pk)) as me:
        Draft.objects.create(
            link=me.id, kind="refer", made_at=me.at, saved_at=me.at, keep_until=me.at
        )
    assert "Concepten" in client.get("/toegang/start/").text

    inside("vermeer")

    assert "Concepten" not in client.get("/toegang/start/").text


def test_a_code_goes_by_text_message_to_a_mobile_phone(
    client, village, inside, mobile, work, settings, tmp_path
):
    settings.VAR = tmp_path
    mobile("bakker")
    inside("bakker")

    client.post("/toegang/code/sms/")
    work()
    number, text = next((tmp_path / "sms").iterdir()).read_text().splitlines()
    client.post("/toegang/code/", {"code": re.search(r"\d{6}", text)[0]})

    assert number == "+31612345678"
    assert Link.objects.get().proven_at == village.now


def test_what_was_sent_before_shows_after_a_code(client, village, inside, referred, door):
    referred()
    link = inside("bakker")
    assert "Mijn overdrachten" not in client.get("/toegang/start/").text

    client.post("/toegang/code/", {"code": links.make_code(link.pk, by=door)})
    page = client.get("/toegang/start/").text

    assert "Geld en schulden" in page
    assert "verstuurd" in page
    assert "Aydın" not in page


def test_a_landline_never_gets_a_text_message(client, village, inside, work, settings, tmp_path):
    settings.VAR = tmp_path
    inside("bakker")

    answer = client.post("/toegang/code/sms/")

    assert answer.status_code == 422
    assert "geen mobiel nummer" in answer.text
    assert work() == []
    assert not (tmp_path / "sms").exists()


def test_the_team_reads_out_a_code(client, village, inside, sign_in):
    link = inside("bakker")
    team = sign_in("joris")

    page = team.post("/toegang/voorlezen/", {"link": link.pk})
    code = re.search(r"(\d{3}) (\d{3})", page.text)
    client.post("/toegang/code/", {"code": "".join(code.groups())})

    assert Link.objects.get().proven_at == village.now


def test_who_comes_back_by_a_new_link_waits_once(client, village, inside, mailed, sign_in):
    inside("bakker")
    client.post(mailed(village.email("bakker")))

    page = sign_in("samira").get("/toegang/voorlezen/")

    assert page.text.count("Peter Bakker</strong>") == 1


@pytest.fixture
def guessed(client, inside, door):
    """Someone inside who gave five wrong codes."""
    link = inside("bakker")
    wrong = f"{(int(links.make_code(link.pk, by=door)) + 1) % 10**6:06}"
    answers = [client.post("/toegang/code/", {"code": wrong}) for _ in range(5)]
    assert [each.status_code for each in answers] == [422] * 5
    return answers


def test_after_five_wrong_codes_the_page_offers_a_new_link_and_no_code(client, guessed):
    for page in (guessed[-1].text, client.get("/toegang/code/").text):
        assert "Vraag een nieuwe link." in page
        assert 'href="/toegang/"' in page
        assert "Code gebruiken" not in page


def test_the_team_finds_nobody_for_whom_no_code_can_be_made(guessed, sign_in):
    page = sign_in("joris").get("/toegang/voorlezen/").text

    assert "Peter Bakker" not in page


@pytest.fixture
def follows(client, village, contacted, link_for):
    """The GP without an account follows by a link what Samira has now; gives the handover's id."""
    key = contacted()
    _, path = link_for(
        Link.Purpose.FOLLOW, position=village.bakker, subject=key, valid_for=timedelta(days=1)
    )
    client.post(path)
    client.post("/toegang/belofte/", {"accept": "on"})
    return key


def test_a_party_reads_out_a_code_from_the_page_of_the_handover(client, village, follows, sign_in):
    samira = sign_in("samira")
    door = f"/toegang/voorlezen/{follows}/"
    assert door in samira.get(f"/overdracht/{follows}/").text

    page = samira.get(door)
    assert "Peter Bakker" in page.text
    assert "kr-spell" not in page.text
    told = samira.post(door, {"link": Link.objects.get(subject=follows).pk})
    code = re.search(r"(\d{3}) (\d{3})</p>", told.text)
    client.post("/toegang/code/", {"code": "".join(code.groups())})

    assert client.get(f"/overdracht/{follows}/").status_code == 200
    assert Event.objects.filter(what="accounts.code_made", by_position=village.samira).exists()
    assert "kr-spell" not in samira.get(door).text


def test_who_did_not_press_the_button_in_the_mail_is_asked_to_do_so_first(
    village, contacted, sign_in
):
    page = sign_in("samira").get(f"/toegang/voorlezen/{contacted()}/").text

    assert "nog niet binnen" in page
    assert "Code maken" not in page


def test_a_guest_who_came_to_start_something_gets_no_code_there(
    village, contacted, inside, sign_in
):
    key = contacted()
    link = inside("bakker")

    page = sign_in("samira").post(f"/toegang/voorlezen/{key}/", {"link": link.pk}).text

    assert "kr-spell" not in page


@pytest.mark.parametrize("name", ["vermeer", "pieter", "vreemd", "joost"])
def test_no_code_is_read_out_beside_the_handover_of_others(follows, sign_in, name):
    assert sign_in(name).get(f"/toegang/voorlezen/{follows}/").status_code == 404


def test_who_has_an_account_needs_no_code(village, follows, sign_in):
    Professional.objects.filter(pk=village.professional("bakker")).update(last_login=village.now)
    samira = sign_in("samira")

    assert "Code voorlezen" not in samira.get(f"/overdracht/{follows}/").text
    assert samira.get(f"/toegang/voorlezen/{follows}/").status_code == 404


@pytest.mark.parametrize("name", ["vermeer", "joost"])
def test_only_the_team_reads_out_codes(inside, sign_in, name):
    inside("bakker")

    assert sign_in(name).get("/toegang/voorlezen/").status_code == 404


def test_another_region_does_not_see_who_waits(inside, sign_in):
    inside("bakker")

    assert "Bakker" not in sign_in("vreemd").get("/toegang/voorlezen/").text


def test_asking_too_often_is_slowed_down(client, village):
    for _ in range(5):
        assert client.post("/toegang/", {"email": NOBODY}).status_code == 302

    answer = client.post("/toegang/", {"email": NOBODY})

    assert answer.status_code == 429
    assert "Wacht een uur" in answer.text
    with later(village, minutes=61):
        assert client.post("/toegang/", {"email": NOBODY}).status_code == 302


def test_guessing_links_is_slowed_down(client, village):
    answers = [client.post(f"/link/{number:032}/").text for number in range(21)]

    assert "klopt niet" in answers[0]
    assert "Wacht een uur" in answers[-1]


@given(typed=st.text(max_size=300) | st.sampled_from(["\x00", "\u202e", "a@b" * 4000, "<b>@x.nl"]))
def test_whatever_is_typed_every_door_answers_with_a_sentence(village, typed):
    client = Client()
    for path in ("/toegang/", "/toegang/wie/", "/toegang/belofte/", "/toegang/code/"):
        answer = client.post(
            path, {"email": typed, "code": typed, "position": typed, "accept": typed}
        )
        assert answer.status_code < 500


def test_every_page_begins_with_the_danger_line(client, village, mailed):
    pages = [client.get("/toegang/"), client.get("/toegang/gevraagd/")]
    path = mailed(village.email("bakker"))
    pages += [client.get(path), client.post("/link/fout/")]

    assert all("0800-2000" in page.text for page in pages)


def test_links_are_asked_for_again_after_a_mail_server_that_was_away(
    client, village, work, settings
):
    works = settings.MAILERS
    settings.MAILERS = NOBODY_LISTENS
    client.post("/toegang/", {"email": village.email("bakker")})
    with pytest.raises(OSError, match="refused"):
        work()
    assert not Link.objects.exists()

    settings.MAILERS = works
    work()

    assert link_in(mail.outbox[0])


def test_in_a_visit_one_is_warned_that_the_hour_ends(client, village, inside):
    inside("bakker")

    page = client.get("/toegang/start/").text

    assert 'data-session-ends-in="3600"' in page
    assert "Uw bezoek duurt nog 5 minuten" in page
    assert "Vraag een nieuwe link" in page


def test_what_is_sent_after_the_hour_is_shown_to_send_again(client, village, inside):
    inside("bakker")

    with later(village, hours=2):
        answer = client.post("/toegang/code/", {"code": "geen idee meer"})

    assert answer.status_code == 401
    assert "geen idee meer" in answer.text
    assert 'href="/toegang/"' in answer.text


def test_a_guest_reads_the_word_and_sees_the_colour_of_the_region(client, village, inside):
    Region.objects.filter(pk=village.waterrijk).update(team_word="buurtteam", brand="#a0142b")
    inside("bakker")

    for path in ("/toegang/start/", "/overdracht/nieuw/"):
        assert "/thema/a0142b.css" in client.get(path).content.decode()
    assert "Aan het buurtteam of aan een collega." in client.get("/toegang/start/").content.decode()
