"""Who changes what stands on a plan: one function per intent."""

from .opening import open_household

__all__ = ["open_household"]
