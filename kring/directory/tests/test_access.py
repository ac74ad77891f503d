import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from kring.accounts import tasks
from kring.accounts.models import Link, Professional
from kring.directory import rules
from kring.directory.models import Organisation, Position
from kring.directory.rules import Standing, WhyNot
from kring.directory.tests.conftest import page, signed_in
from kring.directory.tests.test_managing import someone

NEW = "j.meer@linde.example"
PASSWORD = "paard batterij nietje"


def as_admin(village, name):
    """A browser of who looks after the own organisation only."""
    Position.objects.filter(pk=getattr(village, name)).update(is_admin=True)
    return signed_in(village, name)


@pytest.fixture
def as_bakker(village):
    """Looks after De Linde."""
    return as_admin(village, "bakker")


@pytest.fixture
def as_vermeer(village):
    """Looks after De Olm."""
    return as_admin(village, "vermeer")


def person(village, name):
    return Professional.objects.get(pk=village.professional(name))


def invite(client, position, **typed):
    return client.post(f"/beheer/medewerkers/{position}/uitnodigen/", typed)


def stop(client, position):
    return client.post(f"/beheer/medewerkers/{position}/toegang-stoppen/")


def works_at_both(village, name):
    """Noor, who also works at De Olm."""
    return Position.objects.create(
        professional_id=village.professional(name), organisation_id=village.olm,
        function_id=Position.objects.get(pk=village.noor).function_id, from_on=village.today,
    )  # fmt: skip


def owed():
    return list(
        ProcrastinateJob.objects.filter(task_name="accounts.mail_invitation").values_list(
            "args__professional", flat=True
        )
    )


def run_owed():
    for each in owed():
        tasks.mail_invitation(professional=each)
    ProcrastinateJob.objects.filter(task_name="accounts.mail_invitation").update(
        task_name="accounts.mailed"
    )
    return re.search(r"/inloggen/wachtwoord/\S+", mail.outbox[-1].body)[0]


def test_a_new_colleague_is_invited_and_comes_in(village, as_bakker):
    answer = as_bakker.post(
        f"/beheer/organisaties/{village.linde}/medewerker/", someone(email=NEW, invited="on")
    )

    assert answer.status_code == 302
    made = Professional.objects.get(email=NEW)
    assert owed() == [str(made.pk)]
    link = run_owed()
    assert mail.outbox[-1].to == [NEW]
    Client().post(link, {"password": PASSWORD, "again": PASSWORD})
    made.refresh_from_db()
    assert made.check_password(PASSWORD)


def test_a_colleague_without_an_account_can_be_added_too(village, as_bakker):
    as_bakker.post(f"/beheer/organisaties/{village.linde}/medewerker/", someone(email=NEW))

    assert Professional.objects.filter(email=NEW).exists()
    assert owed() == []


@pytest.mark.parametrize("email", ["", "praktijk@linde.example", "noor@linde.example"])
def test_nobody_is_added_when_the_invitation_cannot_be_sent(village, as_bakker, email):
    answer = as_bakker.post(
        f"/beheer/organisaties/{village.linde}/medewerker/", someone(email=email, invited="on")
    )

    assert answer.status_code == 422
    assert not Position.objects.filter(professional__family_name="Meer").exists()
    assert owed() == []


def test_someone_from_a_list_gets_an_address_and_an_invitation(village, as_bakker):
    as_bakker.post(f"/beheer/organisaties/{village.linde}/medewerker/", someone())
    there = Position.objects.get(professional__family_name="Meer")
    assert "heeft nog geen account" in page(as_bakker, f"/beheer/medewerkers/{there.pk}/")

    answer = invite(as_bakker, there.pk, email=NEW.upper())
    run_owed()

    assert answer.status_code == 302
    there.professional.refresh_from_db()
    assert there.professional.email == NEW
    html = page(as_bakker, f"/beheer/medewerkers/{there.pk}/")
    assert re.search(r"Uitgenodigd op <time [^>]+>(maandag )?2 maart", html)


def test_a_second_invitation_to_the_right_address_closes_the_first(village, as_bakker):
    invite(as_bakker, village.noor, email="nor@linde.example")
    wrong = run_owed()
    invite(as_bakker, village.noor, email="noor@linde.example")
    right = run_owed()

    assert Client().get(wrong).status_code == 410
    assert Client().get(right).status_code == 200
    assert mail.outbox[-1].to == ["noor@linde.example"]


def test_a_password_closes_every_other_way_to_one(village, as_bakker):
    invite(as_bakker, village.noor, email="noor@linde.example")
    first, second = owed() * 2
    links = [run_owed()]
    tasks.mail_invitation(professional=second)
    links.append(re.search(r"/inloggen/wachtwoord/\S+", mail.outbox[-1].body)[0])

    Client().post(links[0], {"password": PASSWORD, "again": PASSWORD})

    assert first == second
    assert Client().get(links[1]).status_code == 410


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("praktijk@linde.example", WhyNot.SHARED_ADDRESS),
        ("PRAKTIJK@olm.example", WhyNot.SHARED_ADDRESS),
        ("vermeer@olm.example", WhyNot.ADDRESS_TAKEN),
        ("", "errors"),
        ("geen", "errors"),
        ("a\0@b.nl", "errors"),
        ("\u202ea@b.nl", "errors"),
        ("<b>@b.nl", "errors"),
        ("a@" + "b" * 300 + ".nl", "errors"),
    ],
)
def test_an_address_that_cannot_be_gets_a_sentence(village, as_bakker, email, sentence):
    answer = invite(as_bakker, village.noor, email=email)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert person(village, "noor").email == "noor@linde.example"
    assert owed() == []


def test_who_signs_in_already_is_not_invited(village, as_bakker):
    signed_in(village, "noor")

    answer = invite(as_bakker, village.noor)

    assert answer.status_code == 422
    assert WhyNot.HAS_ACCOUNT in answer.content.decode()
    assert "logt in met noor@linde.example" in page(
        as_bakker, f"/beheer/medewerkers/{village.noor}/"
    )


def test_access_stops_at_the_next_request_and_comes_back_by_an_invitation(village, as_bakker):
    noor = signed_in(village, "noor")
    assert noor.get("/profiel/").status_code == 200

    answer = stop(as_bakker, village.noor)

    assert answer.status_code == 302
    assert noor.get("/profiel/").url.startswith("/inloggen/")
    assert "toegang van deze collega is gestopt" in page(
        as_bakker, f"/beheer/medewerkers/{village.noor}/"
    )

    invite(as_bakker, village.noor, email="iemand.anders@linde.example")

    assert person(village, "noor").is_active
    assert person(village, "noor").email == "noor@linde.example"
    assert owed() == [str(village.professional("noor"))]


def test_who_lost_every_second_step_begins_anew_after_an_invitation(village, as_bakker):
    noor = person(village, "noor")
    noor.set_password(village.password)
    noor.save()
    TOTP.activate(noor, "JBSWY3DPEHPK3PXP")
    signed_in(village, "noor")

    stop(as_bakker, village.noor)
    invite(as_bakker, village.noor)
    link = run_owed()

    assert not Authenticator.objects.filter(user=noor).exists()
    assert not person(village, "noor").has_usable_password(), "who knows the old one stays outside"
    assert Client().get(link).status_code == 200


def test_stopping_access_is_asked_first(village, as_bakker):
    html = page(as_bakker, f"/beheer/medewerkers/{village.noor}/toegang-stoppen/")

    assert "Toegang van Noor Willems stoppen" in html
    assert person(village, "noor").is_active


def test_an_admin_does_not_lock_themselves_out(village, as_bakker):
    answer = stop(as_bakker, village.bakker)

    assert answer.status_code == 422
    assert WhyNot.YOURSELF in answer.content.decode()
    assert person(village, "bakker").is_active


def test_people_of_another_organisation_are_not_there(village, as_bakker, as_vermeer):
    for client, theirs in [(as_bakker, "vermeer"), (as_vermeer, "noor"), (as_vermeer, "bakker")]:
        for act in (invite, stop):
            assert act(client, getattr(village, theirs)).status_code == 404
            assert act(client, village.vreemd).status_code == 404
        assert person(village, theirs).is_active
    assert owed() == []


def test_who_works_at_both_is_put_out_of_service_by_neither(village, as_bakker, as_vermeer):
    other = works_at_both(village, "noor")

    for client, position in [(as_bakker, village.noor), (as_vermeer, other.pk)]:
        answer = stop(client, position)
        assert answer.status_code == 422
        assert WhyNot.WORKS_ELSEWHERE in answer.content.decode()
    assert person(village, "noor").is_active

    Position.objects.filter(pk=other.pk).update(
        from_on=village.today - timedelta(days=9), until_on=village.today - timedelta(days=1)
    )
    assert stop(as_bakker, village.noor).status_code == 302
    assert not person(village, "noor").is_active


def test_nobody_comes_in_elsewhere_under_the_name_of_a_shared_colleague(village, as_vermeer):
    """The admin of De Olm could otherwise give Noor an own address, and be Noor at De Linde."""
    other = works_at_both(village, "noor")

    answer = invite(as_vermeer, other.pk, email="vermeer.zelf@olm.example")

    assert answer.status_code == 422
    assert WhyNot.WORKS_ELSEWHERE in answer.content.decode()
    assert person(village, "noor").email == "noor@linde.example"
    assert invite(as_vermeer, other.pk, email="noor@linde.example").status_code == 302


def test_one_organisation_does_not_undo_what_another_stopped(village, as_bakker, as_vermeer):
    stop(as_bakker, village.noor)
    other = works_at_both(village, "noor")

    answer = invite(as_vermeer, other.pk, email="noor@linde.example")

    assert answer.status_code == 422
    assert not person(village, "noor").is_active


def test_the_region_looks_after_both(village, as_fleur):
    works_at_both(village, "noor")

    assert stop(as_fleur, village.noor).status_code == 302
    assert not person(village, "noor").is_active


def test_who_stopped_working_here_is_not_invited(village, as_bakker):
    Position.objects.filter(pk=village.noor).update(until_on=village.today - timedelta(days=1))

    answer = invite(as_bakker, village.noor, email="noor@linde.example")

    assert WhyNot.STOPPED in answer.content.decode()
    assert Link.objects.count() == 0


def test_a_mailbox_of_any_organisation_is_nobodys_account(village, as_bakker):
    Organisation.objects.filter(pk=village.school).update(email="Info@School.example")

    answer = invite(as_bakker, village.noor, email="info@school.example")

    assert WhyNot.SHARED_ADDRESS in answer.content.decode()


@pytest.mark.parametrize(
    ("there", "moves", "why"),
    [
        ({}, False, None),
        ({"works": False}, False, WhyNot.STOPPED),
        ({"has_account": True}, False, WhyNot.HAS_ACCOUNT),
        ({"has_account": True, "is_active": False}, False, None),
        ({"elsewhere": True}, False, None),
        ({"elsewhere": True}, True, WhyNot.WORKS_ELSEWHERE),
        ({"elsewhere": True, "is_active": False}, False, WhyNot.WORKS_ELSEWHERE),
    ],
)
def test_who_is_invited(there, moves, why):
    plain = {"has_account": False, "is_active": True, "works": True, "elsewhere": False}

    found = rules.why_not_invite(Standing(**plain | there), shared=False, taken=False, moves=moves)

    assert found == why
