"""One-time doors for who has no account: made, opened, proven with a code, closed.

The secret is in the mail or on the paper only; the database has its hash.
"""

import hmac
import secrets
from datetime import timedelta
from hashlib import sha256
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Least
from django.utils.crypto import salted_hmac

from kring.accounts import rules
from kring.accounts.models import Link
from kring.accounts.rules import WhyNot
from kring.audit import actions as audit
from kring.core.actor import Me
from kring.core.errors import Refused, refuse

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that reads as another: no 0 and O, no 1, I and L
IN_A_MAIL = 32
ON_PAPER = 10
DIGITS = 6


def make(
    purpose: Link.Purpose,
    *,
    by: Me,
    valid_for: timedelta,
    position: UUID | None = None,
    subject: UUID | None = None,
    on_paper: bool = False,
    once: UUID | None = None,
) -> tuple[Link, str]:
    """Make a link for one purpose; gives it with its secret, which is nowhere else.

    `position`: whom it is for, empty for a resident. `subject`: what it is about.
    `on_paper`: short enough to type over; `code_on_paper` can say it again.
    `once`: the id it must have; its secret is `secret_in_mail` of that id. Raises nothing.
    """
    key = once or uuid4()
    secret = _paper_secret(key) if on_paper else secret_in_mail(key)
    link = Link.objects.create(
        id=key,
        secret_hash=hashed(secret),
        purpose=purpose,
        position=position,
        subject=subject,
        made_at=by.at,
        expires_at=by.at + valid_for,
    )
    audit.record("accounts.link_made", by=by, about=link.pk, purpose=purpose, position=position)
    return link, secret


def begin(purpose: Link.Purpose, *, by: Me) -> Link:
    """Make a link that is open at once: for a resident who comes in by the front door."""
    link, _ = make(purpose, by=by, valid_for=rules.LONGEST_VISIT)
    link.used_at, link.session_until = by.at, by.at + rules.SESSION
    link.save(update_fields=["used_at", "session_until"])
    return link


@transaction.atomic
def open_door(secret: str, *, by: Me) -> Link:
    """Use a link up and start its hour. Raises Refused: see rules.why_not_open."""
    link = Link.objects.select_for_update().filter(secret_hash=hashed(secret)).first()
    if link is None:
        raise Refused(WhyNot.UNKNOWN)
    refuse(rules.why_not_open(link, now=by.at))

    link.used_at = link.used_at or by.at
    link.session_until = by.at + rules.SESSION
    link.save(update_fields=["used_at", "session_until"])
    audit.record("accounts.link_opened", by=by, about=link.pk, purpose=link.purpose)
    return link


@transaction.atomic
def take(link_id: UUID, *, position: UUID, by: Me) -> Link:
    """Say who of a shared mailbox came in by this link. Raises Refused when it says so already."""
    link = _inside(link_id, by=by)
    if link.position is not None:
        raise Refused(WhyNot.USED)

    link.position = position
    link.save(update_fields=["position"])
    audit.record("accounts.link_taken", by=by, about=link.pk, position=position)
    return link


@transaction.atomic
def accept_secrecy(link_id: UUID, *, by: Me) -> Link:
    """Record that the guest accepts the secrecy statement. Raises Refused when the hour is over."""
    link = _inside(link_id, by=by)

    link.secrecy_accepted_at = by.at
    link.save(update_fields=["secrecy_accepted_at"])
    audit.record("accounts.secrecy_accepted", by=by, about=link.pk, position=link.position)
    return link


@transaction.atomic
def make_code(link_id: UUID, *, by: Me) -> str:
    """Six digits that open personal data in this link's hour; only their hash is kept.

    Raises Refused: see rules.why_not_code.
    """
    link = Link.objects.select_for_update().get(pk=link_id)
    refuse(rules.why_not_code(link, now=by.at))

    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    link.code_hash = _code_hash(link.pk, code)
    link.code_expires_at = by.at + rules.CODE_LASTS
    link.save(update_fields=["code_hash", "code_expires_at"])
    audit.record("accounts.code_made", by=by, about=link.pk)
    return code


def prove(link_id: UUID, *, code: str, by: Me) -> None:
    """Open personal data for the rest of the hour; the code works once.

    Raises Refused: see rules.why_not_prove. A wrong code is counted, so the caller lets the
    transaction end as usual after a refusal.
    """
    with transaction.atomic():
        link = Link.objects.select_for_update().get(pk=link_id)
        right = _is_code(link, code)
        reason = rules.why_not_prove(link, right=right, now=by.at)
        if reason is None:
            link.proven_at, link.code_hash, link.code_expires_at = by.at, None, None
            link.save(update_fields=["proven_at", "code_hash", "code_expires_at"])
        elif reason == WhyNot.WRONG_CODE:
            Link.objects.filter(pk=link.pk).update(code_tries=F("code_tries") + 1)
        audit.record("accounts.code_given", by=by, about=link.pk, right=right)
    refuse(reason)


def stay(link_id: UUID, *, by: Me) -> None:
    """Let the hour of a resident's own link start again, as long as the link is valid."""
    until = Least(Value(by.at + rules.SESSION), F("expires_at"))
    Link.objects.filter(pk=link_id, position=None, session_until__gt=by.at).update(
        session_until=until
    )


def code_on_paper(link: Link) -> str:
    """The code of a link that was made for paper, to print it again; empty when it has another."""
    secret = _paper_secret(link.pk)
    return secret if hmac.compare_digest(hashed(secret), bytes(link.secret_hash)) else ""


def secret_in_mail(link_id: UUID) -> str:
    """Made from our key and the link's id: a mail that leaves again carries the same link."""
    return _made_from("kring.accounts.mail", link_id, signs=IN_A_MAIL)


def revoke(link_id: UUID, *, by: Me) -> None:
    """Close a link for good; whoever is inside is outside at the next request."""
    if Link.objects.filter(pk=link_id, revoked_at=None).update(revoked_at=by.at):
        audit.record("accounts.link_revoked", by=by, about=link_id)


def leave(link_id: UUID, *, by: Me) -> None:
    """End the hour of a link now."""
    Link.objects.filter(pk=link_id, session_until__gt=by.at).update(session_until=by.at)


def remove_unused(*, before: timedelta, by: Me) -> int:
    """Remove links that nobody used and that expired at least `before` ago; gives how many."""
    removed, _ = Link.objects.filter(used_at=None, expires_at__lt=by.at - before).delete()
    return removed


def hashed(secret: str) -> bytes:
    """What is stored of a secret, however it was typed: 7qm4-tx29 pw is 7QM4TX29PW."""
    return sha256("".join(filter(str.isalnum, secret.upper())).encode()).digest()


def _paper_secret(link_id: UUID) -> str:
    """Made from our key and the link's id, so that paper can be printed again."""
    return _made_from("kring.accounts.paper", link_id, signs=ON_PAPER)


def _made_from(salt: str, link_id: UUID, *, signs: int) -> str:
    number = int.from_bytes(salted_hmac(salt, str(link_id), algorithm="sha256").digest())
    return "".join(SIGNS[number // len(SIGNS) ** place % len(SIGNS)] for place in range(signs))


def _inside(link_id: UUID, *, by: Me) -> Link:
    link = Link.objects.select_for_update().get(pk=link_id)
    refuse(rules.why_not_inside(link, now=by.at))
    return link


def _code_hash(link_id: UUID, code: str) -> bytes:
    return salted_hmac("kring.accounts.code", f"{link_id}:{code}", algorithm="sha256").digest()


def _is_code(link: Link, typed: str) -> bool:
    digits = "".join(sign for sign in typed if sign.isascii() and sign.isdigit())
    return link.code_hash is not None and hmac.compare_digest(
        bytes(link.code_hash), _code_hash(link.pk, digits)
    )
