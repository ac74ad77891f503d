"""The handovers of one position: received and sent, newest first; and what is being written."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from kring.core.actor import Me
from kring.core.reading import read
from kring.handovers.models import Draft
from kring.notices import rules as notices
from kring.sharing.policies import LOOK_ON, STILL_TO_TELL, UNTOLD

PAGE = 25


LEAD = "lead"  # coordination on its way: a circle.Transfer, in the same lists


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A row of a list.

    `kind`: of a handover, or LEAD. `other`: the other side, empty for a resident. `about`: empty
    when it may not be seen. `household`: of coordination only. `silent_to`: whom silence moved the
    turn to, when that is neither side.
    """

    id: UUID
    kind: str
    state: str
    turn: str
    about: str
    theme: str
    other: str
    household: UUID | None
    silent_to: str
    sent_at: datetime
    due_at: datetime | None
    my_turn: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """A notice nobody read. `about`: the resident, when I may see; `person` did it."""

    id: UUID
    step: str
    at: datetime
    about: str
    person: str


def sent(me: Me, *, after: tuple[datetime, UUID] | None = None) -> list[Listed]:
    """What I sent or typed, newest first; one more than a page when there is more. One query."""
    return _rows(_SENT, me, after)


def received(me: Me, *, after: tuple[datetime, UUID] | None = None) -> list[Listed]:
    """What was sent to me, or to my team when I am on intake. One query."""
    return _rows(_RECEIVED, me, after)


def news(me: Me) -> list[News]:
    """What I was told and did not read yet, newest first. One query."""
    since = me.at - timedelta(days=notices.UNREAD_DAYS)
    return read(News, _NEWS, since=since, asks=notices.begins(notices.ASKS))


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """A signal that I gave: where it went and what came of it. Nobody's name."""

    id: UUID
    theme: str
    area: str
    team: str
    sent_at: datetime
    received_at: datetime | None
    due_at: datetime
    answered_at: datetime | None
    answer: str


def signals(me: Me) -> list[Given]:
    """The newest signals that I gave, or typed for a caller. One query."""
    return read(Given, _GIVEN, me=me.position, many=PAGE)


_GIVEN = """
select s.id, t.name as theme, coalesce(n.name, '') as area, tm.name as team, s.sent_at,
  s.received_at, s.due_at, s.answered_at, s.answer
from handovers_signal s join directory_theme t on t.id = s.theme_id
join directory_team tm on tm.id = s.receiver_team_id
left join directory_neighbourhood n on n.id = s.neighbourhood_id
where s.giver_id = %(me)s or s.typed_by_id = %(me)s
order by s.sent_at desc, s.id limit %(many)s
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class ToTell:
    """What I shared, and the resident may know by now. `who`: as far as I may see."""

    about: UUID
    who: str
    review_on: date


def to_tell() -> list[ToTell]:
    """What waits for me to tell, the oldest first. One query."""
    return read(ToTell, _TO_TELL, many=PAGE)


def drafts() -> list[Draft]:
    """What I am writing, last saved first. One query."""
    return list(Draft.objects.filter(discarded_at=None).order_by("-saved_at")[:PAGE])


def _rows(sql: str, me: Me, after: tuple[datetime, UUID] | None) -> list[Listed]:
    moment, key = after or (None, None)
    team = me.team if me.on_intake else None
    return read(Listed, sql, me=me.position, team=team, at=moment, id=key, many=PAGE + 1)


# Each branch starts at its own index and takes one page; the names come after that.
_KEYSET = "(%(at)s::timestamptz is null or (sent_at, id) < (%(at)s, %(id)s::uuid))"
_LIVE = "settled_at is null and completed_at is null and withdrawn_at is null"
_NAME = "concat_ws(' ', w.given_name, nullif(w.name_prefix, ''), w.family_name)"
_FULL = (
    "concat_ws(' ', nullif(coalesce(nullif(r.given_name, ''), r.salutation), ''),"
    " nullif(r.name_prefix, ''), r.family_name)"
)
_ABOUT = f"upper(left({_FULL}, 1)) || substr({_FULL}, 2)"
_NEWEST = "order by sent_at desc, id desc limit %(many)s"
_HANDOVER = """select id, kind, state, turn, sent_at, due_at, resident_id, null::uuid as household,
  theme_id, sender_id, receiver_id, receiver_team_id, silent_to_id from handovers_handover"""
_TO_TELL = f"""
select d.about, coalesce(nullif(s.about_name, ''), {_ABOUT}, '') as who, {LOOK_ON} as review_on
  from {UNTOLD}
  left join handovers_signal s on s.id = d.about
  left join residents_resident r on r.id = d.resident_id
 where d.giver_id = any(kring.holders()) and {STILL_TO_TELL} and s.erased_at is null
   and {LOOK_ON} <= (kring.at() at time zone 'Europe/Amsterdam')::date
 order by review_on limit %(many)s
"""  # noqa: S608  # our own text
# Coordination on its way, in the words and columns of a handover, of a household one may open.
_TRANSFER = """select * from (
  select t.id, 'lead' as kind, case when t.effective_at is not null then 'completed'
      when t.ended_because in ('declined', 'withdrawn') then t.ended_because
      when t.ended_at is not null then 'failed' when t.accepted_at is not null then 'accepted'
      else 'sent' end as state,
    case when t.effective_at is not null or t.ended_at is not null then null
      when t.accepted_at is not null then 'sender' else 'receiver' end as turn,
    t.proposed_at as sent_at, t.due_at, null::uuid as resident_id, t.household_id as household,
    null::uuid as theme_id, t.old_id as sender_id, t.new_id as receiver_id,
    null::uuid as receiver_team_id, null::uuid as silent_to_id
  from circle_transfer t join residents_household hh on hh.id = t.household_id) t"""


_NEWS = f"""
with mine as materialized (select kring.holders() as holders), unread as (
  select n.id, n.step, n.made_at as at, n.about, n.maker from notices_notice n, mine
   where n.whom = any(holders) and n.seen_at is null and n.cancelled_at is null
     and n.made_at > %(since)s and (n.maker is null or n.maker <> all(holders))
     and n.step !~ %(asks)s
   order by n.made_at desc limit 6)
select u.id, u.step, u.at, coalesce({_ABOUT}, '') as about, coalesce({_NAME}, '') as person
from unread u
left join handovers_handover h on h.id = u.about
left join residents_resident r on r.id = h.resident_id
left join directory_position p on p.id = u.maker
left join accounts_professional w on w.id = p.professional_id
order by u.at desc, u.id
"""  # noqa: S608  # our own text


def _statement(*branches: str, transfers: str, my_turn: str, other: str, joins: str) -> str:
    mine = " union ".join(
        f"({source} where {branch} and {_KEYSET} {_NEWEST})"
        for source, branch in [*((_HANDOVER, each) for each in branches), (_TRANSFER, transfers)]
    )
    return f"""
select h.id, h.kind, h.state, coalesce(h.turn, '') as turn, h.sent_at, h.due_at, h.household,
  case when hh.name <> '' then hh.name when r.family_name <> '' then {_ABOUT} else '' end as about,
  coalesce(th.name, '') as theme, coalesce({other}, '') as other,
  coalesce(kring.full_name(zw.given_name, zw.name_prefix, zw.family_name), '') as silent_to,
  coalesce({my_turn}, false) as my_turn
from ({mine}) h {joins}
left join residents_resident r on r.id = h.resident_id
left join residents_household hh on hh.id = h.household
left join directory_theme th on th.id = h.theme_id
left join directory_position z on z.id = h.silent_to_id
left join accounts_professional zw on zw.id = z.professional_id
order by h.sent_at desc, h.id desc limit %(many)s"""  # noqa: S608  # our own text


_SENT = _statement(
    "sender_id = %(me)s",
    "typed_by_id = %(me)s",
    transfers="sender_id = %(me)s",
    my_turn="h.turn = 'sender' and h.silent_to_id is null",
    other=f"coalesce(tm.name, {_NAME})",
    joins="""left join directory_team tm on tm.id = h.receiver_team_id
left join directory_position p on p.id = h.receiver_id
left join accounts_professional w on w.id = p.professional_id""",
)
_RECEIVED = _statement(
    "receiver_id = %(me)s",
    f"silent_to_id = %(me)s and {_LIVE}",
    f"receiver_team_id = %(team)s and num_nulls(receiver_id) = 1 and {_LIVE}",
    transfers="receiver_id = %(me)s",
    my_turn="""case when h.silent_to_id is null then h.turn <> 'sender'
    else h.turn is not null and h.silent_to_id = %(me)s end""",
    other=f"{_NAME} || ', ' || o.name",
    joins="""left join directory_position p on p.id = h.sender_id
left join accounts_professional w on w.id = p.professional_id
left join directory_organisation o on o.id = p.organisation_id""",
)
