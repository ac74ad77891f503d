"""Where a question for help goes, what it is about, and how it stands."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from kring.accounts.models import Link
from kring.agreements import queries as agreements
from kring.agreements.models import Term
from kring.core import moments
from kring.core.actor import Me
from kring.directory import queries as directory
from kring.directory.models import Neighbourhood, Region, Theme
from kring.handovers.models import Draft, Handover
from kring.handovers.models.choices import State
from kring.handovers.rules import ENDINGS, legal_dates

UNKNOWN = "region:"  # before a region's id: in this region, the neighbourhood is not known

_TEAM = """
select t.id, t.name, t.phone, t.address, o.region_id
  from directory_team t join directory_organisation o on o.id = t.organisation_id
  left join directory_team_area a on a.team_id = t.id
 where t.is_core and (t.ended_on is null or t.ended_on >= %(on)s)
   and (%(region)s::uuid is null or o.region_id = %(region)s)
   and (%(place)s::uuid is null or o.region_id =
        (select n.region_id from directory_neighbourhood n where n.id = %(place)s))
 group by t.id, o.region_id
 order by bool_or(coalesce(a.neighbourhood_id = %(place)s, false)) desc,
   count(a.id) desc, t.name
 limit 1
"""


@dataclass(frozen=True)
class Team:
    """The team that reads it; `region` for the numbers at this hour."""

    id: UUID
    name: str
    phone: str
    address: str
    region: UUID


@dataclass(frozen=True)
class Asked:
    """A question that was sent: to whom, how it stands, who answers, before when."""

    id: UUID
    team: str
    phone: str
    address: str
    state: State
    person: str
    organisation: str
    reads_before: str
    calls_before: str
    waits_until: str
    legal: list[tuple[str, str]]
    may_answer: bool
    answered: bool


def places() -> list[tuple[str, str]]:
    """Neighbourhoods to choose from, and "weet ik niet" per region. Two queries."""
    regions = list(Region.objects.order_by("name").values_list("pk", "name"))
    several = len(regions) > 1
    rows = Neighbourhood.objects.select_related("region").order_by("region__name", "name")
    known = [
        (str(row.pk), f"{row.name}, {row.region.name}" if several else row.name) for row in rows
    ]
    return known + [(f"{UNKNOWN}{key}", _unknown(name if several else "")) for key, name in regions]


def _unknown(region: str) -> str:
    if region:
        return gettext("Weet ik niet, wel in %(region)s") % {"region": region}
    return gettext("Weet ik niet")


def team(place: str, *, on: date) -> Team | None:
    """The core team of this neighbourhood; else the one with the largest area. One query."""
    region = place.removeprefix(UNKNOWN) if place.startswith(UNKNOWN) else None
    with connection.cursor() as cursor:
        cursor.execute(
            _TEAM, {"on": on, "region": region, "place": None if region else place or None}
        )
        row = cursor.fetchone()
    return Team(*row) if row else None


def theme(words: str, *, region: UUID | None) -> str:
    """The theme of this region with most of its words in what someone wrote; else the last.

    Only a first guess, for who reads it to correct. Two queries.
    """
    text = words.casefold()
    themes = list(directory.themes(region).prefetch_related("words"))
    if not themes:
        return ""

    def hits(each: Theme) -> int:
        known = {*each.name.split(), *(word.word for word in each.words.all())}
        return sum(text.count(word.casefold()) for word in known if len(word) > len("van"))

    best = max(themes, key=hits)
    return best.code if hits(best) else themes[-1].code


def draft(me: Me) -> Draft | None:
    """What this visitor is writing. One query."""
    return Draft.objects.filter(link=me.id, discarded_at=None).first()


def asked(me: Me) -> Asked | None:
    """The question this visitor may follow: the one they sent, or of the code they have.

    Where it went from there: the last handover of its chain. Two queries.
    """
    mine = {"pk": me.subject} if me.subject else {"link": me.id}
    chain = Handover.objects.filter(**mine).order_by("-sent_at").values("chain")[:1]
    row = (
        Handover.objects.select_related(
            "receiver_team__organisation", "receiver__professional", "receiver__organisation"
        )
        .filter(~Exists(Handover.objects.filter(follows=OuterRef("pk"))), chain=chain)
        .first()
    )
    return standing(row, me.at) if row else None


def standing(row: Handover, now: datetime) -> Asked:
    """How a handover stands, for whoever asked. One query at most."""
    team, person = row.receiver_team, row.receiver if row.accepted_at else None
    today = moments.local(now).date()
    place = person.organisation if person else team and team.organisation
    where = row.receiver.organisation if row.receiver else None
    return Asked(
        id=row.pk,
        team=team.name if team else where.name if where else "",
        phone=team.phone if team else where.phone if where else "",
        address=team.address if team else "",
        state=State(row.state),
        person=person.professional.name if person else "",
        organisation=place.name if place else "",
        reads_before=moments.moment(row.due_at, now) if row.due_at else "",
        calls_before=_calls_before(row, now),
        waits_until=moments.day(row.paused_until, today) if row.paused_until else "",
        legal=_legal(row),
        may_answer=row.state in (State.UNDER_WAY, State.PAUSED) and row.contact_at is not None,
        answered=row.confirmed_at is not None or row.contradicted_at is not None,
    )


def _calls_before(row: Handover, now: datetime) -> str:
    """Before when someone makes contact: the clock that runs, and after it the one for contact."""
    if row.contact_at is not None or row.due_at is None:
        return ""
    if row.accepted_at is not None:
        return moments.moment(row.due_at, now)
    clock = agreements.clock(
        Term.Kind.CONTACT, at=now, receiver=row.receiver_id, team=row.receiver_team_id
    )
    return moments.day(moments.local(clock.due(row.due_at)).date(), moments.local(now).date())


def _legal(row: Handover) -> list[tuple[str, str]]:
    """What the law wants for them, and before when; empty when it is no report, or over."""
    if row.state in ENDINGS:
        return []
    reported_on = row.reported_on or moments.local(row.sent_at).date()
    dates = legal_dates(reported_on, is_wmo=row.is_wmo, is_youth=row.is_youth)
    return [(gettext(each.what), moments.full_day(each.on)) for each in dates]


def paper(handover: UUID, *, purpose: Link.Purpose) -> Link | None:
    """The paper code that was made for the chain of this handover and still works. One query."""
    chain = Handover.objects.filter(pk=handover).values("chain")
    return Link.objects.filter(
        subject__in=Handover.objects.filter(chain__in=chain).values("pk"),
        purpose=purpose,
        position=None,
        revoked_at=None,
    ).first()
