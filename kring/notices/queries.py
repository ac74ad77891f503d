"""Which notices may leave now, and who reads them. Reads only."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from kring.accounts.queries import HAS_NO_ACCOUNT
from kring.core.actor import Me
from kring.core.reading import PROFESSIONAL_NAME, read, rows

MANY = 200

# Whose work goes by mail: nobody ever signed in as this professional.
MAILBOX = f"""
with kring_mailbox as (
  select p.id as position, coalesce(nullif(p.email, ''), nullif(t.email, ''), o.email) as email
    from directory_position p
    join accounts_professional u on u.id = p.professional_id
    join directory_organisation o on o.id = p.organisation_id
    left join directory_team t on t.id = p.team_id
   where u.is_active and {HAS_NO_ACCOUNT}
     and coalesce(nullif(p.email, ''), nullif(t.email, ''), o.email) <> ''
     and p.from_on <= %(on)s and (p.until_on is null or p.until_on >= %(on)s)
)
"""  # noqa: S608  # our own text

# A party without an account gets a link instead, from the doors for guests; but a privacy officer
# who never signed in is told of an emergency.
_TO_MAIL = (
    MAILBOX
    + """
select n.id from notices_notice n
 where n.mailed_at is null and n.cancelled_at is null and n.failed_at is null and n.seen_at is null
   and (n.urgent or n.at_once or n.chosen) and (n.try_at is null or n.try_at <= %(at)s)
   and (n.step = 'access.emergency'
        or not exists (select from kring_mailbox m where m.position = n.whom))
 order by n.made_at, n.id limit %(many)s
"""
)

# A team's mail goes to its intake, else to who leads it, else to its mailbox; who is away is read
# by the stand-in.
_READERS = """
with present as materialized (
  select p.id, p.team_id, p.on_intake, p.is_lead,
         coalesce(nullif(p.email, ''), u.email, '') as email, u.digest, u.language, u.quiet_from,
         u.quiet_until
    from directory_position p join accounts_professional u on u.id = p.professional_id
   where u.is_active and p.from_on <= %(on)s and (p.until_on is null or p.until_on >= %(on)s)
), addressed as (
  select p.id from present p where p.id = %(whom)s
  union all
  select p.id from present p where p.team_id = %(whom)s
     and (p.on_intake or p.is_lead and not exists (
       select from present i where i.team_id = %(whom)s and i.on_intake))
), readers as (
  select p.* from present p
   where p.id in (select kring.reader_of(a.id, %(on)s) from addressed a)
)
select r.id as position, r.email, r.language, r.digest as choice, r.quiet_from, r.quiet_until,
       exists (
         select from directory_hours h
          where (h.position_id = r.id or h.team_id = r.team_id) and h.weekday = %(weekday)s
            and h.opens_at <= %(clock)s and h.closes_at > %(clock)s) as on_duty
  from readers r
union all
select null, t.email, 'nl', '07:30', time '18:00', time '07:30', false from directory_team t
 where t.id = %(whom)s and t.email <> '' and not exists (select from readers)
"""

_UNDELIVERED = f"""
select n.id, n.step, n.urgent, n.failed_at as at, coalesce(p.phone, t.phone, '') as phone,
       coalesce(nullif({PROFESSIONAL_NAME}, ''), t.name, '') as person
  from notices_notice n
  left join directory_position p on p.id = n.whom
  left join accounts_professional u on u.id = p.professional_id
  left join directory_team t on t.id = n.whom
 where n.failed_at is not null and n.seen_at is null and n.cancelled_at is null
   and %(me)s in (select kring.tells(n.whom, %(at)s))
 order by n.urgent desc, n.failed_at limit 25
"""  # noqa: S608  # a name of ours, no value

# Whose daily overview was not looked into today. Who is away has it read by the stand-in.
_SUBSCRIBERS = f"""
select u.id as professional, coalesce(min(nullif(p.email, '')), u.email) as email, u.language,
       array_agg(p.id) as positions
  from accounts_professional u join directory_position p on p.professional_id = u.id
 where u.is_active and u.digest = %(choice)s and coalesce(nullif(p.email, ''), u.email, '') <> ''
   and not {HAS_NO_ACCOUNT}
   and p.from_on <= %(on)s and (p.until_on is null or p.until_on >= %(on)s)
   and kring.reader_of(p.id, %(on)s) = p.id
   and not exists (select from notices_digest d where d.professional = u.id and d.day = %(on)s)
 group by u.id order by u.id
"""  # noqa: S608  # our own text

# What someone was not told by mail yet since the overview before.
_NEWS = """
select n.about from notices_notice n
 where n.whom = any(%(holders)s) and n.seen_at is null and n.cancelled_at is null
   and (n.mailed_at is null or n.chosen and not n.urgent and not n.at_once)
   and (n.maker is null or n.maker <> all(%(holders)s))
   and n.made_at > coalesce((select max(d.sent_at) from notices_digest d
                              where d.professional = %(professional)s), %(since)s)
"""


@dataclass(frozen=True, kw_only=True)
class Subscriber:
    """A professional who gets the daily overview, and where they work."""

    professional: UUID
    email: str
    language: str
    positions: list[UUID]


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who reads a notice; a team's mailbox has no position. `choice`: Professional.Digest."""

    position: UUID | None
    email: str
    language: str
    on_duty: bool
    choice: str
    quiet_from: time | None
    quiet_until: time | None

    @property
    def quiet(self) -> tuple[time, time] | None:
        """From when until when no mail comes."""
        if self.quiet_from is None or self.quiet_until is None:
            return None
        return self.quiet_from, self.quiet_until


@dataclass(frozen=True, kw_only=True)
class Undelivered:
    """A notice that no mail server took: someone tells it in person.

    `person`: whom it was for, or the team.
    """

    id: UUID
    step: str
    urgent: bool
    at: datetime
    person: str
    phone: str


def to_mail(at: datetime, *, on: date) -> list[UUID]:
    """Notices that are told at once and did not leave yet, the oldest first."""
    return [found["id"] for found in rows(_TO_MAIL, at=at, on=on, many=MANY)]


def readers(whom: UUID, *, here: datetime) -> list[Reader]:
    """Who reads what is for this position or team; `here`: now, on a Dutch clock."""
    return read(
        Reader, _READERS, whom=whom, on=here.date(), weekday=here.weekday(), clock=here.time()
    )


def undelivered(me: Me, /) -> list[Undelivered]:
    """What could not be mailed and is mine to tell in person: see kring.tells. One statement."""
    return read(Undelivered, _UNDELIVERED, me=me.position, at=me.at)


def tells(whom: UUID, *, at: datetime) -> list[UUID]:
    """Who tells this position or team in person what did not reach it. One statement."""
    found = rows("select kring.tells(%(whom)s, %(at)s) as id", whom=whom, at=at)
    return [each["id"] for each in found]


def subscribers(choice: str, *, on: date) -> list[Subscriber]:
    """Who chose the overview of this hour and did not get it yet today."""
    return read(Subscriber, _SUBSCRIBERS, choice=choice, on=on)


def news(holders: list[UUID], *, professional: UUID, since: datetime) -> set[UUID]:
    """About what these holders were told nothing by mail since the overview before."""
    given = {"holders": holders, "professional": professional, "since": since}
    return {found["about"] for found in rows(_NEWS, **given)}
