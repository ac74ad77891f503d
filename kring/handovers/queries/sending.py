"""Who sends, in which words they hear back, and what it is about."""

from dataclasses import dataclass
from uuid import UUID

from kring.core.reading import read_one
from kring.directory.models import Function


@dataclass(frozen=True, kw_only=True)
class Sends:
    """The responsible position (none: a resident or relative asks), and the theme if it exists.

    `level`: what a sender in that function may hear by default. `own`: nobody else's name is used;
    `same_organisation` and `same_region`: as who acts.
    """

    sender: UUID | None
    level: str
    own: bool
    same_organisation: bool
    same_region: bool
    theme: UUID | None
    theme_name: str


def sends(position: UUID | None, *, on_behalf: UUID | None, theme: str) -> Sends:
    """Who is responsible when this position sends: for whom it types or acts. One statement."""
    found = read_one(
        Sends,
        _SENDS,
        position=position,
        on_behalf=on_behalf,
        theme=theme,
        level=Function.Feedback.OUTCOME.value,
    )
    assert found is not None  # one row whatever there is
    return found


# Whoever is named and does not exist is nobody's own name.
_SENDS = """
select s.id as sender, coalesce(f.feedback, %(level)s) as level,
       me.id is null or coalesce(s.id in (p.id, p.acts_for_id), false) as own,
       coalesce(s.organisation_id = p.organisation_id, false) as same_organisation,
       coalesce(so.region_id = po.region_id, false) as same_region,
       t.id as theme, coalesce(t.name, '') as theme_name
  from (select %(position)s::uuid as id) me
  left join directory_position p on p.id = me.id
  left join directory_organisation po on po.id = p.organisation_id
  left join directory_position s on s.id = coalesce(%(on_behalf)s::uuid, p.acts_for_id, p.id)
  left join directory_organisation so on so.id = s.organisation_id
  left join directory_function f on f.id = s.function_id
  left join directory_theme t on t.code = %(theme)s
"""


@dataclass(frozen=True)
class MayPassOn:
    """Someone I see already: what I may pass on, and where they live.

    `categories`: what I may pass on about the household. `lives_there`: they belong to it now.
    `neighbourhood`: the id of its neighbourhood, or empty.
    """

    categories: list[str]
    lives_there: bool
    neighbourhood: str


def may_pass_on(household: UUID, resident: UUID) -> MayPassOn:
    """What I may do with a resident of a household that I see. One statement."""
    found = read_one(MayPassOn, _OF_SOMEONE, household=household, resident=resident)
    assert found is not None  # one row whatever there is
    return found


_OF_SOMEONE = """
select kring.may_share(%(household)s) as categories,
       exists (select from residents_membership m where m.household_id = %(household)s
                and m.resident_id = %(resident)s and m.until_on is null) as lives_there,
       coalesce((select h.neighbourhood_id::text from residents_household h
                  where h.id = %(household)s), '') as neighbourhood
"""
