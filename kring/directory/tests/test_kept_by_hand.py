"""Lists as teams really keep them: read from a real file, taken over without loss."""

import csv
import io
from datetime import date, time

import openpyxl
import pytest

from kring.core.actor import acting, professional
from kring.directory import actions, queries, rules
from kring.directory.models import ImportRow, Organisation, Position
from kring.directory.tests.test_importing import checked, taken_over, undone, verdicts

HEADERS = ["Organisatie", "Naam", "Functie", "Telefoon", "E-mail"]


def book(**sheets) -> bytes:
    """An Excel file with these sheets, each a list of rows."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def rows_of(made):
    return ImportRow.objects.filter(source=made).order_by("number")


def entry(**cells):
    cells = {"organisation": "De Linde", "name": "Els Bos", "function": "huisarts"} | cells
    return rules.read_entry(cells, {"huisarts": "huisarts"})[0]


def problems(**cells):
    return dict(rules.read_entry({"organisation": "De Linde"} | cells, {})[1])


@pytest.mark.parametrize(
    "written",
    [
        "06-12 34 56 78",
        "+31(0)6 12345678",
        "0031 6 12 34 56 78",
        "06.12.34.56.78",
        "06/12345678",
        "06–12345678",
        "tel: 06-12345678",
        "06_12345678",
        "+31-6-12345678",
        "612345678",
        "31612345678",
        "0 6 1 2 3 4 5 6 7 8",
    ],
)
def test_a_number_is_read_as_people_write_it(written):
    found = entry(phone=written)

    assert (found.phone, found.remark) == ("+31612345678", "")


@pytest.mark.parametrize(
    ("written", "phone", "remark"),
    [
        ("06 1234 5678 / 076-5123456", "+31612345678", "Ook: 076 – 512 34 56"),
        ("06-12345678 of 06-87654321", "+31612345678", "Ook: 06 – 87 65 43 21"),
        ("06-12345678 (alleen ma)", "+31612345678", "Telefoon: 06-12345678 (alleen ma)"),
        ("076-5123456 tst 12", "+31765123456", "Telefoon: 076-5123456 tst 12"),
        ("0900-8844", "+319008844", ""),
        ("14 076", "+3114076", ""),
        ("nvt", "", ""),
        ("-", "", ""),
    ],
)
def test_what_stands_beside_a_number_goes_along(written, phone, remark):
    found = entry(phone=written)

    assert (found.phone, found.remark) == (phone, remark)


@pytest.mark.parametrize("written", ["06-1234567", "20-02-1980", "zie Ria", "076"])
def test_what_nobody_can_dial_is_no_number(written):
    assert "geen Nederlands telefoonnummer" in problems(phone=written)["phone"]


@pytest.mark.parametrize(
    ("written", "email", "remark"),
    [
        (" Els@Linde.Example ;", "els@linde.example", ""),
        ("mailto:els@linde.example", "els@linde.example", ""),
        ("<els@linde.example>", "els@linde.example", ""),
        ("els @ linde.example", "els@linde.example", ""),
        ("els(at)linde.example", "els@linde.example", ""),
        ("els@linde.example; bos@linde.example", "els@linde.example", "Ook: bos@linde.example"),
        ("els@linde.example (prive)", "els@linde.example", "E-mail: els@linde.example (prive)"),
        ("geen", "", ""),
    ],
)
def test_an_address_is_read_as_people_write_it(written, email, remark):
    found = entry(email=written)

    assert (found.email, found.remark) == (email, remark)


@pytest.mark.parametrize(
    "title", ["Sociale kaart, versie mei, Ans", "Lijst, 2026", "a,b,c,d,e,f,g,h\ta"]
)
@pytest.mark.parametrize("between", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig"])
def test_a_title_or_an_address_with_commas_does_not_cut_the_columns(title, between, encoding):
    lines = [
        ["Organisatie", "Adres", "Naam"],
        *[[f"Praktijk Öst {n}", "Kerkstraat 5, Rijswijk", "Zoë Bos"] for n in range(3)],
    ]
    text = io.StringIO()
    csv.writer(text, delimiter=between).writerows(lines)

    sheet = rules.read_sheet(f'"{title}"\r\n{text.getvalue()}'.encode(encoding))

    assert [sheet.columns, *sheet.rows] == lines


def test_excel_says_itself_how_its_columns_are_cut():
    sheet = rules.read_sheet(b"sep=|\r\nOrganisatie|Naam\r\nDe Linde|Els Bos\r\n")

    assert [sheet.columns, *sheet.rows] == [["Organisatie", "Naam"], ["De Linde", "Els Bos"]]


def test_days_and_times_are_read_as_people_write_them():
    content = book(Lijst=[HEADERS[:3], [date(2026, 5, 1), time(8, 30), 12.0]])

    assert rules.read_sheet(content).rows == [["01-05-2026", "08:30", "12"]]


def test_what_stands_in_a_column_without_a_header_is_not_lost():
    sheet = rules.read_sheet(b"Organisatie;Naam\nDe Linde;Els Bos;belt terug\n")

    assert (sheet.columns, sheet.rows) == (
        ["Organisatie", "Naam", ""],
        [["De Linde", "Els Bos", "belt terug"]],
    )


def test_the_sheet_that_is_a_list_is_read_and_another_can_be_chosen(village):
    content = book(
        Uitleg=[["Deze lijst is van Ans."], ["Kleuren: groen is nieuw"]],
        Netwerk=[["Netwerk Zuid"], [], HEADERS, ["Fysio Zuid", "Els Bos", "huisarts", "", ""]],
        Oud=[HEADERS, ["Fysio Oud", "Jan Kok", "huisarts", "", ""]],
    )
    with acting(professional(village.fleur)) as me:
        made = actions.upload("netwerk.xlsx", content, by=me)
        assert (made.sheets, made.sheet) == (["Uitleg", "Netwerk", "Oud"], 1)
        assert [row.cells[0] for row in rows_of(made)] == ["Fysio Zuid"]

        made = actions.choose_sheet(made.id, 2, by=me)

        assert [row.cells[0] for row in rows_of(made)] == ["Fysio Oud"]
        assert made.mapping == ["organisation", "name", "function", "phone", "email"]


def test_a_hidden_sheet_is_not_offered():
    made = openpyxl.load_workbook(io.BytesIO(book(Lijst=[HEADERS, ["De Linde"]], Geheim=[["x"]])))
    made["Geheim"].sheet_state = "hidden"
    packed = io.BytesIO()
    made.save(packed)

    assert rules.read_sheet(packed.getvalue()).names == ["Lijst"]


def test_one_person_twice_is_one_person(village):
    lines = [
        ";".join(HEADERS),
        "Fysio Zuid;Els Bos;huisarts;0612345678;",
        "fysio  zuid;Els Bos;huisarts;;e@f.example",
    ]
    twice = "\n".join(lines)
    with acting(professional(village.fleur)) as me:
        made = taken_over(twice.encode(), by=me)

        assert verdicts(made) == ["new", "changed"]
        assert rows_of(made).last().problems == [["name", "Deze persoon staat ook op regel 2."]]
        els = Position.objects.get(professional__family_name="Bos", organisation__name="Fysio Zuid")
        assert (els.phone, els.email) == ("+31612345678", "e@f.example")
        assert verdicts(taken_over(twice.encode(), by=me)) == ["same", "same"]


def test_two_rows_that_contradict_one_another_do_not_take_turns(village):
    lines = [
        ";".join(HEADERS),
        "Fysio Zuid;Els Bos;huisarts;0612345678;",
        "Fysio Zuid;Els Bos;huisarts;0687654321;",
    ]
    content = "\n".join(lines).encode()
    with acting(professional(village.fleur)) as me:
        made = taken_over(content, by=me)

        assert verdicts(made) == ["new", "refused"]
        assert rows_of(made).last().problems == [
            ["phone", "Op regel 2 staat iets anders. Kies één van de twee."]
        ]
        assert verdicts(taken_over(content, by=me)) == ["same", "refused"]


def test_a_colleague_at_another_address_keeps_it_in_the_remark(village):
    content = (
        b"Organisatie;Naam;Functie;Adres\n"
        b"Fysio Zuid;Els Bos;huisarts;Kerkstraat 1\n"
        b"Fysio Zuid;Jan Kok;huisarts;Dorpsweg 2\n"
    )
    with acting(professional(village.fleur)) as me:
        taken_over(content, by=me)

        assert Organisation.objects.get(name="Fysio Zuid").address == "Kerkstraat 1"
        jan = Position.objects.get(professional__family_name="Kok", organisation__name="Fysio Zuid")
        assert jan.remark == "Adres: Dorpsweg 2"
        assert verdicts(taken_over(content, by=me)) == ["same", "same"]


def test_a_remark_that_is_too_long_is_cut_and_says_so(village):
    content = f"Organisatie;Naam;Functie;Opmerking\nFysio Zuid;Els Bos;huisarts;{'lang ' * 60}\n"
    with acting(professional(village.fleur)) as me:
        made = taken_over(content.encode(), by=me)

        assert verdicts(made) == ["new"]
        assert "ingekort" in rows_of(made).get().problems[0][1]
        assert verdicts(taken_over(content.encode(), by=me)) == ["same"]


def test_a_mended_row_comes_along_and_the_rest_stays(village):
    good = "Fysio Zuid;Els Bos;huisarts;0612345678;"
    content = "\n".join([";".join(HEADERS), good, "Fysio Zuid;Jan Kok;huisarts;twaalf;"]).encode()
    with acting(professional(village.fleur)) as me:
        made = taken_over(content, by=me)
        columns = [*made.columns, "Reden"]
        (row,) = queries.refused(made)
        assert row[-1] == "Telefoon: “twaalf” is geen Nederlands telefoonnummer. Kijk het na."
        row[3] = "0687654321"

        for write in (rules.write_csv, rules.write_xlsx):
            mended = checked(write(columns, [row]), by=me)
            assert mended.mapping == [*made.mapping, ""]
            assert verdicts(mended) == ["new"]
        whole = content.replace(b"twaalf", b"0687654321")
        assert verdicts(taken_over(whole, by=me)) == ["same", "new"]


def test_undo_puts_back_what_several_rows_changed(village):
    first = "Organisatie;Naam;Functie;Telefoon organisatie;Adres\n"
    was = Organisation.objects.get(pk=village.linde)
    lines = [
        f"{was.name};Els Bos;huisarts;0123456789;",
        f"{was.name};Jan Kok;huisarts;;Dorpsweg 2",
    ]
    with acting(professional(village.fleur)) as me:
        made = taken_over((first + "\n".join(lines)).encode(), by=me)

        assert undone(made, by=me) == 0

        now = Organisation.objects.get(pk=village.linde)
        assert (now.phone, now.address) == (was.phone, was.address)
        assert not queries.find(me, "Els Bos", kinds=("position",), many=5)


def test_who_leaves_next_month_is_not_taken_on_again(village):
    content = "\n".join([";".join(HEADERS), "Fysio Zuid;Els Bos;huisarts;0612345678;"]).encode()
    with acting(professional(village.fleur)) as me:
        taken_over(content, by=me)
        Position.objects.filter(professional__family_name="Bos").update(until_on="2999-01-01")

        assert verdicts(taken_over(content, by=me)) == ["same"]


def test_after_undo_the_list_can_be_taken_over_again(village):
    content = "\n".join([";".join(HEADERS), "Fysio Zuid;Els Bos;huisarts;0612345678;"]).encode()
    with acting(professional(village.fleur)) as me:
        undone(taken_over(content, by=me), by=me)

        assert verdicts(taken_over(content, by=me)) == ["new"]
        here = Organisation.objects.filter(name="Fysio Zuid", ended_on=None)
        assert here.count() == 1
