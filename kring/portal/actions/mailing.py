"""Links that are owed to parties without an account: to correct, to follow, to tell back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import connection

from kring.accounts.actions import links
from kring.accounts.models import Link
from kring.core.actor import Me
from kring.notices.models import Notice
from kring.notices.queries import MAILBOX

LASTS = timedelta(days=14)

# Typed for someone without an account who has no link for it yet.
_TYPED = """
select h.id, h.sender_id, m.email, '{}'::uuid[]
  from handovers_handover h join kring_mailbox m on m.position = h.sender_id
 where h.typed_by_id <> h.sender_id and h.sent_at > %(since)s
   and not exists (select from accounts_link l
     where l.subject = h.id and l.position = h.sender_id and l.purpose = 'correct')
"""

# Notices for someone without an account; one mail about one handover.
_WAITING = """
select n.about, n.whom, m.email, array_agg(n.id)
  from notices_notice n join kring_mailbox m on m.position = n.whom
 where n.mailed_at is null and n.cancelled_at is null and n.made_at > %(since)s
   and exists (select from handovers_handover h where h.id = n.about)
 group by n.about, n.whom, m.email
"""

_TO_TELL = """
select exists (select from handovers_handover h where h.id = %s and h.receiver_id = %s
  and h.contact_at is not null and h.fed_back_at is null and h.completed_at is null)
"""


@dataclass(frozen=True)
class Owed:
    """A link that must be mailed; `key` is the same each time it is tried."""

    email: str
    secret: str
    purpose: Link.Purpose
    key: UUID


def owed(*, by: Me) -> Iterator[Owed]:
    """Make each link that is owed now; the caller mails it before the transaction ends."""
    if not _alone():
        return
    for subject, position, email, _ in _rows(_TYPED, by):
        yield _make(Link.Purpose.CORRECT, subject, position, email, str(position), by=by)
    for subject, position, email, told in _rows(_WAITING, by):
        Notice.objects.filter(pk__in=told).update(mailed_at=by.at)
        purpose = _purpose(subject, position)
        yield _make(purpose, subject, position, email, str(sorted(told)), by=by)


def _alone() -> bool:
    """One sweep at a time; a lock that ends with its transaction, also when a worker is killed."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtext('portal.mailing'))")
        return bool(cursor.fetchone()[0])


def _rows(query: str, by: Me) -> list[tuple[UUID, UUID, str, list[UUID]]]:
    given = {"since": by.at - LASTS, "on": by.at.date()}
    with connection.cursor() as cursor:
        cursor.execute(MAILBOX + query, given)
        return list(cursor.fetchall())


def _purpose(subject: UUID, position: UUID) -> Link.Purpose:
    """Who helps and has not told back yet, may do so in ten seconds; others follow it."""
    with connection.cursor() as cursor:
        cursor.execute(_TO_TELL, [subject, position])
        return Link.Purpose.FEEDBACK if cursor.fetchone()[0] else Link.Purpose.FOLLOW


def _make(
    purpose: Link.Purpose, subject: UUID, position: UUID, email: str, once: str, *, by: Me
) -> Owed:
    _, secret = links.make(purpose, by=by, valid_for=LASTS, position=position, subject=subject)
    return Owed(email, secret, purpose, uuid5(NAMESPACE_URL, f"{purpose}:{subject}:{once}"))
