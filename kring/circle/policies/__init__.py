"""Who acts, who may look, and one coordinator at every instant.

What stands in FUNCTIONS runs as its owner. Each checks that the actor may, and says why it exists.
"""

from . import absence, access, acting, aftercare, age, coordination, emergency, homes
from .guards import GUARDS

_PARTS = (acting, absence, access, emergency, homes, coordination, aftercare, age)
FUNCTIONS = "".join(each.FUNCTIONS for each in _PARTS)

__all__ = ["FUNCTIONS", "GUARDS"]
