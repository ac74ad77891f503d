"""State, baton and turn as expressions over the moments: the database computes them.

A generated column cannot read another one, so each is written out from the same parts.
"""

from django.db.models import BooleanField, Case, CharField, Q, Value, When

from .choices import Kind, Side, State


def since(moment: str) -> Q:
    """This moment is filled in."""
    return Q(**{f"{moment}__isnull": False})


def _text(*cases: When, default: str | None) -> Case:
    return Case(*cases, default=Value(default), output_field=CharField(max_length=12))


def _then(condition: Q, value: str | None) -> When:
    return When(condition, then=Value(value))


OVER = since("settled_at") | since("completed_at") | since("withdrawn_at")

STATE: Case = _text(
    _then(since("withdrawn_at"), State.WITHDRAWN.value),
    _then(since("completed_at"), State.COMPLETED.value),
    _then(since("failed_at"), State.FAILED.value),
    _then(since("declined_at"), State.DECLINED.value),
    _then(since("paused_at"), State.PAUSED.value),
    _then(since("contact_at"), State.UNDER_WAY.value),
    _then(since("accepted_at"), State.ACCEPTED.value),
    _then(since("received_at"), State.RECEIVED.value),
    default=State.SENT.value,
)

# The sender's until real contact that the resident does not contradict; without a professional
# sender the receiving team holds it from the first second (invariant 3).
BATON: Case = _text(
    _then(Q(kind=Kind.CONSULT.value) | OVER, None),
    _then(Q(sender__isnull=True), Side.RECEIVER.value),
    _then(since("failed_at") | since("declined_at"), Side.SENDER.value),
    _then(since("contact_at") & Q(contradicted_at__isnull=True), Side.RECEIVER.value),
    default=Side.SENDER.value,
)

_HOLDER = Q(sender__isnull=True) | (
    since("contact_at") & Q(contradicted_at__isnull=True, failed_at__isnull=True)
)

# Silence moves the turn: receiver, stand-in, escalation target, and then the baton holder.
TURN: Case = _text(
    _then(OVER, None),
    _then((since("failed_at") | since("declined_at")) & Q(sender__isnull=False), Side.SENDER.value),
    _then(since("failed_at") | since("declined_at"), Side.RECEIVER.value),
    _then(since("question_at") & Q(sender__isnull=False), Side.SENDER.value),
    _then(Q(silence=1), "stand_in"),
    _then(Q(silence=2), "escalation"),
    _then(Q(silence=3) & _HOLDER, Side.RECEIVER.value),
    _then(Q(silence=3), Side.SENDER.value),
    _then(
        since("paused_at") & Q(paused_turn=Side.SENDER.value, sender__isnull=False),
        Side.SENDER.value,
    ),
    default=Side.RECEIVER.value,
)

LIVE = Case(When(OVER, then=Value(False)), default=Value(True), output_field=BooleanField())

# The same condition for partial indexes, which cannot use a generated column's expression.
LIVE_Q = Q(settled_at__isnull=True, completed_at__isnull=True, withdrawn_at__isnull=True)

ENDINGS = ("completed_at", "declined_at", "failed_at", "withdrawn_at")

ENDED = since("completed_at") | since("declined_at") | since("failed_at") | since("withdrawn_at")


def at_most_one_ending() -> Q:
    """A handover ends once, in one way."""
    none = Q(**{f"{moment}__isnull": True for moment in ENDINGS})
    for chosen in ENDINGS:
        none |= Q(**{f"{moment}__isnull": moment != chosen for moment in ENDINGS})
    return none
