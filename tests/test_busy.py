"""Others are in the way, or the database is away: done anew, or a page with what was typed."""

import time
from contextlib import closing, contextmanager
from threading import Event, Thread

import pytest
from django.db import connection, connections
from django.test import Client

from kring.core.actor import acting, professional
from kring.plans.models import Action, Note
from kring.workspace.tests.conftest import at, signed_in
from kring.workspace.tests.stories import action_of_samira

pytestmark = pytest.mark.database

STORY = "Vandaag met Fatma de post geopend."
NOTE = {"kind": "note", "text": STORY, "category": "situation",
        "at_day": "2026-03-02", "at_time": "10:00"}  # fmt: skip


@contextmanager
def crossing(village, action):
    """Somebody who has the plan, and wants the action as soon as another waits for the plan."""
    has_it, got_by = Event(), []

    def cross():
        with closing(connections["owner"].copy()) as other, other.cursor() as cursor:
            other.set_autocommit(False)
            cursor.execute(
                "select from circle_plan where id = %s for update", [village.plan_devries]
            )
            has_it.set()
            waits(cursor)
            cursor.execute("select from plans_action where id = %s for update", [action])
            got_by.append(action)
            other.rollback()

    someone = Thread(target=cross)
    someone.start()
    has_it.wait(10)
    yield
    someone.join()
    assert got_by, "the other was let go instead"


def waits(cursor):
    """Return once somebody waits for a row."""
    for _ in range(1000):
        cursor.execute("select count(*) from pg_locks where not granted")
        if cursor.fetchone()[0]:
            return
        time.sleep(0.01)


def test_who_is_let_go_in_a_dead_lock_is_done_anew(committing):
    action = action_of_samira(committing)
    samira = signed_in(committing, "samira")

    with crossing(committing, action.pk):
        answer = samira.post(at(committing.devries, f"actie/{action.pk}/klaar/"), follow=True)

    assert answer.status_code == 200
    with acting(professional(committing.samira)):
        assert Action.objects.get(pk=action.pk).done_at


def in_the_way(times):
    """From here on the first notes are let go, as when others are in the way each time."""
    with closing(connections["owner"].copy()) as owner, owner.cursor() as cursor:
        cursor.execute(f"""
            create sequence tried; grant usage on sequence tried to public;
            create function pushed() returns trigger language plpgsql as $$ begin
              if nextval('tried') <= {times} then
                raise exception 'pushed aside' using errcode = '40001';
              end if;
              return new;
            end $$;
            create trigger pushed before insert on plans_note
              for each row execute function pushed();
        """)


def tried():
    with closing(connections["owner"].copy()) as owner, owner.cursor() as cursor:
        cursor.execute("select last_value from tried")
        return cursor.fetchone()[0]


def write(village):
    client = signed_in(village, "samira")
    client.raise_request_exception = False
    return client.post(at(village.devries, "notitie/nieuw/"), NOTE)


def notes(village):
    with acting(professional(village.samira)):
        return Note.objects.filter(text=STORY).count()


def test_what_is_done_anew_is_done_and_said_once(committing):
    in_the_way(2)
    client = signed_in(committing, "samira")

    page = client.post(at(committing.devries, "notitie/nieuw/"), NOTE, follow=True)

    assert notes(committing) == 1
    assert tried() == 3
    assert page.text.count("De notitie staat op de tijdlijn.") == 1


def test_who_is_in_the_way_too_often_gets_the_text_back(committing):
    in_the_way(100)

    answer = write(committing)

    assert (answer.status_code, answer["Retry-After"], tried()) == (503, "60", 3)
    assert "Het is nu druk." in answer.text
    assert f'<p class="kr-timeline__text">{STORY}</p>' in answer.text
    assert "Opnieuw versturen" in answer.text
    assert notes(committing) == 0


@contextmanager
def at_most(milliseconds):
    """So long a page may wait for one answer of the database."""
    with connection.cursor() as cursor:
        cursor.execute(f"set statement_timeout = {milliseconds}")
    yield
    connection.close()


def test_who_waits_too_long_for_somebody_gets_the_text_back(committing):
    client = signed_in(committing, "samira")
    client.raise_request_exception = False
    path = at(committing.devries, "notitie/nieuw/")
    client.get(path)

    with closing(connections["owner"].copy()) as owner, owner.cursor() as cursor:
        owner.set_autocommit(False)
        cursor.execute("lock table plans_note in exclusive mode")
        with at_most(300):
            answer = client.post(path, NOTE)
        owner.rollback()

    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "Het is nu druk." in answer.text
    assert STORY in answer.text
    assert notes(committing) == 0
    assert client.post(path, NOTE).status_code == 302


def test_while_its_disk_is_full_a_page_says_so_and_keeps_the_text(committing):
    with closing(connections["owner"].copy()) as owner, owner.cursor() as cursor:
        cursor.execute("""
            create function no_room() returns trigger language plpgsql as $$ begin
              raise exception 'could not extend file: No space left' using errcode = '53100';
            end $$;
            create trigger no_room before insert on plans_note
              for each row execute function no_room();
        """)

    answer = write(committing)

    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "Kring is even niet bereikbaar." in answer.text
    assert STORY in answer.text
    assert notes(committing) == 0


@pytest.mark.parametrize("door", ["/huishouden/{}/notitie/nieuw/", "/toegang/", "/inloggen/"])
def test_while_the_database_is_away_a_page_says_so_and_keeps_the_text(committing, door):
    client = signed_in(committing, "samira")
    client.raise_request_exception = False
    path = door.format(committing.devries)

    with away():
        opened, sent = client.get(path), client.post(path, {"text": STORY, "email": "a@b.nl"})
    again = client.get(path)

    for answer in (opened, sent):
        assert (answer.status_code, answer["Retry-After"]) == (503, "60")
        assert "Kring is even niet bereikbaar." in answer.text
    assert STORY in sent.text
    assert again.status_code < 500


def test_while_the_database_is_away_nothing_is_ready(committing):
    client = Client()

    with away():
        alive, ready = client.get("/health/"), client.get("/health/ready/")

    assert (alive.status_code, ready.status_code) == (200, 503)


@contextmanager
def away():
    """Nobody answers where the database was."""
    there = connection.settings_dict["HOST"]
    connection.close()
    connection.settings_dict["HOST"] = "/nowhere"
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["HOST"] = there
