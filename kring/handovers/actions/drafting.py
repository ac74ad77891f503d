"""Writing a handover: saved while typing, the writer's own, kept for a week."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from kring.core.actor import Kind as Actor
from kring.core.actor import Me
from kring.core.errors import Refused, refuse

from .. import queries, rules
from ..models import Draft
from ..models.choices import Kind

KEPT = timedelta(days=7)
DISCARDED_KEPT = timedelta(days=1)
FOLLOWS = "follows"  # the key under which a draft remembers which handover it follows
ANSWERS = "answers"  # … and which signal it is the answer to


def start(
    kind: Kind,
    *,
    by: Me,
    data: Mapping[str, Any] | None = None,
    follows: UUID | None = None,
    answers: UUID | None = None,
) -> Draft:
    """Begin a draft of this kind; `data` prefills parts (rules.PARTS), as from a pasted letter.

    `follows`: the handover that did not land; when this one is sent the chain goes on with it.
    `answers`: the signal that sending it is the answer to. A guest finds it again by a later
    link, with a code.
    """
    content = {part: dict(values) for part, values in (data or {}).items() if part in rules.PARTS}
    if follows is not None:
        content[FOLLOWS] = {"handover": str(follows)}
    if answers is not None:
        content[ANSWERS] = {"signal": str(answers)}
    return Draft.objects.create(
        position_id=by.position,
        link=None if by.kind == Actor.PROFESSIONAL else by.id,
        kind=kind,
        data=content,
        made_at=by.at,
        saved_at=by.at,
        keep_until=by.at + KEPT,
    )


def start_about(kind: Kind, household: UUID, resident: UUID, *, by: Me) -> Draft:
    """Begin a draft about someone I see already: nothing that stands there is typed again.

    Raises Refused when I may not pass this household on, or it is not the resident's.
    """
    known = queries.may_pass_on(household, resident)
    refuse(rules.why_not_share(known.categories, lives_there=known.lives_there))
    who = {"household": str(household), "resident": str(resident)}
    data: dict[str, Any] = {"who": who | {"neighbourhood": known.neighbourhood}}
    if responsible := queries.responsible(by):
        data["on_behalf"] = {"sender": str(responsible)}
    return start(kind, by=by, data=data)


@transaction.atomic
def save(draft_id: UUID, part: str, values: Mapping[str, Any], *, by: Me) -> Draft:
    """Keep what was typed on one page (one of rules.PARTS), complete or not. Raises Refused."""
    if part not in rules.PARTS:
        raise ValueError(part)
    draft = _mine(draft_id)
    draft.data = draft.data | {part: dict(values)}
    return _keep(draft, by)


@transaction.atomic
def become(draft_id: UUID, kind: Kind, *, by: Me) -> Draft:
    """Make it another kind, keeping what was typed; on purpose only. Raises Refused."""
    draft = _mine(draft_id)
    draft.kind = kind
    return _keep(draft, by)


@transaction.atomic
def prolong(draft_id: UUID, *, by: Me) -> Draft:
    """Keep it for another week from now. Raises Refused."""
    return _keep(_mine(draft_id), by)


@transaction.atomic
def discard(draft_id: UUID, *, by: Me) -> Draft:
    """Throw it away; `restore` brings it back until it is cleaned up. Raises Refused."""
    draft = _mine(draft_id)
    draft.discarded_at = by.at
    draft.save(update_fields=["discarded_at"])
    return draft


@transaction.atomic
def restore(draft_id: UUID, *, by: Me) -> Draft:
    """Bring a discarded draft back. Raises Refused when it is gone."""
    draft = Draft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is None:
        raise Refused(rules.WhyNot.NO_DRAFT)
    draft.discarded_at = None
    return _keep(draft, by)


def clean_drafts(*, by: Me) -> int:
    """Throw away what nobody kept, and what was discarded yesterday; by a job. How many."""
    gone = Draft.objects.filter(
        Q(keep_until__lt=by.at) | Q(discarded_at__lt=by.at - DISCARDED_KEPT)
    ).delete()
    return gone[0]


def _mine(draft_id: UUID) -> Draft:
    draft = Draft.objects.select_for_update().filter(pk=draft_id, discarded_at__isnull=True).first()
    if draft is None:
        raise Refused(rules.WhyNot.NO_DRAFT)
    return draft


def _keep(draft: Draft, by: Me) -> Draft:
    draft.saved_at, draft.keep_until = by.at, by.at + KEPT
    draft.save()
    return draft
