import re
from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.core import forms
from kring.core.forms import reading

EVERY_FIELD = {
    "line": forms.LineField,
    "text": forms.TextField,
    "mail": forms.MailField,
    "day": forms.DayField,
    "phone": forms.PhoneField,
    "postcode": forms.PostcodeField,
    "bsn": forms.BsnField,
    "number": forms.NumberField,
    "planned": forms.PlannedDayField,
    "moment": forms.MomentField,
    "choice": lambda **kwargs: forms.ChoiceField(choices=[("ja", "Ja")], **kwargs),
    "choices": lambda **kwargs: forms.ChoicesField(choices=[("ja", "Ja")], **kwargs),
    "yes": forms.YesField,
}
# Also what no keyboard types: NUL, lone surrogates, marks that turn the order around.
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=40)


def form_of(field, *, name="answer"):
    return type("Asked", (forms.Form,), {name: field})


def errors_of(field, typed):
    form = form_of(field)(typed if isinstance(typed, dict) else {"answer": typed})
    return form.errors.get("answer", [])


def read(field, typed):
    form = form_of(field)({"answer": typed})
    assert form.is_valid(), form.errors
    return form.cleaned_data["answer"]


@pytest.mark.parametrize(
    "typed",
    [
        "21-3-1948",
        "21/03/1948",
        " 21 maart 1948 ",
        "21 Mrt. 1948",
        "21.03.1948",
        "1948-03-21",
        "21031948",
        "21\u00a0maart\u00a01948",
        "\u200e21-03-1948",
    ],
)
def test_a_date_of_birth_is_read_however_it_is_typed(typed):
    assert read(forms.DayField(label="Geboortedatum"), typed) == date(1948, 3, 21)


@pytest.mark.parametrize("typed", ["31-2-1948", "21-3-48", "maart 1948", "gisteren", "0-0-0000"])
def test_a_day_that_cannot_be_read_gets_an_example(typed):
    assert errors_of(forms.DayField(), typed) == [
        "Vul de datum in als dag, maand en jaar, zoals 21-03-1948."
    ]


@time_machine.travel("2026-11-18 12:00+01:00", tick=False)
def test_a_date_of_birth_lies_in_the_past_and_within_a_life():
    assert errors_of(forms.DayField(), "19-11-2026") == ["Vul een datum in die al geweest is."]
    assert errors_of(forms.DayField(), "1-1-1780") == [
        "Kijk het jaar na: dat is meer dan 130 jaar geleden."
    ]
    assert errors_of(forms.DayField(past=False), "19-11-2026") == []


@time_machine.travel("2026-11-18 12:00+01:00", tick=False)
def test_a_plan_lies_in_the_future():
    assert errors_of(forms.PlannedDayField(future=True), "17-11-2026") == [
        "Gebruik een datum in de toekomst."
    ]
    assert errors_of(forms.PlannedDayField(future=True), "2026-11-18") == []


FAR_AWAY = ["1899-12-31", "0001-01-01", "9999-12-31", "31-12-2101"]


@pytest.mark.parametrize("typed", FAR_AWAY)
def test_a_year_that_nobody_means_is_asked_again(typed):
    sentence = ["Kijk het jaar na: vul een jaar in van 1900 tot en met 2100."]
    moment = {"answer_day": typed, "answer_time": "00:00"}

    assert errors_of(forms.PlannedDayField(), typed) == sentence
    assert errors_of(forms.DayField(past=False), typed) == sentence
    assert errors_of(forms.MomentField(), moment) == sentence


@pytest.mark.parametrize("typed", ["1-1-1900", "31-12-2100"])
def test_the_years_at_the_edge_are_still_read(typed):
    assert errors_of(forms.PlannedDayField(), typed) == []
    assert errors_of(forms.MomentField(), {"answer_day": typed, "answer_time": "23:59"}) == []


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0123 – 45 67 00", "+31123456700"),
        ("06-12 34 56 78", "+31612345678"),
        ("+31 (0)6 12345678", "+31612345678"),
        ("0031612345678", "+31612345678"),
        ("\u202a06 12345678\u202c", "+31612345678"),
        ("0800-2000", "+318002000"),
        ("+32 471 23 45 67", "+32471234567"),
    ],
)
def test_a_phone_number_is_read_however_it_is_typed(typed, number):
    assert read(forms.PhoneField(), typed) == number


def test_a_known_phone_number_is_shown_as_people_write_it():
    form = form_of(forms.PhoneField())

    assert 'value="06 – 12 34 56 70"' in str(form(initial={"answer": "+31612345670"})["answer"])
    assert 'value="vraag Anja"' in str(form({"answer": "vraag Anja"})["answer"])


@pytest.mark.parametrize("typed", ["12", "vraag Anja", "06 1234", "0" * 40])
def test_a_phone_number_that_cannot_be_read_gets_an_example(typed):
    assert errors_of(forms.PhoneField(), typed) == [
        "Vul een telefoonnummer in, zoals 06 12 34 56 78 of 0123 45 67 00."
    ]


def test_postcode_and_bsn_may_have_spaces():
    assert read(forms.PostcodeField(), " 1234 ab") == "1234AB"
    assert read(forms.BsnField(), "1112 22 333") == "111222333"


@pytest.mark.parametrize("typed", ["0123 AB", "1234", "1234 ABC", "１２３４ AB"])
def test_what_is_no_postcode_is_refused(typed):
    assert errors_of(forms.PostcodeField(), typed) == [
        "Vul een postcode in van vier cijfers en twee letters."
    ]


@pytest.mark.parametrize("typed", ["123456789", "11122233", "000000000", "abc"])
def test_a_number_that_fails_the_eleven_test_is_no_bsn(typed):
    assert len(errors_of(forms.BsnField(), typed)) == 1


@pytest.mark.parametrize("name", EVERY_FIELD)
@settings(deadline=None)
@given(typed=ANYTHING)
def test_no_text_whatever_breaks_a_field(name, typed):
    data = {"answer": typed, "answer_day": typed, "answer_time": typed}

    form = form_of(EVERY_FIELD[name](required=False))(data)

    assert form.is_valid() or all(str(error) for error in form.errors["answer"])
    assert str(form["answer"])


@pytest.mark.parametrize("sign", ["\x00", "\u202e", "\x1b", "\u2066"])
@pytest.mark.parametrize("field", [forms.LineField, forms.TextField, forms.MailField])
def test_signs_that_nobody_types_are_refused_with_one_sentence(field, sign):
    assert errors_of(field(), f"Anja{sign}@voorbeeld.nl") == [
        "Hier staan onzichtbare tekens in. Typ de tekst over in plaats van te plakken."
    ]


def test_new_lines_tabs_and_emoji_are_ordinary_text():
    assert read(forms.TextField(), "Goed nieuws\n\tvoor Şükrü 👨‍👩‍👧") == (
        "Goed nieuws\n\tvoor Şükrü 👨‍👩‍👧"
    )


@pytest.mark.parametrize(
    ("field", "longest"),
    [(forms.LineField(), 200), (forms.TextField(), 10_000), (forms.LineField(max_length=5), 5)],
)
def test_too_much_text_is_a_sentence_and_never_a_cut(field, longest):
    form = form_of(field)({"answer": "a" * (longest + 1)})

    assert form.errors["answer"] == [f"Maak dit korter: hooguit {longest} tekens."]
    assert "maxlength" not in str(form["answer"])
    assert "a" * (longest + 1) in str(form["answer"])


@pytest.mark.parametrize("name", ["phone", "day", "bsn", "postcode", "mail", "number", "planned"])
def test_ten_megabytes_is_refused_at_once(name):
    assert len(errors_of(EVERY_FIELD[name](), "1" * 10_000_000)) >= 1


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        (forms.LineField(label="Naam"), "Vul ‘Naam’ in."),
        (forms.LineField(label="Naam", missing="Vul uw naam in."), "Vul uw naam in."),
        (forms.YesField(label="Besproken"), "Zet een vinkje bij ‘Besproken’."),
        (forms.ChoiceField(label="Haast", choices=[]), "Kies een antwoord bij ‘Haast’."),
        (forms.FileField(label="Brief"), "Kies een bestand bij ‘Brief’."),
        (forms.MomentField(label="Wanneer"), "Vul ‘Wanneer’ in."),
    ],
)
def test_an_empty_field_says_what_to_do(field, sentence):
    assert errors_of(field, {}) == [sentence]


def test_a_moment_is_read_in_dutch_time():
    form = form_of(forms.MomentField())({"answer_day": "2027-07-01", "answer_time": "14:30"})

    assert form.is_valid()
    assert form.cleaned_data["answer"].isoformat() == "2027-07-01T14:30:00+02:00"


@pytest.mark.parametrize(
    "typed",
    [
        {"answer_day": "2027-07-01"},
        {"answer_time": "14:30"},
        {"answer_day": "x", "answer_time": "y"},
    ],
)
def test_half_a_moment_is_refused(typed):
    assert errors_of(forms.MomentField(), typed)


def test_a_file_says_what_it_may_be():
    def sent(name, content):
        form = form_of(forms.FileField(kinds=(".pdf", ".txt"), megabytes=1))
        return form({}, {"answer": SimpleUploadedFile(name, content)}).errors.get("answer", [])

    assert sent("brief.exe", b"x") == ["Kies een bestand dat eindigt op .pdf of .txt."]
    assert sent("brief.pdf", b"x" * 1_000_001) == [
        "Dit bestand is te groot. Kies een bestand van hooguit 1 MB."
    ]
    assert sent("leeg.pdf", b"") == ["Dit bestand is leeg. Kies een ander bestand."]
    assert sent("Brief.PDF", b"x") == []


def test_a_field_stands_as_label_description_error_and_box():
    html = str(form_of(forms.LineField(label="Naam", help_text="Zoals u heet"))({"answer": ""}))

    parts = ["Naam</label>", "Zoals u heet", "Vul ‘Naam’ in.", "<input"]
    assert [html.index(part) for part in parts] == sorted(html.index(part) for part in parts)
    assert 'aria-required="true"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_answer_helptext id_answer_error"' in html
    assert 'id="id_answer_helptext"' in html
    assert 'id="id_answer_error"' in html
    assert " required" not in html.replace("aria-required", "")


def test_only_what_is_not_needed_says_so():
    assert "(niet verplicht)" in str(form_of(forms.LineField(required=False))())
    assert "(niet verplicht)" not in str(form_of(forms.LineField())())


@pytest.mark.parametrize("many", [3, 12])
def test_a_choice_that_always_has_an_answer_asks_nothing(many):
    answers = [(str(at), f"Antwoord {at}") for at in range(many)]

    def asks(**kwargs):
        return "(niet verplicht)" in str(form_of(forms.ChoiceField(required=False, **kwargs))())

    assert asks(choices=answers)
    assert not asks(choices=[("", "Weet ik niet"), *answers])
    assert not asks(choices=answers, initial="1")


@pytest.mark.parametrize(("many", "kind"), [(7, 'type="radio"'), (8, "<select")])
def test_few_answers_are_cards_and_many_are_a_list(many, kind):
    choices = [(str(at), f"Antwoord {at}") for at in range(many)]

    html = str(form_of(forms.ChoiceField(choices=choices))()["answer"])

    assert kind in html
    assert html.count("Antwoord") == many


def test_a_choice_can_say_why_one_would_choose_it():
    choices = [("nu", forms.Option("Vandaag", "Belt u ook even"))]

    html = str(form_of(forms.ChoiceField(choices=choices))({"answer": "nu"})["answer"])

    assert "Belt u ook even" in html
    assert "checked" in html


def test_what_was_typed_is_shown_as_text():
    html = str(form_of(forms.LineField())({"answer": '"><script>alert(1)</script>'}))

    assert "<script>" not in html


def test_the_summary_tells_missing_from_wrong():
    missing = form_of(forms.LineField())({})
    wrong = form_of(forms.PhoneField())({"answer": "x"})

    assert forms.error_title(missing) == "Er ontbreekt nog iets"
    assert forms.error_title(wrong) == "Er klopt nog iets niet"


def test_the_summary_leads_to_the_field():
    radio = form_of(forms.ChoiceField(label="Haast", choices=[("a", "A")]))({})
    line = form_of(forms.LineField(label="Naam"))({})

    assert forms.error_links(radio) == [("id_answer_0", "Kies een antwoord bij ‘Haast’.")]
    assert forms.error_links(line) == [("id_answer", "Vul ‘Naam’ in.")]


@settings(deadline=None)
@given(ANYTHING)
def test_what_is_made_visible_has_nothing_hidden(text):
    assert not reading.hidden(reading.visible(text))


def test_in_a_long_list_nothing_is_chosen_before_one_chooses():
    class Pick(forms.Form):
        theme = forms.ChoiceField(
            label="Thema", choices=[(str(number), f"Thema {number}") for number in range(12)]
        )

    first = re.search(r"<option[^>]*>", str(Pick()))

    assert first[0] == '<option value="">'
    assert '<option value="">' in str(Pick({"theme": ""}))
