"""Neighbourhoods from a map of their outlines: a list like others, done at once."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from kring.audit import actions as audit
from kring.core.actor import Me
from kring.core.errors import Refused
from kring.directory import rules
from kring.directory.models import Import, ImportRow, ImportTouch, Neighbourhood
from kring.directory.rules import WhyNot

from .locks import locked
from .regional import region_of

Verdict = ImportRow.Verdict
_COLUMNS = ["CBS-code", "Naam"]


@transaction.atomic
def take_over_areas(file_name: str, content: bytes, *, by: Me) -> Import:
    """Neighbourhoods and outlines from GeoJSON, by their CBS code; with undo. Raises Refused."""
    region = region_of(by)
    try:
        areas = rules.read_areas(content)
    except rules.Unreadable as error:
        raise Refused(str(error)) from error
    there = _there([area.code for area in areas])
    if any(each.region_id != region for each in there.values()):
        raise Refused(WhyNot.OTHER_REGION)
    source = _list(file_name, len(areas), by)
    touches = []
    rows = [
        ImportRow(source=source, number=number, cells=[area.code, area.name])
        for number, area in enumerate(areas, start=1)
    ]
    for row, area in zip(rows, areas, strict=True):
        row.verdict, old = _verdict(area, there.get(area.code))
        if row.verdict != Verdict.SAME:
            touches.append(ImportTouch(source=source, number=row.number, model="area", old=old))
    _write(touches, areas, there, region)
    ImportRow.objects.bulk_create(rows)
    ImportTouch.objects.bulk_create(touches)
    audit.record("neighbourhoods.taken_over", by=by, about=region, many=len(areas))
    return source


def _there(codes: Sequence[str]) -> dict[str, Neighbourhood]:
    found = locked(Neighbourhood.objects.filter(cbs_code__in=codes))
    return {each.cbs_code: each for each in found}


def _list(file_name: str, rows: int, by: Me) -> Import:
    """The list that it was, already done."""
    assert by.region is not None
    assert by.position is not None
    moments = ("uploaded_at", "read_at", "checking_at", "checked_at", "started_at", "done_at")
    return Import.objects.create(
        region_id=by.region, made_by_id=by.position, file_name=file_name[:120], columns=_COLUMNS,
        mapping=["", ""], rows=rows, rows_done=rows, **dict.fromkeys(moments, by.at),
    )  # fmt: skip


def _verdict(
    area: rules.Area, known: Neighbourhood | None
) -> tuple[Verdict, dict[str, object] | None]:
    """What to do with it, and what was there when that changes."""
    if known is None:
        return Verdict.NEW, None
    old = {"name": known.name, "outline": known.outline}
    same = old == {"name": area.name, "outline": area.outline}
    return (Verdict.SAME, None) if same else (Verdict.CHANGED, old)


def _write(
    touches: Sequence[ImportTouch],
    areas: Sequence[rules.Area],
    there: Mapping[str, Neighbourhood],
    region: UUID,
) -> None:
    """Add and change these areas; each touch knows which it is, and its version from now on."""
    new: list[Neighbourhood] = []
    changed: list[Neighbourhood] = []
    for touch in touches:
        area = areas[touch.number - 1]
        known = there.get(area.code) or Neighbourhood(region_id=region, cbs_code=area.code)
        known.name, known.outline = area.name, area.outline
        (new if touch.old is None else changed).append(known)
        touch.thing = known.pk
    Neighbourhood.objects.bulk_create(new)
    Neighbourhood.objects.bulk_update(changed, ["name", "outline"])
    written = Neighbourhood.objects.filter(pk__in=[touch.thing for touch in touches])
    versions = dict(written.values_list("pk", "version"))
    for touch in touches:
        touch.version = versions[touch.thing]
