"""Which rows of handovers and signals each side sees, adds and changes."""

from kring.core.guard import Guard

_HOLDERS = "any((select kring.holders())::uuid[])"
_GUEST = "(select kring.guest_of())"
_ME = "(select kring.me())"
_JOB = "(select kring.is_job())"
_CHAIN = "(select kring.my_chain())"  # a resident's, from the handover that the code is of


def _mine(table: str, *columns: str) -> str:
    """SQL: one of these is a holder of mine. Asked once for all: each asking costs, also of one row."""
    return f"array[{', '.join(f'{table}.{each}' for each in columns)}] && (select kring.holders())"


def _sends(table: str) -> str:
    return (
        f"{_mine(table, 'sender_id', 'typed_by_id')} or {table}.sender_id = {_GUEST}"
        f" or {table}.link = {_ME} or {table}.id = (select kring.subject())"
        f" or {table}.chain_id = {_CHAIN}"
    )


def _receives(table: str) -> str:
    return (
        f"{_mine(table, 'receiver_id', 'receiver_team_id', 'silent_to_id')}"
        f" or {table}.receiver_id = {_GUEST}"
    )


def acts_as_sender(table: str) -> str:
    """SQL: the actor may take the sender's steps, also when the sender's silence brought it here."""
    return f"{_reads_as_sender(table)} or ({_waits_for_sender(table)} and {table}.silent_to_id = {_HOLDERS})"


def acts_as_receiver(table: str) -> str:
    """SQL: the actor may take the receiver's steps; intake until someone took it up."""
    return (
        f"{table}.receiver_id = {_HOLDERS} or {table}.receiver_id = {_GUEST}"
        f" or (not {_waits_for_sender(table)} and {table}.silent_to_id = {_HOLDERS})"
        f" or ({table}.received_at is null and {table}.receiver_team_id = {_HOLDERS})"
    )


def _waits_for_sender(table: str) -> str:
    """SQL: it is the sender who is silent, or the sender's to choose; else the receiver."""
    return f"({table}.turn = 'sender' or {table}.paused_turn = 'sender')"


def may_reassign(table: str) -> str:
    """SQL: the actor is on the receiving side at all, or silence moved the turn to the actor."""
    return _receives(table)


def _reads_as_sender(table: str) -> str:
    """Not by a link that is only about this handover: personal data opens with a code."""
    return (
        f"{_mine(table, 'sender_id', 'typed_by_id')} or {table}.sender_id = {_GUEST}"
        f" or {table}.link = {_ME}"
    )


def _writes_for(table: str, sender: str) -> str:
    """SQL: nobody sends in another's name than rules.why_not_namens lets, or hides who typed it."""
    return (
        f"kring.writes_for({table}.{sender}) and case when kring.position() is null"
        f" then {table}.link = {_ME} and {table}.typed_by_id is null"
        f" else {table}.link is null and coalesce({table}.typed_by_id, {table}.{sender}) = kring.position() end"
    )


_H = "handovers_handover"
_CIRCLE = (
    "exists (select from circle_access a where a.household_id = handovers_handover.household_id"
    f" and a.holder = {_HOLDERS} and a.because <> 'handover' and a.from_at <= (select kring.at())"
    " and (a.until_at is null or a.until_at > (select kring.at())) and 'plan' = any(a.categories) offset 0)"
)
_PARTIES = ("sender_id", "typed_by_id", "receiver_id", "receiver_team_id", "silent_to_id")
_PARTY = (
    f"{_mine(_H, *_PARTIES)} or {_GUEST} in ({_H}.sender_id, {_H}.receiver_id) or {_H}.link = {_ME}"
    f" or {_H}.id = (select kring.subject()) or {_H}.chain_id = {_CHAIN} or {_JOB}"
)
_SEE = f"{_PARTY} or {_CIRCLE} or {_H}.id = any((select kring.asked_further())::uuid[])"
_OWN_HOUSEHOLD = (
    "(handovers_handover.household_id is null or exists (select from residents_household r"
    " where r.id = handovers_handover.household_id))"
)


def _of_handover(table: str) -> str:
    return f"exists (select from handovers_handover h where h.id = {table}.handover_id)"


def reads_all(table: str) -> str:
    """SQL: more than the sender's side: the receiver's, the household's circle, the resident, a job."""
    circle = _CIRCLE.replace(_H, table)
    return f"{_receives(table)} or {table}.chain_id = {_CHAIN} or {_JOB} or {circle}"


def hears(table: str) -> str:
    """SQL: the sender hears who, what now and how it ended; else only that there is contact, or none."""
    return f"({table}.hears = 'outcome' or {table}.kind = 'consult')"


def hears_how(table: str) -> str:
    """SQL: the actor may know what the receiver did and how it ended (H7)."""
    return f"{reads_all(table)} or {hears(table)} and ({_sends(table)})"


_TEXT = "handovers_text"
_PROGRESS = "handovers_progress"
# What the receiver writes about the help; and why it ended, once it was taken on.
_BOUND = f"{_TEXT}.part in ('first_step', 'bridge', 'feedback', 'outcome')"
# Facts that say more than that there is contact, or none: of contact made, how.
_DETAILS = (
    f"{_PROGRESS}.what in ('contact_attempted', 'appointment_planned', 'no_show', 'contact_made',"
    " 'bridged', 'interim_feedback')"
)
_READS = (
    f"exists (select from handovers_handover h where h.id = {_TEXT}.handover_id and ("
    f"({_TEXT}.for_sender and ({_reads_as_sender('h')})"
    f" and (not {_BOUND} or {hears('h')} or {_TEXT}.disclosure_id is not null))"
    # Whom the sender's silence brought it to reads what was asked, to answer it; no more.
    f" or ({_TEXT}.part = 'question' and {_TEXT}.for_sender and h.question_at is not null"
    f" and {_TEXT}.at >= h.question_at and h.silent_to_id = {_HOLDERS})"
    f" or ({_TEXT}.for_receiver and h.received_at is not null"
    f" and (h.receiver_id = {_HOLDERS} or h.receiver_id = {_GUEST}))))"
)

# Above the level a text is for the sender only by an act of sharing with them, on the three keys.
_WRITES = (
    f"exists (select from handovers_handover h where h.id = {_TEXT}.handover_id"
    f" and ({_TEXT}.disclosure_id is null or exists (select from sharing_disclosure d"
    f" where d.id = {_TEXT}.disclosure_id and d.about = h.id and d.to_position_id = h.sender_id))"
    f" and ({_TEXT}.part <> 'reason' or not {_TEXT}.for_sender or h.accepted_at is null"
    f" or {hears('h')} or {_TEXT}.disclosure_id is not null or {acts_as_sender('h')}))"
)

_Q = "handovers_residentquestion"
_ASKED = (
    f"{_Q}.whom = {_HOLDERS} or {_Q}.silent_to_id = {_HOLDERS} or {_JOB} or exists (select from handovers_handover h"
    f" where h.id = {_Q}.handover_id and ({_reads_as_sender('h')} or h.chain_id = {_CHAIN}))"
)

_OLD_DRAFT = f"({_JOB} and (keep_until < (select kring.at()) or discarded_at is not null))"
_DRAFT = f"position_id = (select kring.position()) or link = {_ME} or position_id = {_GUEST}"
_SIGNAL = (
    f"giver_id = {_HOLDERS} or giver_id = {_GUEST} or typed_by_id = {_HOLDERS} or link = {_ME}"
    f" or receiver_team_id = {_HOLDERS}"
)

GUARDS = [
    Guard(
        table="handovers_draft",
        see=f"{_DRAFT} or {_OLD_DRAFT}",
        add=_DRAFT,
        change=_DRAFT,
        remove=f"{_DRAFT} or {_OLD_DRAFT}",
    ),
    Guard(
        table="handovers_chain",
        hidden=("outcome",),
        see="exists (select from handovers_handover h where h.chain_id = handovers_chain.id)"
        f" or {_JOB} or exists (select from residents_household r where r.id = handovers_chain.household_id)",
        add="household_id is null or exists (select from residents_household r where r.id = handovers_chain.household_id)",
        change="exists (select from handovers_handover h where h.chain_id = handovers_chain.id)",
    ),
    Guard(
        table="handovers_handover",
        hidden=("outcome", "withdraw_as", "paused_for"),
        see=_SEE,
        add=f"{_writes_for(_H, 'sender_id')} and {_OWN_HOUSEHOLD}",
        change=_PARTY,
    ),
    Guard(
        table="handovers_text",
        see=f"written_by_id = {_HOLDERS} or {_READS}",
        add=_WRITES,
    ),
    Guard(
        table="handovers_progress",
        see=f"exists (select from handovers_handover h where h.id = {_PROGRESS}.handover_id"
        f" and (not {_DETAILS} or {_PROGRESS}.by_id = {_HOLDERS} or {hears_how('h')}))",
        add=_of_handover("handovers_progress"),
    ),
    Guard(table=_Q, see=_ASKED, change=_ASKED),  # the database itself adds one: it chooses whom
    Guard(table="handovers_trackrecord", see="true", add=_JOB, remove=_JOB),
    Guard(
        table="handovers_signal",
        see=f"{_SIGNAL} or {_JOB}",
        add=_writes_for("handovers_signal", "giver_id"),
        change=f"{_SIGNAL} or {_JOB}",
    ),
]
