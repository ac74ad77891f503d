"""A note that only its writer reads is shared with chosen parties, until it is withdrawn."""

import pytest
from django.db import DatabaseError, transaction

from kring.core.actor import acting, professional
from kring.notices.models import Notice
from kring.plans import actions
from kring.plans.models import Note, NoteReader
from kring.sharing.models import Disclosure
from kring.workspace.tests.conftest import at, page, signed_in
from kring.workspace.tests.stories import involved

WOUND = "De wond geneest slecht"


@pytest.fixture
def note(village):
    """Anja of the district nursing writes about health; Samira and Joost are in the circle too."""
    involved(village, "anja", "contact", "plan", "health")
    involved(village, "joost", "contact", "plan")
    story = actions.Story(text=WOUND, at=village.now, category="health", concerns=village.fatma)
    with acting(professional(village.anja)) as anja:
        return actions.write_note(village.devries, story, by=anja).pk


@pytest.fixture
def as_anja(village):
    return signed_in(village, "anja")


def here(village, note, rest=""):
    return at(village.devries, f"notitie/{note}/{rest}")


def yes(village, *names, **more):
    people = {"to": [str(getattr(village, name)) for name in names]}
    told = {"purpose": "de zorg afstemmen", "answer": "yes", "how": "spoken"}
    return people | told | more


def reads(village, name):
    return WOUND in page(signed_in(village, name), at(village.devries, "tijdlijn/"))


def test_from_the_note_one_goes_to_sharing_it(village, note, as_anja):
    html = page(as_anja, here(village, note))

    assert "Alleen u leest deze notitie." in html
    assert here(village, note, "delen/") in html
    html = page(as_anja, here(village, note, "delen/"))
    assert "Samira Haddad" in html
    assert "Joost Kok" in html
    assert "Anja Mulder" not in html.split("<form")[-1]


def test_who_was_chosen_reads_it_and_nobody_else(village, note, as_anja):
    answer = as_anja.post(here(village, note, "delen/"), yes(village, "joost"), follow=True)

    assert "De notitie is gedeeld." in answer.content.decode()
    assert reads(village, "joost")  # whom no category of health was given
    assert not reads(village, "samira")
    assert "met u gedeeld" in page(signed_in(village, "joost"), at(village.devries, "tijdlijn/"))
    assert "gedeeld met wie u koos" in page(as_anja, at(village.devries, "tijdlijn/"))
    assert Notice.objects.get(step="note.shared").whom == village.joost


def test_each_of_them_is_an_act_of_sharing_on_record(village, note, as_anja):
    as_anja.post(here(village, note, "delen/"), yes(village, "joost", "samira"))

    with acting(professional(village.anja)):
        shared = {each.to_position_id: each for each in Disclosure.objects.filter(about=note)}
    assert set(shared) == {village.joost, village.samira}
    one = shared[village.joost]
    assert (one.categories, one.purpose) == (["health"], "de zorg afstemmen")
    assert (one.ground, one.secrecy_ground, one.route) == ("yes", "yes", "yes_once")
    assert one.consent_heard_by_id == village.anja


def test_who_read_it_reads_it_no_more_once_it_is_withdrawn(village, note, as_anja):
    as_anja.post(here(village, note, "delen/"), yes(village, "joost", "samira"))
    with acting(professional(village.anja)):
        reader = NoteReader.objects.get(position=village.joost)

    answer = as_anja.post(here(village, note, f"delen/{reader.pk}/stop/"), follow=True)

    assert "De notitie wordt niet meer gedeeld." in answer.content.decode()
    assert not reads(village, "joost")
    assert reads(village, "samira")
    with acting(professional(village.anja)):
        assert Disclosure.objects.filter(about=note).count() == 2
    as_anja.post(here(village, note, "delen/"), yes(village, "joost"))
    assert reads(village, "joost")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"to": []}, "Kies met wie u dit deelt."),
        ({"purpose": ""}, "Fout:"),
        ({"how": ""}, "Kies hoe de inwoner ja zei."),
        ({"answer": "informed", "ground": "care"}, "beroepsgeheim"),
        ({"answer": "informed"}, "Er is nog geen grondslag"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_shared(village, note, as_anja, typed, says):
    answer = as_anja.post(here(village, note, "delen/"), yes(village, "joost") | typed)

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not reads(village, "joost")


def test_only_who_wrote_it_shares_or_withdraws_and_only_inside_the_circle(village, note, as_anja):
    as_anja.post(here(village, note, "delen/"), yes(village, "samira"))
    with acting(professional(village.anja)):
        reader = NoteReader.objects.get()
    for name in ("samira", "joost"):
        client = signed_in(village, name)
        page(client, here(village, note, "delen/"), status=404)
        page(client, here(village, note), status=404)  # also for who coordinates: it is hers
        stop = client.post(here(village, note, f"delen/{reader.pk}/stop/"))
        assert stop.status_code in (404, 302)
    assert reads(village, "samira")

    answer = as_anja.post(here(village, note, "delen/"), yes(village, "bakker"))
    assert answer.status_code == 422


def test_the_database_lets_nobody_make_themselves_a_reader(village, note):
    with acting(professional(village.joost)):
        with pytest.raises(DatabaseError, match="row-level"), transaction.atomic():
            NoteReader.objects.create(
                note_id=note, position_id=village.joost, giver_id=village.joost,
                disclosure_id=Disclosure.objects.values_list("pk", flat=True).first() or note,
                at=village.now,
            )  # fmt: skip
        assert not Note.objects.filter(pk=note).exists()


def test_where_nobody_is_left_to_share_with_the_page_says_so(village, note, as_anja):
    as_anja.post(here(village, note, "delen/"), yes(village, "joost", "samira"))

    html = page(as_anja, here(village, note, "delen/"))

    assert "Er is niemand met wie u dit nog kunt delen" in html
