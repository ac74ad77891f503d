"""Who writes about residents: one function per intent."""

from .authority import end_authority, give_authority
from .belonging import change_person, end_membership, rename, restore_membership
from .homes import (
    give_home_code,
    join_by_code,
    merge_households,
    merge_residents,
    say_leading,
    split_resident,
)
from .living import pause, record_death
from .numbers import (
    find_by_number,
    keep_number,
    read_number,
    remove_number,
    why_not_use_numbers,
)
from .reaching import change_address, change_reach
from .registering import Person, Reach, Registered, Street, join, register

__all__ = [
    "Person",
    "Reach",
    "Registered",
    "Street",
    "change_address",
    "change_person",
    "change_reach",
    "end_authority",
    "end_membership",
    "find_by_number",
    "give_authority",
    "give_home_code",
    "join",
    "join_by_code",
    "keep_number",
    "merge_households",
    "merge_residents",
    "pause",
    "read_number",
    "record_death",
    "register",
    "remove_number",
    "rename",
    "restore_membership",
    "say_leading",
    "split_resident",
    "why_not_use_numbers",
]
