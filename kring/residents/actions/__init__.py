"""Who writes about residents: one function per intent."""

from .living import pause, record_death
from .registering import Person, Reach, Registered, Street, join, register

__all__ = [
    "Person",
    "Reach",
    "Registered",
    "Street",
    "join",
    "pause",
    "record_death",
    "register",
]
