"""What may happen to a handover, and why not: one table, from which all else is made.

The database's trigger, the stateful test and the picture in the docs are generated from `MOVES`.
Values in, reason out; no database, no clock.
"""

from dataclasses import dataclass

from ..models.choices import Kind, Side, State
from .reasons import WhyNot


@dataclass(frozen=True)
class Move:
    """One way to another state. `clock`: the agreements.Term kind that starts with it."""

    verb: str
    before: State
    after: State
    who: Side
    kinds: frozenset[Kind]
    clock: str = ""


_FULL = frozenset({Kind.INVOLVE, Kind.REFER})
_ALL = frozenset(Kind)
_CONSULT = frozenset({Kind.CONSULT})

S, R, E, B = Side.SENDER, Side.RECEIVER, Side.EITHER, Side.BOTH

MOVES: tuple[Move, ...] = (
    Move("send", State.DRAFT, State.SENT, S, _FULL, "acknowledge"),
    Move("send", State.DRAFT, State.SENT, S, _CONSULT, "consult"),
    Move("receive", State.SENT, State.RECEIVED, R, _FULL, "accept"),
    Move("receive", State.SENT, State.RECEIVED, R, _CONSULT, "consult"),
    Move("decline", State.SENT, State.DECLINED, R, _ALL, "accept"),
    Move("decline", State.RECEIVED, State.DECLINED, R, _ALL, "accept"),
    Move("withdraw", State.SENT, State.WITHDRAWN, S, _ALL),
    Move("withdraw", State.RECEIVED, State.WITHDRAWN, S, _ALL),
    Move("withdraw", State.ACCEPTED, State.WITHDRAWN, S, _FULL),
    Move("withdraw", State.UNDER_WAY, State.WITHDRAWN, B, _FULL),
    Move("withdraw", State.PAUSED, State.WITHDRAWN, B, _FULL),
    Move("complete", State.RECEIVED, State.COMPLETED, R, _CONSULT),
    Move("accept", State.RECEIVED, State.ACCEPTED, R, _FULL, "contact"),
    Move("make_contact", State.ACCEPTED, State.UNDER_WAY, R, _FULL, "feedback"),
    Move("pause", State.ACCEPTED, State.PAUSED, R, _FULL),
    Move("pause", State.UNDER_WAY, State.PAUSED, R, _FULL),
    Move("resume", State.PAUSED, State.ACCEPTED, E, _FULL, "contact"),
    Move("resume", State.PAUSED, State.UNDER_WAY, E, _FULL, "feedback"),
    Move("fail", State.ACCEPTED, State.FAILED, R, _FULL, "accept"),
    Move("fail", State.UNDER_WAY, State.FAILED, R, _FULL, "accept"),
    Move("fail", State.PAUSED, State.FAILED, R, _FULL, "accept"),
    Move("complete", State.UNDER_WAY, State.COMPLETED, R, _FULL),
)

ENDINGS = frozenset({State.COMPLETED, State.DECLINED, State.FAILED, State.WITHDRAWN})


def moves(kind: Kind, state: State) -> list[Move]:
    """The moves that this kind of handover has from this state."""
    return [move for move in MOVES if move.before == state and kind in move.kinds]


def clock(verb: str, *, kind: Kind, after: State) -> str:
    """The agreements.Term kind that starts when this move leads here; empty: none."""
    return next(
        (m.clock for m in MOVES if m.verb == verb and m.after == after and kind in m.kinds), ""
    )


def why_not_move(
    verb: str, *, kind: Kind, state: State, sides: frozenset[Side], agreed: bool = False
) -> WhyNot | None:
    """Why who acts may not do this now; None when it may. Source: docs/rules.md#H1.

    `sides`: which parties the actor is (empty: neither; both when a team member typed a handover
    to the own team). `agreed`: the other side agreed already.
    """
    found = [move for move in moves(kind, state) if move.verb == verb]
    if not found:
        return WhyNot.NO_MOVE
    return _why_not_side(found[0].who, sides=sides, agreed=agreed)


def _why_not_side(who: Side, *, sides: frozenset[Side], agreed: bool) -> WhyNot | None:
    if not sides:
        return WhyNot.NOT_A_PARTY
    if who == Side.BOTH:
        return None if agreed else WhyNot.BOTH
    if who == Side.EITHER or who in sides:
        return None
    return WhyNot.NOT_SENDER if who == Side.SENDER else WhyNot.NOT_RECEIVER
