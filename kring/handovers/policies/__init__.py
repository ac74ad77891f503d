"""Nobody falls in between: the moves, the one baton and the doors a handover opens."""

from . import hearing, machine, people, staying
from .guards import GUARDS, acts_as_receiver, acts_as_sender, may_reassign

FUNCTIONS = machine.FUNCTIONS + people.FUNCTIONS + hearing.FUNCTIONS + staying.FUNCTIONS

__all__ = ["FUNCTIONS", "GUARDS", "acts_as_receiver", "acts_as_sender", "may_reassign"]
