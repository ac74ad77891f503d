"""Who is in the circle and why: relatives, statutory roles, emergencies, and who can see this."""

from datetime import timedelta
from uuid import uuid4

import pytest

from kring.audit.models import AccessEvent
from kring.circle import actions, queries, rules, tasks
from kring.circle.models import EmergencyAccess, Involvement
from kring.core.actor import acting, job, professional
from kring.core.errors import Refused
from kring.directory.models import Position
from kring.notices.models import Notice
from kring.residents import actions as residents
from kring.residents.models import Resident


def role(village, **more):
    given = {
        "kind": "youth_protection", "scope": "ondertoezichtstelling Emre", "decision": "C/13/1234",
        "from_on": village.today, "position": village.joost, "resident": village.emre,
    }  # fmt: skip
    return actions.Decision(**(given | more))


def test_a_relative_has_a_light_role_and_sees_nothing_by_it(village):
    with acting(professional(village.samira)) as samira:
        actions.add_relative(
            village.devries, name="Oma Riet", tie="oma", purpose="past op Emre", by=samira
        )
        people, _ = queries.circle(samira, village.devries)
        assert ("person", "Oma Riet", "informal") in [(p.kind, p.name, p.ring) for p in people]
        assert [each.name for each in queries.who_can_see(samira, village.devries)] == [
            "Samira Haddad"
        ]
        with pytest.raises(Refused, match="naam"):
            actions.add_relative(village.devries, name="", tie="oma", purpose="x", by=samira)


def test_a_statutory_role_stands_beside_the_coordinator(village):
    with acting(professional(village.samira)) as samira:
        actions.record_role(village.devries, role(village), categories=["contact"], by=samira)
        people, (statutory,) = queries.circle(samira, village.devries)
        assert (statutory.kind, statutory.scope) == (
            "jeugdbeschermer",
            "ondertoezichtstelling Emre",
        )
        assert [p.coordinates for p in people] == [True, False]
    with acting(professional(village.joost)):
        assert Resident.objects.count() == 3
    with acting(professional(village.joris)) as joris, pytest.raises(Refused):
        actions.record_role(village.devries, role(village), categories=["contact"], by=joris)


def test_emergency_access_asks_the_reason_first_and_lasts_three_hours(village):
    with acting(professional(village.tessa)) as tessa:
        for reason in ("", "snel"):
            with pytest.raises(Refused, match="waarom"):
                actions.break_glass(village.devries, reason=reason, by=tessa)
        assert not Resident.objects.filter(pk=village.fatma).exists()
        until = actions.break_glass(village.devries, reason="Buren horen gegil", by=tessa)
        assert until == village.now + timedelta(hours=3)
        assert Resident.objects.filter(pk=village.fatma).exists()
        assert queries.household(tessa, village.devries).emergency
        notice = Notice.objects.get(step="access.emergency")
        assert (notice.whom, notice.urgent) == (village.samira, True)
    late = village.now + timedelta(hours=3, seconds=1)
    with acting(professional(village.tessa), at=late):
        assert not Resident.objects.filter(pk=village.fatma).exists()
    with acting(professional(village.samira)) as samira:
        assert [s.because for s in queries.who_can_see(samira, village.devries)] == [
            "coördinatie", "noodtoegang",
        ]  # fmt: skip
        actions.tell_of_emergency(EmergencyAccess.objects.get().id, by=samira)
        assert EmergencyAccess.objects.get().reason == "Buren horen gegil"


def test_the_privacy_officer_hears_of_it_and_sees_grounds_but_no_content(village):
    Position.objects.filter(pk=village.fleur).update(is_privacy_officer=True)
    with acting(professional(village.bakker)) as bakker:
        actions.break_glass(village.devries, reason="Crisis, niemand bereikbaar", by=bakker)
    with acting(professional(village.fleur)) as fleur:
        assert Notice.objects.filter(whom=village.fleur, step="access.emergency").exists()
        assert {s.because for s in queries.who_can_see(fleur, village.devries)} == {
            "coördinatie", "noodtoegang",
        }  # fmt: skip
        assert not Resident.objects.exists()
        with pytest.raises(Refused):
            actions.break_glass(village.devries, reason="ik ben nieuwsgierig", by=fleur)
    with acting(job("oversight")):
        line = AccessEvent.objects.get(action="emergency")
        assert (line.emergency, line.position) == (True, village.bakker)


def test_in_another_region_a_household_is_as_one_that_does_not_exist(village):
    with acting(professional(village.joris)) as joris:
        aangemeld = residents.register(
            residents.Person(family_name="Bos"), by=joris, source=uuid4()
        ).household
    why = "Crisis, niemand bereikbaar"
    for household in (village.devries, aangemeld, uuid4()):
        with acting(professional(village.vreemd)) as vreemd, pytest.raises(Refused) as refusal:
            actions.break_glass(household, reason=why, by=vreemd)
        assert refusal.value.args == (rules.WhyNot.NO_EMERGENCY,)
    with acting(professional(village.bakker)) as bakker:
        assert actions.break_glass(aangemeld, reason=why, by=bakker)
    with acting(job("oversight")):
        assert {each.household for each in AccessEvent.objects.filter(action="emergency")} == {
            aangemeld
        }


def test_only_who_coordinates_asks_who_can_see(village):
    for who in (village.joris, village.ineke, village.tessa):
        with acting(professional(who)) as me, pytest.raises(Refused):
            queries.who_can_see(me, village.devries)


def test_a_household_is_found_by_its_spoken_code_and_nothing_is_told(village):
    with acting(professional(village.joris)) as joris:
        new = residents.register(residents.Person(family_name="Bos"), by=joris, source=uuid4())
        actions.open_plan(new.household, by=joris)
        code = queries.household(joris, new.household).code
    with acting(professional(village.tessa)) as tessa:
        assert queries.household_by_code(code.lower()) == new.household
        assert queries.household_by_code("00000000" + "1") is None
        assert queries.household(tessa, new.household) is None


def test_an_involvement_with_an_end_ends_by_itself(village):
    with acting(professional(village.samira)) as samira:
        actions.involve(
            village.devries, party=actions.Party(position=village.joost), role="schuldhulp",
            purpose="schulden", ground="yes", categories=["contact"], ends_on=village.today,
            by=samira,
        )  # fmt: skip
    with acting(professional(village.joost)):
        assert Resident.objects.count() == 3
    with acting(professional(village.joost), at=village.now + timedelta(hours=14)):
        assert Resident.objects.count() == 0


def test_nog_betrokken_is_answered_by_the_party_itself(village):
    with acting(professional(village.samira)) as samira:
        joost = actions.involve(
            village.devries, party=actions.Party(position=village.joost), role="schuldhulp",
            purpose="schulden", ground="yes", categories=["contact"], by=samira,
        )  # fmt: skip
    later = village.now + timedelta(days=100)
    with acting(professional(village.joost), at=later) as me:
        actions.still_involved(joost, by=me)
        assert Involvement.objects.get(pk=joost).last_active_at == later
    with acting(professional(village.tessa)) as tessa, pytest.raises(Refused):
        actions.still_involved(joost, by=tessa)


def test_six_weeks_before_a_role_ends_the_coordinator_is_asked_once(village):
    with acting(professional(village.samira)) as samira:
        ends = {"until_on": village.today + timedelta(days=50)}
        made = actions.record_role(
            village.devries, role(village, **ends), categories=["contact"], by=samira
        )
    tasks.remind(village.now + timedelta(days=7))
    assert not Notice.objects.filter(about=made.id).exists()
    for day in (8, 9):
        tasks.remind(village.now + timedelta(days=day))
    assert Notice.objects.get(about=made.id).whom == village.samira


def test_who_is_quiet_for_long_is_asked_once_whether_still_involved(village):
    tasks.remind(village.now + timedelta(days=90))
    assert not Notice.objects.filter(step__startswith="involvement.still").exists()
    for day in (91, 92):
        tasks.remind(village.now + timedelta(days=day))
    asked = Notice.objects.filter(step__startswith="involvement.still")
    assert {each.whom for each in asked} == {village.samira, village.tessa}
    assert asked.count() == 2
