"""Who acts: without an actor the database shows nothing about residents."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kring.core.reading import names_of


class Kind(StrEnum):
    """The four kinds of actors."""

    PROFESSIONAL = "professional"  # signed in, in one position
    GUEST = "guest"  # came by a link
    RESIDENT = "resident"  # the person it is about, or who speaks for them
    JOB = "job"  # a named background job


@dataclass(frozen=True)
class Actor:
    """Whom to act as. `id`: of the position, the link or the resident; `job`: the job's name."""

    kind: Kind
    id: UUID | None = None
    job: str = ""


@dataclass(frozen=True)
class Me:
    """The actor as the database knows it, for as long as it acts.

    `position`, `team`, `organisation` and `region` are empty for a job. For a guest they are
    those of the party that the link was given to; `subject` is what the link is about and
    `proven` says that a code was given as well.
    """

    kind: Kind
    id: UUID | None
    at: datetime
    position: UUID | None = None
    professional: UUID | None = None
    team: UUID | None = None
    organisation: UUID | None = None
    region: UUID | None = None
    subject: UUID | None = None
    name: str = ""
    function: str = ""
    function_code: str = ""
    ring: str = ""
    team_name: str = ""
    organisation_name: str = ""
    on_intake: bool = False
    is_lead: bool = False
    proven: bool = False


class MayNotAct(Exception):
    """This position has ended, this link is used up: nobody can act in this way now."""


_current: ContextVar[Actor | None] = ContextVar("actor", default=None)


def professional(position: UUID) -> Actor:
    return Actor(Kind.PROFESSIONAL, position)


def guest(link: UUID) -> Actor:
    return Actor(Kind.GUEST, link)


def resident(link: UUID) -> Actor:
    return Actor(Kind.RESIDENT, link)


def job(name: str) -> Actor:
    return Actor(Kind.JOB, job=name)


@contextmanager
def acting(actor: Actor, *, at: datetime | None = None) -> Iterator[Me]:
    """Act as this actor inside one transaction; afterwards as whoever acted before.

    `at`: the moment that policies, constraints and queries see as now.
    Costs one round trip. Raises MayNotAct.
    """
    before, nested = _current.get(), connection.in_atomic_block
    with transaction.atomic():
        me = _become(actor, at or timezone.now())
        token = _current.set(actor)
        try:
            yield me
        finally:
            _current.reset(token)
        # The end of a transaction takes its settings back by itself; that of a nested one does not.
        if before is not None:
            _become(before, at or timezone.now())
        elif nested:
            _become_nobody()


def _become_nobody() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('kring.' || name, '', true) from unnest(array['kind', 'me', 'job',"
            " 'position', 'guest_of', 'lead_of', 'subject', 'holders', 'at']) name"
        )


def _become(actor: Actor, at: datetime) -> Me:
    with connection.cursor() as cursor:
        try:
            cursor.execute(
                "select * from kring.act_as(%s, %s, %s, %s)", [actor.kind, actor.id, actor.job, at]
            )
        except DatabaseError as error:
            if getattr(error.__cause__, "sqlstate", None) == "KR001":
                raise MayNotAct(str(error)) from error
            raise
        names = names_of(cursor)
        row = cursor.fetchone()
    return Me(kind=actor.kind, id=actor.id, at=at, **dict(zip(names, row, strict=True)))
