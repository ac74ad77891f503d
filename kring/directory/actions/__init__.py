"""Who changes the directory: one function per intent."""

from .access import add_and_invite, invite, stop_access
from .areas import take_over_areas
from .beginning import Begun, open_region
from .functions import save_function
from .importing import begin, choose_columns, choose_sheet, say_functions, throw_away, undo, upload
from .places import (
    Person,
    add_organisation,
    add_position,
    add_team,
    assure,
    change_organisation,
    change_position,
    change_team,
    close_organisation,
    close_team,
    end_position,
    set_intake,
)
from .regional import change_region, remove_number, save_number, save_theme
from .shared import load_shared
from .working import PIECE, finish, go_on

__all__ = [
    "PIECE",
    "Begun",
    "Person",
    "add_and_invite",
    "add_organisation",
    "add_position",
    "add_team",
    "assure",
    "begin",
    "change_organisation",
    "change_position",
    "change_region",
    "change_team",
    "choose_columns",
    "choose_sheet",
    "close_organisation",
    "close_team",
    "end_position",
    "finish",
    "go_on",
    "invite",
    "load_shared",
    "open_region",
    "remove_number",
    "save_function",
    "save_number",
    "save_theme",
    "say_functions",
    "set_intake",
    "stop_access",
    "take_over_areas",
    "throw_away",
    "undo",
    "upload",
]
