"""What happens in the village before a page is opened."""

from uuid import UUID

from kring.core.actor import acting, professional
from kring.handovers.tests import stories


def handover_to_tuindorp(village) -> UUID:
    """The GP hands someone over to the neighbourhood team."""
    with acting(professional(village.bakker)) as me:
        return stories.sent(me, team=village.tuindorp).pk
