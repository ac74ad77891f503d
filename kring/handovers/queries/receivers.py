"""To whom one may send: the teams of the region, whom one sent to before, and who is found."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from kring.core import moments
from kring.core.actor import Me
from kring.directory import queries as directory

MOST_FOUND = 8  # of each kind


@dataclass(frozen=True)
class Receiver:
    """A team or position that one can send to; `value` names it in a form: `team:<uuid>`."""

    kind: str
    id: UUID
    name: str
    note: str
    phone: str
    organisation: UUID | None
    is_core: bool

    @property
    def value(self) -> str:
        return f"{self.kind}:{self.id}"

    @property
    def counted_as(self) -> UUID | None:
        """Whose record is theirs: of a colleague alone nothing is counted."""
        return self.id if self.kind == "team" else self.organisation


_TEAM = """
select 'team' as kind, t.id, t.name,
       concat_ws(' · ', o.name, (select string_agg(n.name, ', ' order by n.name)
           from directory_team_area a join directory_neighbourhood n on n.id = a.neighbourhood_id
           where a.team_id = t.id)) as note,
       coalesce(nullif(t.phone, ''), o.phone) as phone, o.id as organisation, t.is_core
from directory_team t join directory_organisation o on o.id = t.organisation_id
where t.ended_on is null and o.ended_on is null"""

_POSITION = """
select 'position' as kind, p.id,
       concat_ws(' ', w.given_name, nullif(w.name_prefix, ''), w.family_name) as name,
       f.name || ' · ' || o.name as note, coalesce(nullif(p.phone, ''), o.phone) as phone,
       o.id as organisation, false as is_core
from directory_position p join accounts_professional w on w.id = p.professional_id
  join directory_function f on f.id = p.function_id
  join directory_organisation o on o.id = p.organisation_id
where p.from_on <= %(today)s and (p.until_on is null or p.until_on >= %(today)s)
  and o.ended_on is null"""


def usual(me: Me) -> list[Receiver]:
    """The core teams of my region, those of my own organisation first. One query."""
    return _rows(
        _TEAM + " and t.is_core and o.region_id = %(region)s"
        " order by o.id <> %(organisation)s, t.name limit 40",
        region=me.region,
        organisation=me.organisation,
    )


def sent_to_before(me: Me) -> list[Receiver]:
    """Three whom I sent to lately that are no core team. One query."""
    return _rows(
        f"with before as (select receiver_team_id, receiver_id from handovers_handover"  # noqa: S608  # no value in it
        " where sender_id = %(me)s order by sent_at desc limit 30)"
        f" select * from (({_TEAM} and not t.is_core"
        " and t.id in (select receiver_team_id from before))"
        f" union all ({_POSITION} and p.id in (select receiver_id from before"
        " where receiver_team_id is null))) found limit 3",
        me=me.position,
        today=moments.local(me.at).date(),
    )


def found(me: Me, words: str, *kinds: str) -> list[Receiver]:
    """Teams and positions (or only one of the `kinds`) of my region that fit. One query."""
    rows = directory.find(me, words, kinds=kinds or ("team", "position"), many=MOST_FOUND)
    return [
        Receiver(row.kind, row.id, row.name, row.note, row.phone, row.organisation, row.is_core)
        for row in rows
        if row.id != me.position
    ]


def chosen(me: Me, *, team: str | None, position: str | None) -> Receiver | None:
    """The receiver with this id, when it still works there. One query."""
    if team:
        rows = _rows(_TEAM + " and t.id = %(id)s", id=team)
    elif position:
        rows = _rows(
            _POSITION + " and p.id = %(id)s", id=position, today=moments.local(me.at).date()
        )
    else:
        rows = []
    return rows[0] if rows else None


def together(*groups: Iterable[Receiver]) -> list[Receiver]:
    """Several lists as one, each receiver once."""
    return list({each.value: each for group in groups for each in group}.values())


def _rows(sql: str, **values: Any) -> list[Receiver]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Receiver(*row) for row in cursor.fetchall()]
