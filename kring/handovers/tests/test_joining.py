"""Who takes up somebody already known joins that household: nobody gets a second one."""

import pytest
from django.db import DatabaseError, connection, transaction

from kring.circle import actions as circle
from kring.circle.models import Access, Involvement, Plan
from kring.circle.queries import household
from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.handovers import actions, queries
from kring.handovers.models import Handover
from kring.handovers.queries import tracking
from kring.notices.models import Notice
from kring.residents import actions as residents
from kring.residents.models import Address, Alias, Household, Reachability, Resident

from .stories import sent

FATMA = {"given_name": "F.", "family_name": "Yılmaz", "born_on": "1984-05-04", "safe_to_call": "no"}


def taken_up(village):
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, team=village.tuindorp, who=FATMA)
    with acting(professional(village.joris)) as joris:
        actions.receive(handed.pk, by=joris)
    return handed


def accepted(village, handed, known):
    with acting(professional(village.joris)) as me:
        return actions.accept(
            handed.pk, first_step="Ik bel haar", on=village.today, known=known, by=me
        )


@pytest.fixture
def joined(village):
    """Joris took Fatma up and said that she is whom Samira coordinates for."""
    return accepted(village, taken_up(village), village.samira)


def test_there_is_one_household_with_the_coordinator_it_had(village, joined):
    with acting(professional(village.samira)) as samira:
        assert Resident.objects.get(pk=joined.resident_id).merged_into_id == village.fatma
        assert Alias.objects.get(old=joined.resident_id).resident_id == village.fatma
        assert Alias.objects.get(old=joined.household_id).household_id == village.devries
        assert not Plan.objects.filter(household=joined.household_id).exists()
        assert household(samira, village.devries).coordinator.position == village.samira
        assert len(household(samira, village.devries).members) == 3
        assert Reachability.objects.get(resident=village.fatma).safe_to_call == "no"
        assert tracking.envelope(joined.pk).state == "accepted"
        assert Notice.objects.get(about=joined.pk, step="known.joined").whom == village.samira


def test_the_receiver_joins_by_name_and_reads_nothing_that_was_not_handed_over(village, joined):
    with acting(professional(village.joris)) as joris:
        (joining,) = Involvement.objects.filter(position=village.joris)
        assert (joining.household_id, joining.categories) == (village.devries, [])
        assert household(joris, village.devries).categories == frozenset()
        assert not Reachability.objects.filter(resident=village.fatma).exists()
        assert not Address.objects.filter(resident=village.fatma).exists()
        assert Reachability.objects.get(resident=joined.resident_id).phone
        actions.make_contact(joined.pk, how="phone", by=joris)
    for other in (village.tessa, village.pieter, village.vreemd):
        with acting(professional(other)):
            assert not Alias.objects.exists()


def test_the_sender_learns_nothing_of_it(village):
    seen = []
    for known in (village.samira, None):
        handed = accepted(village, taken_up(village), known)
        with acting(professional(village.bakker)) as bakker:
            assert not Household.objects.filter(pk=village.devries).exists()
            assert not Alias.objects.exists()
            row = Handover.objects.filter(pk=handed.pk)
            told = Notice.objects.filter(about=handed.pk, whom=village.bakker)
            seen.append(
                {
                    "row": row.values("state", "turn", "baton").get(),
                    "texts": sorted(each.body for each in tracking.texts(handed.pk, bakker)),
                    "facts": [each.what for each in tracking.progress(handed.pk)],
                    "told": [each.split(" ")[0] for each in told.values_list("step", flat=True)],
                }
            )

    assert seen[0] == seen[1]


def test_only_who_really_fits_and_only_in_the_step_that_accepts(village):
    handed = taken_up(village)
    with pytest.raises(Refused, match="intussen gewijzigd"):
        accepted(village, handed, village.tessa)
    with acting(professional(village.joris)):
        assert Handover.objects.get(pk=handed.pk).state == "received"
        with pytest.raises(DatabaseError, match="nobody"), transaction.atomic():
            connection.cursor().execute(
                "select kring.join_known(%s, %s, 'yes')", [handed.pk, village.samira]
            )


def test_the_plan_stays_open_until_what_joined_it_has_ended(village, joined):
    gone = circle.Conversation(because="done", stays="Oma", call="Team", no_aftercare_because="x")
    with acting(professional(village.samira)) as samira, pytest.raises(Refused, match="overdracht"):
        circle.close(village.devries, gone, by=samira)


@pytest.mark.parametrize("who", ["joris", "samira"])
def test_two_after_all_and_nobody_falls_in_between(village, joined, who):
    with acting(professional(getattr(village, who))) as me:
        actions.part(joined.household_id, by=me)

    with acting(professional(village.joris)) as joris:
        head = household(joris, joined.household_id)
        assert head.coordinator.position == village.joris
        assert [each.id for each in head.members] == [joined.resident_id]
        assert household(joris, village.devries) is None
        assert Alias.objects.get(old=joined.resident_id).resident_id == joined.resident_id
    with acting(professional(village.samira)) as samira:
        assert household(samira, joined.household_id) is None
        assert len(household(samira, village.devries).members) == 3
        with pytest.raises(Refused, match="al twee"):
            actions.part(joined.household_id, by=samira)
    told = Notice.objects.get(about=joined.pk, step__startswith="known.parted")
    assert told.whom == (village.samira if who == "joris" else village.joris)


def test_somebody_else_parts_nobody(village, joined):
    for other in (village.bakker, village.tessa, village.pieter):
        with acting(professional(other)) as me, pytest.raises(Refused):
            actions.part(joined.household_id, by=me)


def test_a_death_is_one_death_under_both_names(village, joined):
    with acting(professional(village.samira)) as samira:
        residents.record_death(village.fatma, on=village.today, by=samira)

    with acting(professional(village.joris)):
        assert tracking.envelope(joined.pk).outcome == "deceased"
        assert queries.coordinated_by(joined.pk) == []


def test_who_coordinates_next_sees_what_was_joined_and_who_did_before_does_not(village, joined):
    with acting(professional(village.samira)) as samira:
        transfer = circle.propose(village.devries, to=village.joris, by=samira)
    with acting(professional(village.joris)) as joris:
        circle.accept(transfer.id, by=joris)
    with acting(professional(village.samira)) as samira:
        circle.hear_resident(transfer.id, reaction="agrees", by=samira)
        circle.tell_involved(transfer.id, by=samira)

    for who, sees in ((village.joris, True), (village.samira, False)):
        with acting(professional(who)) as me:
            there = Access.objects.filter(household=joined.household_id, because="coordination")
            assert there.exclude(until_at__lte=me.at).exists() is sees


def test_no_plan_begins_in_a_household_that_goes_on_as_another(village, joined):
    with acting(professional(village.joris)) as joris, pytest.raises(Refused):
        circle.open_plan(joined.household_id, by=joris)


def at(handover, rest=""):
    return f"/overdracht/{handover.pk}/{rest}"


STEP = {"first_step": "Ik bel haar", "on": "2026-03-03", "bridge": ""}


def test_who_accepts_is_asked_whether_it_is_the_same_person(village, sign_in):
    handed, joris = taken_up(village), sign_in("joris")
    asked = joris.get(at(handed, "aannemen/")).text
    assert "Ja, dezelfde persoon als bij Samira Haddad, Wijkteam Tuindorp" in asked
    unsaid = joris.post(at(handed, "aannemen/"), STEP)
    assert unsaid.status_code == 422
    assert "Kies of dit dezelfde persoon is." in unsaid.text
    assert "Ik bel haar" in unsaid.text

    joris.post(at(handed, "aannemen/"), STEP | {"known": str(village.samira)})

    html = joris.get(at(handed)).text
    assert "Deze inwoner heeft al een huishouden met een plan." in html
    assert at(handed, "toch-twee/") in html
    there = joris.get(f"/huishouden/{handed.household_id}/")
    assert (there.status_code, there["Location"]) == (307, f"/huishouden/{village.devries}/")
    page = joris.get(there["Location"]).text
    assert "Samira Haddad" in page
    assert "alleen de naam van dit huishouden" in page


def test_nobody_else_is_asked_and_no_is_an_answer(village, sign_in):
    handed, joris = taken_up(village), sign_in("joris")

    joris.post(at(handed, "aannemen/"), STEP | {"known": "other"})

    with acting(professional(village.joris)):
        assert Plan.objects.get(household=handed.household_id).coordinator_id == village.joris
    with acting(professional(village.bakker)) as bakker:
        someone = sent(bakker, team=village.tuindorp)
    joris.post(at(someone, "oppakken/"))
    assert "al een coördinator heeft" not in joris.get(at(someone, "aannemen/")).text
    for rest in ("aannemen/", "toch-twee/", ""):
        assert "Haddad" not in sign_in("bakker").get(at(handed, rest)).text


def test_who_coordinates_reads_who_joined_and_says_that_they_are_two(village, sign_in, joined):
    samira = sign_in("samira")
    assert "over iemand die bij u al bekend is" in samira.get("/mijn-werk/").text
    circle_page = f"/huishouden/{village.devries}/betrokkenen/"
    html = samira.get(circle_page).text
    assert "F. Yılmaz werd opnieuw opgeschreven" in html
    assert "alleen de naam" in html
    assert samira.get(at(joined)).status_code == 200
    here = f"/huishouden/{village.devries}/"
    assert (
        samira.get(f"/huishouden/{joined.household_id}/tijdlijn/")["Location"] == f"{here}tijdlijn/"
    )
    assert sign_in("tessa").get(f"/huishouden/{joined.household_id}/").status_code == 404

    samira.post(f"{here}dubbel/{joined.household_id}/toch-twee/")

    assert "F. Yılmaz" not in samira.get(circle_page).text
    assert samira.get(f"/huishouden/{joined.household_id}/").status_code == 404
    joris = sign_in("joris")
    assert "Twee personen die één leken" in joris.get("/mijn-werk/").text


def test_the_receiver_says_that_they_are_two(village, sign_in, joined):
    joris = sign_in("joris")

    answer = joris.post(at(joined, "toch-twee/"))

    assert answer["Location"] == at(joined)
    assert joris.get(f"/huishouden/{joined.household_id}/plan/").status_code == 200
    assert joris.get(f"/huishouden/{village.devries}/").status_code == 404
    again = joris.post(at(joined, "toch-twee/"))
    assert again.status_code == 422
    assert "al twee huishoudens" in again.text


def test_once_let_in_one_is_there_by_more_than_the_name(village, joined):
    with acting(professional(village.samira)) as samira:
        circle.involve(
            village.devries, party=circle.Party(position=village.joris), role="wijkteam",
            purpose="schulden", ground="public_task", categories=["contact"], by=samira,
        )  # fmt: skip
    with acting(professional(village.joris)):
        (now,) = Involvement.objects.filter(position=village.joris, until_at=None)
        assert now.categories == ["contact"]
