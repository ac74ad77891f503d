import contextlib
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.directory import actions, queries, rules
from kring.directory.models import Import, ImportRow, Organisation, Position

# As teams really keep it: semicolons, titles, notes beside numbers, an empty line, a bad row.
MESSY = (
    "Organisatie;Contactpersoon;Functie;06 / tel.;Mail adres;Opmerkingen;oud\r\n"
    "Huisartsenpraktijk De Linde;dr. P. Bakker;Huisarts;0612345678 (bgg 0123-456700);;ma/di;x\r\n"
    "Fysio Molenhoek;Mevr. Aïcha el Amrani;Wijkverpleegkundige;06-1234 5679;aicha@fysio.example;;"
    "\r\n"
    ";;;;;;\r\n"
    "Fysio Molenhoek;Jan van der Meer;huisarts;twaalf;geen;;\r\n"
    "Speeltuin Zuid;;;0123 45 67 89;info@speeltuin.example;sleutel bij de buurvrouw;\r\n"
)


def taken_over(content, *, by):
    made = actions.upload("netwerk.csv", content, by=by)
    actions.check(made.id, by=by)
    actions.begin(made.id, by=by)
    actions.run(made.id, by=by)
    return Import.objects.get(pk=made.id)


def verdicts(made):
    rows = ImportRow.objects.filter(source=made).order_by("number")
    return [row.verdict for row in rows]


def test_a_messy_list_is_read_by_its_headers_and_its_content():
    sheet = rules.read_sheet(MESSY.encode("cp1252"))

    assert len(sheet.rows) == 4
    assert rules.guess(sheet.columns, sheet.rows) == [
        "organisation", "name", "function", "phone", "email", "remark", "",
    ]  # fmt: skip


def test_the_dry_run_says_per_row_and_column_what_is_wrong_and_changes_nothing(village):
    with acting(professional(village.fleur)) as me:
        before = Position.objects.count()
        made = actions.upload("netwerk.csv", MESSY.encode(), by=me)

        actions.check(made.id, by=me)

        assert verdicts(made) == ["new", "new", "refused", "new"]
        refused = ImportRow.objects.get(source=made, verdict="refused")
        assert [field for field, _ in refused.problems] == ["phone", "email"]
        assert Position.objects.count() == before


def test_good_rows_are_taken_over_and_bad_ones_kept_with_their_reason(village):
    with acting(professional(village.fleur)) as me:
        taken_over(MESSY.encode(), by=me)

        amrani = Position.objects.get(professional__family_name="Amrani")
        assert (amrani.professional.given_name, amrani.professional.name_prefix) == ("Aïcha", "el")
        assert amrani.phone == "+31612345679"
        assert amrani.organisation.name == "Fysio Molenhoek"
        assert not Position.objects.filter(professional__family_name="Meer").exists()


def test_the_same_list_again_changes_nothing(village):
    with acting(professional(village.fleur)) as me:
        taken_over(MESSY.encode(), by=me)

        again = taken_over(MESSY.encode(), by=me)

        assert verdicts(again) == ["same", "same", "refused", "same"]


def test_an_export_imports_unchanged(village):
    with acting(professional(village.fleur)) as me:
        taken_over(MESSY.encode(), by=me)
        columns, rows = queries.network_list(me)

        for content in (rules.write_csv(columns, rows), rules.write_xlsx(columns, rows)):
            again = taken_over(content, by=me)
            assert set(verdicts(again)) == {"same"}


def test_undo_puts_back_what_was_and_leaves_what_someone_changed_since(village):
    changes = "Organisatie;Telefoon organisatie\nHuisartsenpraktijk De Linde;0123456789\n"
    with acting(professional(village.fleur)) as me:
        made = taken_over(changes.encode(), by=me)
        assert Organisation.objects.get(pk=village.linde).phone == "+31123456789"

        assert actions.undo(made.id, by=me) == 0
        assert Organisation.objects.get(pk=village.linde).phone == "+31123456700"

        again = taken_over(changes.encode(), by=me)
        Organisation.objects.filter(pk=village.linde).update(address="Nieuwe straat 1")
        assert actions.undo(again.id, by=me) == 1
        assert Organisation.objects.get(pk=village.linde).phone == "+31123456789"


def test_what_was_new_is_ended_by_undo(village):
    with acting(professional(village.fleur)) as me:
        made = taken_over(MESSY.encode(), by=me)

        actions.undo(made.id, by=me)

        assert Position.objects.get(professional__family_name="Amrani").until_on == village.today


def test_another_region_cannot_touch_the_list(village):
    with acting(professional(village.fleur)) as me:
        made = actions.upload("netwerk.csv", MESSY.encode(), by=me)

    with acting(professional(village.vreemd)) as me, pytest.raises(Refused):
        actions.check(made.id, by=me)


def test_a_long_list_needs_as_many_statements_to_judge_as_a_short_one(
    village, django_assert_max_num_queries
):
    lines = [f"Praktijk {number};0123 45 {number:04}" for number in range(300)]
    content = "\n".join(["Organisatie;Telefoon organisatie", *lines]).encode()
    with acting(professional(village.fleur)) as me:
        made = actions.upload("lang.csv", content, by=me)
        with django_assert_max_num_queries(12):
            actions.check(made.id, by=me)


def test_merged_cells_say_the_same_for_all_their_rows():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [["Organisatie", "Naam"], ["De Linde", "Jan Smit"], [None, "Piet Kok"]]:
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    packed = io.BytesIO()
    book.save(packed)

    assert [row[0] for row in rules.read_sheet(packed.getvalue()).rows] == ["De Linde", "De Linde"]


def test_an_export_holds_no_formulas():
    written = rules.write_csv(["Naam"], [["=HYPERLINK(1)"], ["+31612345678"]]).decode("utf-8-sig")

    assert "'=HYPERLINK" in written
    assert rules.read_sheet(written.encode()).rows == [["=HYPERLINK(1)"], ["+31612345678"]]


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04 broken", b"\0\0\0", b"alleen een kop", b"x" * 5_000_001, b"a;b\n" * 5_003],
    ids=["empty", "broken zip", "nul", "no rows", "too large", "too long"],
)
def test_what_is_no_list_is_refused_in_a_sentence(content):
    with pytest.raises(rules.Unreadable, match=r"\.$"):
        rules.read_sheet(content)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(content):
    with contextlib.suppress(rules.Unreadable):
        assert rules.read_sheet(content).rows


@given(
    st.fixed_dictionaries({field: st.text(max_size=40) for field in rules.FIELDS}),
)
def test_no_text_breaks_a_row(cells):
    entry, problems = rules.read_entry(cells, {"huisarts": "huisarts"})

    assert (entry is None) == bool(problems)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Mevr. Aïcha el Amrani", ("Aïcha", "el", "Amrani")),
        ("Vries, de, Bram", ("Bram", "de", "Vries")),
        ("Jan van der Meer", ("Jan", "van der", "Meer")),
        ("Bakker", ("", "", "Bakker")),
        ("dr. P. Bakker", ("P.", "", "Bakker")),
        ("Samira Haddad", ("Samira", "", "Haddad")),
    ],
)
def test_names_are_split_as_dutch_people_do(written, name):
    entry, _ = rules.read_entry(
        {"organisation": "x", "name": written, "function": "huisarts"}, {"huisarts": "huisarts"}
    )

    assert (entry.given_name, entry.name_prefix, entry.family_name) == name
