import csv
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from procrastinate.contrib.django.models import ProcrastinateJob

from kring.directory import actions, tasks
from kring.directory.models import Import, ImportRow, Organisation, Position
from kring.directory.tests.conftest import page, signed_in

LIST = (
    "Organisatie;Contactpersoon;Functie;06 / tel.;Mail adres;oud\r\n"
    "Fysio Molenhoek;Mevr. Aïcha el Amrani;Wijkverpleegkundige;06-1234 5679;aicha@f.example;x\r\n"
    "Fysio Molenhoek;Jan van der Meer;huisarts;twaalf;jan bij f;=1+1\r\n"
    "Speeltuin Zuid;;;0123 45 67 89;info@speeltuin.example;\r\n"
)
COLUMNS = {
    f"column_{number}": field
    for number, field in enumerate(["organisation", "name", "function", "phone", "email", ""])
}


def upload(client, content, name="netwerk.csv"):
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return client.post("/beheer/import/", {"file": file})


def checked(client, content=LIST):
    """A list that was uploaded and checked: its address."""
    address = upload(client, content)["Location"]
    client.post(address, COLUMNS)
    return address.removesuffix("kolommen/")


def taken_over(client, content=LIST):
    address = checked(client, content)
    client.post(f"{address}overnemen/")
    work()
    return address


def work():
    """Do what a worker would: the lists that wait."""
    for job in ProcrastinateJob.objects.filter(task_name="kring.directory.tasks.work_on"):
        tasks.work_on(**job.args)


def test_a_list_goes_from_upload_to_the_directory_and_back(village, as_fleur):
    before = Position.objects.filter(until_on=None).count()

    address = taken_over(as_fleur)

    html = page(as_fleur, address)
    assert "De lijst is overgenomen" in html
    assert Organisation.objects.filter(name="Fysio Molenhoek", region=village.waterrijk).exists()
    assert Position.objects.filter(until_on=None).count() == before + 1

    answer = as_fleur.post(f"{address}terugdraaien/", follow=True)

    assert "teruggedraaid" in answer.content.decode()
    assert Position.objects.filter(until_on=None).count() == before


def test_each_column_shows_what_is_in_it_and_what_it_probably_is(village, as_fleur):
    html = page(as_fleur, upload(as_fleur, LIST)["Location"])

    assert "Fysio Molenhoek · Speeltuin Zuid" in html
    assert '<option value="organisation" selected>' in html


def test_the_dry_run_says_per_row_and_column_what_to_mend(village, as_fleur):
    address = checked(as_fleur)

    html = page(as_fleur, f"{address}?alleen=refused")

    assert "<strong>06 / tel.</strong>: “twaalf” is geen Nederlands telefoonnummer." in html
    assert "<strong>Mail adres</strong>: “jan bij f” is geen e-mailadres." in html
    assert "Speeltuin" not in html
    assert "Fysio Molenhoek" not in [each.name for each in Organisation.objects.all()]


def test_refused_rows_can_be_taken_along_and_none_is_a_formula(village, as_fleur):
    address = checked(as_fleur)

    answer = as_fleur.get(f"{address}niet-overgenomen.csv")

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][-1] == "Reden"
    assert rows[1][1] == "Jan van der Meer"
    assert rows[1][5] == "'=1+1"
    assert "telefoonnummer" in rows[1][-1]
    assert len(rows) == 2


def long(rows=actions.PIECE + 1):
    lines = [f"Praktijk {number};0123 45 {number:04}" for number in range(rows)]
    return "\n".join(["Organisatie;Telefoon organisatie", *lines])


def part(client, address):
    return client.get(address, headers={"HX-Request": "true"})


def test_each_step_of_a_long_list_is_done_by_a_job_while_the_page_says_how_far(village, as_fleur):
    address = upload(as_fleur, long())["Location"].removesuffix("kolommen/")
    for step, ask, typed in [
        ("wordt gecontroleerd", "kolommen/", {"column_0": "organisation", "column_1": "phone"}),
        ("wordt overgenomen", "overnemen/", {}),
        ("wordt teruggedraaid", "terugdraaien/", {}),
    ]:
        assert as_fleur.post(f"{address}{ask}", typed)["Location"] == address

        html = page(as_fleur, address)
        assert step in html
        assert "0 van 501 regels" in html
        assert '<noscript><meta http-equiv="refresh" content="4"></noscript>' in html
        block = part(as_fleur, address).content.decode()
        assert "0 van 501 regels" in block
        assert "<html" not in block

        work()

        assert part(as_fleur, address)["HX-Refresh"] == "true"

    assert "De lijst is teruggedraaid" in page(as_fleur, address)
    assert not Organisation.objects.filter(name__startswith="Praktijk ", ended_on=None).exists()


def test_a_large_file_is_read_by_a_job_and_says_so_when_it_is_no_list(village, as_fleur):
    good = upload(as_fleur, long(8_000))["Location"]
    bad = upload(as_fleur, b"\0" * 300_000)["Location"]
    bomb = upload(as_fleur, unpacks_to_much())["Location"]

    assert "wordt gelezen" in page(as_fleur, good)
    assert as_fleur.get(f"{good}kolommen/")["Location"] == good
    work()

    assert part(as_fleur, good)["HX-Refresh"] == "true"
    assert "Praktijk 0" in page(as_fleur, f"{good}kolommen/")
    assert "Dit is geen lijst." in page(as_fleur, bad)
    assert "Dit bestand is te groot." in page(as_fleur, bomb)
    assert "niet te lezen" in page(as_fleur, "/beheer/import/")


def test_a_list_is_taken_over_once(village, as_fleur):
    address = taken_over(as_fleur)

    answer = as_fleur.post(f"{address}overnemen/", follow=True)

    assert "Deze lijst is al overgenomen" in answer.content.decode()
    assert Position.objects.filter(professional__family_name="Amrani").count() == 1


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_network_can_be_taken_along_and_taken_over_again_unchanged(village, as_fleur, kind):
    exported = as_fleur.get(f"/beheer/netwerk.{kind}").content
    address = upload(as_fleur, exported, f"netwerk.{kind}")["Location"]
    made = Import.objects.latest("uploaded_at")

    as_fleur.post(address, {f"column_{n}": field for n, field in enumerate(made.mapping)})

    verdicts = set(ImportRow.objects.filter(source=made).values_list("verdict", flat=True))
    assert verdicts == {"same"}


def unpacks_to_much() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 260_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("netwerk.csv", b""),
        ("netwerk.csv", b"a;b\r\n"),
        ("netwerk.csv", b"a\0b;c\r\n1;2\r\n"),
        ("netwerk.csv", b"x" * 25_000_001),
        ("netwerk.xlsx", b"PK\x03\x04 broken"),
        ("netwerk.pdf", b"%PDF-1.7"),
    ],
    ids=["empty", "headers", "NUL", "large", "broken", "pdf"],
)
def test_a_file_that_is_no_list_gets_a_sentence(village, as_fleur, name, content):
    answer = upload(as_fleur, content, name)

    assert answer.status_code == 422
    assert "kr-errors" in answer.content.decode()
    assert not Import.objects.exists()


def test_no_file_gets_a_sentence(village, as_fleur):
    answer = as_fleur.post("/beheer/import/", {})

    assert answer.status_code == 422
    assert "Kies het bestand met uw lijst." in answer.content.decode()


def test_hostile_texts_are_shown_as_they_are(village, as_fleur):
    hostile = (
        "Organisatie;<script>alert(1)</script>\r\n\u202eDe Linde;<img src=x onerror=alert(1)>\r\n"
    )

    address = upload(as_fleur, hostile, "<b>\u202e.csv")["Location"]

    html = page(as_fleur, address)
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "\u202e" not in html


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"column_0": ""}, "Kies in welke kolom de organisatie staat."),
        ({"column_1": "organisation"}, "Twee kolommen staan op hetzelfde."),
        ({"column_0": "salaris"}, "Kies een van de antwoorden die er staan."),
    ],
)
def test_columns_that_cannot_be_read_get_a_sentence(village, as_fleur, typed, sentence):
    address = upload(as_fleur, LIST)["Location"]

    answer = as_fleur.post(address, COLUMNS | typed)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("name", ["samira", "bakker", "vreemd", "ineke"])
def test_who_does_not_look_after_the_region_meets_a_wall(village, as_fleur, name):
    address = checked(as_fleur)
    client = signed_in(village, name)

    for path in ["/beheer/", "/beheer/import/", address, "/beheer/netwerk.csv"]:
        page(client, path, status=404)
    assert client.post(f"{address}overnemen/").status_code == 404


def test_who_looks_after_another_region_does_not_see_the_list(village, as_fleur):
    address = checked(as_fleur)
    Position.objects.filter(pk=village.vreemd).update(is_admin=True)
    client = signed_in(village, "vreemd")

    assert "netwerk.csv" not in page(client, "/beheer/import/").replace("/netwerk.csv", "")
    for rest in ["", "kolommen/", "niet-overgenomen.csv"]:
        page(client, f"{address}{rest}", status=404)
    for rest in ["overnemen/", "terugdraaien/"]:
        assert client.post(f"{address}{rest}").status_code == 404
    assert "De Linde" not in client.get("/beheer/netwerk.csv").content.decode()


def test_who_looks_after_one_practice_does_not_take_over_lists(village):
    Position.objects.filter(pk=village.bakker).update(is_admin=True)
    client = signed_in(village, "bakker")

    page(client, "/beheer/")
    page(client, "/beheer/import/", status=404)


def test_a_long_list_costs_as_much_as_a_short_one(village, as_fleur, django_assert_num_queries):
    rows = "".join(f"Praktijk {number};;;;;\r\n" for number in range(90))
    short, long = checked(as_fleur), checked(as_fleur, LIST + rows)
    with django_assert_num_queries(12, exact=False) as first:
        page(as_fleur, short)
    with django_assert_num_queries(len(first)):
        html = page(as_fleur, long)
    assert "Meer regels" in html
