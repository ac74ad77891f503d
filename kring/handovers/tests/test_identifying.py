"""The local check of an anonymous question."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.handovers.rules import Clue, identifying


@pytest.mark.parametrize(
    ("text", "clue"),
    [
        ("Het gaat om mevrouw Yılmaz uit de flat.", Clue.NAME),
        ("Gisteren sprak ik Bram de Vries.", Clue.NAME),
        ("De familie Van den Berg-Jansen.", Clue.NAME),
        ("Zij heet Fatma.", Clue.NAME),
        ("Mevr. Yılmaz belt vaak.", Clue.NAME),
        ("Het gaat om patiënt Jansen.", Clue.NAME),
        ("De buurvrouw Riet maakt zich zorgen.", Clue.NAME),
        ("Haar zoon Ahmed is thuis.", Clue.NAME),
        ("A.F.Yılmaz komt elke dag.", Clue.NAME),
        ("F. Yılmaz komt elke week.", Clue.NAME),
        ("Gisteren belde Ahmed weer.", Clue.NAME),
        ("Ik maak mij zorgen over Riet, zij eet niet.", Clue.NAME),
        ("Haar man, Ahmed, is weg.", Clue.NAME),
        ("Het gaat om FATMA YILMAZ uit de flat.", Clue.NAME),
        ("Ik sprak JAN DE BOER.", Clue.NAME),
        ("Mevr. YILMAZ belt vaak.", Clue.NAME),
        ("MEVROUW YILMAZ BELT VAAK.", Clue.NAME),
        ("Geboren 19840504.", Clue.BIRTH),
        ("Geboren 04051984.", Clue.BIRTH),
        ("Geboren 1984/5/4.", Clue.BIRTH),
        ("Zij is geb. 04-05-84.", Clue.BIRTH),
        ("Geboren 4 mei ’84.", Clue.BIRTH),
        ("Bel 06.12.34.56.78.", Clue.PHONE),
        ("Postcode 1234ab.", Clue.POSTCODE),
        ("Geboren op 4-5-1984.", Clue.BIRTH),
        ("Geboren op 4 mei 1984.", Clue.BIRTH),
        ("Geboren 1984-05-04.", Clue.BIRTH),
        ("Woont op Meidoornstraat 14.", Clue.ADDRESS),
        ("Postcode 1234 AB.", Clue.POSTCODE),
        ("Bel 06 12345678.", Clue.PHONE),
        ("Bel +31 6 12 34 56 78.", Clue.PHONE),
        ("Mail fatma@voorbeeld.nl.", Clue.EMAIL),
        ("Nummer 111222333.", Clue.BSN),
    ],
)
def test_it_finds_what_says_who_someone_is(text, clue):
    assert clue in {found.clue for found in identifying(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Een vrouw van rond de 40 slaapt slecht en heeft huurschuld. Wie kan meekijken?",
        "Is er in 2026 een wachtlijst van 6 weken? Er zijn 3 kinderen.",
        "Kan Veilig Thuis meedenken? De Kredietbank wil een gesprek.",
        "Er is een tekort aan vitamine B. Zij eet 2 tot 3 keer per dag, haar moeder kookt.",
        "In 2026 kan de opa komen. Wij hebben plan A. De vraag is wie.",
        "Zij spreekt alleen Arabisch en woont in Tuindorp. Kan de Kredietbank iets met Kerst?",
        "Hij komt uit Syrië, gaat naar Utrecht en kent wijkteam Vogelwijk via de Wmo.",
        "Kan de GGZ NHN helpen? ER IS HAAST BIJ.",
        "Dossier 123456789012, bedrag 20261350.",
        "",
    ],
)
def test_a_question_about_nobody_in_particular_passes(text):
    assert identifying(text) == []


def test_each_place_is_found_once():
    text = "Mevrouw De Vries, Meidoornstraat 14, 1234 AB"

    assert [found.clue for found in identifying(text)] == [
        Clue.NAME, Clue.ADDRESS, Clue.POSTCODE,
    ]  # fmt: skip


@given(st.text(max_size=400))
def test_no_text_breaks_it_and_each_find_is_in_the_text(text):
    for found in identifying(text):
        assert text[found.start :].startswith(found.text)


@pytest.mark.parametrize(
    "part", ["x", "x.", "(0", "0 ", "A-", "Aa-", "Aa'", "Aa ", "1", "1-", "a@", "a@a-", "mw A."]
)
def test_a_text_that_is_made_for_it_does_not_keep_the_server_busy(part):
    began = time.thread_time()

    identifying(part * (10_000 // len(part)))

    assert time.thread_time() - began < 1
