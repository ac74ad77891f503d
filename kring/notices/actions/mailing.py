"""Letting notices leave: each at least once, under one Message-ID, and not out of hours.

Each notice is locked, mailed and marked in one transaction. When that breaks off halfway the mail
may leave again, and carries the same Message-ID.
"""

import logging
from collections.abc import Sequence
from enum import Enum
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from kring.core.actor import Me
from kring.core.moments import local
from kring.notices import queries, rules
from kring.notices.models import Notice
from kring.notices.queries import Reader

from . import mail
from .owing import Owed, owe

UNDELIVERED = "mail.failed"
log = logging.getLogger(__name__)


class Outcome(Enum):
    """What became of a mail."""

    LEFT = "left"
    WAITS = "waits"  # nothing was tried: not now, or not any more
    REFUSED = "refused"  # this mail; another may do better
    AWAY = "away"  # the mail server: another mail would fare no better


@transaction.atomic
def leave(notice_id: UUID, *, by: Me) -> Outcome:
    """Mail one notice when it may leave now; a mail that does not leave is tried again later."""
    notice = (
        Notice.objects.select_for_update(skip_locked=True)
        .filter(pk=notice_id, mailed_at=None, cancelled_at=None, failed_at=None)
        .first()
    )
    if notice is None:
        return Outcome.WAITS
    readers = queries.readers(notice.whom, here=local(by.at))
    others = [each for each in readers if each.position is None or each.position != notice.maker]
    if readers and not others:
        return _is_no_news(notice, by=by)
    want = [each for each in others if _wants(notice, each)]
    if others and not want:
        return _waits_for_the_overview(notice)
    awake = [each for each in want if _may_leave(notice, each, by)]
    if want and not awake:
        return Outcome.WAITS
    return _send(notice, awake, by=by)


def _wants(notice: Notice, reader: Reader) -> bool:
    """What is told at once to everybody, or what this reader chose to hear."""
    to_everybody = notice.urgent or notice.at_once
    return to_everybody or rules.wants_at_once(reader.choice, notice.step)


def _may_leave(notice: Notice, reader: Reader, by: Me) -> bool:
    return rules.may_leave(by.at, urgent=notice.urgent, on_duty=reader.on_duty, quiet=reader.quiet)


def _waits_for_the_overview(notice: Notice) -> Outcome:
    """Nobody who reads it wants it at once, any more."""
    _write(notice, chosen=False)
    return Outcome.WAITS


def _is_no_news(notice: Notice, *, by: Me) -> Outcome:
    """Only whoever did it would read it."""
    _write(notice, cancelled_at=by.at)
    return Outcome.WAITS


def _send(notice: Notice, readers: Sequence[Reader], *, by: Me) -> Outcome:
    outcome = _deliver_to(readers, notice)
    if outcome == Outcome.LEFT:
        _write(notice, mailed_at=by.at)
        return outcome
    tries = notice.tries + 1
    again = rules.next_try(by.at, tries=tries)
    _write(notice, tries=tries, try_at=again, failed_at=None if again else by.at)
    if again is None and not notice.step.startswith(UNDELIVERED):
        _tell_who_tells(notice, by=by)
    log.warning("notice %s did not leave: %s, try %s", notice.pk, outcome.value, tries)
    return outcome


def _deliver_to(readers: Sequence[Reader], notice: Notice) -> Outcome:
    """One mail for all who read the same language; what did not leave is owed to all again."""
    languages = sorted({each.language for each in readers}) or [settings.LANGUAGE_CODE]
    outcomes = [
        _deliver_in(
            language,
            {each.email for each in readers if each.email and each.language == language},
            notice,
        )
        for language in languages
    ]
    return next((each for each in outcomes if each != Outcome.LEFT), Outcome.LEFT)


def _deliver_in(language: str, to: set[str], notice: Notice) -> Outcome:
    one = key(notice) if language == settings.LANGUAGE_CODE else uuid5(key(notice), language)
    with translation.override(language):
        return deliver(mail.write(_letter(notice), to=sorted(to), key=one))


def _tell_who_tells(notice: Notice, *, by: Me) -> None:
    """Once a day for each party whose mail does not arrive."""
    step = f"{UNDELIVERED} {local(by.at):%Y-%m-%d}"
    whom = queries.tells(notice.whom, at=by.at)
    owe(
        [Owed(about=notice.whom, step=step, whom=each, path="/mijn-werk/mail/") for each in whom],
        at=by.at,
    )


def deliver(message: EmailMultiAlternatives) -> Outcome:
    """Hand one mail to the mail server. Never raises for what a mail server does."""
    if not message.to:
        return Outcome.REFUSED
    try:
        message.send()
    except (SMTPRecipientsRefused, SMTPDataError):
        return Outcome.REFUSED
    except (SMTPException, OSError):
        return Outcome.AWAY
    return Outcome.LEFT


def key(notice: Notice) -> UUID:
    """The same for the same notice, now and on every later try."""
    return uuid5(NAMESPACE_URL, f"kring:{notice.about}:{notice.step}:{notice.whom}")


def _letter(notice: Notice) -> mail.Letter:
    subject = rules.subject(notice.step, urgent=notice.urgent)
    end = _("In Kring leest u wat het is. In deze mail staat niets over inwoners.")
    path = f"/bericht/{notice.pk}/lezen/"  # reads the notice, and leads to where it is about
    return mail.Letter(subject=subject, lines=[f"{subject}."], path=path, end=end)


def _write(notice: Notice, **facts: object) -> None:
    for name, value in facts.items():
        setattr(notice, name, value)
    notice.save(update_fields=list(facts))
