"""What the sender hears back: at the level *alleen dat* no more than contact, no contact, done."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from kring.core.actor import acting, professional
from kring.handovers import actions
from kring.handovers.models import Progress, Text
from kring.handovers.models.choices import Outcome, Side
from kring.notices.models import Notice
from kring.sharing.models import Disclosure

from .stories import ended, sent

SECRETS = ["Samen naar de bank", "Zij drinkt weer", "Wekelijks bellen", "een plek in de kliniek"]
FIRST, FEEDBACK, BRIDGE, WAITS = SECRETS
POLICE = {"ground": "police_task", "secrecy": "", "route": "right_to_report", "answer": "informed",
          "how": ""}  # fmt: skip


@pytest.fixture
def handed(village):
    """By the police, who hear only that there is contact."""
    with acting(professional(village.mirjam)) as mirjam:
        return sent(mirjam, team=village.tuindorp, knows=POLICE)


def helped(village, handover):
    with acting(professional(village.joris)) as joris:
        actions.receive(handover.pk, by=joris)
        day = village.today + timedelta(days=20)
        actions.accept(handover.pk, first_step=FIRST, on=day, bridge=BRIDGE, by=joris)
        actions.attempt_contact(handover.pk, how="phone", result="no_answer", by=joris)
        actions.no_show(handover.pk, by=joris)
        actions.make_contact(handover.pk, how="visit", by=joris)
        actions.feed_back(handover.pk, FEEDBACK, interim=False, by=joris)
        actions.pause(handover.pk, for_=WAITS, until=day, turn=Side.RECEIVER, by=joris)


def read_by(position):
    """All that the database gives this position: texts, facts, and the columns it may read."""
    with acting(professional(position)), connection.cursor() as cursor:
        cursor.execute("select t.* from handovers_handover h, kring.heard(h.id) t")
        return {
            "texts": set(Text.objects.values_list("body", flat=True)),
            "facts": set(Progress.objects.values_list("what", flat=True)),
            "heard": set(cursor.fetchall()),
        }


def test_with_only_that_the_database_gives_the_sender_no_word_of_the_help(village, handed):
    helped(village, handed)

    given = read_by(village.mirjam)

    assert not given["texts"] & set(SECRETS)
    assert {"under_way", "paused"} <= given["facts"]
    assert not given["facts"] & {"contact_attempted", "no_show", "contact_made", "bridged"}
    assert given["heard"] == {("", "")}
    assert not Notice.objects.filter(about=handed.pk, step__startswith="no show").exists()


def test_the_receiver_reads_all_of_it(village, handed):
    helped(village, handed)

    given = read_by(village.joris)

    assert set(SECRETS) - {WAITS} <= given["texts"]
    assert {"contact_attempted", "no_show", "bridged"} <= given["facts"]
    assert given["heard"] == {("", WAITS)}


def test_with_who_what_now_and_outcome_the_sender_reads_it(village):
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, team=village.tuindorp)
    helped(village, handed)

    given = read_by(village.bakker)

    assert set(SECRETS) - {WAITS} <= given["texts"]
    assert given["heard"] == {("", WAITS)}


def test_how_it_ended_is_above_the_level(village, handed):
    helped(village, handed)
    with acting(professional(village.joris)) as joris:
        actions.resume(handed.pk, by=joris)
        actions.complete(handed.pk, outcome=Outcome.UNWANTED, text="Wil niet meer.", by=joris)

    assert read_by(village.mirjam)["heard"] == {("", "")}
    assert read_by(village.joris)["heard"] == {("unwanted", "")}


@pytest.mark.parametrize("column", ["outcome", "paused_for", "withdraw_as"])
def test_the_columns_that_say_how_it_went_are_given_to_nobody(village, handed, column):
    with (
        acting(professional(village.joris)),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"select {column} from handovers_handover")


def test_a_death_is_told_at_every_level(village, handed):
    helped(village, handed)
    with acting(professional(village.joris)) as joris:
        actions.record_death(handed.pk, by=joris)

    assert read_by(village.mirjam)["heard"] == {("deceased", "")}


def test_who_agrees_to_end_it_does_not_learn_why(village, handed):
    helped(village, handed)
    with acting(professional(village.joris)) as joris:
        actions.withdraw(handed.pk, reason="Is opgenomen", outcome=Outcome.ELSEWHERE, by=joris)
    with acting(professional(village.mirjam)) as mirjam:
        assert actions.agree_to_withdraw(handed.pk, by=mirjam).state == "withdrawn"

    given = read_by(village.mirjam)
    assert given["heard"] == {("", "")}
    assert "Is opgenomen" not in given["texts"]
    with acting(professional(village.joris)):
        assert ended(handed) == "elsewhere"


def test_above_the_level_only_with_the_residents_yes(village, handed):
    helped(village, handed)
    with acting(professional(village.joris)) as joris:
        actions.resume(handed.pk, by=joris)
        actions.complete(
            handed.pk, outcome=Outcome.HELPED, text="Het gaat weer goed.", agreed="spoken", by=joris
        )

    given = read_by(village.mirjam)
    assert "Het gaat weer goed." in given["texts"]
    assert not given["texts"] & set(SECRETS)
    assert given["heard"] == {("helped", "")}
    with acting(professional(village.joris)):
        shared = Disclosure.objects.get(purpose="terugkoppeling")
    assert (shared.ground, shared.route, shared.consent_how) == ("yes", "yes_once", "spoken")
    assert (shared.giver_id, shared.to_position_id) == (village.joris, village.mirjam)


def test_a_reason_for_the_sender_without_an_act_of_sharing_is_refused(village, handed):
    helped(village, handed)
    with (
        acting(professional(village.joris)),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        Text.objects.create(
            handover=handed, household_id=handed.household_id, part=Text.Part.REASON,
            category="situation", body="Zij drinkt", at=village.now, written_by_id=village.joris,
        )  # fmt: skip


def test_an_act_of_sharing_with_someone_else_opens_nothing(village, handed):
    helped(village, handed)
    with (
        acting(professional(village.joris)),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        Text.objects.create(
            handover=handed, household_id=handed.household_id, part=Text.Part.FEEDBACK,
            category="situation", body="Zij drinkt", at=village.now, written_by_id=village.joris,
            disclosure=Disclosure.objects.get(about=handed.pk),
        )  # fmt: skip


def test_the_pages_of_a_sender_with_only_that_say_no_more(village, handed, sign_in):
    helped(village, handed)
    client = sign_in("mirjam")

    here = f"/overdracht/{handed.pk}/"
    for path in (here, f"{here}brief/", "/overdracht/verstuurd/", "/mijn-werk/"):
        page = client.get(path, follow=True).content.decode()
        told = ("poging", "niet verschenen", "huisbezoek")
        assert not [each for each in (*SECRETS, *told) if each in page]
    page = client.get(here).content.decode()
    assert "Dit wacht tot" in page
    assert "contact gelegd" in page.lower()


def test_the_receiver_is_asked_whether_the_resident_agrees(village, handed, sign_in):
    helped(village, handed)
    client = sign_in("joris")

    page = client.get(f"/overdracht/{handed.pk}/terugkoppeling/").content.decode()
    assert "Mag de verzender dit lezen?" in page
    client.post(
        f"/overdracht/{handed.pk}/terugkoppeling/",
        {"text": "Zij is verhuisd.", "agreed": "written"},
    )

    assert "Zij is verhuisd." in read_by(village.mirjam)["texts"]
