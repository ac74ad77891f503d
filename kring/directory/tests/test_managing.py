import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kring.accounts.models import Professional
from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.directory import actions, rules
from kring.directory.models import Hours, Organisation, Position, Team
from kring.directory.tests.conftest import page, signed_in
from tests.village import key

ORGANISATION = {"name": "Fysio Molenhoek", "kind": "fysiotherapie", "phone": "0123 45 67 00"}


def someone(**more):
    """A new GP, as typed."""
    return {
        "given_name": "Jan", "family_name": "Meer", "name_prefix": "van der",
        "function_id": str(key("function huisarts")), "from_on": "2-3-2026", "hours": "ma-vr 9-17",
    } | more  # fmt: skip


@pytest.fixture
def as_bakker(village):
    """Who looks after one practice, not after the region."""
    Position.objects.filter(pk=village.bakker).update(is_admin=True)
    return signed_in(village, "bakker")


def test_an_organisation_is_added_and_changed(village, as_fleur):
    answer = as_fleur.post("/beheer/organisaties/nieuw/", ORGANISATION)
    made = Organisation.objects.get(name="Fysio Molenhoek")
    assert answer["Location"] == f"/beheer/organisaties/{made.pk}/"

    typed = ORGANISATION | {"kvk": "1234 5678", "version": made.version}
    as_fleur.post(f"/beheer/organisaties/{made.pk}/wijzigen/", typed)

    made.refresh_from_db()
    assert (made.kvk, made.phone, made.region_id) == (
        "12345678", "+31123456700", village.waterrijk,
    )  # fmt: skip


def test_who_hears_that_nobody_answers_is_chosen_among_colleagues(village, as_bakker):
    path = f"/beheer/organisaties/{village.linde}/"
    there = Organisation.objects.get(pk=village.linde)
    typed = {"name": there.name, "version": there.version, "escalation_id": str(village.noor)}
    assert "Peter Bakker, Huisarts" in page(as_bakker, path)

    as_bakker.post(f"{path}wijzigen/", typed)

    assert Organisation.objects.get(pk=village.linde).escalation_id == village.noor
    assert "Noor Willems, Doktersassistent" in page(as_bakker, path)


def test_who_works_elsewhere_does_not_hear_that_nobody_answers(village, as_fleur):
    there = Organisation.objects.get(pk=village.linde)
    typed = {"name": there.name, "version": there.version, "escalation_id": str(village.samira)}

    answer = as_fleur.post(f"/beheer/organisaties/{village.linde}/wijzigen/", typed)

    assert answer.status_code == 422
    with acting(professional(village.fleur)) as me, pytest.raises(Refused) as refusal:
        actions.change_organisation(
            there.pk, {"escalation_id": str(village.samira)}, version=there.version, by=me
        )
    assert refusal.value.args[0] == rules.WhyNot.ELSEWHERE


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 161},
        {"name": "a\0b"},
        {"name": "\u202eFysio"},
        {"kvk": "123"},
        {"agb": "abcdefgh"},
        {"oin": "1" * 19},
        {"email": "geen"},
        {"email": "a@" + "b" * 300 + ".nl"},
        {"phone": "twaalf"},
        {"version": "99999999999999"},
        {"version": "x"},
    ],
)
def test_wrong_input_gets_a_sentence(village, as_fleur, wrong):
    answer = as_fleur.post("/beheer/organisaties/nieuw/", ORGANISATION | wrong)

    assert answer.status_code == 422
    assert "kr-errors" in answer.content.decode()


def test_who_was_second_sees_that_and_keeps_the_text(village, as_fleur):
    there = Organisation.objects.get(pk=village.linde)
    path = f"/beheer/organisaties/{village.linde}/wijzigen/"
    as_fleur.post(path, ORGANISATION | {"name": "De Linde", "version": there.version})

    answer = as_fleur.post(path, ORGANISATION | {"name": "Linde", "version": there.version})

    assert answer.status_code == 409
    html = answer.content.decode()
    assert 'value="Linde"' in html
    assert "intussen gewijzigd" in html
    assert f'value="{there.version + 1}"' in html
    assert Organisation.objects.get(pk=village.linde).name == "De Linde"


def test_markup_is_shown_as_text(village, as_fleur):
    name = "<script>alert(1)</script>"
    as_fleur.post("/beheer/organisaties/nieuw/", ORGANISATION | {"name": name})

    html = page(as_fleur, "/beheer/organisaties/?q=script")

    assert name not in html
    assert "&lt;script&gt;" in html


def test_the_list_goes_on_where_the_page_ended(village, as_fleur):
    Organisation.objects.bulk_create(
        Organisation(region_id=village.waterrijk, name=f"Praktijk {number:03}")
        for number in range(60)
    )
    html = page(as_fleur, "/beheer/organisaties/?q=praktijk 0")
    assert html.count("Praktijk 0") == 25
    path = html.split('<a href="?q=')[1].split('"')[0].replace("&amp;", "&")

    second = page(as_fleur, f"/beheer/organisaties/?q={path}")

    assert "Praktijk 025" in second
    assert "Praktijk 024" not in second


@pytest.mark.parametrize("query", ["?na=x", "?q=%00%E2%80%AE", f"?q={'x' * 5000}", "?q=%25_"])
def test_a_strange_address_finds_nothing_or_all(village, as_fleur, query):
    page(as_fleur, f"/beheer/organisaties/{query}")


def test_a_list_of_sixty_costs_as_much_as_one_of_ten(village, as_fleur):
    path = f"/beheer/organisaties/{village.waterrijk_gemeente}/"
    page(as_fleur, path)
    with CaptureQueriesContext(connection) as few:
        page(as_fleur, path)
    for number in range(60):
        person = Professional.objects.create(given_name="A", family_name=f"B{number}")
        Position.objects.create(
            professional=person, organisation_id=village.waterrijk_gemeente,
            function_id=key("function wijkteam"), from_on=village.today,
        )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        assert "Meer medewerkers" in page(as_fleur, path)
    assert len(many) == len(few)


def test_someone_begins_to_work_with_reachable_hours(village, as_fleur):
    answer = as_fleur.post(
        f"/beheer/organisaties/{village.linde}/medewerker/", someone(weekly_hours="28,5")
    )

    assert answer.status_code == 302
    made = Position.objects.get(professional__family_name="Meer")
    assert (made.organisation_id, str(made.weekly_hours)) == (village.linde, "28.5")
    assert Hours.objects.filter(position=made).count() == 5


@pytest.mark.parametrize(
    "wrong",
    [
        {"function_id": ""},
        {"function_id": "x"},
        {"hours": "altijd"},
        {"hours": "ma 25:00-26:00"},
        {"hours": "ma 17-9"},
        {"weekly_hours": "NaN"},
        {"weekly_hours": "-1"},
        {"weekly_hours": "1e99"},
        {"from_on": "31-2-2026"},
        {"team_id": "x"},
        {"family_name": "\0"},
    ],
)
def test_a_wrong_place_gets_a_sentence(village, as_fleur, wrong):
    path = f"/beheer/organisaties/{village.linde}/medewerker/"

    answer = as_fleur.post(path, someone(**wrong))

    assert answer.status_code == 422
    assert not Position.objects.filter(professional__family_name="Meer").exists()


def test_a_mailbox_that_a_practice_shares_is_nobodys_account(village, as_fleur):
    path = f"/beheer/organisaties/{village.linde}/medewerker/"
    for given in ("Jan", "Piet"):
        as_fleur.post(path, someone(given_name=given, email="praktijk@linde.example"))

    made = Position.objects.filter(professional__family_name="Meer")
    assert sorted(each.professional.given_name for each in made) == ["Jan", "Piet"]
    assert {each.professional.email for each in made} == {None}
    assert {each.email for each in made} == {"praktijk@linde.example"}


def test_who_coordinates_cannot_stop_until_that_is_handed_over(village, as_fleur):
    answer = as_fleur.post(f"/beheer/medewerkers/{village.samira}/einde/", {"on": "2-3-2026"})

    assert answer.status_code == 422
    assert rules.WhyNot.COORDINATES in answer.content.decode()
    assert Position.objects.get(pk=village.samira).until_on is None


def test_who_stops_can_come_back_with_one_press(village, as_fleur):
    answer = as_fleur.post(
        f"/beheer/medewerkers/{village.els}/einde/", {"on": "2-3-2026"}, follow=True
    )
    assert Position.objects.get(pk=village.els).until_on == village.today
    assert f"/beheer/medewerkers/{village.els}/verder/" in answer.content.decode()

    as_fleur.post(f"/beheer/medewerkers/{village.els}/verder/")

    assert Position.objects.get(pk=village.els).until_on is None


def test_a_last_day_before_the_first_is_refused(village, as_fleur):
    answer = as_fleur.post(f"/beheer/medewerkers/{village.els}/einde/", {"on": "1-1-1990"})

    assert answer.status_code == 422
    assert rules.WhyNot.ENDS_BEFORE_START in answer.content.decode()


def test_a_team_gets_hours_and_an_area(village, as_fleur):
    there = Team.objects.get(pk=village.tuindorp)
    typed = {
        "name": there.name, "phone": "", "hours": "ma, wo 9:00-12:30\nvr 13 tot 17 uur",
        "area": [str(village.spoorkwartier)], "is_core": "on", "version": there.version,
    }  # fmt: skip

    answer = as_fleur.post(f"/beheer/teams/{there.pk}/", typed)

    assert answer.status_code == 302
    assert list(there.area.values_list("pk", flat=True)) == [village.spoorkwartier]
    assert "ma, wo 09:00-12:30\nvr 13:00-17:00" in page(as_fleur, f"/beheer/teams/{there.pk}/")


def test_a_team_where_people_work_cannot_end(village, as_fleur):
    answer = as_fleur.post(f"/beheer/teams/{village.tuindorp}/einde/", follow=True)

    assert rules.WhyNot.PEOPLE_WORK_HERE in answer.content.decode()
    assert Team.objects.get(pk=village.tuindorp).ended_on is None


def test_who_looks_after_a_practice_sees_and_changes_only_that(village, as_bakker):
    html = page(as_bakker, "/beheer/organisaties/")
    assert "De Linde" in html
    assert "De Olm" not in html

    for path in [
        f"organisaties/{village.olm}/", f"organisaties/{village.olm}/wijzigen/",
        f"organisaties/{village.olm}/team/", f"organisaties/{village.olm}/medewerker/",
        f"teams/{village.tuindorp}/", f"medewerkers/{village.samira}/",
        f"medewerkers/{village.vermeer}/einde/", "organisaties/nieuw/",
    ]:  # fmt: skip
        page(as_bakker, f"/beheer/{path}", status=404)
    assert as_bakker.post(f"/beheer/teams/{village.tuindorp}/einde/").status_code == 404


def test_a_practice_cannot_give_itself_the_place_of_the_neighbourhood_team(village, as_bakker):
    path = f"/beheer/organisaties/{village.linde}/medewerker/"

    answer = as_bakker.post(path, someone(function_id=str(key("function wijkteam"))))

    assert answer.status_code == 422
    assert "Wijkteammedewerker" not in page(as_bakker, path)

    as_bakker.post(f"/beheer/organisaties/{village.linde}/team/", {"name": "A", "is_core": "on"})
    assert Team.objects.get(name="A").is_core is False


def test_another_region_is_not_there(village, as_fleur):
    assert "Gemeente Elders" not in page(as_fleur, "/beheer/organisaties/?q=Elders")
    page(as_fleur, f"/beheer/organisaties/{village.elders_gemeente}/", status=404)
    page(as_fleur, f"/beheer/teams/{village.elders_team}/", status=404)
    page(as_fleur, f"/beheer/medewerkers/{village.vreemd}/", status=404)


def test_people_are_found_by_a_post_and_not_by_an_address(village, as_fleur):
    path = f"/beheer/organisaties/{village.waterrijk_gemeente}/"

    html = as_fleur.post(path, {"q": "haddad"}).content.decode()

    assert "Samira Haddad" in html
    assert "Joris Bos" not in html
    assert "Joris Bos" in page(as_fleur, f"{path}?q=haddad")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ma-vr 9:00-17:00", "ma-vr 09:00-17:00"),
        ("maandag t/m donderdag: 8.30 tot 12 uur", "ma-do 08:30-12:00"),
        ("di en do 13-17", "di, do 13:00-17:00"),
        ("ma 9-12; ma 13-17", "ma 09:00-12:00\nma 13:00-17:00"),
        ("ma/di/do 9-17u", "ma, di, do 09:00-17:00"),
        ("ma-vr 9-12 en 13-17", "ma-vr 09:00-12:00\nma-vr 13:00-17:00"),
        ("ma. woe. 0830-1230, vrij 9u-12u", "ma, wo 08:30-12:30\nvr 09:00-12:00"),
        ("", ""),
    ],
)
def test_hours_are_read_as_people_write_them(typed, read):
    assert rules.write_hours(rules.read_hours(typed)) == read
    assert rules.read_hours(read) == rules.read_hours(typed)


@pytest.mark.parametrize(
    "typed",
    ["ma-vr behalve wo 9-17", "ma, di", "9-12", "vr-ma 9-12", "ma 25-26", "ma 17-9", "ma 999-1000"],
)
def test_hours_that_may_mean_something_else_are_not_guessed(typed):
    assert rules.read_hours(typed) is None
