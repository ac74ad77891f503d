import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from kring.core import theme
from kring.directory.models import Position, Region
from kring.directory.queries import look_of
from kring.directory.tests.conftest import page, signed_in

PATH = "/beheer/regio/"
TYPED = {"name": "Waterrijk aan Zee", "team_word": "Sociaal  team", "brand": "A0142B"}


def saved(client, village, **more):
    version = Region.objects.get(pk=village.waterrijk).version
    return client.post(PATH, TYPED | {"version": version} | more)


def test_a_region_says_how_it_is_called_speaks_and_looks(village, as_fleur):
    assert f'href="{PATH}"' in page(as_fleur, "/beheer/")

    answer = saved(as_fleur, village)

    assert answer.status_code == 302
    there = Region.objects.get(pk=village.waterrijk)
    assert (there.name, there.team_word, there.brand) == (
        "Waterrijk aan Zee", "sociaal team", "#a0142b",
    )  # fmt: skip
    assert Region.objects.get(pk=village.elders).team_word == "wijkteam"


def test_who_works_there_sees_its_word_and_colour(village, as_fleur, sign_in):
    saved(as_fleur, village)
    client = sign_in("samira")

    html = client.post("/zoeken/", {"q": "zxqv"}).content.decode()

    assert "stel uw vraag aan het sociaal team." in html
    assert 'href="/thema/a0142b.css"' in html
    assert client.get("/thema/a0142b.css").status_code == 200


def test_who_did_not_say_which_region_reads_the_usual_word(village, as_fleur):
    saved(as_fleur, village)

    assert "uw wijkteam" in page(Client(), "/ik-wil-hulp/")
    assert look_of(None).id is None
    assert look_of(village.waterrijk).id == village.waterrijk


def test_the_usual_word_is_translated(village):
    client = Client(headers={"accept-language": "en"})

    assert "neighbourhood team" in page(client, "/ik-wil-hulp/")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, ""),
        ({"team_word": ""}, ""),
        ({"team_word": "wijkteams"}, "eindigt op team"),
        ({"team_word": "<b>team"}, "eindigt op team"),
        ({"brand": "rood"}, "Vul een kleur in"),
        ({"brand": "#12345"}, "Vul een kleur in"),
        ({"brand": "#0f5b66;}"}, "Vul een kleur in"),
        ({"name": "a\0b"}, ""),
    ],
)
def test_what_is_no_word_or_colour_gets_a_sentence(village, as_fleur, wrong, sentence):
    answer = saved(as_fleur, village, **wrong)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Region.objects.get(pk=village.waterrijk).brand == theme.BRAND


def test_who_was_second_sees_that_and_keeps_the_text(village, as_fleur):
    assert saved(as_fleur, village).status_code == 302

    answer = saved(as_fleur, village, name="Anders", version=1)

    assert answer.status_code == 409
    assert 'value="Anders"' in answer.content.decode()


@pytest.mark.parametrize("wrong", [{"team_word": "de buurt"}, {"brand": "#FFF"}])
def test_the_database_keeps_word_and_colour(village, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Region.objects.filter(pk=village.waterrijk).update(**wrong)


def test_who_looks_after_one_practice_does_not_change_the_region(village):
    Position.objects.filter(pk=village.bakker).update(is_admin=True)

    page(signed_in(village, "bakker"), PATH, status=404)
