"""Who changes the directory: one function per intent."""

from .importing import begin, check, choose_columns, run, run_some, undo, upload
from .places import (
    Person,
    add_organisation,
    add_position,
    add_team,
    change_organisation,
    change_position,
    change_team,
    close_organisation,
    close_team,
    end_position,
)

__all__ = [
    "Person",
    "add_organisation",
    "add_position",
    "add_team",
    "begin",
    "change_organisation",
    "change_position",
    "change_team",
    "check",
    "choose_columns",
    "close_organisation",
    "close_team",
    "end_position",
    "run",
    "run_some",
    "undo",
    "upload",
]
