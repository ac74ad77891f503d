"""A stranger cannot tell what exists here from what does not: same page, same work, same answer."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kring.accounts.actions import links
from kring.accounts.models import Link
from kring.core.actor import acting, job, professional
from kring.handovers import actions as handovers
from kring.handovers.models.choices import Kind
from kring.handovers.tests import stories
from kring.plans import actions as plans
from tests import walking
from tests.test_doors import HOUSEHOLD, WRITES
from tests.village import key

MASKED = re.compile(r"[A-Za-z0-9]{64}|[0-9a-f]{8}-[0-9a-f-]{27}")  # keys of forms, and ids


@pytest.mark.parametrize("door", [door for door in HOUSEHOLD if door.startswith("workspace:")])
def test_a_household_elsewhere_is_like_one_that_does_not_exist(village, sign_in, door):
    stranger = sign_in("vreemd")
    stranger.get("/mijn-werk/")  # what is asked once a session is asked

    real, none = (met(stranger, door, household) for household in (key("devries"), uuid4()))

    assert real == none


def met(client, door, household):
    """What a stranger meets at this door: status, where to, the page, and how much work it was."""
    address = reverse(door, args=[household, *HOUSEHOLD[door][1:]])
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(address, {}) if door in WRITES else client.get(address)
    page = MASKED.sub("…", answer.content.decode())
    return (
        answer.status_code,
        MASKED.sub("…", answer.headers.get("Location", "")),
        page,
        len(queries),
    )


KNOWN = {"given_name": "Fatma", "family_name": "Yılmaz", "born_on": "1984-05-04"}
UNKNOWN = {"given_name": "Zaida", "family_name": "Zandst", "born_on": "1984-05-04"}
WHO = re.compile(r"Fatma|Zaida|Yılmaz|Zandst|F\. Y|Z\. Z|\b(?:FY|ZZ)\b")
CODE = re.compile(
    r"[2-9A-Z]{4} [2-9A-Z]{3} [2-9A-Z]{3}|once&quot;.{40}|[0-9a-f]{32}|[0-9A-F]{4}-[0-9A-F]{4}"
)


def everything(client, *requests):
    """All that one sees of these requests, without the name that was typed, and how much work."""
    seen = []
    for ask in requests:
        with CaptureQueriesContext(connection) as queries:
            answer = ask(client)
        page = CODE.sub("…", WHO.sub("…", MASKED.sub("…", answer.text)))
        where = MASKED.sub("…", answer.headers.get("Location", ""))
        seen.append((answer.status_code, where, page, len(queries)))
    return seen


def test_who_sends_sees_the_same_for_someone_known_and_unknown(village, sign_in):
    bakker = sign_in("bakker")
    bakker.get("/overdracht/")

    known, unknown = (sends(village, bakker, who) for who in (KNOWN, UNKNOWN))

    assert known == unknown
    assert [status for status, *_ in known] == [200, 302, 200]


def sends(village, client, who):
    with acting(professional(village.bakker)) as me:
        data = stories.typed(team=village.tuindorp, who=who, **walking.FULL)
        draft = handovers.start(Kind.REFER, by=me, data=data).pk
    here = f"/overdracht/{draft}/"
    seen = everything(
        client, lambda c: c.get(f"{here}controleer/"), lambda c: c.post(f"{here}controleer/")
    )
    return seen + everything(client, lambda c: c.get(here))


def test_who_asks_for_help_sees_the_same_when_known_and_unknown(village):
    known, unknown = (asks("Fatma Yılmaz"), asks("Zaida Zandst"))

    assert known == unknown
    assert known[-1][0] == 200


def asks(name):
    client = Client()
    answers = {
        "verhaal": {"situation": "Ik kom niet rond."},
        "voor-wie": {"asked_by": "resident", "name": name, "place": key("bloemenbuurt")},
        "bereiken": {"way": "call", "phone": "06 12 34 56 78"},
    }
    for slug, typed in answers.items():
        client.post(f"/ik-wil-hulp/{slug}/", typed)
    check = "/ik-wil-hulp/controleer/"
    return everything(
        client, lambda c: c.get(check), lambda c: c.post(check),
        lambda c: c.get("/ik-wil-hulp/verstuurd/"),
    )  # fmt: skip


# In one place only, of which Samira, her team and the practice of Bakker know nothing.
MARKS = ("Janssen", "Henk", "Merelmark", "Zwaluwstaart", "Quirinus")


@pytest.fixture
def elsewhere(village, sign_in):
    """Another team writes on its plan, another practice hands over to another organisation."""
    with acting(professional(village.tessa)) as me:
        plans.add_goal(village.janssen, plans.Aim(title="Doel van Merelmark"), by=me)
        plans.write_note(village.janssen, plans.Story(text="Merelmark", at=me.at), by=me)
        task = plans.Task(title="Merelmark bellen", due_on=village.today)
        plans.give_action(village.janssen, task, doer=plans.Doer(position=me.position), by=me)
    who = {"family_name": "Zwaluwstaart", "given_name": "Quirinus"}
    with acting(professional(village.vermeer)) as me:
        stories.sent(me, position=village.anja, who=who)
        stories.sent(me, team=village.vogelwijk, who=who)
    assert "Merelmark" in sign_in("tessa").get("/mijn-werk/").text
    return {str(village.janssen), str(village.henk), *MARKS}


@pytest.mark.parametrize("who", ["samira", "joris", "ineke", "bakker", "fleur", "guest"])
def test_no_page_that_one_can_reach_says_anything_of_others(village, sign_in, elsewhere, who):
    there, begin = walking.lively(village), ["/mijn-werk/", "/overdracht/", "/huishoudens/"]
    guest = (Link.Purpose.START, village.bakker, None)
    client = walking.by_link(*guest) if who == "guest" else sign_in(who)
    begin += there.pages() if who in ("joris", "bakker") else []
    begin += {"fleur": ["/beheer/"], "guest": ["/toegang/start/"]}.get(who, [])

    pages = list(walking.walk(client, begin))
    found = [client.post("/zoeken/", {"q": mark}) for mark in MARKS]

    said = {page.path: page.answer.text for page in pages}
    assert len(said) > 10
    assert {path: mark for path, text in said.items() for mark in elsewhere if mark in text} == {}
    for answer, mark in zip(found, MARKS, strict=True):
        assert elsewhere.isdisjoint(re.findall(r"[\w-]+", answer.text.replace(mark, ""))), mark


UNGUESSABLE = "z" * 32
ADDRESSES = re.compile(r"samira@\S+?example|niemand@nergens\.example")


@pytest.fixture
def told(village):
    """Links that were mailed, by what became of them."""
    with acting(job("portal")) as by:
        made = {
            name: links.make(
                Link.Purpose.START, valid_for=timedelta(days=days), position=village.bakker, by=by
            )[1]
            for name, days in {"open": 1, "used": 1, "expired": -1}.items()
        }
        links.open_door(made["used"], by=by)
    return made | {"unknown": UNGUESSABLE}


def test_looking_at_a_link_tells_nobody_whether_there_is_one(village, told):
    seen = [
        everything(Client(), lambda c, secret=secret: c.get(f"/link/{secret}/"))
        for secret in told.values()
    ]
    hidden = [
        str(each).replace(secret, "…") for each, secret in zip(seen, told.values(), strict=True)
    ]

    assert len({*hidden}) == 1
    assert seen[0][0][0] == 200


@pytest.mark.parametrize("door", ["/link/{}/", "/inloggen/wachtwoord/{}/"])
def test_a_secret_that_is_nearly_right_is_like_any_other(village, told, door):
    nearly = told["open"][:-1] + ("Y" if told["open"][-1] == "X" else "X")

    seen = [
        str(everything(Client(), lambda c, to=secret: c.post(door.format(to)))).replace(secret, "…")
        for secret in (nearly, UNGUESSABLE)
    ]

    assert seen[0] == seen[1]
    assert "[(410" in seen[0]


@pytest.mark.parametrize(
    ("door", "typed"),
    [("/inloggen/", {"password": "paard batterij nietje"}), ("/inloggen/wachtwoord-vergeten/", {})],
)
def test_who_types_an_address_at_the_door_sees_the_same_for_known_and_unknown(village, door, typed):
    known, unknown = (
        ADDRESSES.sub(
            "…",
            str(
                everything(
                    Client(), lambda c, to=to: c.post(door, typed | {"login": to, "email": to})
                )
            ),
        )
        for to in (village.email("samira"), "niemand@nergens.example")
    )

    assert known == unknown


def test_a_code_on_paper_that_is_nearly_right_is_like_any_other(village):
    with acting(job("portal")) as by:
        _, code = links.make(Link.Purpose.ANSWER, valid_for=timedelta(days=1), on_paper=True, by=by)
    nearly = ("B" if code[0] != "B" else "C") + code[1:]

    seen = [
        str(everything(Client(), lambda c, to=typed: c.post("/antwoord/", {"code": to}))).replace(
            typed, "…"
        )
        for typed in (nearly, "QQQQQQQQQQ")
    ]

    assert seen[0] == seen[1]
    assert "[(422" in seen[0]
