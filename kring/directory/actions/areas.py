"""Neighbourhoods from a map of their outlines: a list like others, done at once."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from kring.audit import actions as audit
from kring.core.actor import Me
from kring.core.errors import Refused
from kring.directory import rules
from kring.directory.models import Import, ImportRow, ImportTouch, Neighbourhood
from kring.directory.rules import WhyNot

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
    rows, touches = [], []
    for number, area in enumerate(areas, start=1):
        verdict, touch = _take_over(area, there.get(area.code), region)
        cells = [area.code, area.name]
        rows.append(ImportRow(source=source, number=number, cells=cells, verdict=verdict))
        if touch:
            touch.source, touch.number = source, number
            touches.append(touch)
    ImportRow.objects.bulk_create(rows)
    ImportTouch.objects.bulk_create(touches)
    audit.record("neighbourhoods.taken_over", by=by, about=region, many=len(areas))
    return source


def _there(codes: Sequence[str]) -> dict[str, Neighbourhood]:
    found = Neighbourhood.objects.select_for_update(no_key=True).filter(cbs_code__in=codes)
    return {each.cbs_code: each for each in found.order_by("pk")}


def _list(file_name: str, rows: int, by: Me) -> Import:
    """The list that it was, already done."""
    assert by.region is not None
    assert by.position is not None
    moments = ("uploaded_at", "read_at", "checking_at", "checked_at", "started_at", "done_at")
    return Import.objects.create(
        region_id=by.region, made_by_id=by.position, file_name=file_name[:120], columns=_COLUMNS,
        mapping=["", ""], rows=rows, rows_done=rows, **dict.fromkeys(moments, by.at),
    )  # fmt: skip


def _take_over(
    area: rules.Area, known: Neighbourhood | None, region: UUID
) -> tuple[str, ImportTouch | None]:
    """Add or change it: what was done, and what undoing needs to know."""
    if known is None:
        made = Neighbourhood.objects.create(
            region_id=region, cbs_code=area.code, name=area.name, outline=area.outline
        )
        return Verdict.NEW, _touch(made, None)
    old = {"name": known.name, "outline": known.outline}
    if old == {"name": area.name, "outline": area.outline}:
        return Verdict.SAME, None
    known.name, known.outline = area.name, area.outline
    known.save(update_fields=["name", "outline"])
    known.refresh_from_db(fields=["version"])
    return Verdict.CHANGED, _touch(known, old)


def _touch(there: Neighbourhood, old: dict[str, object] | None) -> ImportTouch:
    return ImportTouch(thing=there.pk, model="area", version=there.version, old=old)
