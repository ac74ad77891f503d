"""What pages ask the database beyond their own rows, and what passes on the work of who leaves."""

from . import leaving, reading

FUNCTIONS = reading.FUNCTIONS + leaving.FUNCTIONS

__all__ = ["FUNCTIONS"]
