"""A row of the plan is seen by who has its category; a party changes only its own part."""

from kring.core.guard import Guard
from kring.residents.policies import sees

FUNCTIONS = ""


def _mine(*columns: str) -> str:
    return " or ".join(f"{column} = any((select kring.holders())::uuid[])" for column in columns)


def _coordinates(table: str) -> str:
    return (
        f"exists (select from circle_plan p where p.household_id = {table}.household_id"
        " and p.closed_at is null and p.coordinator_id = any((select kring.holders())::uuid[]))"
    )


def _guard(table: str, *owners: str, see_more: str = "") -> Guard:
    visible = sees(f"{table}.household_id", f"{table}.category")
    return Guard(
        table=table,
        see=f"{visible}{see_more}",
        add=visible,
        change=f"{visible} and ({_mine(*owners)} or {_coordinates(table)})",
    )


_ACTION = sees("plans_action.household_id", "plans_action.category")

GUARDS = [
    _guard("plans_words", "written_by_id"),
    _guard("plans_goal", "owner_id"),
    Guard(
        table="plans_action",
        see=f"{_ACTION} or ({_mine('doer_id')} and {sees('plans_action.household_id')})",
        add=_ACTION,
        change=f"{_mine('doer_id', 'given_by_id')} or ({_ACTION} and {_coordinates('plans_action')})",
    ),
    _guard("plans_partyplan", "owner_id"),
    _guard(
        "plans_note", "written_by_id", see_more=f" and (not only_me or {_mine('written_by_id')})"
    ),
    _guard("plans_ifworse", "written_by_id"),
]
