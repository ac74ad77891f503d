"""Who changes the directory: one function per intent."""

from .access import add_and_invite, invite, stop_access
from .beginning import Begun, open_region
from .functions import save_function
from .importing import begin, check, choose_columns, run, run_some, say_functions, undo, upload
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
from .regional import change_region, remove_number, save_number, save_theme, take_over_areas
from .shared import load_shared

__all__ = [
    "Begun",
    "Person",
    "add_and_invite",
    "add_organisation",
    "add_position",
    "add_team",
    "begin",
    "change_organisation",
    "change_position",
    "change_region",
    "change_team",
    "check",
    "choose_columns",
    "close_organisation",
    "close_team",
    "end_position",
    "invite",
    "load_shared",
    "open_region",
    "remove_number",
    "run",
    "run_some",
    "save_function",
    "save_number",
    "save_theme",
    "say_functions",
    "stop_access",
    "take_over_areas",
    "undo",
    "upload",
]
