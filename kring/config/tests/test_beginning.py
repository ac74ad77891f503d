"""A real installation, from an empty database to the first handover."""

import re

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from kring.accounts import tasks
from kring.accounts.models import Professional
from kring.agreements.models import Term
from kring.agreements.queries import STANDARD_DAYS
from kring.config.apps import _furnish
from kring.core.actor import acting, professional
from kring.directory.models import Function, Organisation, Position, Region, Team, Theme
from kring.handovers.tests.stories import sent
from kring.sharing.models import Disclosure, LegalBasis

PASSWORD = "paard batterij nietje kaars"
WATERRIJK = {
    "region": "Waterrijk",
    "organisation": "Gemeente Waterrijk",
    "admin": "Fleur@Waterrijk.example",
    "name": "Fleur van den Admiraal",
}


def begin(**other):
    given = WATERRIJK | other
    call_command("begin", *[f"--{name}={value}" for name, value in given.items()])


def invited():
    """The link in the mail that is owed now."""
    owed = ProcrastinateJob.objects.filter(task_name="accounts.mail_invitation").latest("id")
    tasks.mail_invitation(**owed.args)
    return re.search(r"/inloggen/wachtwoord/\S+", mail.outbox[-1].body)[0]


def come_in(link, email):
    """A browser of who was invited: a password, a second step, work."""
    client = Client()
    client.post(link, {"password": PASSWORD, "again": PASSWORD})
    client.post("/inloggen/", {"login": email, "password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)[1]
    code = totp.format_hotp_value(
        totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time()))
    )
    client.post(reverse("mfa_activate_totp"), {"code": code})
    client.get("/functie-kiezen/")
    assert client.session["position"]
    return client


def test_from_an_empty_database_to_a_handover_about_a_named_resident(migrated):
    begin()
    assert mail.outbox == []
    link = invited()
    assert mail.outbox[-1].to == ["fleur@waterrijk.example"]
    fleur = come_in(link, "fleur@waterrijk.example")
    practice = fleur.post("/beheer/organisaties/nieuw/", {"name": "Huisartsenpraktijk De Linde"})
    linde = Organisation.objects.get(name="Huisartsenpraktijk De Linde")
    assert practice.status_code == 302
    made = fleur.post(f"/beheer/organisaties/{linde.pk}/medewerker/", {
        "given_name": "Peter", "family_name": "Bakker", "email": "bakker@linde.example",
        "function_id": str(Function.objects.get(code="huisarts").pk), "from_on": "1-1-2026",
        "invited": "on",
    })  # fmt: skip
    assert made.status_code == 302
    come_in(invited(), "bakker@linde.example")

    bakker = Position.objects.get(professional__family_name="Bakker")
    with acting(professional(bakker.pk)) as me:
        handover = sent(me, team=Team.objects.get(is_core=True).pk)

    with acting(professional(bakker.pk)):
        disclosed = Disclosure.objects.get(about=handover.pk)
        assert (disclosed.ground, disclosed.secrecy_ground, disclosed.route) == (
            "yes", "yes", "yes_once",
        )  # fmt: skip


def test_a_region_begins_with_terms_functions_and_themes(migrated):
    begin(team="Buurtteam Noord")

    region = Region.objects.get()
    assert (region.name, region.code) == ("Waterrijk", "waterrijk")
    terms = Term.objects.filter(region=region).values_list("kind", "working_days")
    assert dict(terms) == STANDARD_DAYS
    assert Team.objects.get(is_core=True).name == "Buurtteam Noord"
    assert Theme.objects.get(code="geld").words.filter(word="schulden").exists()
    fleur = Position.objects.get()
    assert fleur.is_admin
    assert fleur.professional.name == "Fleur van den Admiraal"


def test_beginning_again_adds_nothing_and_invites_again(migrated):
    begin()
    first = invited()
    Region.objects.update(team_word="buurtteam")
    Term.objects.filter(kind="accept").update(working_days=2)

    begin()
    second = invited()

    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 200
    for model, many in [(Region, 1), (Organisation, 1), (Team, 1), (Position, 1)]:
        assert model.objects.count() == many
    assert Region.objects.get().team_word == "buurtteam"
    assert Term.objects.get(kind="accept").working_days == 2


def test_who_can_sign_in_already_is_not_invited_again(migrated, capsys):
    begin()
    come_in(invited(), "fleur@waterrijk.example")
    ProcrastinateJob.objects.all().delete()

    begin()

    assert not ProcrastinateJob.objects.exists()
    assert "can sign in already" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"admin": "fleur"}, "is not a mail address"),
        ({"name": "Fleur"}, "given and a family name"),
        ({"region": " "}, "name of 1 to 120"),
        ({"organisation": "x" * 161}, "name of 1 to 160"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(migrated, other, sentence):
    with pytest.raises(CommandError, match=sentence):
        begin(**other)

    assert not Region.objects.exists()


def test_an_address_of_someone_else_is_refused(migrated):
    begin()

    with pytest.raises(CommandError, match="al van iemand anders"):
        begin(region="Elders", name="Jan Jansen")

    assert Region.objects.count() == 1


def test_without_its_tables_it_says_what_to_do_first(migrated):
    LegalBasis.objects.all().delete()

    with pytest.raises(CommandError, match="database is not ready"):
        begin()


def test_what_a_region_changed_stays_after_the_next_migrate(migrated):
    begin()
    Theme.objects.filter(code="geld").update(name="Geldzorgen")
    Function.objects.filter(code="poh").update(name="POH")
    Theme.objects.filter(code="taal").delete()
    LegalBasis.objects.all().delete()
    before = Professional.objects.count()

    _furnish(using="owner")

    assert Theme.objects.get(code="geld").name == "Geldzorgen"
    assert Function.objects.get(code="poh").name == "POH"
    assert Theme.objects.get(code="taal").words.exists()
    assert LegalBasis.objects.exists()
    assert Professional.objects.count() == before
