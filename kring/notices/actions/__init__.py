"""Owing someone a notice, no longer owing it, and letting it leave by mail."""

from .owing import Owed, cancel, notice, owe, seen

__all__ = ["Owed", "cancel", "notice", "owe", "seen"]
