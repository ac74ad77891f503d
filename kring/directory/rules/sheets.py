"""Bytes to rows and back: CSV as Excel saves it in the Netherlands, and XLSX."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.worksheet.worksheet import Worksheet

MAX_BYTES = 5_000_000
MAX_ROWS = 5_000
MAX_COLUMNS = 60
MAX_CELL = 1_000
_UNPACKED = 60_000_000  # an honest list of 5,000 rows unpacks to a tenth of this
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Unreadable(ValueError):
    """The file cannot be read; the message says what to do."""


@dataclass(frozen=True)
class Sheet:
    """Headers and rows, trimmed; each row as long as the headers."""

    columns: list[str]
    rows: list[list[str]]


def read_sheet(content: bytes) -> Sheet:
    """Read a list by its content, whatever its name says. Raises Unreadable."""
    if len(content) > MAX_BYTES:
        raise Unreadable(_("Dit bestand is te groot. Neem een lijst van hooguit 5 MB."))
    found = _xlsx(content) if content[:2] == b"PK" else _csv(content)
    rows = [row for row in ([_clean(cell) for cell in row] for row in found) if any(row)]
    if len(rows) < 2:
        raise Unreadable(
            _(
                "In dit bestand staat geen lijst."
                " Zet kopjes op de eerste regel en daaronder de mensen."
            )
        )
    if len(rows) > MAX_ROWS + 1:
        raise Unreadable(
            _("Deze lijst is te lang. Neem hooguit %(rows)s regels tegelijk.") % {"rows": MAX_ROWS}
        )
    columns = rows[0][:MAX_COLUMNS]
    width = len(columns)
    return Sheet(columns, [(row + [""] * width)[:width] for row in rows[1:]])


def _clean(cell: object) -> str:
    text = "" if cell is None else str(cell)
    if text.startswith("'") and text[1:2] in _FORMULA:
        text = text[1:]  # our own export, and Excel, mark text like this
    shown = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(shown.split())[:MAX_CELL]


def _csv(content: bytes) -> list[list[str]]:
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
