import json
import re
from contextlib import suppress

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.directory import actions, queries, rules
from kring.directory.models import (
    EmergencyNumber,
    ImportTouch,
    Neighbourhood,
    Position,
    Team,
    Theme,
)
from kring.directory.tests.conftest import page, signed_in

SQUARE = [[[5.0, 52.0], [5.1, 52.0], [5.1, 52.1], [5.0, 52.1], [5.0, 52.0]]]
BOW_TIE = [[[5.0, 52.0], [5.1, 52.1], [5.1, 52.0], [5.0, 52.1], [5.0, 52.0]]]
IN_METRES = [[[155000, 463000], [156000, 463000], [156000, 464000], [155000, 463000]]]


def geojson(outline=SQUARE, *, code="BU09990009", name="Molenhoek", kind="Polygon"):
    feature = {
        "type": "Feature",
        "properties": {"statcode": code, "statnaam": name},
        "geometry": {"type": kind, "coordinates": outline},
    }
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


def take_over(client, content, name="buurten.geojson"):
    file = SimpleUploadedFile(name, content)
    return client.post("/beheer/buurten/overnemen/", {"file": file}, follow=True)


def test_neighbourhoods_come_on_the_map_and_a_second_time_change_nothing(village, as_fleur):
    for _ in range(2):
        take_over(as_fleur, geojson())

    html = page(as_fleur, "/beheer/buurten/")
    assert "kr-map" in html
    assert "Molenhoek" in html
    assert Neighbourhood.objects.filter(cbs_code="BU09990009").count() == 1


def test_an_outline_that_crosses_itself_is_mended(village, as_fleur):
    assert take_over(as_fleur, geojson(BOW_TIE)).status_code == 200
    assert Neighbourhood.objects.get(cbs_code="BU09990009").outline["type"] == "MultiPolygon"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe\0", "Dit is geen GeoJSON."),
        (b"[" * 100_000, "Dit is geen GeoJSON."),
        (b"[]", "In dit bestand staan geen buurten."),
        (b'{"features": []}', "Neem een bestand met"),
        (b'{"features": [null]}', "ontbreekt de CBS-code"),
        (geojson(code=""), "ontbreekt de CBS-code"),
        (geojson(code="x" * 11), "ontbreekt de CBS-code"),
        (geojson(IN_METRES), "ligt niet in Nederland"),
        (geojson([[5.0, 52.0], [5.1, 52.0]], kind="LineString"), "is geen vlak"),
        (geojson([], kind="Polygon"), "De omtrek van Molenhoek"),
        (geojson([[["a", "b"]]]), "De omtrek van Molenhoek"),
        (geojson([[[5.0, 52.0]]]), "De omtrek van Molenhoek"),
        (geojson(SQUARE, kind="Kubus"), "De omtrek van Molenhoek"),
        (geojson([[[1e308, 1e308], [-1e308, 1e308], [0, -1e308], [1e308, 1e308]]]), "Molenhoek"),
        (b"x" * 5_000_001, "te groot"),
    ],
)
def test_a_file_that_is_no_map_gets_a_sentence(village, as_fleur, content, sentence):
    answer = take_over(as_fleur, content)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_whatever_stands_for_an_outline_gives_areas_or_a_sentence(geometry):
    feature = {"properties": {"naam": "A", "code": "B"}, "geometry": geometry}
    with suppress(rules.Unreadable):
        assert rules.read_areas(json.dumps({"features": [feature]}).encode())


def test_names_from_a_file_are_text(village, as_fleur):
    html = take_over(as_fleur, geojson(name="<script>\u202ealert(1)</script>")).content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_a_neighbourhood_of_another_region_is_not_taken(village, as_fleur):
    Neighbourhood.objects.create(region_id=village.elders, cbs_code="BU09990009", name="Elders")

    answer = take_over(as_fleur, geojson())

    assert answer.status_code == 422
    assert rules.WhyNot.OTHER_REGION in answer.content.decode()
    assert "Elders" not in page(as_fleur, "/beheer/buurten/")


def test_a_theme_gets_words_of_each_sector(village, as_fleur):
    as_fleur.post("/beheer/themas/nieuw/", {"name": "Post", "code": "post", "order": "1"})
    there = Theme.objects.get(code="post")
    typed = {
        "name": "Post", "code": "post", "order": "1", "version": there.version,
        "words_care": "schulden\nfinanciën\nschulden", "words_plain": "rekeningen",
    }  # fmt: skip

    answer = as_fleur.post(f"/beheer/themas/{there.pk}/", typed, follow=True)

    assert answer.status_code == 200
    assert there.region_id == village.waterrijk
    words = set(there.words.values_list("sector", "word"))
    assert words == {("care", "schulden"), ("care", "financiën"), ("plain", "rekeningen")}


def test_a_theme_of_all_regions_is_changed_by_none(village, as_fleur):
    there = Theme.objects.get(pk=village.geld)
    assert there.name in page(as_fleur, "/beheer/themas/")
    page(as_fleur, f"/beheer/themas/{village.geld}/", status=404)

    with acting(professional(village.fleur)) as me, pytest.raises(Refused) as refusal:
        actions.save_theme(there.pk, {"name": "x"}, words={}, version=there.version, by=me)

    assert refusal.value.args[0] == rules.WhyNot.SHARED_THEME


def test_a_theme_that_ended_is_not_offered_and_stays_what_something_is_about(village, as_fleur):
    there = Theme.objects.create(code="post", name="Post", region_id=village.waterrijk)
    typed = {"name": "Post", "code": "post", "order": "0", "version": there.version}

    as_fleur.post(f"/beheer/themas/{there.pk}/", typed | {"ended": "on"})

    there.refresh_from_db()
    assert there.ended_on is not None
    assert there not in queries.themes(village.waterrijk)
    assert there in queries.themes(village.waterrijk, kept=there.pk)
    assert "niet meer te kiezen" in page(as_fleur, "/beheer/themas/")
    as_fleur.post(f"/beheer/themas/{there.pk}/", typed | {"version": there.version})
    assert there in queries.themes(village.waterrijk)


def test_a_theme_of_another_region_is_not_there(village, as_fleur):
    theirs = Theme.objects.create(code="wad", name="Waddenpost", region_id=village.elders)

    assert "Waddenpost" not in page(as_fleur, "/beheer/themas/")
    page(as_fleur, f"/beheer/themas/{theirs.pk}/", status=404)
    assert theirs not in queries.themes(village.waterrijk)
    assert theirs in queries.themes(village.elders)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"code": "geld"},
        {"code": "é"},
        {"order": "-1"},
        {"order": "9" * 30},
        {"words_care": "x" * 81},
        {"words_care": "a\0b"},
    ],
)
def test_a_wrong_theme_gets_a_sentence(village, as_fleur, wrong):
    typed = {"name": "Vervoer", "code": "vervoer", "order": "3"} | wrong

    assert as_fleur.post("/beheer/themas/nieuw/", typed).status_code == 422
    assert not Theme.objects.filter(name="Vervoer").exists()


def test_a_number_taken_away_can_be_put_back(village, as_fleur):
    there = EmergencyNumber.objects.get(region=village.waterrijk)
    answer = as_fleur.post(f"/beheer/nummers/{there.pk}/weg/", follow=True)
    assert not EmergencyNumber.objects.filter(region=village.waterrijk).exists()
    undo = answer.content.decode().split('action="/beheer/nummers/terug/')[1].split('"')[0]

    as_fleur.post(f"/beheer/nummers/terug/{undo}")

    again = EmergencyNumber.objects.get(region=village.waterrijk)
    assert (again.purpose, again.phone) == (there.purpose, there.phone)


def test_a_number_that_was_made_up_is_not_put_back(village, as_fleur):
    assert as_fleur.post("/beheer/nummers/terug/verzonnen/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "good"),
    [
        ({"phone": "112"}, True),
        ({"phone": "088 012 34 56", "opens_at": "17:00", "closes_at": "09:00"}, True),
        ({"phone": "twaalf"}, False),
        ({"phone": "12"}, False),
        ({"phone": "112", "opens_at": "17:00"}, False),
        ({"phone": "112", "opens_at": "25:00", "closes_at": "9:00"}, False),
        ({"phone": "112", "order": "1" * 20}, False),
        ({"phone": "112", "purpose": "\u202e"}, False),
    ],
)
def test_a_number_is_kept_or_gets_a_sentence(village, as_fleur, typed, good):
    answer = as_fleur.post("/beheer/nummers/nieuw/", {"purpose": "Crisis", "order": "1"} | typed)

    assert answer.status_code == (302 if good else 422)
    assert EmergencyNumber.objects.filter(purpose="Crisis").exists() is good


def test_hours_are_shown_as_they_are_typed(village, as_fleur):
    number = EmergencyNumber.objects.create(
        region_id=village.waterrijk,
        purpose="Nacht",
        phone="112",
        opens_at="17:00",
        closes_at="9:00",
    )

    assert 'value="17:00"' in page(as_fleur, f"/beheer/nummers/{number.pk}/")


def test_the_menu_leads_to_it_for_who_looks_after_it_and_nobody_else(village, as_fleur, sign_in):
    door = 'href="/beheer/"'

    assert door in page(as_fleur, "/beheer/nummers/")
    assert door not in page(sign_in("samira"), "/meer/")


def test_numbers_of_another_region_are_not_there(village, as_fleur):
    other = EmergencyNumber.objects.create(
        region_id=village.elders, purpose="Crisis Elders", phone="112"
    )

    assert "Crisis Elders" not in page(as_fleur, "/beheer/nummers/")
    page(as_fleur, f"/beheer/nummers/{other.pk}/", status=404)
    assert as_fleur.post(f"/beheer/nummers/{other.pk}/weg/").status_code == 404


@pytest.mark.parametrize("path", ["buurten/", "buurten/overnemen/", "themas/", "nummers/nieuw/"])
def test_who_looks_after_one_practice_does_not_change_the_region(village, path):
    Position.objects.filter(pk=village.bakker).update(is_admin=True)

    page(signed_in(village, "bakker"), f"/beheer/{path}", status=404)


def test_areas_that_were_taken_over_are_put_back_and_those_in_use_stay(village, as_fleur):
    two = json.loads(geojson())
    two["features"] += json.loads(geojson(code="BU09990010", name="Sluis"))["features"]
    there = Neighbourhood.objects.filter(region=village.waterrijk).first()
    two["features"] += json.loads(geojson(code=there.cbs_code, name="Anders"))["features"]
    html = take_over(as_fleur, json.dumps(two).encode()).content.decode()
    assert "De lijst is overgenomen" in html
    assert "Buurten</a>" in html
    sluis = Neighbourhood.objects.get(cbs_code="BU09990010")
    Team.objects.get(pk=village.tuindorp).area.add(sluis)

    html = as_fleur.post(re.search(r'"([^"]+terugdraaien/)"', html)[1], follow=True).text

    assert "Iemand wijzigde intussen 1 regel." in html
    assert not Neighbourhood.objects.filter(cbs_code="BU09990009").exists()
    assert Neighbourhood.objects.filter(pk=sluis.pk).exists()
    there.refresh_from_db(fields=["name", "outline"])
    assert there.name != "Anders"


def test_a_long_map_takes_as_many_statements_as_a_short_one(village, django_assert_num_queries):
    def areas(many, name):
        features = [
            json.loads(geojson(code=f"BU09991{number:03}", name=f"{name} {number}"))["features"][0]
            for number in range(many)
        ]
        return json.dumps({"type": "FeatureCollection", "features": features}).encode()

    with acting(professional(village.fleur)) as me:
        actions.take_over_areas("buurten.geojson", areas(1, "Sluis"), by=me)
        with django_assert_num_queries(11, exact=False) as few:
            actions.take_over_areas("buurten.geojson", areas(2, "Molen"), by=me)
        with django_assert_num_queries(len(few)):
            done = actions.take_over_areas("buurten.geojson", areas(30, "Haven"), by=me)
        touched = ImportTouch.objects.filter(source=done)
        assert dict(touched.values_list("number", "version").filter(number__lt=4)) == {
            1: 3, 2: 2, 3: 1,
        }  # fmt: skip
