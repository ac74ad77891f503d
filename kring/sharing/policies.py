"""Disclosures are seen by giver, receiver and circle, and never changed."""

from kring.core.guard import Guard
from kring.residents.policies import sees

FUNCTIONS = ""

_MINE = (
    "giver_id = any((select kring.holders())::uuid[]) or giver_id = (select kring.guest_of())"
    " or to_position_id = any((select kring.holders())::uuid[]) or to_team_id = any((select kring.holders())::uuid[])"
)
_SAFE = sees("sharing_safetyflag.household_id", "'safety'")

GUARDS = [
    Guard(
        table="sharing_disclosure",
        see=f"{_MINE} or {sees('sharing_disclosure.household_id', chr(39) + 'plan' + chr(39))}",
        add="kring.position() is not null or kring.kind() in ('guest', 'resident')",
    ),
    Guard(table="sharing_safetyflag", see=_SAFE, add=_SAFE, change=_SAFE),
]
