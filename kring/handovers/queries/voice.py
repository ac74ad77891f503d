"""What the resident asked, for whoever must answer it and for who sent them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kring.core.reading import PROFESSIONAL_NAME, read


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question of the resident. `mine`: I must answer it, and nobody did yet.

    `answered_by` is empty when the resident said that it was solved.
    """

    what: str
    words: str
    asked_at: datetime
    due_at: datetime
    mine: bool
    answered_at: datetime | None
    answered_by: str
    answer: str


def asked(handover: UUID) -> list[Asked]:
    """What the resident asked about this handover, as far as it is mine to know, newest first.

    One statement.
    """
    return read(Asked, _ASKED, handover=handover)


_ASKED = f"""
select q.what, q.words, q.asked_at, q.due_at, q.answered_at, q.answer,
  q.answered_at is null
    and (q.whom = any(kring.holders()) or q.silent_to_id = any(kring.holders())) as mine,
  case when u.id is null then '' else {PROFESSIONAL_NAME} end as answered_by
from handovers_residentquestion q
left join directory_position p on p.id = q.answered_by_id
left join accounts_professional u on u.id = p.professional_id
where q.handover_id = %(handover)s
order by q.asked_at desc
"""  # noqa: S608  # our own text
