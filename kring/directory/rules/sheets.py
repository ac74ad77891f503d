"""Bytes to rows and back: CSV as Excel saves it in the Netherlands, and XLSX."""

import codecs
import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice, zip_longest
from typing import Any

from django.utils.translation import gettext as _

from .columns import fields_in, header_of

MEGABYTES = 25
MAX_ROWS = 100_000
MAX_COLUMNS = 60
MAX_CELL = 1_000
_UNPACKED = 250_000_000  # an honest list of 100,000 rows unpacks to a third of this
_TOP = 30  # rows by which a delimiter, and the sheet that is the list, are known
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SAYS_DELIMITER = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')

Cells = Sequence[object]


class Unreadable(ValueError):
    """The file cannot be read; the message says what to do."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Headers and rows, trimmed; each row as long as the headers.

    `numbers`: per row where it stands in the file, so that people find it back. `names`: of all
    sheets in the file, `chosen` the one that was read.
    """

    columns: list[str]
    rows: list[list[str]]
    numbers: list[int]
    names: list[str]
    chosen: int


def read_sheet(content: bytes, *, choose: int | None = None) -> Sheet:
    """Read a list by its content, whatever its name says. Raises Unreadable.

    `choose`: which sheet of the file; else the first on which the headers of a list stand.
    """
    if len(content) > MEGABYTES * 1_000_000:
        raise Unreadable(
            _("Dit bestand is te groot. Neem een lijst van hooguit %(megabytes)s MB.")
            % {"megabytes": MEGABYTES}
        )
    if content.startswith(_OLD_EXCEL):
        raise Unreadable(
            _("Dit is een oud of beveiligd Excelbestand. Sla het zonder wachtwoord op als .xlsx.")
        )
    names, chosen, found = _xlsx(content, choose) if content[:2] == b"PK" else _csv(content)
    cleaned = ([_clean(cell) for cell in row[:MAX_COLUMNS]] for row in found)
    rows = [(number, row) for number, row in enumerate(cleaned, start=1) if any(row)]
    if len(found) > MAX_ROWS + _TOP:
        raise Unreadable(
            _("Deze lijst is te lang. Neem hooguit %(rows)s regels tegelijk.")
            % {"rows": f"{MAX_ROWS:,}".replace(",", ".")}
        )
    top = header_of([row for _number, row in rows])
    if len(rows) < top + 2:
        raise Unreadable(
            _(
                "In dit bestand staat geen lijst."
                " Zet kopjes op de eerste regel en daaronder de mensen."
            )
        )
    columns, cells = _below(top, [row for _number, row in rows])
    numbers = [number for number, _row in rows[top + 1 :]]
    return Sheet(columns=columns, rows=cells, numbers=numbers, names=names, chosen=chosen)


def _below(top: int, rows: Sequence[list[str]]) -> tuple[list[str], list[list[str]]]:
    """The headers and what stands under them; an empty header says what stands above it."""
    columns, rest = rows[top], rows[top + 1 :]
    above = rows[top - 1] if top else []
    if len({*above} - {""}) > 1:  # a group of columns, not a title over all of them
        columns = [name or over for name, over in zip_longest(columns, above, fillvalue="")]
    width = max(_width(row) for row in (columns, *rest))
    return _wide(columns, width), [_wide(row, width) for row in rest]


def _width(row: Sequence[str]) -> int:
    return max((place for place, cell in enumerate(row, start=1) if cell), default=0)


def _wide(row: list[str], width: int) -> list[str]:
    return (row + [""] * width)[:width]


def _clean(cell: object) -> str:
    text = _said(cell).strip().replace("\n", ", ")
    if text.startswith("'") and text[1:].lstrip("'").startswith(_FORMULA):
        text = text[1:]  # our own export, and Excel, mark text like this
    return tidy(text)[:MAX_CELL]


def tidy(text: str) -> str:
    """A text as a cell keeps it: on one line, without what one cannot see."""
    shown = text if text.isprintable() else "".join(x if x.isprintable() else " " for x in text)
    return " ".join(shown.split())


def _said(cell: object) -> str:
    """A cell as people read it: Excel knows numbers, days and times, and keeps no leading zero."""
    match cell:
        case None:
            return ""
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() != time():
            return f"{cell:%d-%m-%Y %H:%M}"
        case date():
            return f"{cell:%d-%m-%Y}"
        case time():
            return f"{cell:%H:%M}"
    return str(cell)


def _csv(content: bytes) -> tuple[list[str], int, list[Cells]]:
    if content[:2] in _UTF16:  # what Excel calls Unicode text
        content = content.decode("utf-16", errors="replace").encode()
    if b"\0" in content[:4096]:
        raise Unreadable(_("Dit is geen lijst. Kies een bestand van Excel (.xlsx) of CSV."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    said = _SAYS_DELIMITER.match(text)
    text = text[said.end() :] if said else text
    try:
        delimiter = said[1] if said else _delimiter(text)
        rows: list[Cells] = [*islice(_split(text, delimiter), MAX_ROWS + _TOP + 1)]
    except csv.Error as error:
        raise Unreadable(
            _("Deze CSV kan Kring niet lezen. Sla hem op als Excel (.xlsx).")
        ) from error
    return [], 0, rows


def _split(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _delimiter(text: str) -> str:
    """What cuts most rows into equally many cells: a title or an address has commas too."""
    return max(";\t,", key=lambda each: _evenness(islice(_split(text, each), _TOP)))


def _evenness(rows: Iterable[list[str]]) -> tuple[int, int]:
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(((many, width) for width, many in widths.items()), default=(0, 0))


def _xlsx(content: bytes, choose: int | None) -> tuple[list[str], int, list[Cells]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > _UNPACKED:
            raise Unreadable(_("Dit bestand is te groot. Neem een kleinere lijst."))
        with closing(_book(content)) as book:
            sheets = [each for each in book.worksheets if each.sheet_state == "visible"]
            tops = [[*islice(_rows(each), _TOP)] for each in sheets] if choose is None else []
            chosen = _likely(tops) if choose is None else min(choose, len(sheets) - 1)
            rows = [*islice(_rows(sheets[chosen]), MAX_ROWS + _TOP + 1)]
            return [each.title for each in sheets], chosen, rows
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever the broken file makes it meet
        raise Unreadable(
            _("Dit Excelbestand kan Kring niet lezen. Sla het opnieuw op, of als CSV.")
        ) from error


def _book(content: bytes) -> Any:
    import openpyxl  # slow to load: only who reads or writes a list waits for it

    return openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)


def _likely(tops: Sequence[Sequence[Cells]]) -> int:
    """The first sheet with most headers that are known: a cover may stand before it."""
    known = [fields_in([[_clean(cell) for cell in row] for row in top]) for top in tops]
    return known.index(max(known))


def _rows(sheet: Any) -> Iterator[Cells]:
    """The rows of a sheet. A merged cell says the same for all its rows: the organisation above
    three people."""
    sheet.reset_dimensions()  # not every program writes them as they are
    merged = _merged(sheet)
    over: dict[int, tuple[object, int]] = {}  # column → what stands over it, until which row
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        row = list(cells[:MAX_COLUMNS])
        for left, right, last in merged.get(number, ()):
            value = row[left] if left < len(row) else None
            over |= dict.fromkeys(range(left, right), (value, last))
        over = {column: each for column, each in over.items() if each[1] >= number}
        row += [None] * (max(over, default=-1) + 1 - len(row))
        for column, (value, _last) in over.items():
            row[column] = value
        yield row


def _merged(sheet: Any) -> dict[int, list[tuple[int, int, int]]]:
    """Row → the merged cells that begin there: first column, the one after the last, last row."""
    from openpyxl.utils.cell import range_boundaries

    part = sheet.parent._archive.read(sheet._worksheet_path)  # a streamed sheet does not tell
    found: dict[int, list[tuple[int, int, int]]] = {}
    for reference in _MERGED.findall(part):
        left, first, right, last = (int(each or 0) for each in range_boundaries(reference.decode()))
        found.setdefault(first, []).append((left - 1, min(right, MAX_COLUMNS), last))
    return found


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV that Excel opens as it should; no cell is taken for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def write_xlsx(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The same as an Excel sheet, with every cell as text."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Netwerk")
    sheet.append(list(columns))
    for row in rows:
        sheet.append([_harmless(cell) for cell in row])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _harmless(cell: str) -> str:
    text = tidy(cell)
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text
