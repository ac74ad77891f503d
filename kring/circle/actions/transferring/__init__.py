"""Coordination on its way to someone else: one function per step."""

from .answering import accept, decline, withdraw
from .proposing import propose, propose_all
from .resident import attempt, hear_resident
from .telling import answer_objection, object_to, put_in_force, tell_involved

__all__ = [
    "accept",
    "answer_objection",
    "attempt",
    "decline",
    "hear_resident",
    "object_to",
    "propose",
    "propose_all",
    "put_in_force",
    "tell_involved",
    "withdraw",
]
