"""Who changes plan, coordination and circle: one function per intent."""

from .involving import Party, end_involvement, involve
from .opening import open_plan

__all__ = ["Party", "end_involvement", "involve", "open_plan"]
