"""Acts of sharing: each is written down with its keys, and nothing is sent without."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from kring.audit import actions as audit
from kring.audit.models import Event
from kring.core import moments
from kring.core.actor import Kind, Me
from kring.core.errors import refuse, whole
from kring.core.writing import together
from kring.sharing import queries, rules
from kring.sharing.models import Disclosure, LegalBasis

# What an organisation's `kind` is when it is Veilig Thuis: a report there is never blocked.
SAFE_HOME = "veilig_thuis"
RIGHT_TO_REPORT = "right_to_report"
INSIDE = "own_organisation"
REVIEW_AFTER = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Keys:
    """What the giver says to be allowed: codes of LegalBasis rows, and the resident's part.

    `how` the yes was given (Disclosure.How), `heard_by` which position; `told`: the resident
    knows; else why not, and the day to look again.
    """

    ground: str
    secrecy: str = ""
    route: str = ""
    how: str = ""
    heard_by: UUID | None = None
    told: bool = False
    not_told_because: str = ""
    review_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Receiver:
    """To whom: a position, a team, or a position in a team."""

    position: UUID | None = None
    team: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Act:
    """One act of sharing: what, to whom, what for, and the keys that allow it.

    `about`: the handover, signal, involvement, note or feedback. `giver`: the responsible position
    (the caller's, when someone types for a caller); None when a resident or relative asks.
    """

    about: UUID
    receiver: Receiver
    purpose: str
    categories: Sequence[str]
    keys: Keys
    giver: UUID | None
    household: UUID | None = None
    resident: UUID | None = None


@whole()
def disclose(act: Act, *, by: Me) -> UUID:
    """Record one act of sharing; its id. Raises Refused: see rules.why_not_send."""
    made = disclosure(act, by=by)
    together(*made)
    return made[0].id


def disclosure(act: Act, *, by: Me) -> tuple[Disclosure, Event]:
    """One act of sharing and its event, to be written. Raises Refused: see rules.why_not_send."""
    today = moments.local(by.at).date()
    refuse(rules.why_not_send(_sharing(act, today), today=today))
    keys = act.keys
    made = Disclosure(
        about=act.about,
        household_id=act.household,
        resident_id=act.resident,
        giver_id=act.giver,
        to_position_id=act.receiver.position,
        to_team_id=act.receiver.team,
        purpose=act.purpose[:200],
        categories=list(act.categories),
        consent_how=keys.how,
        consent_heard_by_id=keys.heard_by,
        written_by_id=by.position if by.kind == Kind.PROFESSIONAL else None,
        at=by.at,
        **_codes(keys, act.giver),
        **_told(keys, act.giver, by),
    )
    event = audit.event(
        "disclosure.made", by=by, about=made.id, household=act.household, of=act.about
    )
    return made, event


def _codes(keys: Keys, giver: UUID | None) -> dict[str, str]:
    """Keys that were left blank are said in words: what allowed it nevertheless."""
    if giver is None:
        allowed = "yes", "yes_once"
    elif not keys.ground:
        allowed = RIGHT_TO_REPORT, RIGHT_TO_REPORT
    else:
        allowed = keys.ground, INSIDE
    return {
        "ground": keys.ground or allowed[0],
        "secrecy_ground": keys.secrecy,
        "route": keys.route or allowed[1],
    }


def _told(keys: Keys, giver: UUID | None, by: Me) -> dict[str, object]:
    """When the resident was told, or why that waits and until when."""
    if keys.told or giver is None:
        return {"told_at": by.at}
    return {
        "not_told_because": keys.not_told_because[:200] or "melding aan Veilig Thuis",
        "told_review_on": keys.review_on or moments.local(by.at).date() + REVIEW_AFTER,
    }


def _sharing(act: Act, today: date) -> rules.Sharing:
    receiver, keys = act.receiver, act.keys
    who, place = queries.parties(act.giver, position=receiver.position, team=receiver.team)
    assert place is not None  # a disclosure goes to somebody: the database says so too
    wanted = {
        str(LegalBasis.Key.GROUND): keys.ground,
        str(LegalBasis.Key.SECRECY): keys.secrecy,
        str(LegalBasis.Key.ROUTE): keys.route,
    }
    rows = queries.chosen(wanted, giver=who, on=today)
    return rules.Sharing(
        purpose=act.purpose,
        categories=act.categories,
        ground=rows.get("ground"),
        secrecy=rows.get("secrecy"),
        route=rows.get("route"),
        yes=keys.how != "",
        heard=keys.heard_by is not None,
        told=keys.told,
        not_told_because=keys.not_told_because,
        review_on=keys.review_on,
        bound=who is not None and who.secrecy,
        outside=who is None or who.organisation != place.organisation,
        safe_home=place.kind == SAFE_HOME,
        asked_for_self=who is None,
    )
