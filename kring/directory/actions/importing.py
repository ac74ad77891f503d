"""A network list: uploaded, its columns chosen, tried, taken over, undone."""

from collections.abc import Mapping
from uuid import UUID

from django.db import models, transaction

from kring.audit import actions as audit
from kring.core.actor import Me
from kring.core.errors import Refused, refuse
from kring.core.moments import local
from kring.directory import rules
from kring.directory.models import Import, ImportRow, Organisation, Position
from kring.directory.models.importing import ImportRow as Row
from kring.directory.queries import places

from .functions import mean
from .hours import keep_hours
from .taking_over import Network

CHUNK = 200
_TOUCHED: dict[str, type[models.Model]] = {
    "organisation": Organisation,
    "position": Position,
}


@transaction.atomic
def upload(file_name: str, content: bytes, *, by: Me) -> Import:
    """Keep the list as it came, with a guess of its columns. Raises Refused."""
    try:
        sheet = rules.read_sheet(content)
    except rules.Unreadable as error:
        raise Refused(str(error)) from error
    assert by.region is not None
    assert by.position is not None
    made = Import.objects.create(
        region_id=by.region,
        made_by_id=by.position,
        file_name=file_name[:120],
        columns=sheet.columns,
        mapping=rules.guess(sheet.columns, sheet.rows),
        uploaded_at=by.at,
    )
    ImportRow.objects.bulk_create(
        ImportRow(source=made, number=number, cells=cells)
        for number, cells in zip(sheet.numbers, sheet.rows, strict=True)
    )
    audit.record("import.uploaded", by=by, about=made.id)
    return made


@transaction.atomic
def choose_columns(import_id: UUID, mapping: list[str], *, by: Me) -> Import:
    """Say per column what it is; forgets an earlier dry run. Raises Refused."""
    found = _mine(import_id, by)
    refuse(rules.why_not_map(mapping, done=found.started_at is not None))
    found.mapping, found.checked_at = mapping, None
    found.save(update_fields=["mapping", "checked_at"])
    return found


@transaction.atomic
def check(import_id: UUID, *, by: Me) -> Import:
    """The dry run: say per row what would happen, change nothing. Raises Refused."""
    found = _mine(import_id, by)
    refuse(rules.why_not_map(found.mapping, done=found.started_at is not None))
    network = Network(found.region_id, by=by)
    rows = list(ImportRow.objects.filter(source=found).order_by("number"))
    for row in rows:
        row.verdict, row.problems = network.judge(_cells(found, row))
    ImportRow.objects.bulk_update(rows, ["verdict", "problems"], batch_size=500)
    found.checked_at = by.at
    found.save(update_fields=["checked_at"])
    return found


@transaction.atomic
def say_functions(import_id: UUID, meant: Mapping[str, UUID], *, by: Me) -> Import:
    """Say which functions the list means by these words, and try it again. Raises Refused."""
    found = _mine(import_id, by)
    refuse(rules.why_not_map(found.mapping, done=found.started_at is not None))
    mean(meant, by=by)
    return check(import_id, by=by)


@transaction.atomic
def begin(import_id: UUID, *, by: Me) -> Import:
    """Say that it may be taken over; a job does it. Raises Refused."""
    found = _mine(import_id, by)
    if found.checked_at is None or found.started_at is not None:
        raise Refused("Deze lijst is al overgenomen, of nog niet gecontroleerd.")
    found.started_at = by.at
    found.save(update_fields=["started_at"])
    audit.record("import.started", by=by, about=found.id)
    return found


def run(import_id: UUID, *, by: Me) -> None:
    """Take over the good rows, a few hundred in each transaction; goes on where it stopped."""
    while run_some(import_id, by=by):
        pass


@transaction.atomic
def run_some(import_id: UUID, *, by: Me) -> bool:
    """Take over the next rows; whether there are more to do."""
    found = Import.objects.select_for_update().get(pk=import_id)
    if found.done_at is not None or found.started_at is None:
        return False
    rows = ImportRow.objects.filter(source=found).order_by("number")
    rows = rows[found.rows_done : found.rows_done + CHUNK]
    network = Network(found.region_id, by=by)
    for row in rows:
        row.verdict, row.problems, row.before = network.take_over(_cells(found, row))
        row.save(update_fields=["verdict", "problems", "before"])
    found.rows_done += len(rows)
    if len(rows) < CHUNK:
        found.done_at = by.at
        audit.record("import.done", by=by, about=found.id, rows=found.rows_done)
    found.save(update_fields=["rows_done", "done_at"])
    return found.done_at is None


@transaction.atomic
def undo(import_id: UUID, *, by: Me) -> int:
    """Put back what was, except what someone changed since; how many rows were left as they are.

    Raises Refused.
    """
    found = _mine(import_id, by)
    if found.done_at is None or found.undone_at is not None:
        raise Refused("Deze lijst is nog niet overgenomen, of al teruggedraaid.")
    kept = 0
    for row in ImportRow.objects.filter(source=found).exclude(before=[]).order_by("-number"):
        back = [_put_back(touched, by=by) for touched in reversed(row.before)]
        if not all(back):
            row.kept = True
            row.save(update_fields=["kept"])
            kept += 1
    found.undone_at = by.at
    found.save(update_fields=["undone_at"])
    audit.record("import.undone", by=by, about=found.id, kept=kept)
    return kept


def _put_back(touched: dict[str, object], *, by: Me) -> bool:
    """One row back to what it was; False when someone changed it since."""
    if touched["model"] == "hours":
        return _put_hours_back(UUID(str(touched["id"])), str(touched["old"]), str(touched["now"]))
    rows = _TOUCHED[str(touched["model"])]._default_manager.filter(
        pk=touched["id"], version=touched["version"]
    )
    old = touched["old"]
    if isinstance(old, dict):
        return bool(rows.update(**old))
    # What the import made is ended, not deleted: someone may have worked with it.
    return bool(rows.update(**{str(touched["end"]): local(by.at).date()}))


def _put_hours_back(position: UUID, old: str, now: str) -> bool:
    same = places.hours(position=position) == now
    if same:
        keep_hours(rules.read_hours(old) or [], position=position)
    return same


def _mine(import_id: UUID, by: Me) -> Import:
    found = Import.objects.select_for_update().filter(pk=import_id, region=by.region).first()
    if found is None:
        raise Refused("Deze lijst bestaat niet (meer).")
    return found


def _cells(found: Import, row: Row) -> dict[str, str]:
    return {field: cell for field, cell in zip(found.mapping, row.cells, strict=True) if field}
