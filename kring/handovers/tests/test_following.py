"""What each side reads and may do on the page on which a handover is followed."""

from datetime import timedelta

import pytest

from kring.core.actor import acting, job, professional
from kring.handovers import actions, queries
from kring.handovers.models import Handover, Text
from kring.handovers.models.choices import Outcome, Side
from kring.handovers.tests.stories import sent, typed
from kring.handovers.tests.test_doors import helped
from kring.handovers.tests.test_pages import signed_in
from kring.notices.models import Notice
from kring.residents.models import Resident

KNOWN = {"given_name": "F.", "family_name": "Yılmaz", "born_on": "1984-05-04"}
DAY = timedelta(days=1)


def handed(village, **changed):
    with acting(professional(village.bakker)) as bakker:
        return sent(bakker, team=village.tuindorp, **changed)


def taken(village, **changed):
    handover = handed(village, **changed)
    with acting(professional(village.joris)) as joris:
        actions.receive(handover.pk, by=joris)
    return handover


def met(village, **changed):
    handover = taken(village, **changed)
    with acting(professional(village.joris)) as joris:
        actions.accept(handover.pk, first_step="Bellen", on=village.today, by=joris)
        actions.make_contact(handover.pk, how="visit", by=joris)
    return handover


def followed(village, handover, name):
    return signed_in(village, name).get(f"/overdracht/{handover.pk}/").content.decode()


def test_the_receiver_reads_who_already_coordinates_and_the_sender_does_not(village):
    handover = taken(village, who=KNOWN)

    assert "Misschien al bekend" in followed(village, handover, "joris")
    assert "Samira Haddad" in followed(village, handover, "joris")
    assert "Samira" not in followed(village, handover, "bakker")
    assert "Misschien al bekend" not in followed(village, handover, "bakker")


def test_before_it_is_taken_up_nobody_reads_who_coordinates(village):
    assert "Misschien al bekend" not in followed(village, handed(village, who=KNOWN), "joris")


def test_the_receiver_of_a_report_reads_what_the_law_asks_and_where_it_says_so(village):
    html = followed(village, taken(village, what={"is_wmo": True}), "joris")

    assert "Wat de wet vraagt" in html
    assert "Wmo 2015, artikel 2.3.2" in html
    assert "onafhankelijke cliëntondersteuner" in html
    assert "Wat de wet vraagt" not in followed(village, taken(village), "joris")


def test_the_sender_adds_to_what_was_sent_and_the_receiver_reads_it(village):
    handover = taken(village)
    gp = signed_in(village, "bakker")
    assert f"/overdracht/{handover.pk}/aanvullen/" in followed(village, handover, "bakker")

    empty = gp.post(f"/overdracht/{handover.pk}/aanvullen/", {"text": " "})
    answer = gp.post(f"/overdracht/{handover.pk}/aanvullen/", {"text": "Zij heeft een hond."})

    assert (empty.status_code, answer.status_code) == (422, 302)
    assert "Zij heeft een hond." in followed(village, handover, "joris")


def test_the_receiver_cannot_add_to_what_the_sender_wrote(village):
    handover = taken(village)

    signed_in(village, "joris").post(f"/overdracht/{handover.pk}/aanvullen/", {"text": "x"})

    with acting(professional(village.joris)):
        assert not Text.objects.filter(part=Text.Part.CORRECTION).exists()


def silent(village):
    """A handover that everybody stayed silent about."""
    handover = handed(village)
    for late in (0, 2):
        with acting(job("deadlines"), at=handover.due_at + late * DAY) as me:
            for each in queries.due(me.at, many=9):
                actions.look_again(each, by=me)
    return handover


@pytest.mark.parametrize(
    ("act", "leads_to"), [("iemand-anders", "/aan-wie/"), ("zelf-contact", "")]
)
def test_after_silence_the_sender_can_do_what_is_offered(village, act, leads_to):
    handover = silent(village)
    path = f"/overdracht/{handover.pk}/{act}/"
    assert path in followed(village, handover, "bakker")

    gp = signed_in(village, "bakker")
    assert "Dit kan nu niet" not in gp.get(path).content.decode()
    answer = gp.post(path)

    assert answer.status_code == 302
    assert answer["Location"].endswith(leads_to or f"/overdracht/{handover.pk}/")


def test_one_does_not_keep_contact_while_the_receiver_still_has_time(village):
    handover = handed(village)

    assert "zelf-contact" not in followed(village, handover, "bakker")
    answer = signed_in(village, "bakker").post(f"/overdracht/{handover.pk}/zelf-contact/")
    assert answer.status_code == 422


def test_a_death_is_written_down_with_its_day(village):
    handover = met(village)
    joris = signed_in(village, "joris")
    path = f"/overdracht/{handover.pk}/overleden/"

    assert joris.post(path, {"on": ""}).status_code == 422
    later = (village.today + DAY).strftime("%d-%m-%Y")
    assert joris.post(path, {"on": later}).status_code == 422
    answer = joris.post(path, {"on": (village.today - DAY).strftime("%d-%m-%Y")})

    assert answer.status_code == 302
    with acting(professional(village.joris)):
        resident = Handover.objects.get(pk=handover.pk).resident_id
        assert Resident.objects.get(pk=resident).deceased_on == village.today - DAY


def declined(village, handover):
    with acting(professional(village.joris)) as joris:
        actions.receive(handover.pk, by=joris)
        actions.decline(handover.pk, reason="Past niet", outcome=Outcome.NO_OFFER, by=joris)
    return handover


def test_what_a_resident_asked_is_passed_on_from_the_page_by_who_declined_it(village):
    handover = declined(village, helped(village))
    joris = signed_in(village, "joris")
    path = f"/overdracht/{handover.pk}/iemand-anders/"
    assert path in followed(village, handover, "joris")
    assert "Dit kan nu niet" not in joris.get(path).content.decode()

    draft = joris.post(path)["Location"].split("/")[2]
    lawful = typed()["knows"] | {"ground": "public_task", "hears": "outcome"}
    more = {"urgency": "week", "warm": "call"}
    with acting(professional(village.joris)) as by:
        actions.save(draft, "to", typed(team=village.schuldhulp_team)["to"], by=by)
        actions.save(draft, "knows", lawful, by=by)
        actions.save(draft, "what", typed()["what"] | more, by=by)
    assert joris.post(f"/overdracht/{draft}/controleer/")["Location"] == f"/overdracht/{draft}/"
    with acting(professional(village.joris)):
        assert Handover.objects.get(pk=draft).follows_id == handover.pk
    assert "iemand-anders" not in followed(village, handover, "joris")


def test_of_what_a_professional_sent_the_receiver_does_not_choose_what_is_next(village):
    handover = declined(village, handed(village))

    assert "iemand-anders" in followed(village, handover, "bakker")
    assert "iemand-anders" not in followed(village, handover, "joris")


def stopping(village, name):
    """After contact the sender asks to stop; what `name` then reads."""
    handover = met(village)
    with acting(professional(village.joris)) as joris:
        actions.feed_back(handover.pk, "Het loopt.", interim=False, by=joris)
    assert f"/overdracht/{handover.pk}/" not in waits(village, "joris")
    with acting(professional(village.bakker)) as bakker:
        actions.withdraw(handover.pk, reason="Verhuisd", outcome=Outcome.MOVED, by=bakker)
    return handover, followed(village, handover, name)


def waits(village, name):
    html = signed_in(village, name).get("/mijn-werk/").content.decode()
    return html.split('id="wacht"')[1].split('id="acties"')[0]


def test_who_is_asked_to_stop_finds_it_in_mijn_werk(village):
    handover, html = stopping(village, "joris")

    assert "wil deze overdracht intrekken. Gaat u akkoord?" in html
    assert f"/overdracht/{handover.pk}/" in waits(village, "joris")
    assert "Tot Joris Bos akkoord gaat, gaat het door." in followed(village, handover, "bakker")


def test_who_does_not_agree_to_stop_says_why_and_it_goes_on(village):
    handover, _html = stopping(village, "joris")
    here = f"/overdracht/{handover.pk}/doorgaan/"
    assert signed_in(village, "bakker").post(here, {"reason": "x"}).status_code == 422
    joris = signed_in(village, "joris")
    assert joris.post(here, {"reason": ""}).status_code == 422

    joris.post(here, {"reason": "De inwoner wil door."})

    assert f"/overdracht/{handover.pk}/" not in waits(village, "joris")
    html = followed(village, handover, "bakker")
    assert "De inwoner wil door." in html
    assert f"/overdracht/{handover.pk}/intrekken/" in html
    assert Notice.objects.filter(step__startswith="going on", whom=village.bakker).count() == 1


def test_what_waits_says_for_what_and_until_when(village):
    handover = taken(village)
    with acting(professional(village.joris)) as joris:
        actions.accept(handover.pk, first_step="Bellen", on=village.today, by=joris)
        actions.pause(
            handover.pk, for_="een plek bij de GGZ", until=village.today + timedelta(days=20),
            turn=Side.RECEIVER, by=joris,
        )  # fmt: skip

    html = followed(village, handover, "joris")

    assert "Wacht op een plek bij de GGZ, tot zo 22 mrt." in html
