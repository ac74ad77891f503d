import pytest
from django.db import DatabaseError, transaction

from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.directory import actions, queries, rules
from kring.directory.models import Function, FunctionWord, Import, Position
from kring.directory.tests.conftest import page
from kring.directory.tests.test_import_pages import upload
from tests.village import key

HEADS = "Organisatie;Naam;Functie\r\n"
LIST = (
    f"{HEADS}"
    "De Linde;Jan Kok;Tovenaar\r\n"
    "De Linde;Ria Smit;tovenaar \r\n"
    "De Olm;Piet Vos;Ergotherapeut\r\n"
    "De Olm;Els Bos;huisrats\r\n"
)
OWN = {"name": "Ergotherapeut", "ring": "second", "secrecy": "on", "feedback": "outcome"}


def uploaded(client, content=LIST):
    """A list with its columns chosen: its address, and what the answer leads to."""
    address = upload(client, content)["Location"]
    answer = client.post(
        address, {"column_0": "organisation", "column_1": "name", "column_2": "function"}
    )
    return address.removesuffix("kolommen/"), answer["Location"]


def added(client, **more):
    client.post("/beheer/functies/nieuw/", OWN | more)
    return Function.objects.get(name=OWN["name"])


def test_a_region_adds_a_function_with_the_words_of_its_lists(village, as_fleur):
    made = added(as_fleur, words="ergo\nErgo.\nergotherapie thuis")

    assert made.region_id == village.waterrijk
    assert (made.ring, made.secrecy, made.feedback) == ("second", True, "outcome")
    html = page(as_fleur, "/beheer/functies/")
    assert "Ergo., ergotherapie thuis" in html
    assert "alleen in deze regio" in html
    assert 'href="/beheer/functies/"' in page(as_fleur, "/beheer/")


def test_a_function_of_ones_own_can_be_given_to_a_colleague(village, as_fleur):
    made = added(as_fleur)
    path = f"/beheer/organisaties/{village.olm}/medewerker/"

    assert "Ergotherapeut" in page(as_fleur, path)
    as_fleur.post(
        path,
        {"given_name": "A", "family_name": "B", "from_on": "2-3-2026", "function_id": str(made.pk)},
    )

    assert Position.objects.get(function=made).organisation_id == village.olm


def test_of_a_shared_function_only_the_words_can_be_changed(village, as_fleur):
    there = Function.objects.get(code="huisarts")
    path = f"/beheer/functies/{there.pk}/"
    assert 'name="ring"' not in page(as_fleur, path)

    as_fleur.post(path, {"name": "Dokter", "words": "HA", "version": there.version})

    there.refresh_from_db()
    assert there.name == "Huisarts"
    assert list(there.words.values_list("word", "region")) == [("HA", village.waterrijk)]
    with acting(professional(village.fleur)) as me, pytest.raises(Refused) as refusal:
        actions.save_function(there.pk, {"name": "x"}, words=[], version=there.version, by=me)
    assert refusal.value.args[0] == rules.WhyNot.SHARED_FUNCTION


def test_who_was_second_sees_that_and_keeps_the_words(village, as_fleur):
    there = Function.objects.get(code="huisarts")
    path = f"/beheer/functies/{there.pk}/"
    as_fleur.post(path, {"words": "HA", "version": there.version})

    answer = as_fleur.post(path, {"words": "dokter", "version": there.version})

    assert answer.status_code == 409
    assert "dokter" in answer.content.decode()
    assert list(there.words.values_list("word", flat=True)) == ["HA"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, ""),
        ({"name": "huisarts"}, rules.WhyNot.NAME_TAKEN),
        ({"words": "Wijkagent"}, rules.WhyNot.WORD_TAKEN),
        ({"words": "x" * 121}, "hooguit 120 tekens"),
        ({"words": "a\0b"}, ""),
        ({"ring": "zevende"}, "Kies een van de antwoorden"),
        ({"ring": ""}, ""),
    ],
)  # fmt: skip
def test_a_wrong_function_gets_a_sentence(village, as_fleur, wrong, sentence):
    answer = as_fleur.post("/beheer/functies/nieuw/", OWN | wrong)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Function.objects.filter(region=village.waterrijk).exists()


def test_what_another_region_does_and_says_is_not_there(village, as_fleur):
    theirs = Function.objects.create(
        code="elders-x", name="Waddengids", ring="first", region_id=village.elders
    )
    FunctionWord.objects.create(
        region_id=village.elders, function_id=key("function huisarts"), word="eilanddokter"
    )

    html = page(as_fleur, "/beheer/functies/")
    assert "Waddengids" not in html
    assert "eilanddokter" not in html
    page(as_fleur, f"/beheer/functies/{theirs.pk}/", status=404)
    names, words = queries.functions_by_name(village.waterrijk)
    assert "waddengids" not in names
    assert words == {}


def test_the_database_lets_nobody_work_in_a_function_of_another_region(village):
    theirs = Function.objects.create(
        code="elders-x", name="Waddengids", ring="first", region_id=village.elders
    )

    with pytest.raises(DatabaseError, match="another region"), transaction.atomic():
        Position.objects.filter(pk=village.els).update(function=theirs)


def test_a_list_asks_once_what_an_unknown_function_means_and_remembers_it(village, as_fleur):
    address, leads_to = uploaded(as_fleur)
    assert leads_to == f"{address}functies/"
    html = page(as_fleur, leads_to)
    assert "“Tovenaar”" in html
    assert "Op 2 regels." in html
    assert f'<option value="{key("function huisarts")}" selected>' in html  # a slip of the pen

    chosen = {"woord_tovenaar": str(key("function wijkagent")), "woord_huisrats": ""}
    answer = as_fleur.post(leads_to, chosen)

    assert answer["Location"] == address
    html = page(as_fleur, address)
    assert "noemt 2 functies die Kring niet kent" in html
    assert page(as_fleur, f"{address}?alleen=refused").count("Kring kent de functie") == 2
    assert FunctionWord.objects.get().word == "Tovenaar"
    again, leads_to = uploaded(as_fleur, f"{HEADS}De Linde;Jan Kok;TOVENAAR\r\n")
    assert leads_to == again


def test_a_word_that_was_chosen_counts_as_a_whole_only(village, as_fleur):
    _, leads_to = uploaded(as_fleur, f"{HEADS}De Linde;Jan Kok;ets\r\n")
    as_fleur.post(leads_to, {"woord_ets": str(key("function wijkagent"))})

    _, leads_to = uploaded(as_fleur, f"{HEADS}De Linde;Jan Kok;schetser\r\n")

    assert leads_to.endswith("/functies/")


def test_a_function_that_is_no_answer_gets_a_sentence(village, as_fleur):
    _, leads_to = uploaded(as_fleur)

    answer = as_fleur.post(leads_to, {"woord_tovenaar": "x"})

    assert answer.status_code == 422
    assert not FunctionWord.objects.exists()


def test_nothing_is_asked_of_a_list_that_was_taken_over(village, as_fleur):
    address, leads_to = uploaded(as_fleur, LIST + "De Linde;An Bos;huisarts\r\n")
    as_fleur.post(f"{address}overnemen/")

    assert as_fleur.get(leads_to)["Location"] == address
    with acting(professional(village.fleur)) as me, pytest.raises(Refused):
        actions.say_functions(Import.objects.get().pk, {}, by=me)


@pytest.mark.parametrize("path", ["functies/", "functies/nieuw/"])
def test_who_looks_after_one_practice_does_not_change_functions(village, path, sign_in):
    Position.objects.filter(pk=village.bakker).update(is_admin=True)

    page(sign_in("bakker"), f"/beheer/{path}", status=404)
