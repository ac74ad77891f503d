"""Who may do what, as one table to read.

A role says what kind of work someone does, never whose data they see: that is decided per
household by circle.Access, in the database.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kring.core.actor import Kind


class Role(StrEnum):
    """What someone is in Kring at this moment; one position can have several."""

    PROFESSIONAL = "professional"  # works in a position
    CORE = "core"  # in a neighbourhood team
    INTAKE = "intake"  # reads what is sent to the team
    LEAD = "lead"  # leads a team
    ADMIN = "admin"  # keeps the data of an organisation
    PRIVACY = "privacy"  # privacy officer: log and grounds, no content
    GUEST = "guest"  # came by a link
    RESIDENT = "resident"
    JOB = "job"


class Act(StrEnum):
    """What can be done, in the words of the menu rather than of the code."""

    HAND_OVER = "hand over"
    ANSWER_FOR_TEAM = "answer what was sent to the team"
    COORDINATE = "coordinate a household"
    MOVE_WORK = "move work of the team to a colleague"
    BREAK_GLASS = "look without involvement, in an emergency"
    KEEP_DIRECTORY = "change the directory of the own organisation"
    INVITE = "invite a colleague"
    READ_LOG = "read who looked"
    SPEAK_FOR_ONESELF = "say how it went, correct, object"
    REMIND = "remind and escalate what is late"


MAY: dict[Act, frozenset[Role]] = {
    Act.HAND_OVER: frozenset({Role.PROFESSIONAL, Role.GUEST}),
    Act.ANSWER_FOR_TEAM: frozenset({Role.INTAKE, Role.LEAD}),
    Act.COORDINATE: frozenset({Role.CORE}),
    Act.MOVE_WORK: frozenset({Role.LEAD}),
    Act.BREAK_GLASS: frozenset({Role.CORE}),
    Act.KEEP_DIRECTORY: frozenset({Role.ADMIN}),
    Act.INVITE: frozenset({Role.ADMIN}),
    Act.READ_LOG: frozenset({Role.PRIVACY}),
    Act.SPEAK_FOR_ONESELF: frozenset({Role.RESIDENT}),
    Act.REMIND: frozenset({Role.JOB}),
}

KINDS = {
    Kind.PROFESSIONAL: Role.PROFESSIONAL,
    Kind.GUEST: Role.GUEST,
    Kind.RESIDENT: Role.RESIDENT,
    Kind.JOB: Role.JOB,
}


@dataclass(frozen=True, kw_only=True)
class Duties:
    """What the directory says of a position, beside its function."""

    ring: str = ""
    on_intake: bool = False
    is_lead: bool = False
    is_admin: bool = False
    is_privacy_officer: bool = False


def roles(kind: Kind, *, duties: Duties | None = None) -> frozenset[Role]:
    """Every role of an actor of this kind; only a professional has duties."""
    if kind != Kind.PROFESSIONAL or duties is None:
        return frozenset({KINDS[kind]})
    held = {
        Role.PROFESSIONAL: True,
        Role.CORE: duties.ring == "core" and not duties.is_admin,
        Role.INTAKE: duties.on_intake,
        Role.LEAD: duties.is_lead,
        Role.ADMIN: duties.is_admin,
        Role.PRIVACY: duties.is_privacy_officer,
    }
    return frozenset(role for role, has in held.items() if has)


def may(act: Act, roles: Iterable[Role]) -> bool:
    """Whether one of these roles may do this."""
    return not MAY[act].isdisjoint(roles)
