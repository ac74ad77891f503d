"""One handover as its parties follow it: where it stands, whose turn it is, what was written."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from kring.accounts.queries import HAS_NO_ACCOUNT
from kring.core import moments
from kring.core.actor import Me
from kring.core.reading import Row, rows
from kring.residents.models import Resident

from .. import policies, rules
from ..models import Text
from ..models.choices import Kind, Side, State


@dataclass(frozen=True)
class Party:
    """Sender or receiver: a position, or a team that nobody took it up for yet."""

    name: str = ""
    function: str = ""
    place: str = ""
    phone: str = ""
    email: str = ""

    @property
    def line(self) -> str:
        """ "Huisarts, Huisartsenpraktijk De Linde"."""
        return ", ".join(part for part in (self.function, self.place) if part)


@dataclass(frozen=True, kw_only=True)
class Glance:
    """What an act needs to know of a handover before it is done: its own row, no names.

    `sides`: which parties the reader acts for; EITHER: also when a colleague took it up.
    """

    id: UUID
    kind: Kind
    sides: frozenset[Side]
    hears: str
    sender_id: UUID | None
    team_id: UUID | None
    household: UUID | None
    silent_to_me: bool
    sent_at: datetime
    contact_at: datetime | None
    is_wmo: bool
    is_youth: bool
    reported_on: date | None

    @property
    def is_sender(self) -> bool:
        return Side.SENDER in self.sides

    @property
    def is_receiver(self) -> bool:
        return Side.RECEIVER in self.sides


@dataclass(frozen=True, kw_only=True)
class Tracked(Glance):
    """The envelope of a handover. `about` is empty when the reader may not see who it is about.
    `by_code`: the other party has no account and reads it after a code. `joined`: it was about
    somebody who has a household already, in which it goes on. `untold`: the resident did not know
    when it was sent, and may by now."""

    state: State
    turn: str
    baton: str
    about: str
    born_on: date | None
    theme: str
    neighbourhood: str
    urgency: str
    warm: str
    warm_at: datetime | None
    spoke_at: datetime | None
    ends_on: date | None
    asked_by: str
    at_core: bool
    sender: Party
    typed_by: Party
    caller_phone: str
    receiver: Party
    receiver_id: UUID | None
    team: Party
    silent_to: Party
    asked_me: bool
    by_code: bool
    contradicted_how: str
    household_open: bool
    joined: bool
    untold: bool
    chain_open: bool
    follows: UUID | None
    followed_by: UUID | None
    received_at: datetime | None
    accepted_at: datetime | None
    first_step_on: date | None
    confirmed_at: datetime | None
    contradicted_at: datetime | None
    question_at: datetime | None
    paused_for: str
    paused_until: date | None
    paused_turn: str
    withdraw_asked_by: str
    settled_at: datetime | None
    outcome: str
    fed_back_at: datetime | None
    due_at: datetime | None
    due_source: str
    sweep_at: datetime | None
    silence: int

    @property
    def is_reached(self) -> bool:
        """There was contact, and the resident does not say otherwise."""
        return rules.reached(self.contact_at, contradicted_at=self.contradicted_at)

    @property
    def has(self) -> Party:
        """Who has it on the receiving side: the person, else the team."""
        return self.receiver if self.receiver.name else self.team


@dataclass(frozen=True)
class Written:
    """A text that the reader may read."""

    part: str
    body: str
    who: str
    at: datetime
    mine: bool


@dataclass(frozen=True)
class Happened:
    """A fact or a move, with its moment; `on` is the moment it is about."""

    what: str
    how: str
    on: datetime | None
    at: datetime
    who: str


def glance(handover_id: UUID) -> Glance | None:
    """What an act needs of it, when I see it at all. One query, of one table."""
    for row in rows(_GLANCE, handover=handover_id):
        return Glance(**_common(row), **row)
    return None


def envelope(handover_id: UUID) -> Tracked | None:
    """The handover, when I am a party to it or in its household's circle. One query."""
    for row in rows(_ENVELOPE, handover=handover_id):
        return _read(row)
    return None


def texts(handover_id: UUID, me: Me) -> list[Written]:
    """What I may read of it, oldest first, as it was asked. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select t.part, t.body, {_NAME.format('w')}, t.at, t.written_by_id = %s"  # noqa: S608  # our own text
            " from handovers_text t left join directory_position p on p.id = t.written_by_id"
            " left join accounts_professional w on w.id = p.professional_id"
            " where t.handover_id = %s"
            " order by t.at, array_position(%s::text[], t.part::text), t.id",
            [me.position, handover_id, Text.Part.values],
        )
        return [Written(part, body, who, at, bool(mine)) for part, body, who, at, mine in cursor]


def progress(handover_id: UUID) -> list[Happened]:
    """What happened, newest first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select g.what, g.how, g.on, g.at, {_NAME.format('w')}"  # noqa: S608  # our own text
            " from handovers_progress g left join directory_position p on p.id = g.by_id"
            " left join accounts_professional w on w.id = p.professional_id"
            " where g.handover_id = %s order by g.written_at desc",
            [handover_id],
        )
        return [Happened(*row) for row in cursor]


def colleagues(team: UUID | None, at: datetime) -> list[tuple[str, str]]:
    """Id and name of who works in a team now. One query."""
    today = moments.local(at).date()
    with connection.cursor() as cursor:
        cursor.execute(
            f"select p.id::text, {_NAME.format('w')} from directory_position p"  # noqa: S608  # our own text
            " join accounts_professional w on w.id = p.professional_id"
            " where p.team_id = %s and p.from_on <= %s and (p.until_on is null or p.until_on >= %s)"
            " order by w.family_name",
            [team, today, today],
        )
        return list(cursor)


def _read(row: Row) -> Tracked:
    name = [row.pop(part) or "" for part in _NAME_PARTS]
    given = _common(row) | {"about": _about(*name), "state": State(row.pop("state"))}
    given |= {party: _party(row, party) for party in (*_POSITIONS, "team")}
    given |= {empty: row.pop(empty) or "" for empty in _MAY_BE_EMPTY}
    return Tracked(**given, **row)


def _common(row: Row) -> Row:
    return {
        "sides": frozenset(side for side in _SIDES if row.pop(f"as_{side.value}")),
        "kind": Kind(row.pop("kind")),
    }


_MAY_BE_EMPTY = ("turn", "baton", "theme", "neighbourhood", "contradicted_how")
_NAME_PARTS = ("given_name", "name_prefix", "family_name", "salutation")


def _about(given: str, prefix: str, family: str, salutation: str) -> str:
    """Whom it is about; empty when the database hides the resident."""
    if not family:
        return ""
    return Resident(
        given_name=given, name_prefix=prefix, family_name=family, salutation=salutation
    ).name


def _party(row: Row, name: str) -> Party:
    return Party(*(row.pop(f"{name}_{part.name}") or "" for part in fields(Party)))


_NAME = "concat_ws(' ', nullif({0}.given_name, ''), nullif({0}.name_prefix, ''), {0}.family_name)"
_SIDES = {
    Side.SENDER: policies.acts_as_sender("h"),
    Side.RECEIVER: policies.acts_as_receiver("h"),
    Side.EITHER: policies.may_reassign("h"),
}
_POSITIONS = {"sender": "s", "typed_by": "y", "receiver": "r", "silent_to": "z"}


def _columns(name: str, p: str) -> str:
    return f"""{_NAME.format(p + "w")} as {name}_name, {p}f.name as {name}_function,
  concat_ws(', ', {p}t.name, {p}o.name) as {name}_place,
  coalesce(nullif({p}.phone, ''), nullif({p}t.phone, ''), {p}o.phone) as {name}_phone,
  coalesce(nullif({p}.email, ''), nullif({p}t.email, ''), {p}o.email) as {name}_email"""


def _joins(name: str, p: str) -> str:
    return f"""
left join directory_position {p} on {p}.id = h.{name}_id
left join accounts_professional {p}w on {p}w.id = {p}.professional_id
left join directory_function {p}f on {p}f.id = {p}.function_id
left join directory_team {p}t on {p}t.id = {p}.team_id
left join directory_organisation {p}o on {p}o.id = {p}.organisation_id"""


_PARTIES = ",\n  ".join(_columns(name, letter) for name, letter in _POSITIONS.items())
_ACTS_AS = ",\n  ".join(f"({sql}) as as_{side.value}" for side, sql in _SIDES.items())
# Of a handover `h`, a position `p` and its professional `u`: the side that has no account, when I
# am another. Who holds it may call me for a code.
MAY_CALL = f"""p.id in (h.sender_id, h.receiver_id) and not p.id = any(kring.holders())
  and {HAS_NO_ACCOUNT} and array[h.sender_id, h.typed_by_id, h.receiver_id] && kring.holders()"""
_SILENT_TO_ME = "coalesce(h.silent_to_id = any(kring.holders()), false) as silent_to_me"
_GLANCE = f"""
select h.id, h.kind, h.hears, h.sender_id, h.receiver_team_id as team_id,
  h.household_id as household, h.sent_at, h.contact_at, h.is_wmo, h.is_youth, h.reported_on,
  {_SILENT_TO_ME}, {_ACTS_AS}
from handovers_handover h where h.id = %(handover)s"""  # noqa: S608  # our own text
_ENVELOPE = f"""
select h.id, h.kind, h.state, h.turn, h.baton, h.urgency, h.hears, h.warm, h.warm_at, h.spoke_at,
  h.caller_phone, h.ends_on, h.asked_by, h.is_wmo, h.is_youth, h.reported_on,
  coalesce(tm.is_core, rt.is_core, false) as at_core, h.household_id as household,
  h.follows_id as follows,
  (select n.id from handovers_handover n where n.follows_id = h.id) as followed_by,
  c.closed_at is null as chain_open, h.sent_at, h.received_at, h.accepted_at, h.first_step_on,
  h.contact_at, h.confirmed_at, h.contradicted_at, h.question_at, heard.paused_for, h.paused_until,
  h.paused_turn, h.withdraw_asked_by, h.settled_at, heard.outcome, h.fed_back_at, h.due_at,
  h.due_source, h.sweep_at, h.silence, h.sender_id, h.receiver_id,
  {_SILENT_TO_ME},
  exists (select from handovers_residentquestion q where q.handover_id = h.id
    and q.answered_at is null and (q.whom = any(kring.holders())
      or q.silent_to_id = any(kring.holders()))) as asked_me,
  exists (select from directory_position p
    join accounts_professional u on u.id = p.professional_id where {MAY_CALL}) as by_code,
  (select g.how from handovers_progress g where g.handover_id = h.id
    and g.what = 'contact_contradicted' order by g.written_at desc limit 1) as contradicted_how,
  th.name as theme, nb.name as neighbourhood, p.given_name, p.name_prefix, p.family_name,
  p.salutation, p.born_on, h.receiver_team_id as team_id, tm.name as team_name,
  '' as team_function, o.name as team_place, coalesce(nullif(tm.phone, ''), o.phone) as team_phone,
  coalesce(nullif(tm.email, ''), o.email) as team_email,
  exists (select from circle_plan pl where pl.closed_at is null
    and pl.household_id in (h.household_id, hh.merged_into_id)) as household_open,
  hh.merged_into_id is not null as joined,
  exists (select from sharing_disclosure d where d.about = h.id and d.told_at is null) as untold,
  {_PARTIES},
  {_ACTS_AS}
from handovers_handover h cross join lateral kring.heard(h.id) heard
join handovers_chain c on c.id = h.chain_id
left join directory_theme th on th.id = h.theme_id
left join directory_neighbourhood nb on nb.id = h.neighbourhood_id
left join residents_resident p on p.id = h.resident_id
left join residents_household hh on hh.id = h.household_id
left join directory_team tm on tm.id = h.receiver_team_id
left join directory_organisation o on o.id = tm.organisation_id
{"".join(_joins(name, letter) for name, letter in _POSITIONS.items())}
where h.id = %(handover)s"""  # noqa: S608  # our own text
