"""Who writes about residents: one function per intent."""

from .registering import Person, Reach, Registered, Street, join, register

__all__ = ["Person", "Reach", "Registered", "Street", "join", "register"]
