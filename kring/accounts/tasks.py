"""Mail about signing in; a link is made here, so that its secret is in the mail only."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.contrib.django import app

from kring.accounts.actions import links, professionals
from kring.accounts.models import Link, Professional, Session
from kring.core.actor import acting, job
from kring.core.tasks import AGAIN

INVITATION_LASTS = timedelta(days=7)
RESET_LASTS = timedelta(hours=1)

type Words = Callable[[str], tuple[str, str]]


@app.task(name=professionals.INVITATION, queue="mail", retry=AGAIN)
def mail_invitation(professional: str) -> None:
    """Send someone the way in; the link works once, for a week."""
    _mail(UUID(professional), Link.Purpose.INVITE, lasts=INVITATION_LASTS, words=_invitation)


@app.task(name=professionals.RESET, queue="mail", retry=AGAIN)
def mail_reset(professional: str) -> None:
    """Send someone the way to a new password; an id that is nobody's gets nothing."""
    _mail(UUID(professional), Link.Purpose.RESET, lasts=RESET_LASTS, words=_reset)


def _mail(professional: UUID, purpose: Link.Purpose, *, lasts: timedelta, words: Words) -> None:
    """A mail that does not leave takes its link with it: the job that tries again makes another."""
    person = Professional.objects.filter(pk=professional, is_active=True).first()
    if person is None or not person.email:
        return
    with acting(job("accounts")) as me:
        _link, secret = links.make(purpose, by=me, valid_for=lasts, subject=person.pk)
        with override(person.language):
            address = f"{settings.BASE_URL}{reverse('accounts:password', args=[secret])}"
            subject, text = words(address)
        send_mail(subject, text, None, [person.email])


def _invitation(address: str) -> tuple[str, str]:
    return _("Uw uitnodiging voor Kring"), "\n\n".join([
        _("Een collega nodigt u uit om in Kring te werken."),
        _("Kies uw wachtwoord en een tweede stap. De link werkt één keer, zeven dagen lang:"),
        address,
        _("Kent u Kring niet? Dan kunt u deze mail weggooien."),
    ])  # fmt: skip


def _reset(address: str) -> tuple[str, str]:
    return _("Een nieuw wachtwoord voor Kring"), "\n\n".join([
        _("Iemand vroeg een nieuw wachtwoord aan voor dit e-mailadres."),
        _("Was u dat? Kies dan uw wachtwoord. De link werkt één keer, een uur lang:"),
        address,
        _("Was u dat niet? Dan hoeft u niets te doen."),
    ])  # fmt: skip


@app.periodic(cron="17 * * * *")
@app.task(name="accounts.tidy", queue="upkeep")
def tidy(timestamp: int) -> None:
    """Remove sessions that are over and links that nobody used."""
    with acting(job("accounts")) as me:
        Session.objects.filter(expire_date__lt=me.at).delete()
        links.remove_unused(before=timedelta(days=30), by=me)
