"""Somebody who is known already joins that household; two after all."""

from uuid import UUID

from kring.core.actor import Me
from kring.core.errors import or_refuse
from kring.core.reading import rows
from kring.notices import actions as notices
from kring.notices.actions import Owed
from kring.sharing.models import Disclosure

from .. import rules
from ..models import Handover
from .moving import intent, path


def ground_of(handover: Handover) -> str:
    """On which ground the receiver joins the circle: the one that it was sent on."""
    grounds = Disclosure.objects.filter(about=handover.pk).values_list("ground", flat=True)
    return grounds.first() or ""


def join_known(handover: Handover, coordinator: UUID, *, by: Me) -> None:
    """Whom it is about is somebody that this position coordinates for: one person from now on.

    In the transaction that accepts. No second household opens; the coordinator stays, and is
    told. The receiver joins by name only. Raises Refused.
    """
    with or_refuse(rules.WhyNot.NOT_KNOWN):
        (found,) = rows(
            "select kring.join_known(%(handover)s, %(coordinator)s, %(ground)s) as household",
            handover=handover.pk, coordinator=coordinator, ground=ground_of(handover),
        )  # fmt: skip
    if coordinator != by.position:
        circle = f"/huishouden/{found['household']}/betrokkenen/"
        owed = Owed(about=handover.pk, step="known.joined", whom=coordinator, path=circle)
        notices.owe([owed], at=by.at)


@intent
def part(household: UUID, *, by: Me) -> None:
    """They were two after all: the household that was merged is one of its own again.

    Whoever accepted a referral about it coordinates it from now on. Both sides are told. Raises
    Refused.
    """
    with or_refuse(rules.WhyNot.NOT_PARTED):
        found = rows("select * from kring.part_household(%(household)s)", household=household)
    step = f"known.parted {by.at:%Y-%m-%dT%H:%M:%S}"
    told = {each["receiver"]: path_of(each["handover"]) for each in found}
    told |= {each["coordinator"]: "" for each in found if each["coordinator"]}
    notices.owe(
        [
            Owed(about=each["handover"], step=step, whom=whom, path=where)
            for each in found
            for whom, where in told.items()
            if whom != by.position
        ],
        at=by.at,
    )


def path_of(handover: UUID) -> str:
    """Where a notice about it leads."""
    return path(Handover(pk=handover))
