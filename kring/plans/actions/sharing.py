"""A note that only its writer reads is shared with chosen parties, on the three keys."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from kring.circle.models import Involvement
from kring.core.actor import Me
from kring.core.errors import or_refuse, refuse
from kring.notices import actions as notices
from kring.plans import rules
from kring.plans.models import Note, NoteReader
from kring.sharing.actions import Act, Keys, Receiver, disclose

from .changing import lock, note, writer


@transaction.atomic
def share_note(
    note_id: UUID, *, to: Sequence[UUID], purpose: str, keys: Keys, by: Me
) -> list[NoteReader]:
    """Let these parties of the circle read a note that only I read; each is a disclosure.

    Who reads it already is not told again. Raises Refused: see rules.why_not_share and
    sharing.rules.why_not_send.
    """
    written = lock(Note, note_id)
    circle = Involvement.objects.filter(household=written.household_id, until_at__isnull=True)
    refuse(
        rules.why_not_share(
            mine=written.written_by_id == by.position,
            only_me=written.only_me,
            to=set(to),
            circle=set(circle.values_list("position", flat=True)),
        )
    )
    there = NoteReader.objects.filter(note=written, until_at__isnull=True)
    reads = set(there.values_list("position", flat=True))
    made = [_share(written, each, purpose, keys, by) for each in to if each not in reads]
    note("note.shared", written, household=written.household_id, by=by)
    _tell(written, made, by=by)
    return made


@transaction.atomic
def withdraw_note(reader_id: UUID, *, by: Me) -> NoteReader:
    """From now on this party reads it no more; what was shared stays on record. Raises Refused."""
    reader = lock(NoteReader, reader_id)
    refuse(rules.WhyNot.SHARED_NO_MORE if reader.until_at else None)
    reader.until_at = max(by.at, reader.at)
    reader.save(update_fields=["until_at"])
    written = Note.objects.get(pk=reader.note_id)
    note("note.withdrawn", written, household=written.household_id, by=by)
    return reader


def _share(written: Note, to: UUID, purpose: str, keys: Keys, by: Me) -> NoteReader:
    act = Act(
        about=written.pk,
        receiver=Receiver(position=to),
        purpose=purpose,
        categories=[written.category],
        keys=keys,
        giver=by.position,
        household=written.household_id,
        resident=written.concerns_id,
    )
    disclosure = disclose(act, by=by)
    with or_refuse(rules.WhyNot.NOT_YOURS):
        return NoteReader.objects.create(
            note=written, position_id=to, giver_id=writer(by), disclosure_id=disclosure, at=by.at
        )


def _tell(written: Note, readers: Sequence[NoteReader], *, by: Me) -> None:
    path = f"/huishouden/{written.household_id}/tijdlijn/"
    notices.owe(
        [
            notices.Owed(about=each.pk, step="note.shared", whom=each.position_id, path=path)
            for each in readers
        ],
        at=by.at,
    )
