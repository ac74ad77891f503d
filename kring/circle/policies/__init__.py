"""Who acts, who may look, and one coordinator at every instant.

What stands in FUNCTIONS runs as its owner. Each checks that the actor may, and says why it exists.
"""

from . import access, acting, coordination, emergency, homes
from .guards import GUARDS

FUNCTIONS = (
    acting.FUNCTIONS
    + access.FUNCTIONS
    + emergency.FUNCTIONS
    + homes.FUNCTIONS
    + coordination.FUNCTIONS
)

__all__ = ["FUNCTIONS", "GUARDS"]
