"""What leaves the house for guests: a link by mail, a code by text message."""

from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import engines
from django.urls import reverse
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kring.accounts.actions import links
from kring.accounts.models import Link
from kring.core import sms
from kring.core.actor import acting, job
from kring.core.errors import Refused
from kring.portal.actions import doors
from kring.portal.queries import network

AGAIN = RetryStrategy(max_attempts=8, exponential_wait=4)


@app.task(name="kring.portal.tasks.mail_link", queue="mail", retry=AGAIN)
def mail_link(knock: str) -> None:
    """Send the link that was asked for, when the address is somebody's."""
    with acting(job("guest door")) as me:
        owed = doors.answer(UUID(knock), by=me)
        if owed is not None:
            link_mail(owed).send()


def link_mail(owed: doors.Owed) -> EmailMultiAlternatives:
    """The mail with a link: no name, nothing about anyone."""
    page = f"{settings.BASE_URL}{reverse('portal:link', args=[owed.secret.lower()])}"
    text = _(
        "Iemand vroeg met dit e-mailadres een link naar Kring.\n\n"
        "Open deze link om verder te gaan. De link werkt één keer en blijft 24 uur geldig.\n\n"
        "%(page)s\n\n"
        "Hebt u dit niet gevraagd? Dan hoeft u niets te doen."
    ) % {"page": page}
    host = settings.BASE_URL.split("//", 1)[-1].split(":")[0].rstrip("/")
    mail = EmailMultiAlternatives(
        _("Uw link naar Kring"),
        text,
        to=[owed.email],
        headers={"Message-ID": f"<{owed.key}@{host}>"},
    )
    template = engines["jinja2"].get_template("portal/mail/link.html")
    mail.attach_alternative(template.render({"page": page}), "text/html")
    return mail


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


@app.periodic(cron="23 3 * * *")
@app.task(name="kring.portal.tasks.tidy", queue="upkeep")
def tidy(timestamp: int) -> None:
    """Forget each night what the doors no longer need."""
    with acting(job("guest door")) as me:
        doors.tidy(by=me)
