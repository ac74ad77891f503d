import re
from html import unescape
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.core import pictures


def node(number, **facts):
    return pictures.Node(
        name=facts.pop("name", f"Persoon {number}"),
        role=facts.pop("role", "wijkteam"),
        initials="PN",
        url=f"/mens/{number}/",
        **facts,
    )


def texts(svg):
    found = re.findall(r'<text class="([\w-]+)"[^>]*? x="([\d.]+)" y="([\d.]+)">(.*?)</text>', svg)
    return [(css, float(x), float(y), words) for css, x, y, words in found]


def test_everybody_is_a_link_with_a_full_name():
    svg = pictures.rings(
        "Gezin De Vries",
        [node(1, name="Fatma Yılmaz-van den Heuvel-Rijnders", role="moeder")],
        [node(2, coordinates=True), node(3, sharing=False)],
    )

    assert re.findall(r'href="([^"]+)" aria-label="([^"]+)"', svg) == [
        ("/mens/1/", "Fatma Yılmaz-van den Heuvel-Rijnders, moeder"),
        ("/mens/2/", "Persoon 2, wijkteam, coördinator"),
        ("/mens/3/", "Persoon 3, wijkteam, deelt nog niet mee"),
    ]


def test_who_finds_no_place_is_counted():
    svg = pictures.rings("Gezin", [node(n) for n in range(8)], [node(n) for n in range(14)])

    assert svg.count("<a ") == 16
    assert "Gezin en eigen netwerk · en nog 2" in svg
    assert "Professionals · en nog 4" in svg


def test_the_coordinator_always_finds_a_place():
    outside = [*(node(n) for n in range(14)), node(99, coordinates=True)]

    assert "/mens/99/" in pictures.rings("Gezin", [], outside)


def test_the_line_to_the_coordinator_leads_to_the_right():
    svg = pictures.rings("Gezin", [], [*(node(n) for n in range(9)), node(99, coordinates=True)])

    x, y = re.search(r'kr-rings__line" x1="400" y1="292" x2="([\d.]+)" y2="([\d.]+)"', svg).groups()
    assert (x, y) == ("720.0", "292.0")


@pytest.mark.parametrize("family", range(pictures.MOST_INSIDE + 1))
def test_the_line_to_a_lone_coordinator_crosses_nobody(family):
    svg = pictures.rings("Gezin", [node(n) for n in range(family)], [node(99, coordinates=True)])

    line = re.search(r'kr-rings__line" x1="400" y1="292" x2="([\d.]+)" y2="([\d.]+)"', svg)
    x, y = (float(end) - middle for end, middle in zip(line.groups(), (400, 292), strict=True))
    for circle in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="24">', svg)[:family]:
        across, down = (float(at) - middle for at, middle in zip(circle, (400, 292), strict=True))
        beside = abs(x * down - y * across) / hypot(x, y)
        assert beside > pictures.NODE or x * across + y * down < 0


def test_names_are_text_and_never_markup():
    svg = pictures.rings("<b>Gezin", [node(1, name="<script>", role='"><img>')], [])

    assert "<script>" not in svg
    assert "<img>" not in svg
    assert "<b>" not in svg


@settings(deadline=None)
@given(
    centre=st.text(max_size=60),
    names=st.lists(st.text(max_size=60), max_size=12),
)
def test_no_words_leave_the_picture(centre, names):
    people = [node(at, name=name, role=name) for at, name in enumerate(names)]

    for _, x, y, words in texts(pictures.rings(centre, people, people)):
        half = pictures.width(unescape(words)) / 2
        assert half <= x <= pictures.WIDTH - half
        assert 14 < y < pictures.HEIGHT - 4


@pytest.mark.parametrize("many", range(1, 11))
def test_words_of_neighbours_do_not_meet(many):
    people = [node(at, name="Mirjam de Groot-Bak", role="woningcorporatie") for at in range(many)]

    lines = [
        (x, y)
        for css, x, y, _ in texts(pictures.rings("Gezin De Vries", people, people))
        if "initials" not in css
    ]

    for at, (x, y) in enumerate(lines):
        for other_x, other_y in lines[at + 1 :]:
            assert abs(x - other_x) > 60 or abs(y - other_y) > 11


@pytest.mark.parametrize(
    ("share", "width"), [(0, "0.0"), (2 / 3, "66.7"), (1, "100.0"), (7, "100.0")]
)
def test_a_bar_is_as_long_as_what_is_done(share, width):
    assert f'kr-bar__part" width="{width}"' in pictures.progress_bar(share)


def square(longitude, latitude):
    corners = [(0, 0), (0.01, 0), (0.01, 0.01), (0, 0.01), (0, 0)]
    return {
        "type": "Polygon",
        "coordinates": [[(longitude + x, latitude + y) for x, y in corners]],
    }


def test_north_is_up_and_east_is_right_on_the_map():
    svg = pictures.map_of(
        [
            pictures.Outline(name="Zuid", geometry=square(5, 52), url="#z", words="12"),
            pictures.Outline(
                name="Noordoost", geometry=square(5.02, 52.02), url="#n", words="30", level=9
            ),
        ],
        label="Kaart",
    )

    (_, south_x, south_y, _), (_, north_x, north_y, _) = texts(svg)
    assert north_x > south_x
    assert north_y < south_y
    assert 'aria-label="Noordoost: 30"' in svg
    assert "kr-map__area--5" in svg


def test_an_area_of_islands_and_holes_is_drawn_whole():
    islands = {
        "type": "MultiPolygon",
        "coordinates": [
            square(5, 52)["coordinates"],
            [
                *square(5.03, 52)["coordinates"],
                [(5.032, 52.002), (5.034, 52.002), (5.034, 52.004), (5.032, 52.002)],
            ],
        ],
    }

    svg = pictures.map_of(
        [pictures.Outline(name="Waddens", geometry=islands, url="#", words="1")], label="Kaart"
    )

    assert svg.count("M") == 3
