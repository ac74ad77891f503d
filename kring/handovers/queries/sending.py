"""Who sends, in which words they hear back, and what it is about."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from kring.directory.models import Function


@dataclass(frozen=True, kw_only=True)
class Sends:
    """The responsible position (none: a resident or relative asks), and the theme if it exists.

    `level`: what a sender in that function may hear by default.
    """

    sender: UUID | None
    level: str
    theme: UUID | None
    theme_name: str


def sends(position: UUID | None, *, on_behalf: UUID | None, theme: str) -> Sends:
    """Who is responsible when this position sends: for whom it types or acts. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_SENDS, {"position": position, "on_behalf": on_behalf, "theme": theme})
        sender, level, found, name = cursor.fetchone()
    return Sends(
        sender=sender, level=level or Function.Feedback.OUTCOME, theme=found, theme_name=name or ""
    )


_SENDS = """
select s.id, f.feedback, t.id, t.name
  from (select %(position)s::uuid as id) me
  left join directory_position p on p.id = me.id
  left join directory_position s on s.id = coalesce(%(on_behalf)s::uuid, p.acts_for_id, p.id)
  left join directory_function f on f.id = s.function_id
  left join directory_theme t on t.code = %(theme)s
"""


def may_share(household: UUID) -> frozenset[str]:
    """The categories that I may pass on about this household. One statement."""
    with connection.cursor() as cursor:
        cursor.execute("select kring.may_share(%s)", [household])
        return frozenset(cursor.fetchone()[0])
