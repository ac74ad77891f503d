"""Outlines of neighbourhoods from GeoJSON: checked, made simple enough to draw."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from .sheets import Unreadable

if TYPE_CHECKING:
    from shapely.geometry import MultiPolygon, Polygon
    from shapely.geometry.base import BaseGeometry

MOST_AREAS = 500
MOST_POINTS = 200_000
FINE = 0.0001  # degrees: about ten metres, less than a map of a municipality can show
# Around the European and the Caribbean Netherlands, in degrees.
_BOXES = ((3.0, 50.6, 7.4, 53.8), (-68.6, 11.9, -62.8, 17.8))
_CODES = ("statcode", "buurtcode", "bu_code", "gwb_code", "wijkcode", "wk_code", "code")
_NAMES = ("statnaam", "buurtnaam", "bu_naam", "gwb_naam", "wijknaam", "wk_naam", "naam", "name")


@dataclass(frozen=True)
class Area:
    """A neighbourhood of a file; `outline` is a GeoJSON geometry in degrees."""

    code: str
    name: str
    outline: dict[str, Any]


def read_areas(content: bytes) -> list[Area]:
    """The neighbourhoods in a GeoJSON file, each code once. Raises Unreadable."""
    features = _features(content)
    if not 0 < len(features) <= MOST_AREAS:
        raise Unreadable(_("Neem een bestand met 1 tot %(most)s buurten.") % {"most": MOST_AREAS})
    found = {area.code: area for area in (_area(each) for each in features)}
    return list(found.values())


def _features(content: bytes) -> list[Any]:
    try:
        read = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("Dit is geen GeoJSON. Kies een bestand van het CBS of PDOK.")) from error
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list):
        raise Unreadable(_("In dit bestand staan geen buurten. Kies een andere GeoJSON."))
    return features


def _area(feature: Any) -> Area:
    about = feature.get("properties") if isinstance(feature, dict) else None
    about = about if isinstance(about, dict) else {}
    said = {str(name).lower(): value for name, value in about.items()}
    code, name = _first(said, _CODES), _first(said, _NAMES)
    if not code or not name or len(code) > 10:
        raise Unreadable(_("Bij een buurt ontbreekt de CBS-code of de naam. Vul die eerst aan."))
    return Area(code.upper(), name[:120], _outline(feature.get("geometry"), name[:120]))


def _first(said: dict[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        if isinstance(value := said.get(name), str):
            return "".join(sign for sign in value if sign.isprintable()).strip()
    return ""


def _outline(geometry: Any, name: str) -> dict[str, Any]:
    import shapely  # slow to load: only who reads a file waits for it
    from shapely.errors import ShapelyError
    from shapely.geometry import shape

    words = {"name": name}
    try:
        drawn = shape(geometry)
        placed = drawn.is_empty or any(_within(drawn.bounds, box) for box in _BOXES)
        parts = (
            [part for part in _polygons(shapely.make_valid(drawn)) if part.area] if placed else []
        )
    except (ShapelyError, ValueError, TypeError, AttributeError, LookupError) as error:
        raise Unreadable(_("De omtrek van %(name)s klopt niet. Kijk hem na.") % words) from error
    if not placed:
        raise Unreadable(
            _("%(name)s ligt niet in Nederland. Sla het bestand op in graden (WGS 84).") % words
        )
    if not parts:
        raise Unreadable(_("De omtrek van %(name)s is geen vlak. Kijk hem na.") % words)
    return _simple(shapely.MultiPolygon(parts), words)


def _simple(whole: "MultiPolygon", words: dict[str, str]) -> dict[str, Any]:
    simple = whole.simplify(FINE)
    if sum(len(part.exterior.coords) for part in _polygons(simple)) > MOST_POINTS:
        raise Unreadable(_("De omtrek van %(name)s is te fijn. Maak hem eenvoudiger.") % words)
    return json.loads(json.dumps(simple.__geo_interface__))  # type: ignore[no-any-return]  # tuples become lists


def _polygons(drawn: "BaseGeometry") -> "Iterator[Polygon]":
    for part in getattr(drawn, "geoms", [drawn]):
        if part.geom_type == "Polygon":
            yield part
        elif part.geom_type == "MultiPolygon":
            yield from part.geoms


def _within(bounds: tuple[float, ...], box: tuple[float, ...]) -> bool:
    west, south, east, north = bounds
    return box[0] <= west and box[1] <= south and east <= box[2] and north <= box[3]
