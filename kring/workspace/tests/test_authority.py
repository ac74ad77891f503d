"""At 12, 16 and 18, and when another decides, who may look is asked again."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from kring.accounts.actions import links
from kring.accounts.models import Link
from kring.circle import tasks
from kring.circle.models import Milestone
from kring.core.actor import acting, job, professional
from kring.handovers.tests.stories import sent
from kring.notices.models import Notice
from kring.plans.actions import Aim, add_goal
from kring.plans.models import Goal
from kring.residents.models import Authority, Resident
from kring.workspace.tests.conftest import at, page, signed_in

MONTH = timedelta(days=30)
MORNING = datetime(2026, 3, 2, 5, 17, tzinfo=UTC)


def born(village, on: date) -> None:
    with acting(professional(village.samira)):
        Resident.objects.filter(pk=village.emre).update(born_on=on)


def mother_decides(village) -> None:
    typed = {"kind": "parent", "holder": str(village.fatma), "safe": "yes", "from_on": "2014-03-02"}
    at_samira(village, "gezag/", typed)


def at_samira(village, rest: str, typed: dict[str, str]):
    return signed_in(village, "samira").post(
        at(village.devries, f"inwoner/{village.emre}/{rest}"), typed
    )


def asked(village) -> list[str]:
    with acting(professional(village.samira)):
        return list(Milestone.objects.filter(done_at=None).values_list("why", flat=True))


@pytest.mark.parametrize(
    ("on", "why"),
    [
        (date(2014, 3, 2), ["12"]),
        (date(2010, 3, 2), ["16"]),
        (date(2008, 3, 2), ["18"]),
        (date(2014, 3, 3), []),
        (date(2008, 2, 29), ["18"]),  # the first of March, where there is no 29 February
        (date(2012, 3, 2), []),
    ],
)
def test_on_these_birthdays_it_is_asked_once(village, on, why):
    born(village, on)

    tasks.come_of_age(MORNING)
    tasks.come_of_age(MORNING + timedelta(days=1))

    expected = ["12"] if on == date(2014, 3, 3) else why
    assert asked(village) == expected


def test_who_coordinates_finds_it_in_mijn_werk_and_says_what_was_agreed(village, as_samira):
    born(village, date(2014, 3, 2))
    mother_decides(village)
    tasks.come_of_age(MORNING)
    tasks.remind(MORNING)
    with acting(professional(village.samira)):
        pk = Milestone.objects.get().pk
    here = at(village.devries, f"opnieuw-vragen/{pk}/")
    assert Notice.objects.get(step="milestone.due").whom == village.samira
    assert "vraag opnieuw wie mag meekijken" in page(as_samira, "/mijn-werk/")
    html = page(as_samira, here)
    assert "12 jaar" in html
    assert "het kind en de ouders met gezag" in html
    assert "Fatma" in html
    page(signed_in(village, "tessa"), here, status=404)
    assert as_samira.post(here, {"how": " "}).status_code == 422

    as_samira.post(here, {"how": "Emre wil dat oma niet meer meekijkt."})

    assert asked(village) == []
    assert "vraag opnieuw" not in page(as_samira, "/mijn-werk/")
    page(as_samira, here, status=404)


def test_at_that_moment_links_of_before_open_no_more_and_a_yes_is_asked_again(village):
    born(village, date(2014, 3, 2))
    with acting(professional(village.samira)) as samira:
        handed = sent(
            samira, team=village.vogelwijk,
            who={"household": str(village.devries), "resident": str(village.emre)},
        )  # fmt: skip
        other = sent(
            samira, team=village.vogelwijk,
            who={"household": str(village.devries), "resident": str(village.fatma)},
        )  # fmt: skip
        for each in (handed, other):
            links.make(
                Link.Purpose.FOLLOW, by=samira, valid_for=MONTH, subject=each.pk, on_paper=True
            )
        goal = add_goal(
            village.devries,
            Aim(title="Weer naar school", concerns=village.emre, agreed_by_resident=True),
            by=samira,
        )

    tasks.come_of_age(MORNING)

    revoked = dict(Link.objects.values_list("subject", "revoked_at"))
    assert revoked == {handed.pk: MORNING, other.pk: None}
    with acting(professional(village.samira)):
        assert not Goal.objects.get(pk=goal.pk).agreed_by_resident


def test_at_eighteen_parents_decide_no_longer(village):
    born(village, date(2008, 3, 2))
    mother_decides(village)

    tasks.come_of_age(MORNING)

    with acting(professional(village.samira)):
        assert Authority.objects.get().until_on == date(2026, 3, 1)
    assert asked(village) == ["18"]


def test_another_who_decides_is_a_reason_to_ask_again(village, as_samira):
    mother_decides(village)
    assert asked(village) == []
    with acting(professional(village.samira)):
        pk = Authority.objects.get().pk
    assert "tot en met" not in page(
        as_samira, at(village.devries, f"inwoner/{village.emre}/gezag/")
    )

    at_samira(village, f"gezag/{pk}/einde/", {"on": "2026-03-02"})

    assert asked(village) == ["authority"]
    assert "tot en met" in page(as_samira, at(village.devries, f"inwoner/{village.emre}/gezag/"))


def test_someone_is_written_down_also_when_not_safe_and_nobody_is_asked_for(village, as_samira):
    here = f"inwoner/{village.emre}/gezag/"
    assert at_samira(village, "gezag/", {"kind": "parent"}).status_code == 422
    typed = {"kind": "parent", "holder_name": "Vader, onbekend waar", "safe": "no"}

    at_samira(village, "gezag/", typed | {"from_on": "2014-01-01"})

    html = page(as_samira, at(village.devries, here))
    assert "Vader, onbekend waar" in html
    assert "Niet veilig om erbij te betrekken" in html
    page(signed_in(village, "tessa"), at(village.devries, here), status=404)


def test_what_was_agreed_stays_and_nobody_writes_a_milestone(village):
    born(village, date(2014, 3, 2))
    tasks.come_of_age(MORNING)
    with acting(professional(village.samira)) as samira:
        one = Milestone.objects.get()
        Milestone.objects.filter(pk=one.pk).update(
            done_at=samira.at, done_by=samira.position, how="Zo"
        )
        with pytest.raises(DatabaseError), transaction.atomic():
            Milestone.objects.filter(pk=one.pk).update(how="Anders")
        with pytest.raises(DatabaseError), transaction.atomic():
            Milestone.objects.create(
                household_id=village.devries, resident_id=village.emre, why="18", on=village.today
            )
    with acting(professional(village.joris)):
        assert not Milestone.objects.exists()


def test_who_died_is_not_asked_about(village):
    born(village, date(2014, 3, 2))
    tasks.come_of_age(MORNING)

    with acting(professional(village.samira)):
        Resident.objects.filter(pk=village.emre).update(deceased_on=village.today)

    assert asked(village) == []
    with acting(job("test")):
        assert Milestone.objects.count() == 1
