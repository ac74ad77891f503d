"""Knocking: asked for a link, tried a code; and what a job answers."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Count, Q
from django.utils.crypto import salted_hmac
from procrastinate.contrib.django import app

from kring.accounts.actions import links
from kring.accounts.models import Link
from kring.accounts.rules import opens_again
from kring.core.actor import Me
from kring.core.errors import Refused, refuse
from kring.core.moments import local
from kring.portal import rules
from kring.portal.models import Knock
from kring.portal.queries import network

LINK_LASTS = timedelta(hours=24)
KEEP_KNOCKS = timedelta(days=1)
KEEP_UNUSED = timedelta(days=30)
LIMITS = {
    Knock.Door.ASK: rules.ASKING,
    Knock.Door.OPEN: rules.OPENING,
    Knock.Door.HELP: rules.HELPING,
}


@dataclass(frozen=True)
class Owed:
    """A mail that must leave: to which address, with which secret; `key` makes it one mail."""

    email: str
    secret: str
    key: UUID


def knock(door: Knock.Door, *, came_from: str, asked_for: str, by: Me, email: str = "") -> Knock:
    """Count that someone knocks here. Raises Refused: see rules.why_not_knock. Two statements."""
    limit, place, thing = LIMITS[door], _hidden(came_from), _hidden(asked_for.lower())
    earlier = Knock.objects.filter(door=door, at__gt=by.at - limit.within).aggregate(
        from_here=Count("pk", filter=Q(came_from=place)),
        for_this=Count("pk", filter=Q(asked_for=thing)),
    )
    refuse(rules.why_not_knock(limit, **earlier))
    return Knock.objects.create(door=door, came_from=place, asked_for=thing, email=email, at=by.at)


@transaction.atomic
def ask_link(email: str, *, came_from: str, by: Me) -> None:
    """Ask for a link; a job looks whether someone has this address, so this never tells.

    Raises Refused: see rules.why_not_knock. The same three statements for every address.
    """
    asked = knock(Knock.Door.ASK, came_from=came_from, asked_for=email, by=by, email=email)
    app.configure_task("kring.portal.tasks.mail_link").defer(knock=str(asked.pk))


def answer(knock_id: UUID, *, by: Me) -> Owed | None:
    """Make the link that was asked for; gives the mail owed, None when nobody has this address.

    The address is forgotten here. The caller sends the mail before the transaction ends: when it
    cannot leave, nothing was answered and the job tries again.
    """
    asked = Knock.objects.select_for_update().filter(pk=knock_id, answered_at=None).first()
    if asked is None:
        return None
    email, who = asked.email, network.behind(asked.email, on=local(by.at).date())
    asked.email, asked.who, asked.answered_at = "", who, by.at
    asked.save(update_fields=["email", "who", "answered_at"])
    if not who:
        return None
    alone = who[0] if len(who) == 1 else None
    link, secret = links.make(
        Link.Purpose.START,
        position=alone,
        subject=asked.pk,
        by=by,
        valid_for=LINK_LASTS,
        once=uuid5(asked.pk, "link"),
    )
    return Owed(email, secret, link.pk)


@transaction.atomic
def open_paper(code: str, *, by: Me) -> Link:
    """Open a resident's paper code; a link from a mail stays unused. Raises Refused."""
    link = links.open_door(code, by=by)
    if not opens_again(link):
        raise Refused(rules.WhyNot.NO_PAPER)
    return link


def say_who(link: Link, *, position: UUID, by: Me) -> Link:
    """Say who of a shared mailbox came in. Raises Refused when this is none of them."""
    if not Knock.objects.filter(pk__in=[link.subject], who__contains=[position]).exists():
        raise Refused("Kies een naam uit de lijst.")
    return links.take(link.pk, position=position, by=by)


def tidy(*, by: Me) -> None:
    """Forget knocks that no limit counts any more, and links that nobody used."""
    in_use = Link.objects.filter(expires_at__gt=by.at).values("subject")
    Knock.objects.filter(at__lt=by.at - KEEP_KNOCKS).exclude(pk__in=in_use).delete()
    links.remove_unused(before=KEEP_UNUSED, by=by)


def _hidden(text: str) -> bytes:
    return salted_hmac("kring.portal.knock", text.strip(), algorithm="sha256").digest()
