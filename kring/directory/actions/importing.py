"""A network list: uploaded, its columns chosen, tried, taken over, undone.

What takes time is asked here and done piece by piece in `working`.
"""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Length

from kring.audit import actions as audit
from kring.core.actor import Me
from kring.core.errors import Refused, refuse
from kring.directory import rules
from kring.directory.models import Import, ImportFile
from kring.directory.queries import lists

from .functions import mean
from .working import read

SOON = 200_000  # bytes that one reads while somebody waits


@transaction.atomic
def upload(file_name: str, content: bytes, *, by: Me) -> Import:
    """Keep the list as it came; a short one is read at once. Raises Refused."""
    assert by.region is not None
    assert by.position is not None
    made = Import.objects.create(
        region_id=by.region,
        made_by_id=by.position,
        file_name=file_name[:120],
        uploaded_at=by.at,
    )
    ImportFile.objects.create(source=made, content=content)
    audit.record("import.uploaded", by=by, about=made.id)
    if len(content) <= SOON:
        read(made, by=by)
        refuse(made.unreadable or None)
    return made


@transaction.atomic
def choose_sheet(import_id: UUID, sheet: int, *, by: Me) -> Import:
    """Read another sheet of the same file. Raises Refused."""
    found = _mine(import_id, by)
    if found.started_at is not None or not 0 <= sheet < len(found.sheets):
        raise Refused("Kies een blad van deze lijst.")
    found.sheet, found.read_at, found.checking_at, found.checked_at = sheet, None, None, None
    found.save(update_fields=["sheet", "read_at", "checking_at", "checked_at"])
    size = ImportFile.objects.filter(source=found).values_list(Length("content"), flat=True)
    if size.get() <= SOON:
        read(found, by=by)
    return found


@transaction.atomic
def choose_columns(import_id: UUID, mapping: list[str], *, by: Me) -> Import:
    """Say per column what it is and ask for a dry run: what each row would do. Raises Refused."""
    found = _mine(import_id, by)
    refuse(rules.why_not_map(mapping, done=found.started_at is not None))
    found.mapping, found.checking_at, found.checked_at, found.rows_done = mapping, by.at, None, 0
    found.save(update_fields=["mapping", "checking_at", "checked_at", "rows_done"])
    return found


@transaction.atomic
def say_functions(import_id: UUID, meant: Mapping[str, UUID], *, by: Me) -> Import:
    """Say which functions these words of the list mean, and try it again. Raises Refused."""
    found = _mine(import_id, by)
    mean(meant, by=by)
    return choose_columns(import_id, found.mapping, by=by)


@transaction.atomic
def begin(import_id: UUID, *, by: Me) -> Import:
    """Say that it may be taken over. Raises Refused."""
    found = _mine(import_id, by)
    if found.checked_at is None or found.started_at is not None:
        raise Refused("Deze lijst is al overgenomen, of nog niet gecontroleerd.")
    found.started_at, found.rows_done = by.at, 0
    found.save(update_fields=["started_at", "rows_done"])
    ImportFile.objects.filter(source=found).delete()
    audit.record("import.started", by=by, about=found.id)
    return found


@transaction.atomic
def undo(import_id: UUID, *, by: Me) -> Import:
    """Say that what was must come back, except what someone changed since. Raises Refused."""
    found = _mine(import_id, by)
    if found.done_at is None or found.undoing_at is not None:
        raise Refused("Deze lijst is nog niet overgenomen, of al teruggedraaid.")
    found.undoing_at, found.rows_done = by.at, 0
    found.save(update_fields=["undoing_at", "rows_done"])
    return found


@transaction.atomic
def throw_away(import_id: UUID, *, by: Me) -> bool:
    """Throw away a list that nobody did anything with for long: its rows, and how to undo it.

    What it brought stays. Nothing when someone went on with it meanwhile.
    """
    due = lists.long_ago(by.at)
    found = Import.objects.select_for_update(skip_locked=True).filter(pk=import_id, pk__in=due)
    if not found:
        return False
    found.delete()
    audit.record("import.thrown_away", by=by, about=import_id)
    return True


def _mine(import_id: UUID, by: Me) -> Import:
    found = Import.objects.select_for_update().filter(pk=import_id, region=by.region).first()
    if found is None:
        raise Refused("Deze lijst bestaat niet (meer).")
    return found
