"""What may be done with the directory, and how a list is read. No database, no clock."""

from .columns import FIELDS, guess, why_not_map
from .entries import Entry, Problem, read_entry
from .sheets import MAX_BYTES, MAX_ROWS, Sheet, Unreadable, read_sheet, write_csv, write_xlsx

__all__ = [
    "FIELDS",
    "MAX_BYTES",
    "MAX_ROWS",
    "Entry",
    "Problem",
    "Sheet",
    "Unreadable",
    "guess",
    "read_entry",
    "read_sheet",
    "why_not_map",
    "write_csv",
    "write_xlsx",
]
