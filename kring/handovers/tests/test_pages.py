"""The pages about handovers: what is asked, what is kept, and for whom they exist."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import sleep
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kring.accounts.http import POSITION
from kring.accounts.models import Professional
from kring.core.actor import acting, professional
from kring.handovers import actions
from kring.handovers.forms.matter import BroughtAlong
from kring.handovers.models import Draft, Handover
from kring.handovers.models.choices import Kind
from kring.handovers.tests.stories import sent, typed
from kring.handovers.views import SLUGS, pages

A_WHILE = 1.5
TOKEN = re.compile(r"[A-Za-z0-9]{64}")  # against forged forms; each answer has its own
NASTY = ["<script>alert(1)</script>", "\x00", "\u202eomgekeerd", "a" * 20_000, "'; drop table --"]


def signed_in(village, name: str) -> Client:
    client = Client()
    client.force_login(Professional.objects.get(id=village.professional(name)))
    session = client.session
    session[POSITION] = str(getattr(village, name))
    session.save()
    return client


@pytest.fixture
def gp(village) -> Client:
    return signed_in(village, "bakker")


def draft_of(village, name="bakker", kind=Kind.REFER, **changed):
    data = typed(team=village.tuindorp, **changed)
    data["knows"] |= {"hears": "outcome"}
    data["what"] |= {"urgency": "week", "warm": "call"}
    with acting(professional(getattr(village, name))) as me:
        return actions.start(kind, by=me, data=data).pk


def kept(village, pk, name="bakker"):
    with acting(professional(getattr(village, name))):
        return Draft.objects.get(pk=pk).data


def handover(village, **changed):
    with acting(professional(village.bakker)) as me:
        return sent(me, team=village.tuindorp, **changed)


def page(client, path, *, status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_new_handover_asks_first_to_whom_and_shows_no_box_for_a_name(village, gp):
    answer = gp.post("/overdracht/nieuw/", {"kind": "refer"}, follow=True)
    html = answer.content.decode()

    assert "Aan wie" in html
    assert "Achternaam" not in html
    assert "112" in html


def test_one_sees_only_teams_of_the_own_region(village, gp):
    pk = draft_of(village, to={"team": None, "position": None})

    assert "Wijkteam Tuindorp" in page(gp, f"/overdracht/{pk}/aan-wie/")
    assert "Wijkteam Elders" not in page(gp, f"/overdracht/{pk}/aan-wie/")
    found = gp.post(f"/overdracht/{pk}/aan-wie/", {"words": "elders", "search": "1"})
    assert "Wijkteam Elders" not in found.content.decode()


def test_what_is_typed_is_kept_while_typing_and_stands_there_again(village, gp):
    pk = draft_of(village, who={"family_name": "", "given_name": ""})

    answer = gp.post(
        f"/overdracht/{pk}/over-wie/?autosave", {"family_name": "El Am", "born_on": "3"}
    )

    assert answer.status_code == 204
    html = page(gp, f"/overdracht/{pk}/over-wie/")
    assert 'value="El Am"' in html
    assert 'value="3"' in html
    assert "Bewaard om" in html


def test_keeping_while_typing_and_sending_the_form_do_not_undo_one_another(committing):
    """Both come at the same moment, often: the form is sent while a save is still on its way."""
    village = committing
    pk, client = draft_of(village), signed_in(village, "bakker")
    client.get(f"/overdracht/{pk}/samen/")

    def keep():
        try:
            typed = {"warm": "introduced", "warm_place": "in het buurth"}
            return client.post(f"/overdracht/{pk}/samen/?autosave", typed)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        with acting(professional(village.bakker)) as me:
            what = Draft.objects.get(pk=pk).data["what"]
            actions.save(pk, "what", what | {"warm": "introduced"}, by=me)
            late = threads.submit(keep)
            sleep(A_WHILE)  # it has read the draft by now, if it does so before its turn

        assert late.result().status_code == 204
    assert kept(village, pk)["what"]["warm"] == "introduced"


def test_a_mistake_keeps_all_that_was_typed_and_says_what_to_do(village, gp):
    pk = draft_of(village)

    answer = gp.post(
        f"/overdracht/{pk}/over-wie/", {"given_name": "Fatima", "born_on": "32-13-1948"}
    )
    html = answer.content.decode()

    assert answer.status_code == 422
    assert "<title>Fout:" in html
    assert "Vul de achternaam in." in html
    assert 'value="Fatima"' in html
    assert 'value="32-13-1948"' in html
    assert 'value="32-13-1948"' in page(gp, f"/overdracht/{pk}/over-wie/")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("not_yet", "Bespreek het eerst met de inwoner"),
        ("no", "Daarom versturen we niets."),
        ("worried", "Veilig Thuis"),
    ],
)
def test_without_a_yes_it_stops_before_a_name(village, gp, answer, words):
    pk = draft_of(village, knows={"answer": "", "hears": ""}, who={"family_name": ""})

    html = gp.post(
        f"/overdracht/{pk}/weet-de-inwoner-het/", {"answer": answer}, follow=True
    ).content.decode()

    assert words in html
    assert gp.get(f"/overdracht/{pk}/controleer/").status_code == 302
    assert gp.post(f"/overdracht/{pk}/controleer/").status_code == 302
    with acting(professional(village.bakker)):
        assert not Handover.objects.filter(pk=pk).exists()


def test_another_answer_takes_back_what_followed_from_the_first(village, gp):
    pk = draft_of(village)

    gp.post(f"/overdracht/{pk}/weet-de-inwoner-het/", {"answer": "no"})

    assert "route" not in kept(village, pk)["knows"]


def test_a_row_of_the_law_is_offered_only_to_whom_it_fits(village, gp):
    pk = draft_of(village)
    assert "U deelt volgens een regel" not in page(gp, f"/overdracht/{pk}/weet-de-inwoner-het/")

    police = signed_in(village, "mirjam")
    pk = draft_of(village, "mirjam", knows={"answer": "informed"})
    assert "U deelt volgens een regel" in page(police, f"/overdracht/{pk}/weet-de-inwoner-het/")
    html = page(police, f"/overdracht/{pk}/regel/")
    assert "Hulp verlenen (politietaak)" in html
    assert "Taak van de gemeente" not in html


def test_pressing_send_twice_sends_once(village, gp):
    pk = draft_of(village)

    first = gp.post(f"/overdracht/{pk}/controleer/")
    second = gp.post(f"/overdracht/{pk}/controleer/")

    assert first.url == second.url == f"/overdracht/{pk}/"
    html = page(gp, first.url)
    assert "Uw overdracht is verstuurd" in html
    assert "Standaard van de regio" in html


def test_the_team_reads_name_theme_and_urgency_and_the_rest_after_taking_it_up(village):
    there = handover(village)
    joris = signed_in(village, "joris")

    before = page(joris, f"/overdracht/{there.pk}/")
    joris.post(f"/overdracht/{there.pk}/oppakken/")
    after = page(joris, f"/overdracht/{there.pk}/")

    assert "Leyla Aydın" in before
    assert "Slaapt slecht" not in before
    assert "Slaapt slecht" in after


@pytest.mark.parametrize("name", ["pieter", "tessa", "vermeer", "vreemd", "kemal"])
def test_for_others_a_handover_does_not_exist(village, name):
    there, other = handover(village), signed_in(village, name)

    for rest in ["", "brief/", *(f"{slug}/" for slug in SLUGS.values())]:
        html = page(other, f"/overdracht/{there.pk}/{rest}", status=404)
        assert "Aydın" not in html
        unknown = page(other, f"/overdracht/{uuid4()}/{rest}", status=404)
        assert TOKEN.sub("", html) == TOKEN.sub("", unknown)


def test_a_draft_is_the_writers_own(village):
    pk, colleague = draft_of(village), signed_in(village, "vermeer")

    for slug in pages.BY_SLUG:
        page(colleague, f"/overdracht/{pk}/{slug}/", status=404)
    assert colleague.post(f"/overdracht/{pk}/controleer/").status_code == 404


@pytest.mark.parametrize("act", SLUGS)
def test_every_act_has_a_page_that_says_when_it_cannot_be_done(village, gp, act):
    there = handover(village)

    html = page(gp, f"/overdracht/{there.pk}/{SLUGS[act]}/")
    answer = gp.post(f"/overdracht/{there.pk}/{SLUGS[act]}/")

    assert "<h1" in html
    assert answer.status_code in (302, 422)


ASKED_OF = {
    "uw-vraag": {"kind": Kind.CONSULT},
    "namens": {"on_behalf": {"by_phone": True}},
    "regel": {"knows": {"answer": "informed"}},
}


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("slug", list(pages.BY_SLUG))
def test_bad_input_on_a_page_gets_a_sentence(village, gp, slug, nasty):
    pk = draft_of(village, **ASKED_OF.get(slug, {}))
    names = set(re.findall(r'name="(\w+)"', page(gp, f"/overdracht/{pk}/{slug}/")))

    answer = gp.post(f"/overdracht/{pk}/{slug}/", dict.fromkeys(names, nasty))
    saved = gp.post(f"/overdracht/{pk}/{slug}/?autosave", dict.fromkeys(names, nasty))

    assert answer.status_code in (200, 302, 422)
    assert saved.status_code < 500
    assert "<script>alert(1)" not in page(gp, f"/overdracht/{pk}/{slug}/")


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("act", ["accept", "decline", "ask", "reassign"])
def test_bad_input_in_an_act_gets_a_sentence(village, act, nasty):
    there, joris = handover(village), signed_in(village, "joris")
    joris.post(f"/overdracht/{there.pk}/oppakken/")
    path = f"/overdracht/{there.pk}/{SLUGS[act]}/"
    names = set(re.findall(r'name="(\w+)"', page(joris, path)))

    answer = joris.post(path, dict.fromkeys(names, nasty))

    assert answer.status_code in (302, 422)


LETTER = """Geachte collega,

Betreft: mevrouw F. van der Berg, geboren 21-03-1948
Meidoornstraat 14, 1234 AB Waterrijk
Telefoon: 06-12345678

Reden van verwijzing: zij opent de post niet meer.

Met vriendelijke groet
"""


def test_a_letter_fills_in_what_it_says_and_nothing_that_was_typed(village, gp):
    pk = draft_of(village, who={"family_name": "", "given_name": "Fatma"}, what={"situation": ""})

    answer = gp.post(f"/overdracht/{pk}/brief-inlezen/", {"text": LETTER})

    assert answer.status_code == 302
    html = page(gp, f"/overdracht/{pk}/over-wie/")
    for found in ["Fatma", "van der", "Berg", "21-03-1948", "Meidoornstraat 14"]:
        assert f'value="{found}"' in html
    assert "zij opent de post niet meer." in page(gp, f"/overdracht/{pk}/wat-is-er/")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("brief.pdf", b"%PDF-1.4 kapot"),
        ("brief.pdf", b"geen pdf maar \xff\xfe"),
        ("brief.exe", b"MZ"),
        ("leeg.pdf", b""),
        ("groot.pdf", b"%PDF-" + b"0" * 5_100_000),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(village, gp, name, content):
    pk = draft_of(village)

    file = SimpleUploadedFile(name, content)
    answer = gp.post(f"/overdracht/{pk}/brief-inlezen/", {"file": file})

    assert answer.status_code == 422
    assert "Er klopt nog iets niet" in answer.content.decode()


def test_a_question_becomes_a_handover_only_on_purpose(village, gp):
    pk = draft_of(village, kind=Kind.CONSULT, what={"situation": ""}, who={"family_name": ""})

    assert "Vraag versturen" in page(gp, f"/overdracht/{pk}/controleer/")
    gp.post(f"/overdracht/{pk}/met-naam/")

    assert "Wilt u langsgaan?" in page(gp, f"/overdracht/{pk}/wat-is-er/")


def test_a_list_needs_as_many_statements_for_ten_as_for_one(village, gp):
    def statements():
        with CaptureQueriesContext(
            connection,
        ) as counted:
            page(gp, "/overdracht/verstuurd/")
        return len(counted)

    handover(village)
    one = statements()
    for _each in range(9):
        handover(village)

    assert statements() == one


def test_older_handovers_are_on_a_next_page_and_none_twice(village, gp):
    for number in range(27):
        handover(village, who={"family_name": f"Naam{number:02}"})

    first = page(gp, "/overdracht/verstuurd/")
    older = re.search(r'rel="next" href="([^"]+)"', first)
    assert older
    second = page(gp, older[1].replace("&amp;", "&"))

    names = [re.findall(r"Naam\d\d", html) for html in (first, second)]
    assert len(set(names[0])) == 25
    assert len(set(names[0]) | set(names[1])) == 27
    assert page(gp, "/overdracht/verstuurd/?na=onzin")


def test_a_draft_that_was_thrown_away_can_come_back(village, gp):
    pk = draft_of(village)

    gp.post(f"/overdracht/{pk}/weg/")
    assert "U hebt geen concepten." in page(gp, "/overdracht/concepten/")
    gp.post(f"/overdracht/{pk}/terughalen/")

    assert "Aydın" in page(gp, "/overdracht/concepten/")


def test_a_draft_is_kept_a_week_longer_on_request(village):
    pk = draft_of(village)

    with time_machine.travel(village.now + timedelta(days=5), tick=False):
        signed_in(village, "bakker").post(f"/overdracht/{pk}/langer-bewaren/")

    with acting(professional(village.bakker)):
        assert Draft.objects.get(pk=pk).keep_until == village.now + timedelta(days=12)


def test_involving_ends_on_a_day_that_has_a_day_after():
    typed = {"warm": "introduced", "ends_on": "9999-12-31"}

    form = BroughtAlong(typed, kind=Kind.INVOLVE)

    assert form.errors["ends_on"] == ["Kijk het jaar na: vul een jaar in van 1900 tot en met 2100."]
