"""One finds whom one means by what one types: a part, words in any order, a slip of the pen."""

from datetime import timedelta

import pytest

from kring.accounts.models import Professional
from kring.core.actor import acting, professional
from kring.directory import queries
from kring.directory.models import Function, Organisation, Position, Team

KINDS = ("position", "team", "organisation")


def found(village, words, *, by="samira", kinds=KINDS, many=5):
    with acting(professional(getattr(village, by))) as me:
        return [each.name for each in queries.find(me, words, kinds=kinds, many=many)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("bakker", "Peter Bakker"),
        ("BAK", "Peter Bakker"),
        ("bakker peter", "Peter Bakker"),
        ("huisarts olm", "Hanna Vermeer"),
        ("ozturk", "Kemal Öztürk"),
        ("Öztürk", "Kemal Öztürk"),
        ("de groot wijkagent", "Mirjam de Groot"),
        ("wijkteam tuin", "Ineke de Groot"),
        ("  bákker!  ", "Peter Bakker"),
    ],
)
def test_a_part_or_words_in_any_order_find_someone(village, typed, first):
    assert found(village, typed)[0] == first


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("bekker", "Peter Bakker"),
        ("baker", "Peter Bakker"),
        ("vermere", "Hanna Vermeer"),
        ("hadad", "Samira Haddad"),
        ("willms", "Noor Willems"),
        ("huisarst olm", "Hanna Vermeer"),
        ("kredtbank", "Joost Kok"),
    ],
)
def test_a_slip_of_the_pen_still_finds_someone(village, typed, first):
    assert found(village, typed)[0] == first


@pytest.mark.parametrize(
    "typed", ["", " ", "b", "xyzzyx", "%", "_", "100%", "\\", "'; --", "bakker xyzzyx", "9" * 500]
)
def test_what_fits_nobody_finds_nobody(village, typed):
    assert found(village, typed) == []


def test_who_is_called_like_that_goes_before_where_it_stands(village):
    Organisation.objects.create(region_id=village.waterrijk, name="Naar de Bakker")

    assert found(village, "bakker", kinds=("organisation", "position")) == [
        "Naar de Bakker",
        "Peter Bakker",
    ]
    assert found(village, "de linde", kinds=("position",)) == ["Noor Willems", "Peter Bakker"]


def test_of_each_kind_there_is_room(village):
    for number in range(9):
        Organisation.objects.create(region_id=village.waterrijk, name=f"Bakkerij {number}")

    assert found(village, "bakker", many=3) == [
        "Peter Bakker", "Bakkerij 0", "Bakkerij 1", "Bakkerij 2",
    ]  # fmt: skip


def test_another_region_is_not_found(village):
    assert found(village, "vreemd") == []
    assert found(village, "vreemd", by="vreemd") == ["Vera Vreemd"]


@pytest.mark.parametrize("change", ["left", "comes_later", "stopped", "practice_closed"])
def test_who_does_not_work_here_now_is_not_found(village, change):
    yesterday, tomorrow = (village.today + timedelta(days=d) for d in (-1, 1))
    bakker = Position.objects.filter(pk=village.bakker)
    match change:
        case "left":
            bakker.update(until_on=yesterday)
        case "comes_later":
            bakker.update(from_on=tomorrow)
        case "stopped":
            Professional.objects.filter(pk=village.professional("bakker")).update(is_active=False)
        case "practice_closed":
            Organisation.objects.filter(pk=village.linde).update(ended_on=village.today)

    assert found(village, "bakker") == []


def test_a_new_name_is_found_at_once_and_the_old_one_no_more(village):
    Professional.objects.filter(pk=village.professional("bakker")).update(family_name="Timmer")
    Organisation.objects.filter(pk=village.olm).update(name="Praktijk Es")
    Team.objects.filter(pk=village.tuindorp).update(name="Buurtteam Zuid")
    Function.objects.filter(code="wijkagent").update(name="Buurtagent")

    assert found(village, "timmer") == ["Peter Timmer"]
    assert "Peter Bakker" not in found(village, "bakker")
    assert found(village, "praktijk es", kinds=("position",)) == ["Hanna Vermeer"]
    assert "Samira Haddad" in found(village, "buurtteam zuid")
    assert found(village, "buurtagent") == ["Mirjam de Groot"]
