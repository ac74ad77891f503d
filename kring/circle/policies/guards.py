"""Which rows of the circle are read and written by whom."""

from kring.core.guard import Guard
from kring.residents.policies import about, sees

_HOLDERS = "any((select kring.holders())::uuid[])"
_LEADS = "team_id = (select kring.lead_of())"
_JOB = "(select kring.is_job())"
_CONTACT = "'contact'"


def coordinates(household: str) -> str:
    """SQL: I coordinate this `household` (a column) now, or stand in for who does."""
    return (
        f"exists (select from circle_plan p where p.household_id = {household}"
        f" and p.closed_at is null and p.coordinator_id = {_HOLDERS})"
    )


def _secret(household: str) -> str:
    """I am a confidant of a member of this household."""
    return (
        "exists (select from circle_confidant c join residents_membership m on m.resident_id ="
        f" c.resident_id where m.household_id = {household} and c.holder = {_HOLDERS})"
    )


_PARTY = f"old_id = {_HOLDERS} or new_id = {_HOLDERS}"
_LEADS_PLAN = (
    "exists (select from circle_plan p where p.id = circle_transfer.plan_id"
    " and p.team_id = (select kring.lead_of()))"
)
_PROPOSES = (
    "exists (select from circle_plan p where p.id = circle_transfer.plan_id"
    " and p.household_id = circle_transfer.household_id and p.coordinator_id = old_id"
    f" and p.closed_at is null and (p.coordinator_id = {_HOLDERS} or p.{_LEADS}))"
)
_OF_TRANSFER = "exists (select from circle_transfer t where t.id = circle_objection.transfer_id)"
_ANSWERS = (
    "exists (select from circle_transfer t join circle_plan p on p.id = t.plan_id"
    f" where t.id = circle_objection.transfer_id and (t.old_id = {_HOLDERS} or p.{_LEADS}))"
)
_I = "circle_involvement"
_INVOLVED = f"{sees(f'{_I}.household_id')} and (not shielded or {_I}.position_id = {_HOLDERS} or {_secret(f'{_I}.household_id')})"
_S = "circle_standin"
_ARRANGES = f"kring.arranges_for({_S}.position_id)"

GUARDS = [
    Guard(table="circle_access", see=f"holder = {_HOLDERS}"),
    Guard(table="circle_confidant", see=f"holder = {_HOLDERS} or {_JOB}"),
    Guard(
        table="circle_plan",
        see=f"{sees('circle_plan.household_id')} or {_LEADS} or {_JOB}",
        # Only the plan that kring.open_plan made room for: a row here decides who coordinates.
        add=f"coordinator_id = {_HOLDERS} and exists (select from circle_access a where"
        " a.household_id = circle_plan.household_id and a.source = circle_plan.id"
        f" and a.because = 'coordination' and a.holder = {_HOLDERS})",
        change=f"coordinator_id = {_HOLDERS} or {_LEADS}",
    ),
    Guard(
        table="circle_coordinationperiod",
        see="exists (select from circle_plan p where p.id = circle_coordinationperiod.plan_id)",
    ),
    Guard(table="circle_leadingplan", see="false"),
    Guard(
        table="circle_closing",
        see=sees("circle_closing.household_id", "circle_closing.category"),
        add=f"by_id = {_HOLDERS} and {sees('circle_closing.household_id', 'circle_closing.category')}",
    ),
    Guard(
        # Who does it may write what was said without seeing the plan.
        table="circle_followup",
        see=f"position_id = {_HOLDERS} or {sees('circle_followup.household_id', 'circle_followup.category')} or {_JOB}",
        add=f"{coordinates('circle_followup.household_id')} and exists (select from circle_plan p where"
        " p.id = plan_id and p.household_id = circle_followup.household_id)",
        change=f"position_id = {_HOLDERS}",
    ),
    Guard(
        table="circle_informalperson",
        see=sees("circle_informalperson.household_id", "'contact'"),
        add=sees("circle_informalperson.household_id", "'contact'"),
        change=sees("circle_informalperson.household_id", "'contact'"),
    ),
    Guard(
        table=_I,
        see=f"({_INVOLVED}) or {_JOB}",
        add=f"{sees(f'{_I}.household_id')} and (position_id = {_HOLDERS} or {coordinates(f'{_I}.household_id')}) and {about(f'{_I}.resident_id')}",
        change=f"position_id = {_HOLDERS} or ({_INVOLVED} and {coordinates(f'{_I}.household_id')}) or {_JOB}",
    ),
    Guard(
        # Not about residents, but who stands in may look: a row here is a door.
        table=_S,
        see="true",
        add=f"made_by_id = (select kring.position()) and (position_id = (select kring.position()) or {_ARRANGES})",
        change=f"position_id = (select kring.position()) or stand_in_id = (select kring.position()) or {_ARRANGES}",
    ),
    Guard(
        table="circle_statutoryrole",
        see=f"({sees('circle_statutoryrole.household_id')} and {about('resident_id')}) or {_JOB}",
        add=f"{coordinates('circle_statutoryrole.household_id')} and {about('resident_id')}",
        change=coordinates("circle_statutoryrole.household_id"),
    ),
    Guard(
        table="circle_milestone",
        see=f"({sees('circle_milestone.household_id', _CONTACT)} and {about('resident_id')}) or {_JOB}",
        change=coordinates("circle_milestone.household_id"),
    ),
    Guard(
        table="circle_emergencyaccess",
        see=f"position_id = {_HOLDERS} or {coordinates('circle_emergencyaccess.household_id')}",
        change=coordinates("circle_emergencyaccess.household_id"),
    ),
    Guard(
        table="circle_transfer",
        see=f"{_PARTY} or {sees('circle_transfer.household_id')} or {_JOB} or {_LEADS_PLAN}",
        add=f"({_PROPOSES}) and proposed_by_id = (select kring.position())",
        change=f"{_PARTY} or {_JOB} or {_LEADS_PLAN}",
    ),
    Guard(
        table="circle_objection",
        see=f"{_OF_TRANSFER}",
        add=f"by_id = {_HOLDERS} and {sees('circle_objection.household_id')} and exists (select from"
        " circle_transfer t where t.id = transfer_id and t.household_id = circle_objection.household_id)",
        change=_ANSWERS,
    ),
]
