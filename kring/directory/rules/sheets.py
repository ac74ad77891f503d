"""Bytes to rows and back: CSV as Excel saves it in the Netherlands, and XLSX."""

import codecs
import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.worksheet.worksheet import Worksheet

from .columns import header_of

MAX_BYTES = 5_000_000
MAX_ROWS = 5_000
MAX_COLUMNS = 60
MAX_CELL = 1_000
_UNPACKED = 60_000_000  # an honest list of 5,000 rows unpacks to a tenth of this
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Unreadable(ValueError):
    """The file cannot be read; the message says what to do."""


@dataclass(frozen=True)
class Sheet:
    """Headers and rows, trimmed; each row as long as the headers.

    `numbers`: per row where it stands in the file, so that people find it back.
    """

    columns: list[str]
    rows: list[list[str]]
    numbers: list[int]


def read_sheet(content: bytes) -> Sheet:
    """Read a list by its content, whatever its name says. Raises Unreadable."""
    if len(content) > MAX_BYTES:
        raise Unreadable(_("Dit bestand is te groot. Neem een lijst van hooguit 5 MB."))
    found = _xlsx(content) if content[:2] == b"PK" else _csv(content)
    cleaned = ([_clean(cell) for cell in row] for row in found)
    rows = [(number, row) for number, row in enumerate(cleaned, start=1) if any(row)]
    if len(rows) > MAX_ROWS + 1:
        raise Unreadable(
            _("Deze lijst is te lang. Neem hooguit %(rows)s regels tegelijk.") % {"rows": MAX_ROWS}
        )
    top = header_of([row for _number, row in rows])
    if len(rows) < top + 2:
        raise Unreadable(
            _(
                "In dit bestand staat geen lijst."
                " Zet kopjes op de eerste regel en daaronder de mensen."
            )
        )
    return _below(top, rows)


def _below(top: int, rows: Sequence[tuple[int, list[str]]]) -> Sheet:
    """The list under its headers; an empty header says what stands above it."""
    columns = rows[top][1][:MAX_COLUMNS]
    above = rows[top - 1][1][:MAX_COLUMNS] if top else []
    if len({*above} - {""}) > 1:  # a group of columns, not a title over all of them
        columns = [name or over for name, over in zip_longest(columns, above, fillvalue="")]
    width = len(columns)
    rest = rows[top + 1 :]
    cells = [(row + [""] * width)[:width] for _number, row in rest]
    return Sheet(columns, cells, [number for number, _row in rest])


def _clean(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)  # a number that Excel took for an amount
    text = "" if cell is None else str(cell).strip().replace("\n", ", ")
    if text.startswith("'") and text[1:2] in _FORMULA:
        text = text[1:]  # our own export, and Excel, mark text like this
    shown = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(shown.split())[:MAX_CELL]


def _csv(content: bytes) -> list[list[str]]:
    if content[:2] in _UTF16:  # what Excel calls Unicode text
        content = content.decode("utf-16", errors="replace").encode()
    if b"\0" in content[:4096]:
        raise Unreadable(_("Dit is geen lijst. Kies een bestand van Excel (.xlsx) of CSV."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";\t,", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise Unreadable(
            _("Deze CSV kan Kring niet lezen. Sla hem op als Excel (.xlsx).")
        ) from error


def _xlsx(content: bytes) -> list[list[object]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > _UNPACKED:
            raise Unreadable(_("Dit bestand is te groot. Neem een kleinere lijst."))
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        sheet = book.worksheets[0]
        _unmerge(sheet)
        return [list(row) for row in sheet.iter_rows(max_row=MAX_ROWS + 2, values_only=True)]
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever the broken file makes it meet
        raise Unreadable(
            _("Dit Excelbestand kan Kring niet lezen. Sla het opnieuw op, of als CSV.")
        ) from error


def _unmerge(sheet: Worksheet) -> None:
    """A merged cell says the same for all its rows: the organisation above three people."""
    for merged in list(sheet.merged_cells.ranges):
        value = sheet.cell(merged.min_row, merged.min_col).value
        sheet.unmerge_cells(str(merged))
        for row in range(merged.min_row, min(merged.max_row, MAX_ROWS) + 1):
            for column in range(merged.min_col, min(merged.max_col, MAX_COLUMNS) + 1):
                sheet.cell(row, column, value)


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV that Excel opens as it should; no cell is taken for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def write_xlsx(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The same as an Excel sheet, with every cell as text."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Netwerk")
    sheet.append(list(columns))
    for row in rows:
        sheet.append([_harmless(cell) for cell in row])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
