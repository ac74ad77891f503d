"""Owing someone a notice, no longer owing it, and letting it leave by mail."""

from .owing import Owed, cancel, notice, owe, seen, told_in_person

__all__ = ["Owed", "cancel", "notice", "owe", "seen", "told_in_person"]
