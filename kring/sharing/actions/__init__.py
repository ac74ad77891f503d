"""Acts of sharing: each is written down with its keys, and nothing is sent without."""

from .disclosing import Act, Keys, Receiver, disclose, disclosure
from .flags import Hidden, confide, keep_flag, lift_flag, name_successor, raise_flag
from .involving import involve
from .legal import load_bases
from .telling import Look, tell

__all__ = [
    "Act",
    "Hidden",
    "Keys",
    "Look",
    "Receiver",
    "confide",
    "disclose",
    "disclosure",
    "involve",
    "keep_flag",
    "lift_flag",
    "load_bases",
    "name_successor",
    "raise_flag",
    "tell",
]
