"""What leaves the house for guests: a link by mail, a code by text message."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from kring.accounts.actions import links
from kring.accounts.models import Link
from kring.core import sms, sweeping
from kring.core.actor import acting, job
from kring.core.errors import Refused
from kring.core.tasks import AGAIN
from kring.notices.actions import mail
from kring.notices.actions.mailing import Outcome, deliver
from kring.portal.actions import asking, doors, mailing
from kring.portal.queries import network


@app.task(name="kring.portal.tasks.mail_link", queue="mail", retry=AGAIN)
def mail_link(knock: str) -> None:
    """Send the link that was asked for, when the address is somebody's."""
    with acting(job("guest door")) as me:
        owed = doors.answer(UUID(knock), by=me)
        if owed is not None:
            link_mail(owed).send()


@app.periodic(cron="* * * * *")
@app.task(name="kring.portal.tasks.mail_parties", queue="mail", queueing_lock="mail_parties")
def mail_parties(timestamp: int) -> None:
    """Send each link that is owed to a party without an account."""
    sweep()


def sweep() -> int:
    """Mail each party in a transaction of its own; how many left. Stops when the server is away."""
    left = 0
    with acting(job("guest door")) as me:
        waiting = mailing.waiting(by=me)
    for first in waiting:
        outcome = sweeping.tried("mail to a party", first, _leave, otherwise=Outcome.REFUSED)
        left += outcome == Outcome.LEFT
        if outcome == Outcome.AWAY:
            break
    return left


def _leave(first: UUID) -> Outcome:
    with acting(job("guest door")) as me:
        owed = mailing.owed(first, by=me)
        if owed is None:
            return Outcome.WAITS
        outcome = deliver(link_mail(owed, _WORDS[owed.purpose]))
        (mailing.left if outcome == Outcome.LEFT else mailing.stayed)(owed, by=me)
        return outcome


@dataclass(frozen=True)
class Words:
    """What a mail with a link says: never a name, nothing about anyone."""

    subject: str
    why: str
    lasts: str


def _asked() -> Words:
    return Words(
        _("Uw link naar Kring"),
        _("Iemand vroeg met dit e-mailadres een link naar Kring."),
        _("De link werkt één keer en blijft 24 uur geldig."),
    )


def _words(subject: str, why: str) -> Words:
    return Words(subject, why, _("De link werkt één keer en blijft 14 dagen geldig."))


_WORDS: dict[Link.Purpose, Callable[[], Words]] = {
    Link.Purpose.CORRECT: lambda: _words(
        _("Namens u opgeschreven in Kring"),
        _("Het wijkteam schreef iets namens u op. U kunt het nakijken, maar dat hoeft niet."),
    ),
    Link.Purpose.FOLLOW: lambda: _words(
        _("Er is nieuws in Kring"), _("Er is nieuws over iets waarbij u betrokken bent.")
    ),
    Link.Purpose.FEEDBACK: lambda: _words(
        _("Laat in tien seconden weten hoe het gaat"),
        _("Wie een inwoner naar u stuurde, hoort graag hoe het gaat."),
    ),
}


def link_mail(
    owed: doors.Owed | mailing.Owed, say: Callable[[], Words] = _asked
) -> EmailMultiAlternatives:
    """The mail with a link, as text and as simple HTML."""
    words = say()
    letter = mail.Letter(
        subject=words.subject,
        lines=[words.why, words.lasts],
        path=reverse("portal:link", args=[owed.secret.lower()]),
        end=_("Hebt u hier niets mee te maken? Dan hoeft u niets te doen."),
    )
    return mail.write(letter, to=[owed.email], key=owed.key)


@app.task(name="kring.portal.tasks.text_code", queue="mail", retry=AGAIN)
def text_code(link: str) -> None:
    """Make a code and send it to the mobile phone of who came by this link."""
    with acting(job("guest door")) as me:
        found = Link.objects.get(pk=UUID(link))
        people = network.people([found.position] if found.position else [])
        if not people or not sms.is_mobile(people[0].phone):
            return
        try:
            code = links.make_code(found.pk, by=me)
        except Refused:
            return  # the hour is over, or a code was just sent: the page says so
        sms.send(people[0].phone, text=_("Uw code voor Kring is %(code)s.") % {"code": code})


@app.periodic(cron="*/5 * * * *")
@app.task(name="kring.portal.tasks.ask_residents", queue="mail", queueing_lock="ask_residents")
def ask_residents(timestamp: int) -> None:
    """Ask each resident who may be asked by text message whether there was contact."""
    ask_by_message()


def ask_by_message() -> int:
    """Each in a transaction of its own: what was not sent, was not asked; how many."""
    with acting(job("guest door")) as me:
        phones = asking.to_ask(by=me)
    return sweeping.each("question to a resident", phones, lambda each: _ask(each, phones[each]))


def _ask(handover: UUID, phone: str) -> bool:
    with acting(job("guest door")) as me:
        code = asking.ask(handover, by=me)
        page = f"{settings.BASE_URL}{reverse('portal:link', args=[code.lower()])}"
        text = _("Kring: iemand zou u spreken. Is dat gelukt? Antwoord hier: %(page)s")
        sms.send(phone, text=text % {"page": page})
        return True


@app.periodic(cron="23 3 * * *")
@app.task(name="kring.portal.tasks.tidy", queue="upkeep")
def tidy(timestamp: int) -> None:
    """Forget each night what the doors no longer need."""
    with acting(job("guest door")) as me:
        doors.tidy(by=me)
