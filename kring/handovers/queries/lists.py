"""The handovers of one position: received and sent, newest first; and what is being written."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kring.core.actor import Me
from kring.core.reading import read
from kring.handovers.models import Draft

PAGE = 25


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A row of a list.

    `other`: the other side, empty for a resident. `about`: empty when it may not be seen.
    """

    id: UUID
    kind: str
    state: str
    turn: str
    about: str
    theme: str
    other: str
    sent_at: datetime
    due_at: datetime | None
    my_turn: bool


def sent(me: Me, *, after: tuple[datetime, UUID] | None = None) -> list[Listed]:
    """What I sent or typed, newest first; one more than a page when there is more. One query."""
    return _rows(_SENT, me, after)


def received(me: Me, *, after: tuple[datetime, UUID] | None = None) -> list[Listed]:
    """What was sent to me, or to my team when I am on intake. One query."""
    return _rows(_RECEIVED, me, after)


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


def _statement(*branches: str, my_turn: str, other: str, joins: str) -> str:
    mine = " union ".join(
        f"(select * from handovers_handover where {branch} and {_KEYSET} {_NEWEST})"  # noqa: S608  # our own text
        for branch in branches
    )
    return f"""
select h.id, h.kind, h.state, coalesce(h.turn, '') as turn, h.sent_at, h.due_at,
  case when r.family_name <> '' then {_ABOUT} else '' end as about,
  coalesce(th.name, '') as theme, coalesce({other}, '') as other,
  coalesce({my_turn}, false) as my_turn
from ({mine}) h {joins}
left join residents_resident r on r.id = h.resident_id
left join directory_theme th on th.id = h.theme_id
order by h.sent_at desc, h.id desc limit %(many)s"""  # noqa: S608  # our own text


_SENT = _statement(
    "sender_id = %(me)s",
    "typed_by_id = %(me)s",
    my_turn="h.turn = 'sender' and h.silent_to_id is null",
    other=f"coalesce(tm.name, {_NAME})",
    joins="""left join directory_team tm on tm.id = h.receiver_team_id
left join directory_position p on p.id = h.receiver_id
left join accounts_professional w on w.id = p.professional_id""",
)
_RECEIVED = _statement(
    "receiver_id = %(me)s",
    f"silent_to_id = %(me)s and {_LIVE}",
    f"receiver_team_id = %(team)s and receiver_id is null and {_LIVE}",
    my_turn="""case when h.silent_to_id is null then h.turn <> 'sender'
    else h.turn is not null and h.silent_to_id = %(me)s end""",
    other=f"{_NAME} || ', ' || o.name",
    joins="""left join directory_position p on p.id = h.sender_id
left join accounts_professional w on w.id = p.professional_id
left join directory_organisation o on o.id = p.organisation_id""",
)
