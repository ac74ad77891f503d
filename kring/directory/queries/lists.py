"""The lists that were uploaded, and what became of their rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Count, ExpressionWrapper, Q

from kring.core import moments
from kring.core.actor import Me
from kring.core.reading import PROFESSIONAL_NAME, read
from kring.directory import rules
from kring.directory.models import Import, ImportRow, ImportTouch

Verdict = ImportRow.Verdict
PAGE = 25
REMARK = "remark"  # beside the verdicts: rows that are taken over with something to know
MOST_UNKNOWN = 200
_LONGEST = 120  # signs of a word that can be kept
_SHOWN = 3  # columns that tell a row from the others


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """An uploaded list; `stands`: how far it is (uploaded, checked, busy, done, undone)."""

    id: UUID
    name: str
    made_by: str
    uploaded: str
    rows: int
    stands: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RowLine:
    """One row; `problems` are the header of a column and what to mend there."""

    number: int
    verdict: str
    words: str
    problems: list[tuple[str, str]]
    kept: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Unknown:
    """A word for a function that nobody knows; `many`: in so many rows."""

    key: str
    word: str
    many: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """How many rows do what; `left`: undoing left these, someone had changed them."""

    total: int
    counts: dict[str, int]
    left: int

    @property
    def good(self) -> int:
        """Rows that can be taken over."""
        return self.total - self.counts.get(Verdict.REFUSED, 0)


_IMPORTS = f"""
select i.id, i.file_name as name, i.uploaded_at, {PROFESSIONAL_NAME} as made_by,
       i.rows, case when i.unreadable <> '' then 'unreadable'
            when i.undone_at is not null then 'undone'
            when i.done_at is not null then 'done' when i.started_at is not null then 'busy'
            when i.checked_at is not null then 'checked' else 'uploaded' end as stands
  from directory_import i join directory_position p on p.id = i.made_by_id
  join accounts_professional u on u.id = p.professional_id
 where i.region_id = %(region)s
 order by i.uploaded_at desc limit 25
"""  # noqa: S608  # a name we wrote, no value


def imports(me: Me) -> list[Line]:
    """The last lists of my region, newest first. One statement."""

    def line(*, uploaded_at: datetime, **more: Any) -> Line:
        return Line(uploaded=moments.moment(uploaded_at, me.at), **more)

    return read(line, _IMPORTS, region=me.region)


def import_of(me: Me, import_id: UUID) -> Import | None:
    """A list of my region. One statement."""
    return Import.objects.filter(pk=import_id, region=me.region).first()


def long_ago(at: datetime) -> list[UUID]:
    """Lists with which nobody did anything for as long as they are kept. One statement."""
    old = Import.objects.filter(updated_at__lt=at - rules.KEPT)
    return list(old.values_list("pk", flat=True))


def examples(found: Import) -> list[list[str]]:
    """Per column at most three cells in which something stands. One statement."""
    rows = ImportRow.objects.filter(source=found).order_by("number").values_list("cells", flat=True)
    first = list(rows[:40])
    return [
        list(dict.fromkeys(cells[column] for cells in first if cells[column]))[:3]
        for column in range(len(found.columns))
    ]


def result(found: Import) -> Result:
    """How many rows do what. One statement."""
    rows = ImportRow.objects.filter(source=found).annotate(
        said=ExpressionWrapper(~Q(problems=[]), BooleanField())
    )
    counted = rows.values_list("verdict", "kept", "said").annotate(many=Count("id")).order_by()
    counts: dict[str, int] = {}
    left = 0
    for verdict, kept, said, many in counted:
        counts[verdict] = counts.get(verdict, 0) + many
        counts[REMARK] = counts.get(REMARK, 0) + many * (said and verdict != Verdict.REFUSED)
        left += many * kept
    return Result(total=found.rows, counts=counts, left=left)


def total(found: Import, step: rules.Step) -> int:
    """How many rows, or things to put back, the step has. At most one statement."""
    if step != rules.Step.UNDO:
        return found.rows
    return found.rows_done + ImportTouch.objects.filter(source=found).count()


def rows_of(found: Import, *, verdict: str = "", after: int = 0) -> list[RowLine]:
    """One page of rows, and one more when there are more. One statement."""
    rows = ImportRow.objects.filter(source=found, number__gt=after).order_by("number")
    if verdict == REMARK:
        rows = rows.exclude(verdict=Verdict.REFUSED).exclude(problems=[])
    elif verdict:
        rows = rows.filter(verdict=verdict)
    return [_line(found, row) for row in rows[: PAGE + 1]]


def refused(found: Import) -> Iterator[list[str]]:
    """The rows that were not taken over, each as it was with the reason. One statement."""
    rows = ImportRow.objects.filter(source=found, verdict=Verdict.REFUSED)
    for row in rows.order_by("number"):
        reasons = (f"{column}: {sentence}" for column, sentence in _problems(found, row))
        yield [*row.cells, " ".join(reasons)]


def unknown_functions(found: Import) -> list[Unknown]:
    """What the list calls functions that nobody here knows, as often as it does. One statement."""
    if "function" not in found.mapping:
        return []
    column = found.mapping.index("function")
    rows = ImportRow.objects.filter(source=found, verdict=Verdict.REFUSED)
    met: dict[str, list[str]] = {}
    for cells, problems in rows.order_by("number").values_list("cells", "problems"):
        word = cells[column]
        if rules.simple(word) and len(word) <= _LONGEST and "function" in dict(problems):
            met.setdefault(rules.simple(word), []).append(word)
    return [Unknown(key=key, word=words[0], many=len(words)) for key, words in met.items()][
        :MOST_UNKNOWN
    ]


def _line(found: Import, row: ImportRow) -> RowLine:
    mapped = [cell for field, cell in zip(found.mapping, row.cells, strict=True) if field and cell]
    return RowLine(
        number=row.number,
        verdict=row.verdict,
        words=" · ".join((mapped or row.cells)[:_SHOWN]),
        problems=_problems(found, row),
        kept=row.kept,
    )


def _problems(found: Import, row: ImportRow) -> list[tuple[str, str]]:
    headers = dict(zip(found.mapping, found.columns, strict=True))
    return [
        (headers.get(field) or rules.FIELDS[field][0], sentence) for field, sentence in row.problems
    ]
