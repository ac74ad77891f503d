"""Coordination on its way, and how much someone coordinates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import ngettext

from kring.circle import rules
from kring.circle.models import Transfer
from kring.core.actor import Me
from kring.core.reading import PROFESSIONAL_NAME, read, read_one


@dataclass(frozen=True, kw_only=True)
class OnItsWay:
    """A transfer as a list or page shows it. `turn`: whose step it is, as a position."""

    id: UUID
    household: UUID
    household_name: str
    old: UUID
    old_name: str
    new: UUID
    new_name: str
    proposed_at: datetime
    due_at: datetime
    due_source: str
    accepted_at: datetime | None
    first_attempt_at: datetime | None
    first_attempt: str
    second_attempt_at: datetime | None
    second_attempt: str
    resident_at: datetime | None
    reaction: str
    legal_ground: str
    told_at: datetime | None
    effective_at: datetime | None
    ended_at: datetime | None
    ended_because: str
    goes_to_name: str
    asks_me: bool  # I am (or stand in for) the new coordinator, and it waits for my answer
    is_old: bool
    is_new: bool

    @property
    def steps(self) -> rules.Steps:
        """How far it is, as the rules ask."""
        return rules.Steps(
            accepted_at=self.accepted_at,
            first_attempt_at=self.first_attempt_at,
            second_attempt_at=self.second_attempt_at,
            resident_at=self.resident_at,
            told_at=self.told_at,
            effective_at=self.effective_at,
            ended_at=self.ended_at,
        )

    @property
    def reaction_words(self) -> str:
        return Transfer.Reaction(self.reaction).label if self.reaction else ""


@dataclass(frozen=True, kw_only=True)
class Objected:
    """An objection to a transfer, with its answer if there is one."""

    id: UUID
    by_name: str
    reason: str
    at: datetime
    answered_at: datetime | None
    answer: str


@dataclass(frozen=True, kw_only=True)
class Caseload:
    """How much a position coordinates: households, their weight together, and hours a week."""

    position: UUID
    name: str
    households: int
    weight: int
    weekly_hours: float | None

    @property
    def per_day(self) -> float | None:
        """Weight per working day of eight hours; None when the hours are not known."""
        return round(self.weight / (self.weekly_hours / 8), 1) if self.weekly_hours else None

    @property
    def words(self) -> str:
        """ "14 huishoudens, zwaarte 31"."""
        words = ngettext(
            "%(count)s huishouden, zwaarte %(weight)s",
            "%(count)s huishoudens, zwaarte %(weight)s",
            self.households,
        )
        return words % {"count": self.households, "weight": self.weight}


@dataclass(frozen=True, kw_only=True)
class LeftBehind:
    """A household of a leaving colleague: code and weight, no names.

    `asked`: whom it was proposed to, who did not take it over yet.
    """

    household: UUID
    plan: UUID
    code: str
    neighbourhood: str
    weight: int
    last_active_at: datetime
    asked: UUID | None


def _name(position: str) -> str:
    return f"""(select {PROFESSIONAL_NAME} from directory_position d
  join accounts_professional u on u.id = d.professional_id
  where d.id = {position})"""  # noqa: S608  # a column of ours


_HOLDERS = "any((select kring.holders())::uuid[])"
_TRANSFER = f"""
select t.id, t.household_id as household, coalesce(h.name, '') as household_name,
  t.old_id as old, {_name("t.old_id")} as old_name,
  t.new_id as new, {_name("t.new_id")} as new_name,
  t.proposed_at, t.due_at, t.due_source, t.accepted_at, t.first_attempt_at, t.first_attempt,
  t.second_attempt_at, t.second_attempt, t.resident_at, t.reaction, t.legal_ground, t.told_at,
  t.effective_at, t.ended_at, t.ended_because,
  coalesce({_name("t.goes_to_id")}, '') as goes_to_name,
  t.new_id = {_HOLDERS} and t.accepted_at is null and t.ended_at is null as asks_me,
  t.old_id = {_HOLDERS} as is_old, t.new_id = {_HOLDERS} as is_new
from circle_transfer t left join residents_household h on h.id = t.household_id
"""  # noqa: S608  # only our own expressions are put in
_MINE = f"""
{_TRANSFER}
where (t.new_id = {_HOLDERS} or t.old_id = {_HOLDERS})
  and t.effective_at is null and t.ended_at is null
order by t.due_at, t.id limit 25
"""
_OBJECTIONS = f"""
select o.id, {_name("o.by_id")} as by_name, o.reason, o.at, o.answered_at, o.answer
from circle_objection o where o.transfer_id = %(transfer)s order by o.at
"""  # noqa: S608  # only our own expressions are put in
_CASELOAD = f"""
select l."position", {PROFESSIONAL_NAME} as name, l.households, l.weight,
  d.weekly_hours::float as weekly_hours
from kring.caseload(%(these)s::uuid[]) l
join directory_position d on d.id = l."position"
join accounts_professional u on u.id = d.professional_id order by name
"""  # noqa: S608  # only our own expressions are put in


def transfers(me: Me, /) -> list[OnItsWay]:
    """What is on its way to or from me, first due first, at most 25. One statement."""
    return read(OnItsWay, _MINE)


def transfer(me: Me, /, household: UUID) -> OnItsWay | None:
    """The latest transfer of a household: the open one, if there is one. One statement."""
    latest = (
        f"{_TRANSFER} where t.household_id = %(household)s order by"
        " (t.effective_at is null and t.ended_at is null) desc, t.proposed_at desc limit 1"
    )
    return read_one(OnItsWay, latest, household=household)


def objections(me: Me, /, transfer_id: UUID) -> list[Objected]:
    """Who objected, and what was answered. One statement."""
    return read(Objected, _OBJECTIONS, transfer=transfer_id)


def caseload(positions: Iterable[UUID]) -> list[Caseload]:
    """How much these positions coordinate, by name: shown before one more. One statement."""
    return read(Caseload, _CASELOAD, these=list(positions))


def left_behind(me: Me, /, position: UUID) -> list[LeftBehind]:
    """What a colleague coordinates, for the team lead or that colleague. One statement."""
    sql = "select * from kring.coordinated_by(%(position)s)"
    return read(LeftBehind, sql, position=position)


def division(
    me: Me, /, position: UUID, *, among: Iterable[UUID], except_: dict[UUID, UUID] | None = None
) -> dict[UUID, UUID]:
    """Who could get which household of a leaving colleague: see rules.divide. Two statements."""
    return rules.divide(
        {each.household: each.weight for each in left_behind(me, position) if not each.asked},
        {each.position: each.weight for each in caseload(among)},
        except_=except_,
    )
