"""Whose turn it is, and what follows when nothing happens, as the reader sees it."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kring.core import moments
from kring.handovers import queries, rules
from kring.handovers.models.choices import Side
from kring.handovers.queries.tracking import Tracked
from kring.handovers.rules.silence import Silence


def whose(handover: Tracked) -> str:
    """Who must do something now; empty when it is over."""
    if not handover.turn:
        return ""
    if _is_mine(handover):
        return _("U bent aan zet.")
    return _("%(who)s is aan zet.") % {"who": who(handover)}


def who(handover: Tracked) -> str:
    """Their name: whom silence moved the turn to, else the side whose turn it is."""
    if handover.silent_to.name:
        return handover.silent_to.name
    if handover.turn == Side.SENDER:
        return handover.sender.name or _("De verzender")
    return handover.has.name


def _is_mine(handover: Tracked) -> bool:
    if handover.silent_to.name:
        return handover.silent_to_me
    return {"sender": handover.is_sender, "receiver": handover.is_receiver}.get(
        handover.turn, False
    )


THEN = {
    Silence.STAND_IN: gettext_lazy("Dan gaat de beurt naar wie waarneemt."),
    Silence.ESCALATION: gettext_lazy("Dan gaat de beurt naar een leidinggevende."),
    Silence.HOLDER: gettext_lazy("Dan vragen we de verzender wat er moet gebeuren."),
}
ASKS_RECEIVER = gettext_lazy("Dan vragen we de ontvanger wat er moet gebeuren.")


def if_nothing_happens(handover: Tracked, now: datetime) -> str:
    """Until when, by which agreement, and what follows on silence. One statement at most."""
    if handover.due_at is None or not handover.turn:
        return ""
    late = handover.due_at <= now
    until = _("Dit moest vóór %(when)s (%(source)s).") if late else _UNTIL
    due, source = moments.moment(handover.due_at, now), _(handover.due_source)
    words = moments.said(str(until), when=due, source=source)
    return moments.joined(" ", words, _then(handover, now, late=late))


_UNTIL = gettext_lazy("Dit moet vóór %(when)s (%(source)s).")


def _then(handover: Tracked, now: datetime, *, late: bool) -> str:
    """What silence does next, and when: on the deadline, and after it at the next look."""
    at = handover.sweep_at if late else handover.due_at
    if at is None or at <= now:
        return ""
    following = _following(handover, now)
    if following is None:
        return _("Gebeurt er dan niets? Dan blijft het hier staan: niemand anders krijgt de beurt.")
    unless = _("Gebeurt er dan niets?")
    if late:
        unless = moments.said(_("Gebeurt er vóór %(when)s niets?"), when=moments.moment(at, now))
    asks = following == Silence.HOLDER and handover.baton == Side.RECEIVER
    return moments.joined(" ", unless, str(ASKS_RECEIVER if asks else THEN[following]))


def _following(handover: Tracked, now: datetime) -> Silence | None:
    """The next step of silence that there is somebody for; as the sweep works it out."""
    side = rules.silent_side(
        state=handover.state,
        has_question=handover.question_at is not None,
        paused_turn=handover.paused_turn,
        has_sender=handover.sender_id is not None,
    )
    sends = side == Side.SENDER
    there = queries.ladder(
        handover.sender_id if sends else handover.receiver_id,
        team=None if sends else handover.team_id,
        on=moments.local(now).date(),
    )
    return rules.next_silence(
        handover.silence,
        stand_in=there.stand_in is not None,
        escalation=there.escalation is not None,
        holder=rules.waits_for_holder(
            side, baton=handover.baton, has_sender=handover.sender_id is not None
        ),
    )
