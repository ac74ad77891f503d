"""What takes time with a list: read, checked, taken over and put back, piece by piece.

Each piece is a transaction that says how far it came, so that what was cut off goes on there.
"""

import json
from collections.abc import Callable, Sequence
from uuid import UUID

from django.db import transaction

from kring.audit import actions as audit
from kring.core.actor import Me
from kring.core.moments import local
from kring.core.reading import rows as run
from kring.directory import queries, rules
from kring.directory.models import Import, ImportFile, ImportRow, ImportTouch, Region
from kring.directory.queries import meant
from kring.directory.rules import Step

from .putting_back import put_back
from .taking_over import Network

PIECE = 500  # rows or things in one transaction: about a second
_TOLD = 200  # signs of why a file cannot be read

type Piece = Callable[[Import, rules.Said, Me], None]


@transaction.atomic
def go_on(import_id: UUID, *, said: rules.Said, by: Me) -> bool:
    """Do the next piece of what is under way; whether there is more to do.

    `said`: what this job heard so far, empty at first.
    """
    found = Import.objects.select_for_update(no_key=True).get(pk=import_id)
    if step := rules.step_of(found):
        _PIECES[step](found, said, by)
        found.save()
    return rules.step_of(found) is not None


def finish(import_id: UUID, *, by: Me) -> None:
    """All that is under way, at once; for a list that is short enough to wait for."""
    said = rules.Said()
    while go_on(import_id, said=said, by=by):
        pass


def read(found: Import, *, by: Me) -> None:
    """The file as rows, with a guess of its columns; or why it is no list."""
    ImportRow.objects.filter(source=found).delete()
    content = bytes(ImportFile.objects.get(source=found).content)
    try:
        sheet = rules.read_sheet(content, choose=found.sheet)
    except rules.Unreadable as error:
        found.unreadable = str(error)[:_TOLD]
    else:
        found.sheets, found.sheet, found.rows = sheet.names, sheet.chosen, len(sheet.rows)
        found.columns, found.mapping = sheet.columns, rules.guess(sheet.columns, sheet.rows)
        found.read_at, found.unreadable = by.at, ""
        rows = zip(sheet.numbers, sheet.rows, strict=True)
        ImportRow.objects.bulk_create(
            (ImportRow(source=found, number=number, cells=cells) for number, cells in rows),
            batch_size=2_000,
        )
    found.save()


def _read(found: Import, _said: rules.Said, by: Me) -> None:
    read(found, by=by)


def _check(found: Import, said: rules.Said, by: Me) -> None:
    """The dry run: say per row what would happen, change nothing."""
    if said.rows != found.rows_done:  # another job began this, and what it heard is gone
        said.rows, found.rows_done = 0, 0
        said.things.clear()
    if not said.rows:
        said.places = meant.by_numbers(found, today=local(by.at).date())
    rows = _next(found)
    functions, words = queries.functions_by_name(found.region_id)
    for row in rows:
        entry, row.problems = rules.read_entry(_cells(found, row), functions, words)
        if entry is None:
            said.rows += 1
        else:
            entry, notes = said.hear(row.number, entry)
            row.problems += notes
        row.entry = rules.packed(entry) if entry else {}
        row.verdict = ImportRow.Verdict.REFUSED
    _judge(found, rows, by, writes=False)
    _keep(found, rows)
    _count(found, rows, "checked_at", by)


def _judge(found: Import, rows: Sequence[ImportRow], by: Me, *, writes: bool) -> Network:
    """What the good ones among these rows do."""
    good = [row for row in rows if row.entry]
    network = Network(found.region_id, good, by=by, writes=writes)
    for row, verdict in zip(good, network.verdicts, strict=True):
        row.verdict = verdict
    return network


def _take_over(found: Import, _said: rules.Said, by: Me) -> None:
    _alone(found)
    rows = _next(found)
    _judge(found, rows, by, writes=True).write(found)
    _keep(found, rows)
    _count(found, rows, "done_at", by)
    if found.done_at:
        audit.record("import.done", by=by, about=found.id, rows=found.rows_done)


def _alone(found: Import) -> None:
    """One list at a time changes a region; others may look and write meanwhile."""
    Region.objects.select_for_update(no_key=True).get(pk=found.region_id)


def _undo(found: Import, _said: rules.Said, by: Me) -> None:
    _alone(found)
    touches = list(ImportTouch.objects.filter(source=found).order_by("-id")[:PIECE])
    kept = put_back(touches, by=by)
    ImportRow.objects.filter(source=found, number__in=kept).update(kept=True)
    ImportTouch.objects.filter(pk__in=[each.pk for each in touches]).delete()
    _count(found, touches, "undone_at", by)
    if found.undone_at:
        audit.record("import.undone", by=by, about=found.id)


_PIECES: dict[Step, Piece] = {
    Step.READ: _read,
    Step.CHECK: _check,
    Step.TAKE_OVER: _take_over,
    Step.UNDO: _undo,
}


def _count(found: Import, done: Sequence[object], moment: str, by: Me) -> None:
    found.rows_done += len(done)
    if len(done) < PIECE:
        setattr(found, moment, by.at)


def _next(found: Import) -> list[ImportRow]:
    """The rows that come now. They are counted, not numbered: empty ones left gaps."""
    rows = ImportRow.objects.filter(source=found).order_by("number")
    return list(rows[found.rows_done : found.rows_done + PIECE])


_KEEP = """
update directory_importrow r
   set verdict = n.verdict, problems = n.problems, entry = n.entry
  from jsonb_to_recordset(%(rows)s::jsonb)
    as n(number int, verdict text, problems jsonb, entry jsonb)
 where r.source_id = %(source)s and r.number = n.number returning r.number
"""


def _keep(found: Import, rows: Sequence[ImportRow]) -> None:
    said = [
        {"number": row.number, "verdict": row.verdict, "problems": row.problems, "entry": row.entry}
        for row in rows
    ]
    run(_KEEP, source=found.pk, rows=json.dumps(said))


def _cells(found: Import, row: ImportRow) -> dict[str, str]:
    return {field: cell for field, cell in zip(found.mapping, row.cells, strict=True) if field}
