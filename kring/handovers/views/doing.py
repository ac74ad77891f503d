"""What an act on a handover is, and when its button is shown; the action asks the rules again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kring.core import forms as core
from kring.core.actor import Me
from kring.handovers import rules
from kring.handovers.forms import acts as forms
from kring.handovers.models.choices import Kind, Side, State
from kring.handovers.queries.tracking import Glance, Tracked

When = Callable[[Tracked], bool]
Do = Callable[[Glance, Mapping[str, Any], Me], object]
ENDED = frozenset({State.COMPLETED, State.DECLINED, State.FAILED, State.WITHDRAWN})
REACHING = frozenset({State.ACCEPTED, State.UNDER_WAY, State.PAUSED})


def always(_handover: Tracked) -> bool:
    return True


def never(_handover: Tracked) -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class Act:
    """`name` is its address and the name of its url. `may`: whether its button is shown; the
    action itself asks the rules again. `first`: it is the one thing to do now. `quiet`: seldom
    needed, so not beside it."""

    name: str
    button: Any
    title: Any
    do: Do
    may: When
    said: Any
    form: type[core.Form] = forms.Nothing
    lead: Any = ""
    icon: str = ""
    quiet: bool = False
    first: When = never


def moves(verb: str) -> When:
    """When the table of moves lets the reader make this move now."""

    def may(handover: Tracked) -> bool:
        why_not = rules.why_not_move(
            verb, kind=handover.kind, state=handover.state, sides=handover.sides
        )
        return why_not is None

    return may


def side(which: Side, *states: State) -> When:
    return lambda handover: which in handover.sides and handover.state in states


def both(*conditions: When) -> When:
    return lambda handover: all(condition(handover) for condition in conditions)


def open_question(handover: Tracked) -> bool:
    return handover.question_at is not None


def stuck(handover: Tracked) -> bool:
    """Silence went round before there was real contact: who holds the baton chooses."""
    silent = handover.silence == rules.Silence.HOLDER and handover.turn == Side.SENDER
    return silent and handover.is_sender and not handover.is_reached


def consult(handover: Glance) -> bool:
    return handover.kind == Kind.CONSULT


def unless(condition: When) -> When:
    return lambda handover: not condition(handover)


def unsettled(handover: Tracked) -> bool:
    return handover.chain_open and handover.settled_at is None


def holds(handover: Tracked) -> bool:
    """Chooses the next step: the sender, or the receiver when a resident asked."""
    return handover.is_sender if handover.sender.name else handover.is_receiver


def chooses_next(handover: Tracked) -> bool:
    """After "niet passend" or "niet gelukt"."""
    nowhere = handover.state in (State.DECLINED, State.FAILED)
    return nowhere and holds(handover) and unsettled(handover)


def contradicted(handover: Tracked) -> bool:
    """The resident says that there was no contact, or wants someone else."""
    on_the_way = handover.state in (State.UNDER_WAY, State.PAUSED)
    return on_the_way and handover.contradicted_at is not None and holds(handover)


def may_withdraw(handover: Tracked) -> bool:
    if handover.withdraw_asked_by and handover.is_reached:
        return False
    asks = rules.why_not_move(
        "withdraw", kind=handover.kind, state=handover.state, sides=handover.sides, agreed=True
    )
    return asks is None and (handover.is_sender or handover.is_reached)


def agrees(handover: Tracked) -> bool:
    other = Side.RECEIVER if handover.withdraw_asked_by == Side.SENDER else Side.SENDER
    return bool(handover.withdraw_asked_by) and other in handover.sides


def may_contact(handover: Tracked) -> bool:
    """Also again, after the resident said that nobody came."""
    again = handover.state == State.UNDER_WAY and handover.contradicted_at is not None
    return moves("make_contact")(handover) or (again and handover.is_receiver)


def hears_more(handover: Tracked) -> bool:
    return handover.hears != "nothing" and handover.sender.name != ""
