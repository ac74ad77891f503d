"""In whose name one sends: the own, that of whom one works for, or that of who calls."""

from uuid import UUID

from kring.core.actor import Kind as Actor
from kring.core.actor import Me
from kring.core.errors import refuse
from kring.directory.models import Ring

from .. import queries, rules


def who_sends(by: Me, *, on_behalf: UUID | None, theme: str, alone: bool = False) -> queries.Sends:
    """Who is responsible, the caller or the GP behind an assistant before the actor.

    `alone`: a resident asks, so nobody of us sends. One statement. Raises Refused.
    """
    found = queries.sends(
        None if alone else by.position, on_behalf=None if alone else on_behalf, theme=theme
    )
    refuse(
        rules.why_not_namens(
            own=found.own,
            is_guest=by.kind == Actor.GUEST,
            same_organisation=found.same_organisation,
            core_in_region=by.ring == Ring.CORE and found.same_region,
        )
    )
    return found
