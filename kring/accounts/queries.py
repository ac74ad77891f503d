"""What signing in and the profile need to know."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import connection

from .models import Session

# SQL, of a professional `u`: nobody ever signed in as them. In a statement with values.
HAS_NO_ACCOUNT = "(u.last_login is null and u.password like '!%%')"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A position that someone may work from now."""

    position: UUID
    professional: UUID
    organisation: UUID
    name: str
    function: str
    function_code: str
    ring: str
    team_name: str
    organisation_name: str
    on_intake: bool
    is_lead: bool
    is_admin: bool
    is_privacy_officer: bool

    @property
    def where(self) -> str:
        """Team and organisation, in one line."""
        return " · ".join(part for part in (self.team_name, self.organisation_name) if part)


def places(professional: UUID, *, at: datetime, organisation: UUID | None = None) -> list[Place]:
    """The positions someone may work from; `organisation`: only those there. One query."""
    return _places(
        "select * from kring.at_work(%s) where professional = %s"
        " and (%s::uuid is null or organisation = %s) order by organisation_name, function",
        [at, professional, organisation, organisation],
    )


def people(*, at: datetime, most: int) -> list[Place]:
    """The first people of the house, neighbourhood teams first. One query."""
    return _places(
        "select w.* from kring.at_work(%s) w join accounts_professional u on u.id = w.professional"
        " where u.email is not null order by w.ring <> 'core', w.ring, w.organisation_name,"
        " w.team_name, u.family_name limit %s",
        [at, most],
    )


def _places(statement: str, values: list[UUID | datetime | int | None]) -> list[Place]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        names = [column.name for column in cursor.description]
        return [Place(**dict(zip(names, row, strict=True))) for row in cursor]


def second_factors(professional: UUID) -> int:
    """How many second steps someone has; recovery codes do not count. One query."""
    mine = Authenticator.objects.filter(user_id=professional)
    return int(mine.exclude(type=Authenticator.Type.RECOVERY_CODES).count())


@dataclass(frozen=True, kw_only=True)
class Browser:
    """One browser in which someone is signed in."""

    id: str
    device: str
    began_at: datetime | None
    used_at: datetime


def sessions(professional: UUID, *, at: datetime) -> list[Browser]:
    """Where someone is signed in, the latest first. One query."""
    rows = (
        Session.objects.filter(professional=professional, expire_date__gt=at)
        .order_by("-used_at")
        .values_list("session_key", "device", "began_at", "used_at")
    )
    return [
        Browser(id=key, device=device, began_at=began_at, used_at=used_at)
        for key, device, began_at, used_at in rows
    ]
