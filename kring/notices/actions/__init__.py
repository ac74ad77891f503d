"""Owing someone a notice, no longer owing it, and letting it leave by mail."""

from .owing import Owed, cancel, owe, seen

__all__ = ["Owed", "cancel", "owe", "seen"]
