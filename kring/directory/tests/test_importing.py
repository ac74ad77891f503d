import contextlib
import io
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kring.accounts.models import Professional
from kring.core.actor import acting, job, professional
from kring.core.errors import Refused
from kring.directory import actions, queries, rules, tasks
from kring.directory.actions import working
from kring.directory.models import Function, Import, ImportRow, ImportTouch, Organisation, Position
from kring.directory.queries import lists
from kring.directory.queries.places import hours

# As teams really keep it: semicolons, titles, notes beside numbers, an empty line, a bad row.
MESSY = (
    "Organisatie;Contactpersoon;Functie;06 / tel.;Mail adres;Opmerkingen;oud\r\n"
    "Huisartsenpraktijk De Linde;dr. P. Bakker;Huisarts;0612345678 (bgg 0123-456700);;ma/di;x\r\n"
    "Fysio Molenhoek;Mevr. Aïcha el Amrani;Wijkverpleegkundige;06-1234 5679;aicha@fysio.example;;"
    "\r\n"
    ";;;;;;\r\n"
    "Fysio Molenhoek;Jan van der Meer;huisarts;twaalf;jan bij fysio;;\r\n"
    "Speeltuin Zuid;;;0123 45 67 89;info@speeltuin.example;sleutel bij de buurvrouw;\r\n"
)


def kept_by_hand():
    """A sheet as a team keeps it: a title, groups of columns, merged cells, gaps and habits."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [
        ["Sociale kaart Zuid (versie mei, Ans)"],
        [],
        ["org.", "Contact", None, None, None, "Overig", None],
        [None, "Naam contactpers.", "Func", "06 / tel.", "Mail adres", "Bereikb.", "Opm."],
        ["Fysio Molenhoek  ", " mw. Els  de Zwart ", "huisarts", 612345678, "Els@Fysio.Example ",
         "ma/di/do 8.30-17.00 uur", None],
        [None, "Jan Korthals", "Wijkagent ", "0123-456701 / 06-87654321", "j.smit@fysio.example;",
         "wo 9-12u, vr 13-17", " belt terug "],
        [],
        ["Buurthuis\nHet Anker", "Ria Appelman", "huisarts", "+31(0)6 1111 2222\n0123 456 702", "",
         "niet op woe", None],
        [None, None, None, None, None, None, None],
        ["De Brug", "Piet", "tovenaar", "zie Ria", None, None, None],
    ]:  # fmt: skip
        sheet.append(row)
    for cells in ("A1:G1", "A3:A4", "B3:E3", "F3:G3", "A5:A6"):
        sheet.merge_cells(cells)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def checked(content, *, by):
    made = actions.upload("netwerk.csv", content, by=by)
    actions.finish(made.id, by=by)
    made.refresh_from_db()
    actions.choose_columns(made.id, made.mapping, by=by)
    actions.finish(made.id, by=by)
    return made


def taken_over(content, *, by):
    made = checked(content, by=by)
    actions.begin(made.id, by=by)
    actions.finish(made.id, by=by)
    return Import.objects.get(pk=made.id)


def undone(made, *, by):
    """How many rows were left as they are."""
    actions.undo(made.id, by=by)
    actions.finish(made.id, by=by)
    return ImportRow.objects.filter(source=made, kept=True).count()


def rows_of(made):
    return ImportRow.objects.filter(source=made).order_by("number")


def verdicts(made):
    return [row.verdict for row in rows_of(made)]


def test_a_messy_list_is_read_by_its_headers_and_its_content():
    sheet = rules.read_sheet(MESSY.encode("cp1252"))

    assert len(sheet.rows) == 4
    assert rules.guess(sheet.columns, sheet.rows) == [
        "organisation", "name", "function", "phone", "email", "remark", "",
    ]  # fmt: skip


def test_the_dry_run_says_per_row_and_column_what_is_wrong_and_changes_nothing(village):
    with acting(professional(village.fleur)) as me:
        before = Position.objects.count()
        made = checked(MESSY.encode(), by=me)

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


NAMES = st.sampled_from(["De Linde", "de linde.", "'t Hôf", "=Som", "Zorg & Zo", "Ёлка"])
TEXT = st.text("aB1 é'=+-@;,\"\t\n\x1f·ß中", max_size=12)
PHONE = st.sampled_from(["", "+31612345678", "+319008844", "+32475123456", "+3114076"])
MAIL = st.sampled_from(["", "Els@Linde.example", "bos@linde.example"])
PLACES = st.fixed_dictionaries(
    {"name": NAMES, "phone": PHONE, "email": MAIL, "address": TEXT, "kvk": st.just("01234567")}
)
PEOPLE = st.fixed_dictionaries(
    {"phone": PHONE, "email": MAIL, "remark": TEXT, "family_name": NAMES, "given_name": TEXT}
)


@settings(
    max_examples=12,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(PLACES, st.lists(PEOPLE, max_size=3)), max_size=4))
def test_whatever_is_there_its_export_changes_nothing(village, places):
    """Also of two with one name, and of texts that no list would keep."""
    huisarts = Function.objects.get(code="huisarts")
    with acting(professional(village.fleur)) as me, transaction.atomic():
        for place, people in places:
            there = Organisation.objects.create(region_id=me.region, **place)
            for person in people:
                names = {name: person.pop(name) for name in ("family_name", "given_name")}
                Position.objects.create(
                    organisation=there,
                    function=huisarts,
                    professional=Professional.objects.create_user(**names),
                    from_on=village.today,
                    **person,
                )
        columns, rows = queries.network_list(me)
        for write in (rules.write_csv, rules.write_xlsx):
            made = checked(write(columns, rows), by=me)
            assert [(row.verdict, row.problems) for row in rows_of(made)] == [("same", [])] * len(
                rows
            )
        transaction.set_rollback(True)


def test_an_export_imports_unchanged(village):
    with acting(professional(village.fleur)) as me:
        taken_over(MESSY.encode(), by=me)
        columns, rows = queries.network_list(me)

        for content in (rules.write_csv(columns, rows), rules.write_xlsx(columns, rows)):
            again = taken_over(content, by=me)
            assert set(verdicts(again)) == {"same"}


def test_the_number_of_a_public_body_comes_along_and_is_found_again(village):
    oin = "00000001003214345000"
    content = f"Organisatie;OIN\r\nGemeente Waterrijk;'{oin}\r\nDe Olm;1003214345000\r\n"
    with acting(professional(village.fleur)) as me:
        made = taken_over(content.encode(), by=me)

        assert verdicts(made) == ["changed", "refused"]
        assert Organisation.objects.get(pk=village.waterrijk_gemeente).oin == oin
        assert "20 cijfers" in ImportRow.objects.get(source=made, verdict="refused").problems[0][1]
        columns, rows = queries.network_list(me)
        row = next(row for row in rows if row[0] == "Gemeente Waterrijk")
        assert dict(zip(columns, row, strict=True))["OIN"] == oin
        for write in (rules.write_csv, rules.write_xlsx):
            assert set(verdicts(taken_over(write(columns, rows), by=me))) == {"same"}


def test_undo_puts_back_what_was_and_leaves_what_someone_changed_since(village):
    changes = "Organisatie;Telefoon organisatie\nHuisartsenpraktijk De Linde;0123456789\n"
    with acting(professional(village.fleur)) as me:
        made = taken_over(changes.encode(), by=me)
        assert Organisation.objects.get(pk=village.linde).phone == "+31123456789"

        assert undone(made, by=me) == 0
        assert Organisation.objects.get(pk=village.linde).phone == "+31123456700"

        again = taken_over(changes.encode(), by=me)
        Organisation.objects.filter(pk=village.linde).update(address="Nieuwe straat 1")
        assert undone(again, by=me) == 1
        assert Organisation.objects.get(pk=village.linde).phone == "+31123456789"


def test_what_was_new_is_ended_by_undo(village):
    with acting(professional(village.fleur)) as me:
        made = taken_over(MESSY.encode(), by=me)

        undone(made, by=me)

        amrani = Position.objects.get(professional__family_name="Amrani")
        assert amrani.until_on < village.today


def test_what_someone_changed_between_two_rows_is_left_by_undo(village, monkeypatch):
    monkeypatch.setattr(working, "PIECE", 1)
    header = "Organisatie;Naam;Functie;Telefoon organisatie;Adres"
    lines = [header, "De Linde;;;0123456789;", "De Linde;;;;Dorpsweg 2"]
    with acting(professional(village.fleur)) as me:
        Organisation.objects.filter(pk=village.linde).update(name="De Linde")
        made = checked("\n".join(lines).encode(), by=me)
        actions.begin(made.id, by=me)
        actions.go_on(made.id, said=rules.Said(), by=me)
        Organisation.objects.filter(pk=village.linde).update(phone="+31123450000")
        actions.finish(made.id, by=me)

        assert undone(made, by=me) == 1
        linde = Organisation.objects.get(pk=village.linde)
        assert (linde.phone, linde.address) == ("+31123450000", "Dorpsweg 2")


@pytest.mark.parametrize("pieces", [0, 1, 3])
def test_a_job_that_was_cut_off_goes_on_and_does_nothing_twice(village, monkeypatch, pieces):
    """Each piece is one transaction: what a killed job leaves is the pieces before it."""
    monkeypatch.setattr(working, "PIECE", 2)
    names = ["Els Bos", "Jan Kok", "Els Bos", "Ria Man", "Bo Smit"]
    lines = [f"Fysio Zuid;{name};huisarts" for name in names]
    content = "\n".join(["Organisatie;Naam;Functie", *lines]).encode()

    def cut_off(made, *, by):
        said = rules.Said()
        for _each in range(pieces):
            actions.go_on(made.id, said=said, by=by)
        tasks.work_on(str(made.id), str(village.fleur))

    with acting(professional(village.fleur)) as me:
        before = Position.objects.count()
        made = actions.upload("lang.csv", content, by=me)
        actions.choose_columns(made.id, made.mapping, by=me)
        cut_off(made, by=me)
        assert [len(row.problems) for row in rows_of(made)] == [0, 0, 1, 0, 0]

        actions.begin(made.id, by=me)
        cut_off(made, by=me)
        assert verdicts(made) == ["new", "new", "same", "new", "new"]
        assert Position.objects.count() == before + 4

        actions.undo(made.id, by=me)
        cut_off(made, by=me)
        assert not ImportRow.objects.filter(source=made, kept=True).exists()
        assert not Organisation.objects.filter(name="Fysio Zuid", ended_on=None).exists()


def test_what_holds_a_household_stays_when_its_list_is_undone(village):
    lines = [
        "Organisatie;Naam;Functie",
        "Fysio Zuid;Els Bos;huisarts",
        "Fysio Zuid;Jan Kok;huisarts",
    ]
    with acting(professional(village.fleur)) as me:
        made = taken_over("\n".join(lines).encode(), by=me)
        there = Position.objects.get(pk=village.samira)  # as if the list had made who coordinates
        ImportTouch.objects.create(
            source=made, thing=there.pk, model="position", number=2, version=there.version
        )

        assert undone(made, by=me) == 1
        assert Position.objects.get(pk=village.samira).until_on is None
        jan = Position.objects.get(professional__family_name="Kok", organisation__name="Fysio Zuid")
        assert jan.until_on < village.today


def test_another_region_cannot_touch_the_list(village):
    with acting(professional(village.fleur)) as me:
        made = actions.upload("netwerk.csv", MESSY.encode(), by=me)

    with acting(professional(village.vreemd)) as me, pytest.raises(Refused):
        actions.choose_columns(made.id, made.mapping, by=me)


def test_a_long_list_needs_as_many_statements_to_judge_as_a_short_one(
    village, django_assert_max_num_queries
):
    lines = [f"Praktijk {number};0123 45 {number:04}" for number in range(300)]
    content = "\n".join(["Organisatie;Telefoon organisatie", *lines]).encode()
    with acting(professional(village.fleur)) as me:
        made = actions.upload("lang.csv", content, by=me)
        actions.choose_columns(made.id, made.mapping, by=me)
        with django_assert_max_num_queries(16):
            actions.finish(made.id, by=me)


def test_merged_cells_say_the_same_for_all_their_rows():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [["Organisatie", "Naam"], ["De Linde", "Jan Smit"], [None, "Piet Kok"]]:
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    packed = io.BytesIO()
    book.save(packed)

    assert [row[0] for row in rules.read_sheet(packed.getvalue()).rows] == ["De Linde", "De Linde"]


def test_a_sheet_kept_by_hand_is_understood():
    sheet = rules.read_sheet(kept_by_hand())

    assert rules.guess(sheet.columns, sheet.rows) == [
        "organisation", "name", "function", "phone", "email", "hours", "remark",
    ]  # fmt: skip
    assert sheet.numbers == [5, 6, 8, 10]  # as the rows are numbered in Excel


def test_a_sheet_kept_by_hand_is_taken_over_without_loss(village):
    with acting(professional(village.fleur)) as me:
        made = taken_over(kept_by_hand(), by=me)

        assert verdicts(made) == ["new", "new", "new", "refused"]
        zwart, korthals, appelman = (
            Position.objects.get(professional__family_name=name, organisation__region=me.region)
            for name in ("Zwart", "Korthals", "Appelman")
        )
        assert (zwart.phone, zwart.email) == ("+31612345678", "els@fysio.example")
        assert (zwart.professional.given_name, zwart.professional.name_prefix) == ("Els", "de")
        assert hours(position=zwart.pk) == "ma, di, do 08:30-17:00"
        assert (korthals.organisation, korthals.phone) == (zwart.organisation, "+31123456701")
        assert korthals.remark == "belt terug · Ook: 06 – 87 65 43 21"
        assert hours(position=korthals.pk) == "wo 09:00-12:00\nvr 13:00-17:00"
        assert appelman.remark == "niet op woe · Ook: 0123 – 45 67 02"
        assert verdicts(taken_over(kept_by_hand(), by=me)) == ["same", "same", "same", "refused"]


def test_hours_from_a_list_are_put_back_unless_someone_changed_them(village):
    first, later = (
        f"Organisatie;Naam;Functie;Werktijden\nDe Linde;Els Bos;huisarts;{hours}".encode()
        for hours in ("ma-vr 9-12", "ma-do 9-12")
    )
    with acting(professional(village.fleur)) as me:
        taken_over(first, by=me)
        els = Position.objects.get(professional__family_name="Bos", function__code="huisarts")
        made = taken_over(later, by=me)

        assert verdicts(made) == ["changed"]
        assert undone(made, by=me) == 0
        assert hours(position=els.pk) == "ma-vr 09:00-12:00"

        made = taken_over(later, by=me)
        Position.objects.filter(pk=els.pk).update(remark="niet op maandag")
        assert undone(made, by=me) == 1
        assert hours(position=els.pk) == "ma-do 09:00-12:00"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("06 / tel.", "phone"),
        ("Tel.nr. mobiel", "phone"),
        ("Mail adres", "email"),
        ("Naam contactpers.", "name"),
        ("Bereikb.", "hours"),
        ("org.", "organisation"),
        ("Naam praktijk", "organisation"),
        ("tel. org", "organisation_phone"),
        ("Func.", "function"),
        ("Bijz.", "remark"),
        ("Ja/nee", ""),
        ("?", ""),
    ],
)
def test_a_header_is_understood_as_people_shorten_it(header, field):
    assert rules.guess([header], [[""]]) == [field]


def test_an_export_holds_no_formulas():
    written = rules.write_csv(["Naam"], [["=HYPERLINK(1)"], ["+31612345678"]]).decode("utf-8-sig")

    assert "'=HYPERLINK" in written
    assert rules.read_sheet(written.encode()).rows == [["=HYPERLINK(1)"], ["+31612345678"]]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 broken",
        b"\0\0\0",
        b"alleen een kop",
        b"x" * 25_000_001,
        b"a;b\n" * 100_040,
    ],
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

    assert entry is not None or problems


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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("between", [";", "\t", ","])
def test_a_list_is_read_however_it_was_saved(encoding, between):
    lines = [["Organisatie", "Naam", "Functie"], ["Praktijk Öst", "Zoë Bakker", "huisarts"]]
    content = "\r\n".join(between.join(line) for line in lines).encode(encoding)

    sheet = rules.read_sheet(content)

    assert [sheet.columns, *sheet.rows] == lines


def test_an_organisation_is_found_by_its_number_before_its_name(village):
    content = (
        "Organisatie;KvK;Naam;Functie\nHAP Linde;1234567;Els Zeeman;huisarts\n"
        "HAP Linde;;Jan Duinker;huisarts\n"
        "Huisartsenpraktijk De Linde;87654321;;\n"
    )
    with acting(professional(village.fleur)) as me:
        Organisation.objects.filter(pk=village.linde).update(kvk="01234567")
        other = Organisation.objects.create(
            region_id=me.region, name="Praktijk aan de Dijk", kvk="87654321"
        )
        made = taken_over(content.encode(), by=me)

        people = Position.objects.filter(professional__family_name__in=["Zeeman", "Duinker"])
        assert {each.organisation_id for each in people} == {village.linde}
        assert not Organisation.objects.filter(name="HAP Linde").exists()
        assert "In Kring heet deze organisatie “Huisartsenpraktijk De Linde”." in str(
            rows_of(made)[0].problems
        )
        assert verdicts(made)[2] == "same"
        assert Organisation.objects.get(pk=other.pk).name == "Praktijk aan de Dijk"
        assert set(verdicts(taken_over(content.encode(), by=me))) == {"same"}


@pytest.mark.parametrize(
    ("field", "number"), [("agb", "01234567"), ("oin", "00000001003214345000")]
)
def test_so_it_is_by_agb_and_oin(village, field, number):
    with acting(professional(village.fleur)) as me:
        Organisation.objects.filter(pk=village.linde).update(**{field: number})

        assert verdicts(
            checked(f"Organisatie;{field}\nDe Lindeboom;{number}\n".encode(), by=me)
        ) == ["same"]


def test_branches_with_one_number_are_told_apart_by_name(village):
    content = b"Organisatie;KvK\nBuurtzorg Zuid;12345678\nBuurtzorg Noord;12345678\n"
    with acting(professional(village.fleur)) as me:
        Organisation.objects.create(region_id=me.region, name="Buurtzorg Noord", kvk="12345678")

        assert verdicts(taken_over(content, by=me)) == ["new", "same"]
        assert verdicts(checked(b"Organisatie;KvK\nBuurtzorg Oost;12345678\n", by=me)) == ["new"]
        assert verdicts(taken_over(content, by=me)) == ["same", "same"]


def test_a_dry_run_keeps_nobody_waiting(village):
    with acting(professional(village.fleur)) as me, CaptureQueriesContext(connection) as asked:
        checked(b"Organisatie;Naam;Functie\nDe Linde;Els Bos;huisarts\n", by=me)

    locked = {each["sql"] for each in asked if "FOR NO KEY UPDATE" in each["sql"]}
    assert not [each for each in locked if "directory_organisation" in each]
    assert not [each for each in locked if "directory_position" in each]


def test_after_a_month_a_list_is_thrown_away_and_what_it_brought_stays(village):
    with acting(professional(village.fleur)) as me:
        made = taken_over(MESSY.encode(), by=me)
    with acting(job("cleaning"), at=village.now + timedelta(days=29)) as me:
        assert not actions.throw_away(made.id, by=me)

    with acting(job("cleaning"), at=village.now + timedelta(days=31)) as me:
        assert lists.long_ago(me.at) == [made.id]
        assert actions.throw_away(made.id, by=me)
        assert not Import.objects.exists()
        assert not ImportRow.objects.exists()
        assert not ImportTouch.objects.exists()
        assert Position.objects.filter(professional__family_name="Amrani").exists()
