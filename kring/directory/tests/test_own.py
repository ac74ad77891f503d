import pytest

from kring.directory.models import Hours, Position
from kring.directory.tests.conftest import page, signed_in

HERE = "/beheer/mijn-vermelding/"
SAID = {"phone": "06 12 34 56 78", "remark": "Bel na vieren.", "hours": "ma-do 9:00-17:00"}


@pytest.fixture
def as_mirjam(village):
    return signed_in(village, "mirjam")


def version(village):
    return Position.objects.get(pk=village.mirjam).version


def test_one_says_how_to_be_reached_and_that_it_is_right_today(village, as_mirjam):
    before = page(as_mirjam, HERE)

    answer = as_mirjam.post(HERE, SAID | {"version": version(village)}, follow=True)

    assert "U keek dit nog niet eerder na." in before
    assert "Anderen zien dat dit vandaag klopt." in answer.text
    there = Position.objects.get(pk=village.mirjam)
    assert (there.phone, there.remark) == ("+31612345678", "Bel na vieren.")
    assert there.assured_on == village.today
    assert Hours.objects.filter(position=village.mirjam).count() == 4
    assert "2 maart" in page(as_mirjam, HERE)


def test_others_see_when_it_was_said(village, as_mirjam):
    as_samira, path = signed_in(village, "samira"), f"/wie/{village.mirjam}/"
    before = page(as_samira, path)

    as_mirjam.post(HERE, SAID | {"version": version(village)})

    assert "Nagekeken op" not in before
    assert "Nagekeken op" in page(as_samira, path)
    assert HERE not in page(as_samira, path)
    assert HERE in page(as_mirjam, path)
    assert HERE in page(as_mirjam, "/profiel/")


def test_nobody_gives_themselves_more_than_that(village, as_mirjam):
    more = {"email": "elders@elders.example", "is_admin": "on", "team_id": str(village.tuindorp)}

    as_mirjam.post(HERE, SAID | more | {"version": version(village)})

    there = Position.objects.get(pk=village.mirjam)
    assert (there.is_admin, there.team_id) == (False, None)
    assert there.email != "elders@elders.example"


def test_what_cannot_be_read_is_said_and_nothing_is_assured(village, as_mirjam):
    wrong = SAID | {"hours": "als het uitkomt", "version": version(village)}

    answer = as_mirjam.post(HERE, wrong)

    assert answer.status_code == 422
    assert "als het uitkomt" in answer.text
    assert Position.objects.get(pk=village.mirjam).assured_on is None


def test_who_was_second_keeps_the_text(village, as_mirjam):
    seen = version(village)
    Position.objects.filter(pk=village.mirjam).update(phone="+31201234567")

    answer = as_mirjam.post(HERE, SAID | {"version": seen})

    assert answer.status_code == 409
    assert "Bel na vieren." in answer.text
    assert Position.objects.get(pk=village.mirjam).phone == "+31201234567"
