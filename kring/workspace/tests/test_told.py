"""What someone was told stands in Nieuw voor u until they read it."""

from uuid import uuid4

import pytest

from kring.circle import actions as circle
from kring.circle.models import Involvement
from kring.core.actor import acting, professional
from kring.directory.models import Position
from kring.handovers import actions as handovers
from kring.handovers.tests import stories
from kring.notices.models import Notice
from kring.residents.models import Household
from kring.workspace.tests.conftest import page, signed_in
from kring.workspace.tests.stories import involved
from kring.workspace.views.opening import spoken

STOPPED = "Iemand is niet meer betrokken"
SEEN = "/bericht/gezien/"


@pytest.fixture
def stopped(village) -> Notice:
    """Joost stops; Samira, who coordinates, is told."""
    involved(village, "joost", "contact", "plan")
    with acting(professional(village.joost)) as joost:
        mine = Involvement.objects.get(position=village.joost)
        circle.end_involvement(mine.pk, by=joost)
    return Notice.objects.get(step="involvement.stopped")


@pytest.fixture
def closed(village) -> Notice:
    """Samira closes the plan; Joost, who was involved, is told and may not open it any more."""
    involved(village, "joost", "contact", "plan")
    talk = circle.Conversation(
        because="done", helped="yes", looked_back="Ik slaap weer", stays="oma Riet", call="Samira",
        no_aftercare_because="niet nodig",
    )  # fmt: skip
    with acting(professional(village.samira)) as samira:
        circle.close(village.devries, talk, by=samira)
    return Notice.objects.get(step="plan.closed", whom=village.joost)


def door(notice, rest=""):
    return f"/bericht/{notice.pk}/{rest}"


def test_what_is_unread_says_what_about_whom_and_by_whom(village, stopped, as_samira):
    html = page(as_samira, "/mijn-werk/")

    assert STOPPED in html
    assert "Gezin De Vries-Yılmaz · Joost Kok" in html


def test_opening_it_leads_there_and_it_is_no_longer_new(village, stopped, as_samira):
    answer = as_samira.post(door(stopped, "openen/"), follow=True)

    assert answer.redirect_chain == [(stopped.path, 302)]
    assert answer.status_code == 200
    assert STOPPED not in page(as_samira, "/mijn-werk/")


def test_all_that_is_shown_is_read_at_once_and_nothing_else(village, stopped, as_samira):
    html = page(as_samira, "/mijn-werk/")
    with acting(professional(village.bakker)) as bakker:
        handed = stories.sent(bakker, position=village.samira)
        handovers.correct(handed.pk, "Het huisnummer is 12.", by=bakker)
    shown = [str(stopped.pk)]
    assert all(f'name="bericht" value="{each}"' in html for each in shown)

    answer = as_samira.post(SEEN, {"bericht": shown}, follow=True)

    html = answer.content.decode()
    assert STOPPED not in html
    assert "De verzender vulde de overdracht aan" in html


@pytest.mark.parametrize("given", ["iets", "", "0" * 32 + "x"])
def test_what_cannot_be_a_notice_is_not_found(village, as_samira, given):
    assert as_samira.post(SEEN, {"bericht": given}).status_code == 404


def test_a_notice_of_somebody_else_does_not_exist(village, stopped, as_tessa):
    page(as_tessa, door(stopped), status=404)
    assert as_tessa.post(door(stopped, "openen/")).status_code == 404
    as_tessa.post(SEEN, {"bericht": str(stopped.pk)})

    stopped.refresh_from_db()
    assert stopped.seen_at is None


def test_who_stands_in_reads_it_too(village, stopped):
    with acting(professional(village.ineke)) as ineke:
        circle.stand_in(
            village.samira, by_whom=village.pieter, from_on=village.today,
            until_on=village.today, by=ineke,
        )  # fmt: skip

    assert STOPPED in page(signed_in(village, "pieter"), "/mijn-werk/")


def test_what_waits_or_what_one_did_oneself_is_no_news(village, as_samira):
    with acting(professional(village.bakker)) as bakker:
        handed = stories.sent(bakker, position=village.samira)
    assert Notice.objects.filter(whom=village.samira, about=handed.pk).exists()

    html = page(as_samira, "/mijn-werk/")

    assert f'href="/overdracht/{handed.pk}/"' in html
    assert "/bericht/" not in html


def test_a_handover_that_came_further_is_told_once(village, as_samira):
    with acting(professional(village.samira)) as samira:
        handed = stories.sent(samira, position=village.anja)
    with acting(professional(village.anja)) as anja:
        handovers.receive(handed.pk, by=anja)
        handovers.accept(handed.pk, first_step="Bellen", on=village.today, by=anja)
    unread = page(as_samira, "/mijn-werk/")
    notice = Notice.objects.get(about=handed.pk, step__startswith="accepted")

    as_samira.post(door(notice, "openen/"))

    read = page(as_samira, "/mijn-werk/")
    assert ("De overdracht is aangenomen" in unread, "– aangenomen:" in unread) == (True, False)
    assert ("De overdracht is aangenomen" in read, "– aangenomen:" in read) == (False, True)


def test_after_closing_it_says_whom_to_call_with_which_code(village, closed):
    joost = signed_in(village, "joost")
    with acting(professional(village.samira)):
        code = Household.objects.get(pk=village.devries).code

    html = page(joost, closed.path)

    assert closed.path == door(closed)
    assert "Het plan is afgesloten" in html
    assert spoken(code) in html
    assert "Samira Haddad, Wijkteam Tuindorp" in html
    assert "De Vries" not in html


def test_the_code_is_named_to_nobody_else(village, closed, as_tessa):
    page(as_tessa, door(closed), status=404)
    page(as_tessa, f"/bericht/{uuid4()}/", status=404)


def test_reading_it_there_takes_it_from_the_list(village, closed):
    joost = signed_in(village, "joost")
    assert "Gelezen" in page(joost, closed.path)

    joost.post(SEEN, {"bericht": str(closed.pk)})

    assert "Het plan is afgesloten" not in page(joost, "/mijn-werk/")
    assert "Gelezen" not in page(joost, closed.path)


TEAM = "/mijn-werk/team/"


@pytest.fixture
def lost(village) -> Notice:
    """Mail about a question to Samira that no mail server took."""
    with acting(professional(village.samira)) as samira:
        handed = stories.sent(samira, position=village.anja)
    with acting(professional(village.anja)) as anja:
        handovers.receive(handed.pk, by=anja)
        handovers.ask_question(handed.pk, "Welk nummer?", by=anja)
    notice = Notice.objects.get(about=handed.pk, step__startswith="question")
    Notice.objects.filter(pk=notice.pk).update(failed_at=village.now, tries=8)
    return notice


def in_person(notice):
    return f"{TEAM}verteld/{notice.pk}/"


def test_the_lead_sees_what_mail_did_not_bring_and_nothing_of_the_resident(village, lost):
    html = page(signed_in(village, "ineke"), TEAM)

    assert "Mail die niet aankwam" in html
    assert "voor Samira Haddad" in html
    assert in_person(lost) in html
    assert "Aydın" not in html


def test_what_the_lead_told_is_out_of_the_way(village, lost):
    ineke = signed_in(village, "ineke")

    answer = ineke.post(in_person(lost), follow=True)

    assert "Genoteerd" in answer.content.decode()
    assert "Mail die niet aankwam" not in page(ineke, TEAM)
    assert ineke.post(in_person(lost)).status_code == 404


def test_what_is_for_the_team_itself_names_the_team(village, lost):
    Notice.objects.filter(pk=lost.pk).update(whom=village.tuindorp)

    assert "voor Wijkteam Tuindorp" in page(signed_in(village, "ineke"), TEAM)


@pytest.mark.parametrize("name", ["samira", "joris", "tessa", "vreemd", "bakker"])
def test_only_who_leads_that_team_tells_it(village, lost, name):
    client = signed_in(village, name)

    assert client.post(in_person(lost)).status_code == 404
    assert "Mail die niet aankwam" not in client.get(TEAM).content.decode()


MAIL = "/mijn-werk/mail/"


@pytest.mark.parametrize(("away", "tells"), [("noor", "bakker"), ("joost", "fleur")])
def test_for_who_has_no_team_or_lead_someone_else_of_the_organisation_or_region_tells_it(
    village, lost, away, tells
):
    Notice.objects.filter(pk=lost.pk).update(whom=getattr(village, away))
    client = signed_in(village, tells)

    assert in_person(lost) in page(client, MAIL)
    answer = client.post(in_person(lost), follow=True)

    assert "Genoteerd" in answer.content.decode()
    assert "Alle mail kwam aan" in page(client, MAIL)


@pytest.mark.parametrize("name", ["samira", "noor", "vermeer", "vreemd", "fleur"])
def test_nobody_else_tells_it(village, lost, name):
    Notice.objects.filter(pk=lost.pk).update(whom=village.noor)
    client = signed_in(village, name)

    assert "Alle mail kwam aan" in page(client, MAIL)
    assert client.post(in_person(lost)).status_code == 404


OVERVIEW = "/overdracht/"


@pytest.fixture
def accepted(village) -> str:
    """Bakker, who has no Mijn werk, hears that his handover was accepted."""
    with acting(professional(village.bakker)) as bakker:
        handed = stories.sent(bakker, position=village.joris)
    with acting(professional(village.joris)) as joris:
        handovers.receive(handed.pk, by=joris)
        handovers.accept(handed.pk, first_step="Bellen", on=village.today, by=joris)
    return "De overdracht is aangenomen"


def test_who_starts_at_the_handovers_reads_there_what_is_new(village, accepted):
    bakker = signed_in(village, "bakker")

    html = page(bakker, OVERVIEW)

    assert accepted in html
    assert "Aydın · Joris Bos" in html
    assert accepted not in page(signed_in(village, "vermeer"), OVERVIEW)
    assert "Nieuw voor u" not in page(signed_in(village, "joris"), OVERVIEW)


def test_what_they_read_there_is_new_no_more(village, accepted):
    bakker = signed_in(village, "bakker")
    told = Notice.objects.get(whom=village.bakker, step__startswith="accepted")

    answer = bakker.post(SEEN, {"bericht": [str(told.pk)]}, follow=True)

    html = answer.content.decode()
    assert answer.redirect_chain[-1][0] == OVERVIEW
    assert "Deze berichten zijn gelezen." in html
    assert accepted not in html


def test_the_lead_of_another_team_does_not_see_it(village, lost):
    Position.objects.filter(pk=village.tessa).update(is_lead=True)
    tessa = signed_in(village, "tessa")

    assert "Mail die niet aankwam" not in page(tessa, TEAM)
    assert tessa.post(in_person(lost)).status_code == 404


def test_mail_that_is_still_tried_is_not_lost(village, lost):
    Notice.objects.filter(pk=lost.pk).update(failed_at=None)

    assert "Mail die niet aankwam" not in page(signed_in(village, "ineke"), TEAM)
