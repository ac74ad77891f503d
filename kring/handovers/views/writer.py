"""A draft in the hands of who writes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any
from uuid import UUID

from kring.agreements import queries as agreements
from kring.agreements.models import Term
from kring.core import moments, working_days
from kring.core.actor import Me
from kring.directory.models import Position
from kring.handovers.models import Draft
from kring.handovers.models.choices import Kind
from kring.handovers.queries import receivers, writing


@dataclass(frozen=True)
class Writing:
    """A draft in the hands of who writes it, with what a page about it asks more than once."""

    me: Me
    draft: Draft

    @property
    def data(self) -> dict[str, Any]:
        data: dict[str, Any] = self.draft.data
        return data

    def part(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self.data.get(name) or {}
        return found

    @property
    def is_consult(self) -> bool:
        return self.draft.kind == Kind.CONSULT

    @cached_property
    def receiver(self) -> receivers.Receiver | None:
        to = self.part("to")
        return receivers.chosen(self.me, team=to.get("team"), position=to.get("position"))

    @cached_property
    def sender(self) -> Position | None:
        """Who is responsible: a caller, the GP of an assistant, or who is acting."""
        caller = self.part("on_behalf").get("sender")
        key = UUID(caller) if caller else self.me.position
        found = writing.sender(key) if key else None
        return found.acts_for or found if found else None

    @cached_property
    def clock(self) -> agreements.Clock:
        """The term for a first answer, and the hours in which the receiver reads."""
        to, sender = self.receiver, self.sender
        return agreements.clock(
            Term.Kind.CONSULT if self.is_consult else Term.Kind.ACKNOWLEDGE,
            at=self.me.at,
            sender=sender.pk if sender else None,
            receiver=to.id if to and to.kind == "position" else None,
            team=to.id if to and to.kind == "team" else None,
        )

    @property
    def is_open(self) -> bool:
        return working_days.is_open(moments.local(self.me.at), self.clock.hours)

    @property
    def reads_from(self) -> str:
        """When the receiver reads again, in words."""
        opens = working_days.opens(self.me.at, self.clock.hours)
        return moments.moment(opens, self.me.at)

    @property
    def known(self) -> list[tuple[str, str]]:
        household = self.part("who").get("household")
        return writing.residents(household) if household else []


def joined(values: Mapping[str, Any], name: str) -> datetime | None:
    """The day and time of a draft as one moment."""
    day, clock = values.get(f"{name}_on"), values.get(f"{name}_time")
    if not day or not clock:
        return None
    return datetime.combine(
        date.fromisoformat(day), time.fromisoformat(clock), tzinfo=moments.AMSTERDAM
    )
