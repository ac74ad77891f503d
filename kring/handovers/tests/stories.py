"""Handovers as they are typed in the village, for tests."""

from uuid import UUID

from django.db import connection

from kring.core.actor import Me
from kring.handovers import actions
from kring.handovers.models import Handover
from kring.handovers.models.choices import Kind


def typed(
    *, team: UUID | None = None, position: UUID | None = None, **changed: dict[str, object]
) -> dict[str, dict[str, object]]:
    """What a GP types about a patient who said yes; each part can be changed or added to."""
    answers: dict[str, dict[str, object]] = {
        "to": {"team": team and str(team), "position": position and str(position)},
        "knows": {
            "answer": "yes", "ground": "yes", "secrecy": "yes", "route": "yes_once",
            "how": "spoken", "told": True,
        },
        "who": {"family_name": "Aydın", "given_name": "Leyla", "phone": "+31612340000"},
        "what": {
            "situation": "Slaapt slecht en maakt zich zorgen over de huur.",
            "wish": "Weer rust.",
            "question": "Wilt u langsgaan?",
            "theme": "geld",
            "categories": ["situation"],
        },
    }  # fmt: skip
    for part, values in changed.items():
        answers[part] = answers.get(part, {}) | values
    return answers


def sent(
    by: Me,
    *,
    kind: Kind = Kind.REFER,
    team: UUID | None = None,
    position: UUID | None = None,
    **changed: dict[str, object],
) -> Handover:
    """A handover that was just sent."""
    draft = actions.start(kind, by=by, data=typed(team=team, position=position, **changed))
    return actions.send(draft.pk, by=by)


def ended(handover: Handover) -> str:
    """How it ended, as far as whoever acts may hear it."""
    with connection.cursor() as cursor:
        cursor.execute("select outcome from kring.heard(%s)", [handover.pk])
        return str(cursor.fetchone()[0])
