"""What a guest finds: who they may be, what they promised, what they wrote and sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from kring.accounts.models import Link
from kring.accounts.rules import CODE_TRIES
from kring.core import moments
from kring.core.actor import Me
from kring.core.reading import PROFESSIONAL_NAME, read
from kring.handovers.models import Draft, Handover, Signal, Text
from kring.handovers.models.choices import State
from kring.handovers.queries import tracking
from kring.portal.models import Knock

PROMISE_LASTS = timedelta(days=365)
MOST = 25


@dataclass(frozen=True)
class Row:
    """A draft or a handover in a guest's list; without a name until a code was given."""

    id: UUID
    title: str
    state: str
    words: str
    when: str


def behind_link(link: Link) -> list[UUID]:
    """The positions of the mailbox that this link was mailed to. One query."""
    rows = Knock.objects.filter(pk__in=[link.subject]).values_list("who", flat=True)
    return [key for who in rows for key in who]


def promised_secrecy(position: UUID, *, since: datetime) -> bool:
    """Whether who works in this position accepted the secrecy statement since then. One query."""
    return Link.objects.filter(position=position, secrecy_accepted_at__gt=since).exists()


def drafts(me: Me) -> list[Row]:
    """What I am still writing and may read in this hour. One query."""
    rows = Draft.objects.filter(discarded_at=None).order_by("-saved_at")[:MOST]
    return [
        Row(
            row.pk, row.get_kind_display(), "draft", "",
            moments.moment(row.saved_at, me.at),
        )
        for row in rows
    ]  # fmt: skip


def sent(me: Me) -> list[Row]:
    """What I sent, newest first, as far as the database lets me see it. One query."""
    rows = (
        Handover.objects.filter(sender_id=me.position)
        .select_related("theme", "receiver_team")
        .order_by("-sent_at")[:MOST]
    )
    return [
        Row(
            row.pk,
            row.theme.name,
            State(row.state).label,
            row.receiver_team.name if row.receiver_team else "",
            moments.moment(row.sent_at, me.at),
        )
        for row in rows
    ]


def is_signal(subject: UUID | None) -> bool:
    """Whether a link is about a signal that I gave. One query."""
    return subject is not None and Signal.objects.filter(pk=subject).exists()


def texts(handover: UUID, me: Me) -> list[tuple[str, str]]:
    """What stands in this handover that I may read: which part, and its words. One query."""
    return [
        (str(Text.Part(each.part).label).capitalize(), each.body)
        for each in tracking.texts(handover, me)
    ]


def about(handover: UUID, me: Me) -> tuple[str, str]:
    """Its theme and when it was sent: enough to know which one, without a name. One query."""
    row = Handover.objects.select_related("theme").filter(pk=handover).first()
    return (row.theme.name, moments.moment(row.sent_at, me.at)) if row else ("", "")


@dataclass(frozen=True, kw_only=True)
class Caller:
    """A guest who may call for a code. `link`: of the hour that runs without one, else None."""

    link: UUID | None
    name: str
    function: str
    organisation: str
    phone: str
    used_at: datetime | None

    @property
    def since(self) -> str:
        """Since when they are inside; empty when they are not."""
        return moments.clock(self.used_at) if self.used_at else ""


_WAITS = """l.session_until > %(at)s and l.proven_at is null and l.revoked_at is null
   and l.code_tries < %(tries)s"""  # after that only a new link helps
_CALLER = f"""
select l.id as link, {PROFESSIONAL_NAME} as name, f.name as function, o.name as organisation,
       coalesce(nullif(p.phone, ''), o.phone) as phone, l.used_at
"""
_WORKS = """
  join accounts_professional u on u.id = p.professional_id
  join directory_function f on f.id = p.function_id
  join directory_organisation o on o.id = p.organisation_id
"""
_INSIDE = f"""{_CALLER} from accounts_link l join directory_position p on p.id = l.position {_WORKS}
 where {_WAITS} and o.region_id = %(region)s
 order by l.used_at desc limit %(most)s
"""  # our own text
# By the link to this handover only: one to start with opens everything that a guest ever sent.
_BESIDE = f"""{_CALLER}
  from handovers_handover h
  join directory_position p on p.id in (h.sender_id, h.receiver_id) {_WORKS}
  left join accounts_link l on l.position = p.id and l.subject = h.id and {_WAITS}
 where h.id = %(handover)s and {tracking.MAY_CALL}
 order by l.used_at desc nulls last limit 1
"""  # our own text


def inside(me: Me) -> list[Caller]:
    """The guests of my region who may call for a code now. One query."""
    return read(Caller, _INSIDE, at=me.at, region=me.region, tries=CODE_TRIES, most=MOST)


def beside(handover: UUID, me: Me) -> list[Caller]:
    """The other party of a handover of mine, when they have no account. One query."""
    return read(Caller, _BESIDE, at=me.at, handover=handover, tries=CODE_TRIES)
