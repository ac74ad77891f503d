"""One household: who belongs to it, who coordinates, who is in the circle."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kring.circle.models import StatutoryRole
from kring.core import moments
from kring.core.actor import Me
from kring.core.reading import PROFESSIONAL_NAME, Row, rows
from kring.residents import rules
from kring.residents.models import Resident


@dataclass(frozen=True, kw_only=True)
class Member:
    """A resident of the household. `paused`: temporarily elsewhere (hospital, shelter)."""

    id: UUID
    name: str
    role: str
    born_on: date | None
    age: int | None
    deceased: bool
    paused: str


@dataclass(frozen=True, kw_only=True)
class Coordinator:
    """Who coordinates, and who stands in today; both are shown."""

    position: UUID
    name: str
    function: str
    team: str
    phone: str
    stand_in: UUID | None
    stand_in_name: str
    stand_in_until: date | None


@dataclass(frozen=True, kw_only=True)
class Head:
    """The top of a household's page. Without `plan` it is *aangemeld*: no coordinator yet."""

    id: UUID
    code: str
    name: str
    neighbourhood: str
    members: tuple[Member, ...]
    plan: UUID | None
    coordinator: Coordinator | None
    weight: int
    next_talk_on: date | None
    last_active_at: datetime | None
    opened_at: datetime | None
    mine: bool  # I coordinate, or stand in for who does
    categories: frozenset[str]  # what I may see
    emergency: bool  # only emergency access lets me in


@dataclass(frozen=True, kw_only=True)
class Involved:
    """A party in the circle. `kind`: position, team, resident or person (informal)."""

    id: UUID
    kind: str
    party: UUID | None
    name: str
    role: str
    organisation: str
    ring: str
    phone: str
    purpose: str
    shares: bool
    ends_on: date | None
    last_active_at: datetime | None
    coordinates: bool
    statutory: bool


@dataclass(frozen=True, kw_only=True)
class Statutory:
    """A statutory role: by decision, and within its scope it goes first."""

    id: UUID
    kind: str
    scope: str
    decision: str
    name: str
    organisation: str
    from_on: date
    until_on: date | None
    successor: UUID | None


_HEAD = f"""
select h.id, h.code, h.name, coalesce(n.name, '') as neighbourhood, members.rows as members,
  p.id as plan, p.coordinator_id, coalesce(p.weight, 0) as weight, p.next_talk_on,
  p.last_active_at, p.opened_at,
  {PROFESSIONAL_NAME} as coordinator_name, f.name as function, coalesce(t.name, '') as team,
  c.phone, s.stand_in_id, s.until_on as stand_in_until, s.name as stand_in_name,
  coalesce(p.coordinator_id = any(kring.holders()), false) as mine, mine.categories, mine.emergency
from residents_household h
left join directory_neighbourhood n on n.id = h.neighbourhood_id
left join circle_plan p on p.household_id = h.id and p.closed_at is null
left join directory_position c on c.id = p.coordinator_id
left join accounts_professional u on u.id = c.professional_id
left join directory_function f on f.id = c.function_id
left join directory_team t on t.id = p.team_id
left join lateral (
  select w.stand_in_id, w.until_on,
    (select {PROFESSIONAL_NAME} from directory_position sp
     join accounts_professional u on u.id = sp.professional_id where sp.id = w.stand_in_id) as name
  from circle_standin w where w.position_id = p.coordinator_id and w.from_on <= %(today)s
    and w.until_on >= %(today)s and (w.ended_at is null or w.ended_at > kring.at())
  order by w.from_on desc limit 1) s on true
left join lateral (
  select json_agg(json_build_object('id', r.id, 'given_name', r.given_name, 'name_prefix',
      r.name_prefix, 'family_name', r.family_name, 'salutation', r.salutation, 'role', m.role,
      'born_on', r.born_on, 'deceased_on', r.deceased_on, 'paused', m.paused_because)
      order by r.born_on, r.id) as rows
  from residents_membership m join residents_resident r on r.id = m.resident_id
  where m.household_id = h.id and (m.until_on is null or m.until_on >= %(today)s)
    and r.merged_into_id is null) members on true
left join lateral (
  select array_agg(distinct c.c) filter (where c.c is not null) as categories,
    coalesce(bool_and(a.because = 'emergency'), false) as emergency
  from circle_access a left join lateral unnest(a.categories) c(c) on true
  where a.household_id = h.id and a.holder = any(kring.holders()) and a.from_at <= kring.at()
    and (a.until_at is null or a.until_at > kring.at())) mine on true
where h.id = %(household)s
"""  # noqa: S608  # only our own expressions are put in

_CIRCLE = f"""
select i.id, i.position_id, i.team_id, i.resident_id, i.person_id, i.role, i.purpose, i.shares,
  i.ends_on, i.last_active_at, coalesce(f.ring, 'informal') as ring,
  coalesce(o.name, ot.name, '') as organisation, coalesce(t.name, '') as team_name,
  coalesce(c.phone, t.phone, ip.phone, '') as phone, {PROFESSIONAL_NAME} as position_name,
  ip.name as person_name, r.given_name, r.name_prefix, r.family_name, r.salutation,
  p.coordinator_id is not distinct from i.position_id and i.position_id is not null as coordinates,
  null::uuid as statutory, null::text as kind, null::text as scope, null::text as decision,
  null::date as from_on, null::date as until_on, null::uuid as successor_id
from circle_involvement i
left join circle_plan p on p.household_id = i.household_id and p.closed_at is null
left join directory_position c on c.id = i.position_id
left join accounts_professional u on u.id = c.professional_id
left join directory_function f on f.id = c.function_id
left join directory_organisation o on o.id = c.organisation_id
left join directory_team t on t.id = i.team_id
left join directory_organisation ot on ot.id = t.organisation_id
left join residents_resident r on r.id = i.resident_id
left join circle_informalperson ip on ip.id = i.person_id
where i.household_id = %(household)s and (i.until_at is null or i.until_at > kring.at())
union all
select s.id, s.position_id, null, null, null, s.kind, s.scope, true, s.until_on, null,
  coalesce(f.ring, 'second'), coalesce(o.name, oc.name, ''), '', coalesce(c.phone, ''),
  {PROFESSIONAL_NAME}, null, null, null, null, null, false,
  s.id, s.kind, s.scope, s.decision, s.from_on, s.until_on, s.successor_id
from circle_statutoryrole s
left join directory_position c on c.id = s.position_id
left join accounts_professional u on u.id = c.professional_id
left join directory_function f on f.id = c.function_id
left join directory_organisation o on o.id = s.organisation_id
left join directory_organisation oc on oc.id = c.organisation_id
where s.household_id = %(household)s and (s.until_on is null or s.until_on >= %(today)s)
order by coordinates desc, role, id
"""  # noqa: S608  # only our own expressions are put in


def household(me: Me, /, id: UUID) -> Head | None:  # noqa: A002  # the page's own word
    """The head of a household, or None when it does not exist for me. One statement."""
    today = moments.local(me.at).date()
    found = rows(_HEAD, household=id, today=today)
    return _head(found[0], today) if found else None


def circle(me: Me, /, household: UUID) -> tuple[list[Involved], list[Statutory]]:
    """Who is in the circle now, the coordinator first, and the statutory roles. One statement."""
    found = rows(_CIRCLE, household=household, today=moments.local(me.at).date())
    return (
        [_involved(row) for row in found],
        [_statutory(row) for row in found if row["statutory"] is not None],
    )


def _head(row: Row, today: date) -> Head:
    return Head(
        id=row["id"],
        code=row["code"],
        name=row["name"],
        neighbourhood=row["neighbourhood"],
        members=tuple(_member(each, today) for each in row["members"] or ()),
        plan=row["plan"],
        coordinator=_coordinator(row) if row["plan"] else None,
        weight=row["weight"],
        next_talk_on=row["next_talk_on"],
        last_active_at=row["last_active_at"],
        opened_at=row["opened_at"],
        mine=row["mine"],
        categories=frozenset(row["categories"] or ()),
        emergency=row["emergency"],
    )


def _coordinator(row: Row) -> Coordinator:
    return Coordinator(
        position=row["coordinator_id"],
        name=row["coordinator_name"],
        function=row["function"],
        team=row["team"],
        phone=row["phone"],
        stand_in=row["stand_in_id"],
        stand_in_name=row["stand_in_name"] or "",
        stand_in_until=row["stand_in_until"],
    )


def _member(row: Row, today: date) -> Member:
    born_on = date.fromisoformat(row["born_on"]) if row["born_on"] else None
    return Member(
        id=UUID(row["id"]),
        name=_name(row),
        role=row["role"],
        born_on=born_on,
        age=rules.age(born_on, today) if born_on else None,
        deceased=row["deceased_on"] is not None,
        paused=row["paused"],
    )


def _name(row: Row) -> str:
    parts = ("given_name", "name_prefix", "family_name", "salutation")
    return Resident(**{part: row[part] or "" for part in parts}).name


_KINDS = ("position", "team", "resident", "person")


def _involved(row: Row) -> Involved:
    kind = next((each for each in _KINDS if row[f"{each}_id"]), "organisation")
    names = {
        "position": row["position_name"],
        "team": row["team_name"],
        "person": row["person_name"],
        "organisation": row["organisation"],
    }
    return Involved(
        id=row["id"],
        kind=kind,
        party=row.get(f"{kind}_id"),
        name=_name(row) if kind == "resident" else names[kind],
        role=StatutoryRole.Kind(row["role"]).label if row["statutory"] else row["role"],
        organisation=row["organisation"],
        ring=row["ring"],
        phone=row["phone"],
        purpose=row["purpose"],
        shares=row["shares"],
        ends_on=row["ends_on"],
        last_active_at=row["last_active_at"],
        coordinates=row["coordinates"],
        statutory=row["statutory"] is not None,
    )


def _statutory(row: Row) -> Statutory:
    return Statutory(
        id=row["id"],
        kind=StatutoryRole.Kind(row["kind"]).label,
        scope=row["scope"],
        decision=row["decision"],
        name=row["position_name"],
        organisation=row["organisation"],
        from_on=row["from_on"],
        until_on=row["until_on"],
        successor=row["successor_id"],
    )
