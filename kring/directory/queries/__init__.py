"""What pages need to know about the directory. Reads only."""

from .access import Access, access, standing
from .admin import Admin, admin
from .emergency import emergency_numbers
from .finding import Found, find
from .functions import called_otherwise, functions_by_name, functions_of, probably_meant
from .lists import import_of, imports, refused, result, rows_of, unknown_functions
from .network import all_themes, hours_of, network_list, themes
from .region import Look, look_of

__all__ = [
    "Access",
    "Admin",
    "Found",
    "Look",
    "access",
    "admin",
    "all_themes",
    "called_otherwise",
    "emergency_numbers",
    "find",
    "functions_by_name",
    "functions_of",
    "hours_of",
    "import_of",
    "imports",
    "look_of",
    "network_list",
    "probably_meant",
    "refused",
    "result",
    "rows_of",
    "standing",
    "themes",
    "unknown_functions",
]
