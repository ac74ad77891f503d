"""What the sender hears back, at the level the sender may hear."""

from uuid import UUID

from kring.circle.models import Category
from kring.core.actor import Me
from kring.core.errors import Refused, refuse
from kring.sharing import actions as sharing
from kring.sharing.models import Disclosure

from .. import rules
from ..models import Handover, Text
from ..models.choices import Fact, Side, State
from .moving import change, intent, lock, note, said, tell, until_outcome, write

_TELLING = frozenset({State.ACCEPTED, State.UNDER_WAY, State.PAUSED, State.COMPLETED})


@intent
def feed_back(handover_id: UUID, text: str, *, interim: bool, by: Me, agreed: str = "") -> Handover:
    """Tell the sender how it goes, at the level that the sender may hear.

    With *alleen dat* the sender hears that there was feedback and reads no text, unless the
    resident `agreed` to it. Each time, the long clock for the outcome begins afresh. Raises
    Refused.
    """
    handover, sides = lock(handover_id, by=by)
    refuse(
        rules.why_not_feed_back(
            text,
            is_receiver=Side.RECEIVER in sides,
            in_time=handover.state in _TELLING,
            has_sender=handover.sender_id is not None,
        )
    )
    note(handover, Fact.INTERIM_FEEDBACK if interim else Fact.FEEDBACK_GIVEN, by=by)
    disclose_back(handover, Text.Part.FEEDBACK, text, by=by, agreed=agreed)
    if interim:
        said(handover, "interim", by=by)
    else:
        owed = handover.state == State.UNDER_WAY and handover.contradicted_at is None
        clock = until_outcome(handover, by=by) if owed else {}
        change(handover, "fed_back", by=by, fed_back_at=by.at, **clock)
    tell(handover, "feedback", side=Side.SENDER, at=by.at)
    return handover


def disclose_back(
    handover: Handover, part: Text.Part, text: str, *, by: Me, agreed: str = ""
) -> None:
    """Keep the text; when the sender may read it, record that as an act of sharing.

    It goes back on the keys on which the handover came: the resident's yes to this sender and
    receiver covers what they tell one another, up to the level that was agreed. Above it on the
    resident's yes to this text: `agreed` says how that was given (Disclosure.How).
    """
    shared: UUID | None = None
    readable = hears_how(handover)
    if handover.sender_id is not None and handover.household_id is not None:
        if readable:
            _record(handover, by=by)
        elif agreed:
            shared = _share(handover, agreed, by=by)
    write(handover, part, text, by=by, for_sender=readable or bool(shared), on=shared)


def hears_how(handover: Handover) -> bool:
    """Whether the sender hears who, what now and how it ended."""
    return rules.hears_how(handover.hears, kind=handover.kind)


def _share(handover: Handover, agreed: str, *, by: Me) -> UUID:
    act = sharing.Act(
        about=handover.pk,
        receiver=sharing.Receiver(position=handover.sender_id),
        purpose="terugkoppeling",
        categories=[Category.SITUATION],
        keys=sharing.Keys(
            ground="yes",
            secrecy="yes",
            route="yes_once",
            how=agreed,
            heard_by=by.position,
            told=True,
        ),
        giver=by.position,
        household=handover.household_id,
        resident=handover.resident_id,
    )
    return sharing.disclose(act, by=by)


def _record(handover: Handover, *, by: Me) -> None:
    keys = (
        Disclosure.objects.filter(about=handover.pk)
        .order_by("at")
        .values("ground", "secrecy_ground", "route", "consent_how", "consent_heard_by_id")
        .first()
    )
    if keys is None:
        raise Refused(rules.WhyNot.NO_BASIS)
    Disclosure.objects.create(
        about=handover.pk,
        household_id=handover.household_id,
        resident_id=handover.resident_id,
        giver_id=by.position,
        to_position_id=handover.sender_id,
        purpose="terugkoppeling",
        categories=["situation"],
        told_at=by.at,
        at=by.at,
        **keys,
    )
