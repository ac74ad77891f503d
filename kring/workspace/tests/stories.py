"""What happens in the village before a page is opened."""

from uuid import UUID

from kring.circle.actions import involve
from kring.circle.actions.involving import Party
from kring.core.actor import acting, professional
from kring.handovers.tests import stories
from kring.plans.actions import Doer, Task, give_action


def handover_to_tuindorp(village) -> UUID:
    """The GP hands someone over to the neighbourhood team."""
    with acting(professional(village.bakker)) as me:
        return stories.sent(me, team=village.tuindorp).pk


def action_of_samira(village, *, title="Bellen met de bank", doer="samira"):
    """Samira gives an action in her household, to herself or to somebody else."""
    with acting(professional(village.samira)) as me:
        task = Task(title=title, due_on=village.today)
        return give_action(village.devries, task, doer=Doer(position=getattr(village, doer)), by=me)


def involved(village, name: str, *categories: str) -> None:
    """Samira lets someone join the circle of her household."""
    with acting(professional(village.samira)) as me:
        involve(
            village.devries,
            party=Party(position=getattr(village, name)),
            role="denkt mee",
            purpose="meedenken",
            ground="yes",
            categories=list(categories),
            by=me,
        )
