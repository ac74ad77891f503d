"""What pages ask the database beyond their own rows, and what passes on the work of who leaves."""

from . import leaving, reading, waiting

FUNCTIONS = reading.FUNCTIONS + leaving.FUNCTIONS + waiting.FUNCTIONS

__all__ = ["FUNCTIONS"]
