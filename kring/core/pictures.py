"""Pictures drawn on the server, as SVG: they print, need no script and read aloud."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from textwrap import wrap
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

if TYPE_CHECKING:
    from shapely.geometry import Polygon
    from shapely.geometry.base import BaseGeometry

MOST_INSIDE = 6
MOST_OUTSIDE = 10

WIDTH, HEIGHT = 800, 600
CENTRE_X, CENTRE_Y = 400, 292
NODE = 24
CENTRE_SIGNS = 12
LABEL_WIDTH, INITIALS_WIDTH, CENTRE_WIDTH = 146, 40, 92

MAP_WIDTH = 640
AREA_NAME_WIDTH = 190
NARROW = frozenset("iljtfI.,:;'’‘|!()[]- ")
WIDE = frozenset("MWmw@%—&…ÆæŒœŴŵßďĦŉ")
LATIN = 0x17F  # the last of the letters that the font surely has
Flat = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, kw_only=True)
class Node:
    """Somebody in the circle; not `sharing` is drawn dashed: "deelt nog niet mee"."""

    name: str
    role: str
    initials: str
    url: str
    coordinates: bool = False
    sharing: bool = True


@dataclass(frozen=True)
class Ring:
    """Where one ring lies: its radii, and how many find a place on it."""

    css: str
    across: int
    down: int
    places: int


INNER = Ring("inside", 185, 125, MOST_INSIDE)
OUTER = Ring("outside", 320, 236, MOST_OUTSIDE)


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A neighbourhood on the map: its GeoJSON geometry, `words` that say its number.

    `level` 0–5 is its shade, from calm to most.
    """

    name: str
    geometry: dict[str, object]
    url: str
    words: str
    level: int = 0


def progress_bar(share: float) -> SafeString:
    """A bar for `share` between 0 and 1; decoration beside the same in words."""
    return format_html(
        '<svg class="kr-bar" aria-hidden="true" focusable="false" viewBox="0 0 100 10"'
        ' preserveAspectRatio="none"><rect class="kr-bar__all" width="100" height="10"></rect>'
        '<rect class="kr-bar__part" width="{}" height="10"></rect></svg>',
        f"{100 * min(max(share, 0), 1):.1f}",
    )


def rings(centre: str, inside: Sequence[Node], outside: Sequence[Node]) -> SafeString:
    """Who is around a household; whoever finds no place is counted in the ring's name.

    Every node is a link with its full name; the list beside the picture has everybody.
    """
    around = [(INNER, _first(inside, INNER)), (OUTER, _first(outside, OUTER))]
    placed = [spot for ring, nodes in around for spot in _spots(ring, nodes, len(inside))]
    return format_html(
        '<svg class="kr-rings" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}{}{}{}</svg>',
        WIDTH,
        HEIGHT,
        gettext("Wie is betrokken bij %(who)s") % {"who": centre},
        format_html_join("", "{}", ((_ellipse(ring),) for ring in (OUTER, INNER))),
        format_html_join(
            "", "{}", ((_line(x, y),) for node, _, x, y in placed if node.coordinates)
        ),
        _heart(centre),
        _ring_names(len(inside), len(outside)),
        format_html_join("", "{}", ((_node(*spot),) for spot in placed)),
    )


def _first(nodes: Sequence[Node], ring: Ring) -> list[Node]:
    """Those who find a place on the ring; the coordinator always does, at the right.

    There the line from the middle crosses no name.
    """
    shown = sorted(nodes, key=lambda node: not node.coordinates)[: ring.places]
    right = len(shown) // 4 if shown and shown[0].coordinates else 0
    return shown[1 : right + 1] + shown[:1] + shown[right + 1 :]


def _spots(
    ring: Ring, nodes: Sequence[Node], inside: int
) -> Iterable[tuple[Node, Ring, float, float]]:
    """The nodes evenly around the ring; the top stays free for the ring's name.

    Alone outside: between two of the `inside`, where the line crosses nobody.
    """
    alone = ring is OUTER and len(nodes) == 1
    for index, node in enumerate(nodes):
        turns = 1 / max(inside, 3) if alone else (index + 0.5) / len(nodes)
        angle = radians(-90 + 360 * turns)
        yield node, ring, CENTRE_X + ring.across * cos(angle), CENTRE_Y + ring.down * sin(angle)


def _ellipse(ring: Ring) -> SafeString:
    return format_html(
        '<ellipse class="kr-rings__{}" cx="{}" cy="{}" rx="{}" ry="{}"></ellipse>',
        ring.css,
        CENTRE_X,
        CENTRE_Y,
        ring.across,
        ring.down,
    )


def _line(x: float, y: float) -> SafeString:
    return format_html(
        '<line class="kr-rings__line" x1="{}" y1="{}" x2="{}" y2="{}"></line>',
        CENTRE_X,
        CENTRE_Y,
        f"{x:.1f}",
        f"{y:.1f}",
    )


def _heart(centre: str) -> SafeString:
    """The household in the middle, on at most two lines."""
    lines = wrap(centre, CENTRE_SIGNS, max_lines=2, placeholder="…") or [""]
    top = CENTRE_Y + 5 - 9 * (len(lines) - 1)
    text = ((CENTRE_X, top + 18 * row, cut(line, CENTRE_WIDTH)) for row, line in enumerate(lines))
    return format_html(
        '<g aria-hidden="true"><circle class="kr-rings__heart" cx="{}" cy="{}" r="50"></circle>'
        "{}</g>",
        CENTRE_X,
        CENTRE_Y,
        format_html_join("", '<text class="kr-rings__centre" x="{}" y="{}">{}</text>', text),
    )


def _ring_names(inside: int, outside: int) -> SafeString:
    """What each ring is, above it, and how many found no place on it."""
    names = (
        (INNER, gettext("Gezin en eigen netwerk"), inside),
        (OUTER, gettext("Professionals"), outside),
    )
    return format_html_join(
        "",
        '<text class="kr-rings__name" x="{}" y="{}">{}{}</text>',
        (
            (CENTRE_X, CENTRE_Y - ring.down - 11, name, _rest(many - ring.places))
            for ring, name, many in names
        ),
    )


def _rest(many: int) -> str:
    return " · " + gettext("en nog %(count)s") % {"count": many} if many > 0 else ""


def _node(node: Node, ring: Ring, x: float, y: float) -> SafeString:
    """A link around the circle; its words lie above the link, since they may be cut short."""
    looks = [ring.css]
    looks += ["coordinates"] if node.coordinates else []
    looks += [] if node.sharing else ["apart"]
    return format_html(
        '<a class="kr-rings__node {}" href="{}" aria-label="{}">'
        '<rect x="{}" y="{}" width="{}" height="{}"></rect>'
        '<circle cx="{}" cy="{}" r="{}"></circle></a>{}',
        " ".join(f"kr-rings__node--{look}" for look in looks),
        node.url,
        _full_name(node),
        f"{x - NODE * 2:.1f}",
        f"{y - NODE:.1f}",
        NODE * 4,
        NODE * 2 + 36,
        f"{x:.1f}",
        f"{y:.1f}",
        NODE,
        _words(node, x, y),
    )


def _words(node: Node, x: float, y: float) -> SafeString:
    """Initials in the circle, name and role under it."""
    return format_html_join(
        "",
        '<text class="kr-rings__{}" aria-hidden="true" x="{}" y="{}">{}</text>',
        (
            ("initials", f"{x:.1f}", f"{y + 4.5:.1f}", cut(node.initials, INITIALS_WIDTH)),
            ("who", f"{x:.1f}", f"{y + 40:.1f}", cut(node.name, LABEL_WIDTH)),
            ("role", f"{x:.1f}", f"{y + 56:.1f}", cut(node.role, LABEL_WIDTH)),
        ),
    )


def _full_name(node: Node) -> str:
    """What a screen reader says of a node."""
    parts = [node.name, node.role]
    if node.coordinates:
        parts.append(gettext("coördinator"))
    if not node.sharing:
        parts.append(gettext("deelt nog niet mee"))
    return ", ".join(filter(None, parts))


def cut(text: str, room: float) -> str:
    """The text, or as much of it as has room (in px) with a sign that there is more."""
    if width(text) <= room:
        return text
    kept = text
    while kept and width(kept) > room - _sign_width("…"):
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def width(text: str) -> float:
    """How wide a text at most is in a picture, in px, as our font draws it at 14 px."""
    return sum(map(_sign_width, text))


def _sign_width(sign: str) -> float:
    if sign in NARROW:
        return 4.9
    if sign in WIDE:
        return 13.6
    if ord(sign) > LATIN:
        return 17
    return 9.6 if sign.isupper() else 8.0


def map_of(outlines: Sequence[Outline], *, label: str) -> SafeString:
    """Neighbourhoods as a map without tiles; each is a link that says its number.

    Longitude and latitude become flat at the middle of the area: right to a per mille
    for a municipality, which is all a map without distances needs.
    """
    from shapely.geometry import shape  # slow to load: only who draws a map waits for it

    shapes = [shape(outline.geometry) for outline in outlines]
    west, south = min(s.bounds[0] for s in shapes), min(s.bounds[1] for s in shapes)
    east, north = max(s.bounds[2] for s in shapes), max(s.bounds[3] for s in shapes)
    narrowing = cos(radians((south + north) / 2))
    scale = MAP_WIDTH / ((east - west) * narrowing or 1)

    def flat(longitude: float, latitude: float) -> tuple[float, float]:
        return (longitude - west) * narrowing * scale, (north - latitude) * scale

    height = (north - south) * scale
    areas = [(outline, area, flat) for outline, area in zip(outlines, shapes, strict=True)]
    return format_html(
        '<svg class="kr-map" viewBox="-6 -6 {} {}" role="group" aria-label="{}">{}{}</svg>',
        MAP_WIDTH + 12,
        f"{height + 12:.0f}",
        label,
        format_html_join("", "{}", ((_area(*each),) for each in areas)),
        format_html_join("", "{}", ((_area_name(*each, height),) for each in areas)),
    )


def _area(outline: Outline, area: "BaseGeometry", flat: Flat) -> SafeString:
    rings = (ring for part in _parts(area) for ring in (part.exterior, *part.interiors))
    path = "".join(
        "M" + "L".join("{:.1f} {:.1f}".format(*flat(*point[:2])) for point in ring.coords) + "Z"
        for ring in rings
    )
    return format_html(
        '<a href="{}" aria-label="{}: {}">'
        '<path class="kr-map__area kr-map__area--{}" d="{}"></path></a>',
        outline.url,
        outline.name,
        outline.words,
        min(max(outline.level, 0), 5),
        path,
    )


def _area_name(outline: Outline, area: "BaseGeometry", flat: Flat, height: float) -> SafeString:
    """The name inside its area, moved so far that it stays on the map."""
    middle = area.representative_point()
    x, y = flat(middle.x, middle.y)
    name = cut(outline.name, AREA_NAME_WIDTH)
    half = width(name) / 2
    return format_html(
        '<text class="kr-map__name" aria-hidden="true" x="{}" y="{}">{}</text>',
        f"{min(max(x, half), MAP_WIDTH - half):.1f}",
        f"{min(max(y, 14), max(height - 4, 14)):.1f}",
        name,
    )


def _parts(area: "BaseGeometry") -> "list[Polygon]":
    return [part for part in getattr(area, "geoms", [area]) if part.geom_type == "Polygon"]
