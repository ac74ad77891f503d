"""What takes longer than one may wait for."""

from uuid import UUID

from procrastinate.contrib.django import app

from kring.core.actor import acting, professional

from . import actions


@app.task(name="kring.directory.tasks.take_over", retry=3)
def take_over(import_id: str, position_id: str) -> None:
    """Take over a list as who asked for it; a second time it goes on where it stopped."""
    more = True
    while more:
        with acting(professional(UUID(position_id))) as me:
            more = actions.run_some(UUID(import_id), by=me)
