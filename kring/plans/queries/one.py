"""The plan of one household: words, goals with their actions, other parties' plans."""

from datetime import date, datetime
from uuid import UUID

from kring.core import moments
from kring.core.actor import Me
from kring.core.reading import PROFESSIONAL_NAME, Row, rows
from kring.plans import rules

from .parts import Action, Goal, IfWorse, PartyPlan, Plan, Words


def _resident(alias: str) -> str:
    first = f"coalesce(nullif({alias}.given_name, ''), nullif({alias}.salutation, ''))"
    return f"concat_ws(' ', {first}, nullif({alias}.name_prefix, ''), {alias}.family_name)"


_HOLDERS = "any((select kring.holders())::uuid[])"
_COORDINATES = (
    "exists (select from circle_plan p where p.household_id = %(household)s"
    f" and p.closed_at is null and p.coordinator_id = {_HOLDERS})"
)

_ROWS = f"""
select 'words' as what, w.id, w.version, w.category, w.resident_id as concerns,
  case when r.id is null then '' else {_resident("r")} end as concerns_name,
  w.written_by_id = {_HOLDERS} or {_COORDINATES} as mine,
  json_build_object('text', w.text, 'on', w.said_on) as more, 0 as place, w.said_on as day
from plans_words w left join residents_resident r on r.id = w.resident_id
where w.household_id = %(household)s
union all
select 'goal', g.id, g.version, g.category, g.concerns_id,
  case when r.id is null then '' else {_resident("r")} end,
  g.owner_id = {_HOLDERS} or {_COORDINATES},
  json_build_object('title', g.title, 'agreed', g.agreed_by_resident, 'target_on', g.target_on,
    'reached_at', g.reached_at, 'stopped_at', g.stopped_at, 'stopped_because', g.stopped_because,
    'result', g.result, 'theme', coalesce(t.name, ''), 'theme_id', g.theme_id),
  g."order", g.made_at::date
from plans_goal g left join residents_resident r on r.id = g.concerns_id
left join directory_theme t on t.id = g.theme_id
where g.household_id = %(household)s
union all
select 'party_plan', q.id, q.version, q.category, q.concerns_id, '',
  q.owner_id = {_HOLDERS} or {_COORDINATES},
  json_build_object('name', q.name, 'organisation', o.name, 'reference', q.reference,
    'review_on', q.review_on), 0, q.review_on
from plans_partyplan q join directory_organisation o on o.id = q.organisation_id
where q.household_id = %(household)s and q.ended_at is null
union all
select 'if_worse', i.id, i.version, i.category, null, '', true,
  json_build_object('call', i.call, 'do', i."do"), 0, null
from plans_ifworse i where i.household_id = %(household)s
order by what, place, day nulls last, id
"""  # noqa: S608  # only our own expressions are put in

_ACTIONS = f"""
select a.id, a.version, a.goal_id as goal, a.title, a.category, a.due_on, a.concerns_id as concerns,
  coalesce(g.agreed_by_resident, false) as agreed,
  case when r.id is null then '' else {_resident("r")} end as concerns_name,
  coalesce(t.name, '') as theme, a.theme_id, coalesce(o.name, '') as organisation,
  case when a.doer_id is not null then {PROFESSIONAL_NAME}
       when a.doer_person_id is not null then coalesce(ip.name, '')
       when d.id is not null then {_resident("d")} else '' end as doer_name,
  case when a.doer_id is not null then 'position'
       when a.doer_resident_id is not null then 'resident' else 'person' end as doer_kind,
  a.accepted_at is not null as accepted, a.declined_at is not null as declined, a.done_at,
  a.stopped_at is not null as stopped, a.goes_on_with,
  coalesce(a.due_on < %(today)s and a.done_at is null and a.stopped_at is null, false) as late,
  coalesce(a.doer_id = {_HOLDERS}, false) and a.accepted_at is null and a.declined_at is null
    and a.stopped_at is null as asks_me,
  coalesce(a.doer_id = {_HOLDERS}, false) or a.given_by_id = {_HOLDERS} or {_COORDINATES} as mine,
  a.contradicts_id as contradicts, coalesce(x.title, '') as contradicts_title
from plans_action a
left join plans_goal g on g.id = a.goal_id
left join plans_action x on x.id = a.contradicts_id
left join directory_position c on c.id = a.doer_id
left join accounts_professional u on u.id = c.professional_id
left join directory_organisation o on o.id = c.organisation_id
left join residents_resident d on d.id = a.doer_resident_id
left join circle_informalperson ip on ip.id = a.doer_person_id
left join residents_resident r on r.id = a.concerns_id
left join directory_theme t on t.id = a.theme_id
where a.household_id = %(household)s
order by a.done_at nulls first, a.due_on, a.id
"""  # noqa: S608  # only our own expressions are put in


def plan(me: Me, /, household: UUID, *, for_member: UUID | None = None) -> Plan:
    """The plan as far as I may see it; two statements.

    `for_member`: only what this member of the household may see of it (a page or print for a
    resident): see rules.shown_to_member.
    """
    today = moments.local(me.at).date()
    parts = rows(_ROWS, household=household)
    acts = rows(_ACTIONS, household=household, today=today)
    if for_member is not None:
        parts = [row for row in parts if _shown(row, for_member, row["more"].get("agreed", False))]
        acts = [row for row in acts if _shown(row, for_member, row["agreed"])]
    return _plan(parts, [_action(row) for row in acts])


def _shown(row: Row, member: UUID, agreed: bool) -> bool:  # noqa: FBT001  # its own caller's fact
    return rules.shown_to_member(
        member, concerns=row["concerns"], category=row["category"], agreed=agreed
    )


def _plan(parts: list[Row], acts: list[Action]) -> Plan:
    goals = tuple(_goal(row, acts) for row in parts if row["what"] == "goal")
    known = {goal.id for goal in goals}
    return Plan(
        words=tuple(_words(row) for row in parts if row["what"] == "words"),
        goals=goals,
        loose=tuple(action for action in acts if action.goal not in known),
        party_plans=tuple(_party_plan(row) for row in parts if row["what"] == "party_plan"),
        if_worse=next((_if_worse(row) for row in parts if row["what"] == "if_worse"), None),
    )


def _action(row: Row) -> Action:
    return Action(**{name: value for name, value in row.items() if name != "agreed"})


def _words(row: Row) -> Words:
    return Words(
        id=row["id"],
        version=row["version"],
        text=row["more"]["text"],
        resident=row["concerns"],
        resident_name=row["concerns_name"],
        said_on=date.fromisoformat(row["more"]["on"]),
        category=row["category"],
        mine=row["mine"],
    )


def _goal(row: Row, acts: list[Action]) -> Goal:
    more = row["more"]
    return Goal(
        id=row["id"],
        version=row["version"],
        title=more["title"],
        concerns=row["concerns"],
        concerns_name=row["concerns_name"],
        agreed=more["agreed"],
        theme=more["theme"],
        theme_id=UUID(more["theme_id"]) if more["theme_id"] else None,
        category=row["category"],
        target_on=_day(more["target_on"]),
        reached_at=_moment(more["reached_at"]),
        stopped_at=_moment(more["stopped_at"]),
        stopped_because=more["stopped_because"],
        result=more["result"],
        mine=row["mine"],
        actions=tuple(action for action in acts if action.goal == row["id"]),
    )


def _party_plan(row: Row) -> PartyPlan:
    more = row["more"]
    return PartyPlan(
        id=row["id"],
        version=row["version"],
        name=more["name"],
        organisation=more["organisation"],
        reference=more["reference"],
        concerns=row["concerns"],
        review_on=_day(more["review_on"]),
        category=row["category"],
        mine=row["mine"],
    )


def _if_worse(row: Row) -> IfWorse:
    more = row["more"]
    return IfWorse(id=row["id"], version=row["version"], call=more["call"], do=more["do"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
