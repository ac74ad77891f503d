"""The first region of a real installation, from the command line."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import ProgrammingError, transaction
from django.utils.text import slugify

from kring.agreements import actions as agreements
from kring.core.actor import Me, acting, job
from kring.core.errors import Refused
from kring.core.moments import local
from kring.directory import actions, rules
from kring.directory.models import Function, Region
from kring.sharing.models import LegalBasis

NEXT = """
  {name} signs in at {address} and finds the rest under Beheer: numbers to call in a crisis,
  neighbourhoods, colleagues with someone on intake, and the list of the network.
"""


class Command(BaseCommand):
    help = (
        "Begin a region: its organisation with the neighbourhood team, its terms, and who looks"
        " after all of it, who is invited by mail. Run again, it adds what is missing, and invites"
        " again who never signed in."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add = parser.add_argument
        add("--region", required=True, type=_line(120), help='its name: "Waterrijk"')
        add("--organisation", required=True, type=_line(160), help="which has the team")
        add("--admin", required=True, type=_mail, metavar="MAIL", help="who looks after it")
        add("--name", required=True, type=_name, help='of that person: "Bram de Vries"')
        add("--team", type=_line(120), help='of the neighbourhood; otherwise "Wijkteam <region>"')

    def handle(
        self, *, region: str, organisation: str, admin: str, name: dict[str, str],
        team: str | None, **_: Any,
    ) -> None:  # fmt: skip
        _refuse_unprepared()
        person = actions.Person(**name, email=admin)
        team = team or f"Wijkteam {region}"[:120]
        try:
            with transaction.atomic(), acting(job("operator")) as by:
                begun = actions.open_region(
                    region, organisation=organisation, team=team, admin=person, by=by
                )
                _promise(begun, by=by)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.tell(begun, admin)

    def tell(self, begun: actions.Begun, mail: str) -> None:
        """What happened, and what comes next."""
        if begun.invited:
            self.stdout.write(
                f"An invitation to {mail} is on its way: it leaves when a job worker runs."
            )
        else:
            self.stdout.write(f"{mail} can sign in already.")
        self.stdout.write(NEXT.format(name=mail, address=settings.BASE_URL))


def _promise(begun: actions.Begun, *, by: Me) -> None:
    called = Region.objects.get(pk=begun.region).name
    agreements.promise_standard(
        begun.region, source=f"Standaard van de regio {called}"[:120], from_on=local(by.at).date(),
        by=by,
    )  # fmt: skip


def _refuse_unprepared() -> None:
    """Without the tables that every migrate fills nothing can be sent. Raises CommandError."""
    try:
        ready = LegalBasis.objects.exists() and Function.objects.exists()
    except ProgrammingError:
        ready = False
    if not ready:
        raise CommandError("The database is not ready: run `manage.py migrate --database owner`.")


def _line(most: int) -> Callable[[str], str]:
    def read(typed: str) -> str:
        text = " ".join(typed.split())
        if not text or len(text) > most or not slugify(text):
            raise ArgumentTypeError(f"write a name of 1 to {most} signs")
        return text

    return read


def _mail(typed: str) -> str:
    address = typed.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise ArgumentTypeError(f"{typed} is not a mail address") from None
    return address


def _name(typed: str) -> dict[str, str]:
    found = rules.read_name(typed)
    if not found["given_name"] or not found["family_name"]:
        raise ArgumentTypeError('write a given and a family name: "Bram de Vries"')
    if max(map(len, found.values())) > 80 or len(found["name_prefix"]) > 20:
        raise ArgumentTypeError("write a shorter name")
    return found
