"""Who sees residents: whoever has Access to one of their households, per category.

The sentence of every policy about residents: an Access row of one of my holders for this
household is in force and covers this row's category. `sees` writes it; Access itself lives in
circle and is the only table this depends on.
"""

from kring.core.guard import Guard

_IN_FORCE = (
    "a.holder = any((select kring.holders())::uuid[]) and a.from_at <= (select kring.at())"
    " and (a.until_at is null or a.until_at > (select kring.at()))"
)


def sees(household: str, category: str = "") -> str:
    """SQL: I have access in force to `household` (a column), in `category` if one is given.

    `category` is a quoted literal or a column.
    """
    covers = f" and {category} = any(a.categories)" if category else ""
    return (
        f"exists (select from circle_access a where a.household_id = {household}"
        f" and {_IN_FORCE}{covers})"
    )


def sees_resident(resident: str, category: str = "") -> str:
    """SQL: I have access in force to a household of this `resident` (a column)."""
    covers = f" and {category} = any(a.categories)" if category else ""
    return (
        "exists (select from residents_membership m join circle_access a"
        f" on a.household_id = m.household_id where m.resident_id = {resident}"
        f" and {_IN_FORCE}{covers})"
    )


FUNCTIONS = ""

_MINE = sees_resident("resident_id", "'contact'")
_SAFE = (
    "not secret or exists (select from circle_confidant c where"
    " c.resident_id = residents_address.resident_id and c.holder = any((select kring.holders())::uuid[]))"
)

GUARDS = [
    Guard(
        table="residents_household",
        see=sees("residents_household.id"),
        add=sees("residents_household.id"),
        change=sees("residents_household.id", "'contact'"),
    ),
    Guard(
        table="residents_resident",
        see=sees_resident("residents_resident.id"),
        # The membership that makes a new resident visible is written first (its key is deferred).
        add=sees_resident("residents_resident.id"),
        change=sees_resident("residents_resident.id", "'contact'"),
    ),
    Guard(
        table="residents_membership",
        see=sees("residents_membership.household_id"),
        add=sees("residents_membership.household_id", "'contact'"),
        change=sees("residents_membership.household_id", "'contact'"),
    ),
    Guard(table="residents_reachability", see=_MINE, add=_MINE, change=_MINE),
    Guard(
        table="residents_address",
        see=f"{_MINE} and ({_SAFE})",
        add=_MINE,
        change=f"{_MINE} and ({_SAFE})",
    ),
    Guard(table="residents_identifier", see=_MINE, add=_MINE, change=_MINE),
    Guard(table="residents_authority", see=_MINE, add=_MINE, change=_MINE),
    Guard(
        table="residents_alias",
        see=f"{sees('residents_alias.household_id')} or {sees_resident('residents_alias.resident_id')}",
        add=f"{sees('residents_alias.household_id')} or {sees_resident('residents_alias.resident_id')}",
    ),
]
