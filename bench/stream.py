"""The handovers of the synthetic country: chains, envelopes, what was written, the log."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from .country import NOW, POSITIONS_PER_TEAM, THEMES, TODAY, Country, Row, key, spread

OPEN_OF_100 = 8
ENVELOPE = (
    "id", "kind", "chain_id", "household_id", "resident_id", "asked_by", "sender_id",
    "receiver_team_id", "receiver_id", "theme_id", "urgency", "warm", "hears", "categories",
    "sent_at", "received_at", "accepted_at", "first_step_on", "contact_at", "completed_at",
    "settled_at", "outcome", "due_at", "due_source",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One handover: who, to whom, how far it got. `stage`: 0 sent … 3 contact, 4 completed."""

    number: int
    household: int
    sender: int
    team: int
    receiver: int | None
    stage: int
    sent_at: datetime
    due_at: datetime | None


def case(country: Country, number: int) -> Case:
    """The nth handover of this country."""
    is_open = number % 100 < OPEN_OF_100 or (
        number % 12 == 0 and country.receiving_team(number) == 0
    )
    stage = spread(number, 4) if is_open else 4
    team = country.receiving_team(number)
    first_sender = country.core_teams * POSITIONS_PER_TEAM
    senders = country.teams * POSITIONS_PER_TEAM - first_sender
    age = spread(number, 20) if is_open else 30 + spread(number, 1_000)
    return Case(
        number=number,
        household=spread(number, country.households),
        sender=first_sender + spread(number + 7, senders),
        team=team,
        receiver=None
        if stage == 0
        else team * POSITIONS_PER_TEAM + spread(number + 3, POSITIONS_PER_TEAM),
        stage=stage,
        sent_at=NOW - timedelta(days=age, minutes=number % 1_000),
        due_at=NOW + timedelta(hours=spread(number, 240) - 60) if is_open else None,
    )


def rows(country: Country) -> Iterator[tuple[str, tuple[str, ...], Iterator[Row]]]:
    """Tables of the handovers: (table, columns, rows)."""
    cases = range(country.handovers)
    yield (
        "handovers_chain",
        ("id", "household_id", "opened_at", "closed_at", "outcome"),
        (_chain(case(country, n)) for n in cases),
    )
    yield "handovers_handover", ENVELOPE, (_envelope(case(country, n)) for n in cases)
    yield "circle_access", ACCESS, (row for n in cases for row in _doors(case(country, n)))
    yield (
        "handovers_text",
        ("id", "handover_id", "household_id", "part", "category", "body", "for_sender",
         "for_receiver", "written_by_id", "at"),
        (_text(case(country, n)) for n in cases),
    )  # fmt: skip
    yield (
        "handovers_progress",
        ("id", "handover_id", "what", "how", "at", "by_id", "by_kind", "written_at"),
        (row for n in cases for row in _progress(case(country, n))),
    )


ACCESS = ("id", "household_id", "holder", "categories", "from_at", "because", "source")


def _doors(one: Case) -> Iterator[Row]:
    """Who may see the household because of an open handover."""
    if one.due_at is None:
        return
    household, source = key("household", one.household), key("handover", one.number)
    holders = [(key("team", one.team), "{}"), (key("position", one.sender), "{}")]
    if one.receiver is not None:
        holders.append((key("position", one.receiver), "{contact,situation}"))
    for index, (holder, categories) in enumerate(holders):
        yield (
            key(f"door {index}", one.number), household, holder, categories, one.sent_at,
            "handover", source,
        )  # fmt: skip


def _at(one: Case, stage: int) -> datetime | None:
    return one.sent_at + timedelta(hours=stage * 3) if one.stage >= stage else None


def _chain(one: Case) -> Row:
    done = _at(one, 4)
    return (
        key("chain", one.number), key("household", one.household), one.sent_at, done,
        "helped" if done else "",
    )  # fmt: skip


def _envelope(one: Case) -> Row:
    done = _at(one, 4)
    accepted = _at(one, 2)
    return (
        key("handover", one.number), "refer", key("chain", one.number),
        key("household", one.household), key("resident", one.household * 2), "professional",
        key("position", one.sender), key("team", one.team),
        None if one.receiver is None else key("position", one.receiver),
        key("theme", one.number % len(THEMES)), "week", "introduced", "outcome", "{situation}",
        one.sent_at, _at(one, 1), accepted, TODAY if accepted else None, _at(one, 3), done, done,
        "helped" if done else "", one.due_at, "Standaard" if one.due_at else "",
    )  # fmt: skip


def _text(one: Case) -> Row:
    return (
        key("text", one.number), key("handover", one.number), key("household", one.household),
        "situation", "situation",
        "Mevrouw woont alleen en opent de post niet meer. Er zijn twee aanmaningen.",
        True, True, key("position", one.sender), one.sent_at,
    )  # fmt: skip


def _progress(one: Case) -> Iterator[Row]:
    for stage, what in enumerate(["sent", "received", "accepted", "under_way", "completed"]):
        if one.stage < stage or (one.stage == 4 and 0 < stage < 4):
            continue
        at = one.sent_at + timedelta(hours=stage * 3)
        by = one.sender if stage == 0 or one.receiver is None else one.receiver
        yield (
            key(f"progress {stage}", one.number), key("handover", one.number), what, "", at,
            key("position", by), "professional", at,
        )  # fmt: skip
