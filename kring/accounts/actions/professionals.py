"""People who work: invited, with a password of their own, put out of service."""

from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import QuerySet
from procrastinate.contrib.django import app

from kring.accounts import rules
from kring.accounts.actions import links, sessions
from kring.accounts.models import Link, Professional
from kring.accounts.rules import WhyNot
from kring.audit import actions as audit
from kring.core.actor import Me
from kring.core.errors import Refused, refuse

INVITATION, RESET = "accounts.mail_invitation", "accounts.mail_reset"
TO_A_PASSWORD = (Link.Purpose.INVITE, Link.Purpose.RESET)


@transaction.atomic
def invite(email: str, *, by: Me, **name: str) -> Professional:
    """Write down a colleague, unless known by this address, and owe them an invitation.

    `name`: given_name, name_prefix, family_name. Someone who was put out of service and is asked
    again, is back.
    """
    person, new = Professional.objects.get_or_create(email=email.lower(), defaults=name)
    if new:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    invite_known(person, email=email, by=by)
    return person


@transaction.atomic
def invite_known(person: Professional, *, email: str, by: Me) -> None:
    """Owe someone in the directory an invitation at this address; earlier ones open no more.

    Someone who was put out of service and is asked again, is back.
    """
    person.email, person.is_active = email.lower(), True
    person.save(update_fields=["email", "is_active"])
    _open_links(person).update(revoked_at=by.at)
    audit.record("accounts.invited", by=by, about=person.pk)
    _owe(INVITATION, person.pk)


def forgot_password(email: str) -> None:
    """Owe this address a way to a new password; an unknown address gets the same, but no mail.

    Costs the same for both: one query and one job.
    """
    found = Professional.objects.filter(email=email.lower(), is_active=True)
    _owe(RESET, found.values_list("pk", flat=True).first() or uuid4())


@transaction.atomic
def choose_password(secret: str, *, password: str, by: Me) -> Professional:
    """Use the link up for a password; every browser is signed out.

    Raises Refused (see rules.why_not_open), or ValidationError when the password is weak.
    """
    link, person = behind(secret, by=by)
    validate_password(password, person)

    link.used_at = by.at
    link.save(update_fields=["used_at"])
    set_password(person, password=password, by=by)
    return person


@transaction.atomic
def behind(secret: str, *, by: Me) -> tuple[Link, Professional]:
    """The link with this secret and whose password it is about, locked.

    Raises Refused: see rules.why_not_open.
    """
    link = (
        Link.objects.select_for_update()
        .filter(secret_hash=links.hashed(secret), purpose__in=TO_A_PASSWORD)
        .first()
    )
    if link is None:
        raise Refused(WhyNot.UNKNOWN)
    refuse(rules.why_not_open(link, now=by.at))
    people = Professional.objects.filter(is_active=True)
    person = people.filter(pk=link.subject).first() if link.subject else None
    if person is None:
        raise Refused(WhyNot.REVOKED)
    return link, person


@transaction.atomic
def set_password(person: Professional, *, password: str, by: Me, keep: str = "") -> None:
    """Give a professional this password; every browser but `keep` is signed out."""
    person.set_password(password)
    person.save(update_fields=["password"])
    _open_links(person).update(revoked_at=by.at)
    sessions.end_all(of=person.pk, but=keep)
    audit.record("accounts.password_set", by=by, about=person.pk)


@transaction.atomic
def put_out_of_service(professional: UUID, *, by: Me) -> None:
    """Nobody signs in as this professional any more, from the next request on.

    Password and second steps are forgotten: who is invited again begins anew, also after losing
    all of them.
    """
    closed = make_password(None)
    Professional.objects.filter(pk=professional).update(is_active=False, password=closed)
    Authenticator.objects.filter(user_id=professional).delete()
    sessions.end_all(of=professional)
    audit.record("accounts.out_of_service", by=by, about=professional)


PREFERENCES = (
    "given_name", "name_prefix", "family_name", "digest", "quiet_from", "quiet_until", "language",
    "shortcuts", "compact",
)  # fmt: skip


def prefer(person: Professional, *, by: Me, **chosen: object) -> None:
    """Change how someone is called and what they prefer: any of PREFERENCES."""
    for name in PREFERENCES:
        setattr(person, name, chosen[name])
    person.save(update_fields=PREFERENCES)
    audit.record("accounts.profile_changed", by=by, about=person.pk)


def _open_links(person: Professional) -> QuerySet[Link]:
    links = Link.objects.filter(subject=person.pk, purpose__in=TO_A_PASSWORD)
    return links.filter(used_at=None, revoked_at=None)


def _owe(task: str, professional: UUID) -> None:
    app.configure_task(task, queue="mail").defer(professional=str(professional))
