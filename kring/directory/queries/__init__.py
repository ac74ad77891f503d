"""What pages need to know about the directory. Reads only."""

from .access import Access, access, standing
from .admin import Admin, admin
from .emergency import emergency_numbers
from .lists import import_of, imports, refused, result, rows_of
from .network import hours_of, network_list, themes

__all__ = [
    "Access",
    "Admin",
    "access",
    "admin",
    "emergency_numbers",
    "hours_of",
    "import_of",
    "imports",
    "network_list",
    "refused",
    "result",
    "rows_of",
    "standing",
    "themes",
]
