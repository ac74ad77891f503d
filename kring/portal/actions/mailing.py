"""Links that are owed to parties without an account: to correct, to follow, to tell back.

Each party is mailed in one transaction. The link is made from what owes it, so that a mail that
leaves again, because we broke off halfway, carries the same Message-ID and the same link.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid5

from django.db import connection

from kring.accounts.actions import links
from kring.accounts.models import Link
from kring.core import moments
from kring.core.actor import Me
from kring.core.reading import read, read_one
from kring.notices import actions as notices
from kring.notices import rules
from kring.notices.models import Notice
from kring.notices.queries import MAILBOX, MANY

LASTS = timedelta(days=14)
TYPED = "typed"
log = logging.getLogger(__name__)

# Typed for someone without an account who was not told of it yet.
_TYPED = """
select h.id as about, h.sender_id as whom
  from handovers_handover h join kring_mailbox m on m.position = h.sender_id
 where h.typed_by_id <> h.sender_id and h.sent_at > %(since)s
   and not exists (select from notices_notice n
     where n.about = h.id and n.whom = h.sender_id and n.step = 'typed')
   and not exists (select from accounts_link l
     where l.subject = h.id and l.position = h.sender_id and l.purpose = 'correct')
"""

# Notices for someone without an account; one mail about one handover or signal, named after the
# oldest.
_WAITING = """
select (array_agg(n.id order by n.made_at, n.id))[1] as first, array_agg(n.id) as notices,
       n.about, n.whom, m.email, n.step = 'typed' as typed, max(n.tries) as tries
  from notices_notice n join kring_mailbox m on m.position = n.whom
 where n.mailed_at is null and n.cancelled_at is null and n.failed_at is null
   and n.made_at > %(since)s
   and (exists (select from handovers_handover h where h.id = n.about)
     or exists (select from handovers_signal s where s.id = n.about))
   and (%(only)s::uuid is null or (n.about, n.whom, n.step = 'typed')
     = (select o.about, o.whom, o.step = 'typed' from notices_notice o where o.id = %(only)s))
 group by n.about, n.whom, m.email, n.step = 'typed'
having coalesce(max(n.try_at), '-infinity') <= %(at)s
 order by min(n.made_at), n.about, n.whom limit %(many)s
"""

_TO_TELL = """
select exists (select from handovers_handover h where h.id = %s and h.receiver_id = %s
  and h.contact_at is not null and h.fed_back_at is null and h.completed_at is null)
"""


@dataclass(frozen=True, kw_only=True)
class _Typed:
    about: UUID
    whom: UUID


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """What waits for one party about one handover. `first`: the oldest notice, that names it."""

    first: UUID
    notices: list[UUID]
    about: UUID
    whom: UUID
    email: str
    typed: bool
    tries: int


@dataclass(frozen=True)
class Owed:
    """A link that must be mailed; `key` is the same each time it is tried, and so is `secret`."""

    waiting: Waiting
    purpose: Link.Purpose

    @property
    def email(self) -> str:
        return self.waiting.email

    @property
    def key(self) -> UUID:
        return uuid5(self.waiting.first, "link")

    @property
    def secret(self) -> str:
        return links.secret_in_mail(self.key)


def waiting(*, by: Me) -> list[UUID]:
    """Which parties may be mailed now, the oldest first; what was typed for them is owed now."""
    notices.owe([_notice(each) for each in read(_Typed, MAILBOX + _TYPED, **_when(by))], at=by.at)
    return [each.first for each in read(Waiting, MAILBOX + _WAITING, **_when(by), only=None)]


def owed(first: UUID, *, by: Me) -> Owed | None:
    """The link owed for this, for whoever mails it in this transaction; None: not any more."""
    found = read_one(Waiting, MAILBOX + _WAITING, **_when(by), only=first)
    if found is None or not _alone(found):
        return None
    if not Notice.objects.filter(pk=first, mailed_at=None).exists():
        return None  # another sweep mailed it just before we were alone
    purpose = Link.Purpose.CORRECT if found.typed else _purpose(found.about, found.whom)
    return Owed(found, purpose)


def left(owed: Owed, *, by: Me) -> None:
    """The mail left: its link opens from now on."""
    there = owed.waiting
    links.make(
        owed.purpose,
        by=by,
        valid_for=LASTS,
        position=there.whom,
        subject=there.about,
        once=owed.key,
    )
    Notice.objects.filter(pk__in=there.notices).update(mailed_at=by.at)


def stayed(owed: Owed, *, by: Me) -> None:
    """The mail did not leave: it is tried again later, and not for ever."""
    tries = owed.waiting.tries + 1
    again = rules.next_try(by.at, tries=tries)
    Notice.objects.filter(pk__in=owed.waiting.notices).update(
        tries=tries, try_at=again, failed_at=None if again else by.at
    )
    log.warning("mail of notice %s did not leave, try %s", owed.waiting.first, tries)


def _notice(each: _Typed) -> notices.Owed:
    path = f"/overdracht/{each.about}/"
    return notices.Owed(about=each.about, step=TYPED, whom=each.whom, path=path)


def _when(by: Me) -> dict[str, object]:
    return {"since": by.at - LASTS, "on": moments.local(by.at).date(), "at": by.at, "many": MANY}


def _alone(there: Waiting) -> bool:
    """One sweep at a time for each party; the lock ends with its transaction, also when killed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_try_advisory_xact_lock(hashtextextended('portal.mailing' || %s, 0))",
            [f"{there.about}{there.whom}"],
        )
        return bool(cursor.fetchone()[0])


def _purpose(subject: UUID, position: UUID) -> Link.Purpose:
    """Who helps and has not told back yet, may do so in ten seconds; others follow it."""
    with connection.cursor() as cursor:
        cursor.execute(_TO_TELL, [subject, position])
        return Link.Purpose.FEEDBACK if cursor.fetchone()[0] else Link.Purpose.FOLLOW
