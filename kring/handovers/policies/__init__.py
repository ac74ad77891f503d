"""Nobody falls in between: the moves, the one baton and the doors a handover opens."""

from . import asking, hearing, known, machine, people, staying
from .guards import GUARDS, acts_as_receiver, acts_as_sender, may_reassign

FUNCTIONS = "".join(part.FUNCTIONS for part in (machine, known, people, hearing, staying, asking))

__all__ = ["FUNCTIONS", "GUARDS", "acts_as_receiver", "acts_as_sender", "may_reassign"]
