"""Nothing about a resident leaves the house by another way than the page that was asked for."""

import html
import logging
import re

import pytest
from django.core import mail
from django.db import DataError, IntegrityError, connection, transaction
from django.urls import Resolver404, resolve

from kring.accounts.http import POSITION
from kring.accounts.models import Professional
from kring.audit.models import Event
from kring.core.actor import acting, job, professional
from kring.handovers import actions as handovers
from kring.handovers.tests import stories
from kring.notices.models import Notice
from kring.notices.tasks import sweep
from kring.portal.actions.doors import knock
from kring.portal.models import Knock
from kring.portal.tasks import mail_parties
from kring.workspace.tasks import send_all

# Each is in one place only: whoever finds one elsewhere knows where it leaked from.
MARKS = {
    "family_name": "Zwaluwstaart",
    "given_name": "Quirinus",
    "phone": "+31687654321",
    "email": "quirinus@merk.example",
    "street": "Merelmarklaan",
}
TEXTS = {"situation": "Merktekst over de situatie.", "question": "Merkvraag aan het team?"}
FORBIDDEN = [*MARKS.values(), "687654321", "Merktekst", "Merkvraag"]


def leaks(text):
    return [mark for mark in FORBIDDEN if mark.lower() in text.lower()]


@pytest.fixture
def told(village):
    """A marked resident in whose handover each step happens that tells someone something."""
    Professional.objects.exclude(pk=village.professional("anja")).update(last_login=village.now)
    with acting(professional(village.bakker)) as me:
        pk = stories.sent(me, team=village.tuindorp, who=MARKS, what=TEXTS).pk
    with acting(professional(village.joris)) as me:
        handovers.receive(pk, by=me)
        handovers.accept(pk, first_step="Merktekst stap", on=village.today, by=me)
    with acting(professional(village.bakker)) as me:
        stories.sent(me, position=village.anja, who=MARKS, what=TEXTS)
    return pk


def test_no_mail_says_anything_about_a_resident(village, told):
    Notice.objects.update(at_once=True)
    sweep()
    mail_parties(0)
    for hour in ("07:30", "12:00"):
        send_all(hour, village.now)
    sent = [each.message().as_string() + each.body for each in mail.outbox]

    assert len(sent) >= 3
    assert [leaks(each) for each in sent if leaks(each)] == []


def test_notices_events_and_jobs_hold_ids_only(village, told):
    with acting(job("count")):
        rows = [str(row) for row in [*Notice.objects.values(), *Event.objects.values()]]

    assert len(rows) >= 4
    assert [leaks(row) for row in rows if leaks(row)] == []


def test_no_address_and_no_log_line_names_a_resident(village, told, client, caplog):
    caplog.set_level(logging.DEBUG)
    client.force_login(Professional.objects.get(pk=village.professional("joris")))
    session = client.session
    session[POSITION] = str(village.joris)
    session.save()
    page = client.get(f"/overdracht/{told}/")
    client.get("/mijn-werk/")
    found = client.post("/zoeken/", {"q": MARKS["family_name"]}, follow=True)

    assert MARKS["family_name"] in page.text
    assert [url for url, _ in found.redirect_chain if leaks(url)] == []
    assert leaks(caplog.text) == []


LEADS_TO = re.compile(r'(?:href|action|formaction|src|data-autosave|hx-get|hx-post)="([^"]*)"')
MEANT = ("tel:", "mailto:")  # to call somebody one needs the number


def test_no_page_leads_to_an_address_that_names_a_resident(village, told, client):
    seen, ahead, wrong = set(), ["/mijn-werk/", f"/overdracht/{told}/", "/huishoudens/"], []
    client.force_login(Professional.objects.get(pk=village.professional("joris")))
    session = client.session
    session[POSITION] = str(village.joris)
    session.save()

    while ahead:
        answer = client.get(ahead.pop())
        found = [html.unescape(each) for each in LEADS_TO.findall(answer.text)]
        wrong += [each for each in found if leaks(each) and not each.startswith(MEANT)]
        wrong += [each for each in answer.headers.values() if leaks(each)]
        for path in found:
            if (
                path.startswith("/")
                and "static" not in path
                and (kind := kind_of(path)) not in seen
            ):
                seen.add(kind)
                ahead.append(path)

    assert wrong == []
    assert len(seen) > 30
    assert any(door == "workspace:household" for door in seen)


def kind_of(path):
    try:
        return resolve(path.partition("?")[0]).view_name
    except Resolver404:
        return path


def logged(caplog):
    """What the log of the house says of what happened, whatever pytest makes of it."""
    handlers = [
        each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler
    ]
    return "\n".join(each.format(record) for record in caplog.records for each in handlers)


def test_an_error_of_the_database_is_logged_without_the_row(village, caplog):
    with acting(job("guest door")) as me:
        knock(Knock.Door.ASK, came_from="", asked_for="", email=MARKS["email"], by=me)
        with pytest.raises(IntegrityError) as failed, transaction.atomic():
            Knock.objects.update(at=None)
    assert leaks(str(failed.value)), "without the row there is nothing to keep out of the log"

    try:
        raise RuntimeError("while knocking") from failed.value
    except RuntimeError:
        logging.getLogger("django.request").exception("Failed: %s", failed.value)

    said = logged(caplog)
    assert leaks(said) == []
    assert "Failing row" not in said
    assert said.count("IntegrityError") == 1
    assert said.count("NotNullViolation") == 1
    assert "23502 null value in column" in said
    assert "while knocking" in said


def test_what_cannot_be_read_is_logged_without_what_was_typed(village, caplog):
    with pytest.raises(DataError) as failed, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select %s::text::uuid", [MARKS["family_name"]])

    logging.getLogger(__name__).error("Failed", exc_info=failed.value)

    assert leaks(logged(caplog)) == []
    assert "DataError: 22P02" in logged(caplog)
