"""The daily overview: one mail per professional and working day, and nothing personal in it."""

import logging
from collections.abc import Sequence
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import translation
from django.utils.translation import gettext as _

from kring.core.actor import Me
from kring.notices.models import Digest
from kring.notices.queries import Subscriber

from . import mail, mailing

log = logging.getLogger(__name__)


class NotYet(Exception):
    """The mail server is away: nothing is written down, so that it is tried again."""


def send(to: Subscriber, lines: Sequence[str], *, on: date, by: Me) -> bool:
    """Mail these sentences once on this day; whether it left.

    Raises NotYet when the mail server is away: try again soon.
    """
    made, is_first = Digest.objects.get_or_create(
        professional=to.professional, day=on, defaults={"sent_at": by.at if lines else None}
    )
    if not lines or not is_first:
        return False
    with translation.override(to.language):
        subject = _("Uw overzicht van vandaag in Kring")
        end = _("Bij uw profiel kiest u hoe laat u dit overzicht krijgt, of dat u het niet wilt.")
        letter = mail.Letter(subject=subject, lines=lines, path="/mijn-werk/", end=end)
        message = mail.write(letter, to=[to.email], key=_key(to, on))
    match mailing.deliver(message):
        case mailing.Outcome.AWAY:
            raise NotYet
        case mailing.Outcome.REFUSED:
            log.warning("overview of %s was refused", to.professional)
            made.sent_at = None
            made.save(update_fields=["sent_at"])
            return False
    return True


def _key(to: Subscriber, on: date) -> UUID:
    return uuid5(NAMESPACE_URL, f"kring:overview:{to.professional}:{on}")
