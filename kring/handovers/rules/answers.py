"""What was filled in for a handover, read from the draft; an answer not given is empty."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from typing import Any, Self
from uuid import UUID

from kring.core.moments import AMSTERDAM, phone


def _day(value: str) -> date:
    return date.fromisoformat(value)


def _clock(value: str) -> time:
    return time.fromisoformat(value)


_READ: Mapping[str, Any] = {
    "str": str,
    "bool": bool,
    "UUID | None": UUID,
    "date | None": _day,
    "time | None": _clock,
    "tuple[str, ...]": tuple,
}


class _Part:
    """One part of the answers, as typed on one page."""

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """From the draft's JSON. Raises ValueError on what cannot be read."""
        found: dict[str, Any] = {}
        for field in fields(cls):  # type: ignore[arg-type]  # every part is a dataclass
            if (value := data.get(field.name)) not in (None, "", []):
                found[field.name] = _READ[str(field.type)](value)
        return cls(**found)


@dataclass(frozen=True)
class To(_Part):
    """To whom: a team, a position, or a position in a team."""

    team: "UUID | None" = None
    position: "UUID | None" = None


@dataclass(frozen=True)
class Knows(_Part):
    """Whether the resident knows and agrees, and on which keys it is sent."""

    answer: "str" = ""
    ground: "str" = ""
    secrecy: "str" = ""
    route: "str" = ""
    how: "str" = ""
    hears: "str" = ""
    told: "bool" = False
    not_told_because: "str" = ""
    told_review_on: "date | None" = None


@dataclass(frozen=True)
class Who(_Part):
    """Whom it is about: someone the sender sees already, or someone new."""

    household: "UUID | None" = None
    resident: "UUID | None" = None
    salutation: "str" = ""
    given_name: "str" = ""
    name_prefix: "str" = ""
    family_name: "str" = ""
    born_on: "date | None" = None
    phone: "str" = ""
    email: "str" = ""
    best_times: "str" = ""
    safe_to_call: "str" = ""
    safe_voicemail: "str" = ""
    safe_letter: "str" = ""
    via_desk: "str" = ""
    street: "str" = ""
    postcode: "str" = ""
    town: "str" = ""
    secret_address: "bool" = False
    neighbourhood: "UUID | None" = None
    language: "str" = ""
    interpreter: "bool" = False
    reads_with_difficulty: "bool" = False
    someone_present: "str" = ""
    asked_by: "str" = ""
    asker_name: "str" = ""
    asker_phone: "str" = ""

    @property
    def asker(self) -> str:
        """Who asked for someone else, and their number; empty when nobody did."""
        if self.asked_by not in ("relative", "neighbour"):
            return ""
        number = phone(self.asker_phone) if self.asker_phone else ""
        return ", ".join(filter(None, [self.asker_name.strip(), number]))


@dataclass(frozen=True)
class What(_Part):
    """What is going on, what is asked, and how the resident is brought along."""

    situation: "str" = ""
    wish: "str" = ""
    goes_well: "str" = ""
    question: "str" = ""
    theme: "str" = ""
    categories: "tuple[str, ...]" = ()
    urgency: "str" = "ordinary"
    spoke_on: "date | None" = None
    spoke_time: "time | None" = None
    spoke_with: "str" = ""
    warm: "str" = ""
    warm_on: "date | None" = None
    warm_time: "time | None" = None
    warm_place: "str" = ""
    cold_because: "str" = ""
    ends_on: "date | None" = None
    is_wmo: "bool" = False
    is_youth: "bool" = False

    @property
    def spoke_at(self) -> datetime | None:
        """When sender and receiver spoke."""
        return _moment(self.spoke_on, self.spoke_time)

    @property
    def warm_at(self) -> datetime | None:
        """When the three of them meet."""
        return _moment(self.warm_on, self.warm_time)


@dataclass(frozen=True)
class OnBehalf(_Part):
    """For whom it is typed: a caller, or the responsible professional of the practice."""

    sender: "UUID | None" = None
    caller_phone: "str" = ""


@dataclass(frozen=True)
class Answers:
    """All parts of a draft together."""

    to: To
    knows: Knows
    who: Who
    what: What
    on_behalf: OnBehalf

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """From the draft's JSON. Raises ValueError on what cannot be read."""
        return cls(
            to=To.read(data.get("to") or {}),
            knows=Knows.read(data.get("knows") or {}),
            who=Who.read(data.get("who") or {}),
            what=What.read(data.get("what") or {}),
            on_behalf=OnBehalf.read(data.get("on_behalf") or {}),
        )


PARTS = ("to", "knows", "who", "what", "on_behalf")


def _moment(day: date | None, at: time | None) -> datetime | None:
    if day is None:
        return None
    return datetime.combine(day, at or time(12), AMSTERDAM)
