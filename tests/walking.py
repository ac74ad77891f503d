"""Walks through the house: somebody follows every link and finds every form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urljoin, urlsplit
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from kring.accounts.actions import links
from kring.accounts.models import Link
from kring.circle import actions as circle
from kring.core.actor import acting, job, professional
from kring.handovers import actions as handovers
from kring.handovers.models.choices import Kind, Outcome, Side
from kring.handovers.tests import stories
from kring.plans import actions as plans
from kring.sharing import actions as sharing
from tests import filling

FILES = re.compile(r"\.(csv|xlsx|pdf|css|svg|json)$|^/static/|^/uitloggen/")


@dataclass
class Page:
    """A page that was met, with its forms."""

    path: str
    answer: HttpResponse
    forms: list[filling.Form]


def walk(client: Client, begin: list[str], *, doors: str = "") -> Iterator[Page]:
    """Open these pages, and from there each kind of page that a link leads to, once.

    `doors`: a pattern of those to go through.
    """
    ahead, seen = list(begin), set()
    while ahead:
        path = ahead.pop(0)
        answer = client.get(path)
        if answer.status_code == 302:
            ahead += _new([answer["Location"]], path, seen, doors)
        elif "text/html" in answer.headers.get("Content-Type", ""):
            forms, links = filling.read(answer.content.decode(), path)
            yield Page(path, answer, forms)
            ahead += _new(links, path, seen, doors)


def _new(links: list[str], path: str, seen: set[tuple[str, ...]], doors: str) -> list[str]:
    """Where these links lead that was not seen yet."""
    found = []
    for link in links:
        there = urlsplit(urljoin(f"http://testserver{path}", link))
        kind = kind_of(there.path)
        is_ours = there.netloc == "testserver" and not FILES.search(there.path)
        if is_ours and kind and kind not in seen and re.match(doors, kind[0]):
            seen.add(kind)
            found.append(f"{there.path}?{there.query}" if there.query else there.path)
    return found


def kind_of(path: str) -> tuple[str, ...] | None:
    """Which page an address is of, and which question of it; not about whom."""
    try:
        match = resolve(path.partition("?")[0])
    except Resolver404:
        return None
    asked = (str(match.kwargs[each]) for each in ("slug", "act") if each in match.kwargs)
    return (match.view_name, *asked)


@dataclass
class Lively:
    """What happened in the village: handovers by how far they came, drafts, a signal."""

    handovers: dict[str, UUID]
    drafts: list[UUID]
    consult: UUID
    signal: UUID
    typed_for: UUID

    def pages(self) -> list[str]:
        """The pages of all handovers and of the signal."""
        several = [*self.handovers.values(), self.consult, self.typed_for]
        return [*(f"/overdracht/{pk}/" for pk in several), f"/overdracht/signaal/{self.signal}/"]

    def writing(self) -> list[str]:
        """Where one looks over what is not sent yet."""
        return [f"/overdracht/{pk}/controleer/" for pk in self.drafts]


FULL = {"knows": {"hears": "yes"}, "what": {"urgency": "ordinary", "warm": "call"}}


def lively(village) -> Lively:
    """Something of everything happens in the village."""
    with acting(professional(village.samira)) as me:
        _household(village, me)
    happened = {how: _handover(village, how) for how in STEPS}
    with acting(professional(village.bakker)) as me:
        drafts = [
            handovers.start(kind, by=me, data=stories.typed(team=village.tuindorp, **FULL)).pk
            for kind in Kind
        ]
        consult = stories.sent(me, kind=Kind.CONSULT, team=village.tuindorp).pk
        signal = handovers.give_signal(village.tuindorp, text="Zorgen.", theme="geld", by=me).pk
    with acting(professional(village.joris)) as me:
        handovers.receive(consult, by=me)
        caller = {"sender": str(village.bakker), "caller_phone": "+31123456702"}
        typed_for = stories.sent(me, team=village.tuindorp, on_behalf=caller).pk
    return Lively(happened, drafts, consult, signal, typed_for)


def by_link(purpose: Link.Purpose, position: UUID | None, subject: UUID | None) -> Client:
    """The browser of somebody who came by a link, promised secrecy and gave a code."""
    with acting(job("guest door")) as me:
        a_day = timedelta(days=1)
        link, secret = links.make(
            purpose, by=me, valid_for=a_day, position=position, subject=subject
        )
    client = Client()
    client.post(f"/link/{secret.lower()}/")
    client.post("/toegang/belofte/", {"accept": "on"})
    with acting(job("guest door")) as me:
        links.accept_secrecy(link.pk, by=me)
        code = links.make_code(link.pk, by=me)
    client.post("/toegang/code/", {"code": code})
    return client


def _household(village, me) -> None:
    plans.add_goal(village.devries, plans.Aim(title="Rust in huis"), by=me)
    plans.write_note(village.devries, plans.Story(text="De post geopend.", at=me.at), by=me)
    plans.write_words(
        village.devries, "Ik wil rust.", said_on=village.today, resident=village.fatma, by=me
    )
    task = plans.Task(title="Bellen", due_on=village.today)
    for doer in (plans.Doer(position=me.position), plans.Doer(resident=village.fatma)):
        plans.give_action(village.devries, task, doer=doer, by=me)
    own = plans.OwnPlan(name="Zorgplan")
    plans.name_party_plan(village.devries, own, organisation=village.linde, by=me)
    circle.involve(
        village.devries, party=circle.Party(position=village.joost), role="denkt mee",
        purpose="meedenken", ground="yes", categories=["plan"], by=me,
    )  # fmt: skip
    decision = circle.Decision(
        kind="youth_protection", scope="alles", decision="rechtbank", from_on=village.today,
        until_on=village.today + timedelta(days=30), resident=village.emre, position=village.joost,
    )  # fmt: skip
    circle.record_role(village.devries, decision, categories=["plan"], by=me)
    hidden = sharing.Hidden(
        resident=village.bram, hides="place", reason="Onveilig.",
        review_on=village.today + timedelta(days=30),
    )  # fmt: skip
    sharing.raise_flag(village.devries, hidden, by=me)


ACCEPTED = ("accepted", "under_way", "paused", "asked_back", "contradicted")
STEPS = ("sent", "received", "asked", "declined", *ACCEPTED)


def _handover(village, how: str) -> UUID:
    """A handover of the GP to the team, as far as it must come."""
    with acting(professional(village.bakker)) as me:
        pk = stories.sent(me, team=village.tuindorp).pk
    if how != "sent":
        with acting(professional(village.joris)) as me:
            handovers.receive(pk, by=me)
            _further(village, pk, how, me)
    with acting(professional(village.bakker)) as me:
        if how == "contradicted":
            says, via = handovers.Says.NO, handovers.Via.SENDER
            handovers.resident_says(pk, says, via=via, by=me)
        elif how == "asked_back":
            handovers.withdraw(pk, reason="Niet meer nodig.", outcome=Outcome.MOVED, by=me)
    return pk


def _further(village, pk: UUID, how: str, me) -> None:
    if how == "asked":
        handovers.ask_question(pk, "Wat bedoelt u?", by=me)
    elif how == "declined":
        handovers.decline(pk, reason="Past niet.", outcome=Outcome.NO_OFFER, by=me)
    if how in ACCEPTED:
        handovers.accept(pk, first_step="Bellen", on=village.today, by=me)
    if how in ACCEPTED[1:]:
        handovers.make_contact(pk, how="visit", by=me)
    if how == "paused":
        until = village.today + timedelta(days=9)
        handovers.pause(pk, for_="plek", until=until, turn=Side.RECEIVER, by=me)
