"""What may be done with the directory, and how a list is read. No database, no clock."""

from .columns import FIELDS, guess, simple, why_not_map
from .entries import Entry, Problem, closest, packed, read_entry, read_name, unpacked
from .hours import DAYS, Stretch, read_hours, write_hours
from .importing import KEPT, Step, kept_until, step_of
from .managing import (
    Standing,
    WhyNot,
    why_not_call,
    why_not_change_function,
    why_not_change_theme,
    why_not_close,
    why_not_invite,
    why_not_manage,
    why_not_place,
    why_not_set_intake,
    why_not_stop_access,
)
from .outlines import Area, read_areas
from .said import Said
from .sheets import MEGABYTES, Sheet, Unreadable, read_sheet, tidy, write_csv, write_xlsx

__all__ = [
    "DAYS",
    "FIELDS",
    "KEPT",
    "MEGABYTES",
    "Area",
    "Entry",
    "Problem",
    "Said",
    "Sheet",
    "Standing",
    "Step",
    "Stretch",
    "Unreadable",
    "WhyNot",
    "closest",
    "guess",
    "kept_until",
    "packed",
    "read_areas",
    "read_entry",
    "read_hours",
    "read_name",
    "read_sheet",
    "simple",
    "step_of",
    "tidy",
    "unpacked",
    "why_not_call",
    "why_not_change_function",
    "why_not_change_theme",
    "why_not_close",
    "why_not_invite",
    "why_not_manage",
    "why_not_map",
    "why_not_place",
    "why_not_set_intake",
    "why_not_stop_access",
    "write_csv",
    "write_hours",
    "write_xlsx",
]
