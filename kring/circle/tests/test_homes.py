"""A child of two homes, people written down twice, secret addresses and numbers."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import override_settings

from kring.audit.models import AccessEvent
from kring.circle import actions as circle
from kring.circle.queries import household
from kring.core.actor import acting, job, professional
from kring.core.errors import Refused
from kring.residents import actions, queries, rules
from kring.residents.models import Address, Alias, Household, Identifier, Membership, Resident

BSN = "111222333"


def father_of_emre(village):
    """Emre's father in another team's household; Tessa coordinates it."""
    with acting(professional(village.tessa)) as tessa:
        new = actions.register(
            actions.Person(family_name="De Vries", given_name="Karel"), by=tessa, source=uuid4()
        )
        circle.open_plan(new.household, by=tessa)
        return new, actions.give_home_code(new.household, by=tessa)


def test_a_child_of_two_homes_makes_the_coordinators_known_and_the_homes_not(village):
    father, code = father_of_emre(village)
    with acting(professional(village.samira)) as samira:
        actions.join_by_code(village.emre, code=code.lower(), role="zoon", by=samira)

        assert household(samira, father.household) is None
        assert not Resident.objects.filter(pk=father.resident).exists()
        (other,) = queries.other_coordinators(samira, village.devries)
        assert (other.name, other.resident) == ("Tessa Noord", village.emre)
        actions.change_address(
            village.emre, actions.Street(street="Bij mama 1"), household=village.devries, by=samira
        )
    with acting(professional(village.tessa)) as tessa:
        members = household(tessa, father.household).members
        assert {m.name for m in members} == {"Karel De Vries", "Emre de Vries"}
        assert not Resident.objects.filter(pk=village.fatma).exists()
        assert household(tessa, village.devries) is None
        assert "Bij mama 1" not in set(Address.objects.values_list("street", flat=True))
        assert [o.name for o in queries.other_coordinators(tessa, father.household)] == [
            "Samira Haddad"
        ]


def test_a_stranger_adds_nobodys_child_to_a_home(village):
    _, code = father_of_emre(village)
    with acting(professional(village.joris)) as joris, pytest.raises(Refused, match="code"):
        actions.join_by_code(village.emre, code=code, by=joris)
    with acting(professional(village.samira)) as samira:
        for wrong in ("", "onzin", "000000000"):
            with pytest.raises(Refused, match="code"):
                actions.join_by_code(village.emre, code=wrong, by=samira)


def test_someone_written_down_twice_becomes_one_and_two_again(village):
    with acting(professional(village.samira)) as samira:
        double = actions.join(
            village.devries, person=actions.Person(family_name="Yılmaz"), by=samira
        )
        actions.merge_residents(village.fatma, drop=double, by=samira)

        assert Resident.objects.get(pk=double).merged_into_id == village.fatma
        assert Alias.objects.get(old=double).resident_id == village.fatma
        open_ = Membership.objects.filter(household=village.devries, until_on=None)
        assert open_.count() == 3
        with pytest.raises(Refused):
            actions.merge_residents(village.fatma, drop=double, by=samira)
        actions.split_resident(double, by=samira)
        assert open_.count() == 4
        assert Alias.objects.get(old=double).resident_id == double


def test_a_household_that_is_known_already_is_joined(village):
    with acting(professional(village.samira)) as samira:
        new = actions.register(actions.Person(family_name="Yılmaz"), by=samira, source=uuid4())
        actions.merge_households(village.devries, drop=new.household, by=samira)

        assert Household.objects.get(pk=new.household).merged_into_id == village.devries
        assert new.resident in {m.id for m in household(samira, village.devries).members}
        assert Alias.objects.get(old=new.household).household_id == village.devries
        with pytest.raises(Refused):
            actions.merge_households(village.janssen, drop=village.devries, by=samira)
        other = actions.register(actions.Person(family_name="Bos"), by=samira, source=uuid4())
        with pytest.raises(Refused, match="heeft al een plan"):
            actions.merge_households(other.household, drop=village.devries, by=samira)


def test_a_secret_address_from_the_first_moment(village):
    secret = actions.Street(street="Opvang 1", town="Elders", secret=True)
    with acting(professional(village.samira)) as samira:
        actions.join(
            village.devries, person=actions.Person(family_name="Kind"), address=secret, by=samira
        )
        actions.change_address(village.fatma, secret, household=village.devries, by=samira)
        circle.involve(
            village.devries, party=circle.Party(position=village.joost), role="s", purpose="s",
            ground="yes", categories=["contact"], by=samira,
        )  # fmt: skip
        assert Address.objects.filter(street="Opvang 1").count() == 2
    with acting(professional(village.joost)):
        assert Address.objects.count() == 2
        assert not Address.objects.filter(secret=True).exists()


def test_a_number_is_encrypted_and_found_only_within_what_i_may_see(village):
    with acting(professional(village.samira)) as samira:
        actions.keep_number(village.fatma, BSN, by=samira)

        row = Identifier.objects.get()
        assert BSN.encode() not in bytes(row.value) + bytes(row.blind)
        assert actions.find_by_number("111 222 333", by=samira) == [village.fatma]
        assert actions.read_number(village.fatma, by=samira) == BSN
        with pytest.raises(Refused, match="geldig"):
            actions.keep_number(village.fatma, "111222334", by=samira)
    with acting(professional(village.tessa)) as tessa:
        assert actions.find_by_number(BSN, by=tessa) == []
        assert actions.read_number(village.fatma, by=tessa) is None
    with acting(professional(village.kemal)) as kemal, pytest.raises(Refused, match="mag dit"):
        actions.find_by_number(BSN, by=kemal)
    with acting(job("oversight")):
        assert AccessEvent.objects.filter(object="number", action="search").count() == 2


def test_after_the_keys_were_replaced_old_numbers_are_still_found(village):
    with acting(professional(village.samira)) as samira:
        with override_settings(FIELD_KEYS=["oud"]):
            actions.keep_number(village.fatma, BSN, by=samira)
        with override_settings(FIELD_KEYS=["nieuw", "oud"]):
            assert actions.find_by_number(BSN, by=samira) == [village.fatma]
            assert actions.read_number(village.fatma, by=samira) == BSN
            actions.keep_number(village.fatma, BSN, by=samira)
        with override_settings(FIELD_KEYS=["nieuw"]):
            assert actions.find_by_number(BSN, by=samira) == [village.fatma]


@pytest.mark.parametrize(
    ("act", "under_12", "from_12", "from_16"),
    [
        ("help", "parents", "child_and_parents", "child"),
        ("share", "parents", "child", "child"),
        ("see", "parents_and_child_as_able", "child_and_parents_unless_harm", "child"),
        ("consent", "parents", "parents", "child"),
    ],
)  # fmt: skip
def test_who_decides_for_a_child(act, under_12, from_12, from_16):
    born = date(2010, 3, 2)
    for day, who in (
        (date(2022, 3, 1), under_12), (date(2022, 3, 2), from_12),
        (date(2026, 3, 1), from_12), (date(2026, 3, 2), from_16),
    ):  # fmt: skip
        assert rules.who_decides(rules.Act(act), born_on=born, on=day) == who


def test_authority_is_recorded_also_of_who_is_missing(village):
    with acting(professional(village.samira)) as samira:
        made = actions.give_authority(
            village.emre, household=village.devries, kind="parent", safe="no",
            holder_name="Vader, onbekend waar", from_on=village.today, by=samira,
        )  # fmt: skip
        actions.end_authority(made.id, on=village.today, by=samira)
        with pytest.raises(Refused):
            actions.give_authority(
                village.emre,
                household=village.devries,
                kind="parent",
                from_on=village.today,
                by=samira,
            )
    with acting(professional(village.tessa)) as tessa, pytest.raises(Refused):
        actions.give_authority(
            village.emre,
            household=village.devries,
            kind="parent",
            holder_name="x",
            from_on=village.today,
            by=tessa,
        )


def test_elsewhere_for_a_time_keeps_the_coordinator(village):
    with acting(professional(village.samira)) as samira:
        actions.pause(village.devries, resident=village.bram, because="ziekenhuis", by=samira)
        assert "ziekenhuis" in {m.paused for m in household(samira, village.devries).members}
        actions.pause(village.devries, resident=village.bram, because="", by=samira)
    with acting(professional(village.tessa)) as tessa, pytest.raises(Refused):
        actions.pause(village.devries, resident=village.bram, because="x", by=tessa)
