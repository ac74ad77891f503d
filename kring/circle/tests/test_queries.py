"""What pages read: only mine, and as many statements for one as for many."""

from uuid import uuid4

import pytest

from kring.circle import actions, queries
from kring.core.actor import acting, professional
from kring.residents import actions as residents
from kring.residents import queries as find


def open_for(by, name):
    person = residents.Person(family_name=name)
    new = residents.register(person, by=by, source=uuid4())
    actions.open_plan(new.household, by=by)
    return new


def test_the_head_of_a_household_says_who_coordinates_and_who_belongs_to_it(village):
    with acting(professional(village.samira)) as samira:
        head = queries.household(samira, village.devries)

        assert head.name == "Gezin De Vries-Yılmaz"
        assert head.coordinator.name == "Samira Haddad"
        assert head.mine
        assert [(member.name, member.age) for member in head.members] == [
            ("Bram de Vries", 46), ("Fatma Yılmaz", 41), ("Emre de Vries", 13),
        ]  # fmt: skip


def test_what_i_may_not_see_does_not_exist(village):
    with acting(professional(village.samira)) as samira:
        assert queries.household(samira, village.janssen) is None
        assert queries.circle(samira, village.janssen) == ([], [])
        assert [line.id for line in queries.households(samira).lines] == [village.devries]


def test_the_circle_begins_with_the_coordinator(village):
    with acting(professional(village.samira)) as samira:
        people, statutory = queries.circle(samira, village.devries)

        assert [(person.name, person.coordinates) for person in people] == [("Samira Haddad", True)]
        assert statutory == []


def test_households_come_in_pages_of_25_and_each_once(village, django_assert_num_queries):
    with acting(professional(village.joris)) as joris:
        made = {open_for(joris, f"Nummer {n}").household for n in range(30)}
        with django_assert_num_queries(1):
            first = queries.households(joris)
        second = queries.households(joris, after=first.next)

        assert len(first.lines) == 25
        assert second.next == ""
        assert {line.id for line in (*first.lines, *second.lines)} == made
        assert queries.households(joris, after="onzin; drop table").lines == first.lines


def test_only_my_own_households(village):
    with acting(professional(village.joris)) as joris:
        mine = open_for(joris, "Eigen")
        residents.register(residents.Person(family_name="Nieuw"), by=joris, source=uuid4())

        assert len(queries.households(joris).lines) == 2
        assert [line.id for line in queries.households(joris, own=True).lines] == [mine.household]


@pytest.mark.parametrize("text", ["fatma", "VRIES", "4-5-1984", "1984-05-04", "devries"])
def test_a_household_is_found_by_name_or_birthday(village, text):
    with acting(professional(village.samira)) as samira:
        found = find.find(samira, text)

        assert {each.household for each in found} <= {village.devries}
        assert found or text == "devries"


@pytest.mark.parametrize("text", ["fatma", "Vries", "4-5-1984", "%", "__", ""])
def test_a_stranger_finds_nothing(village, text):
    with acting(professional(village.joris)) as joris:
        assert find.find(joris, text) == []


def test_a_household_is_found_by_its_code_however_it_is_typed(village):
    with acting(professional(village.joris)) as joris:
        new = open_for(joris, "Kort")
        code = queries.household(joris, new.household).code

        for typed in (code, f"{code[:4]}-{code[4:]}", f" {code[:4].lower()} {code[4:].lower()}"):
            assert [each.household for each in find.find(joris, typed)] == [new.household]
