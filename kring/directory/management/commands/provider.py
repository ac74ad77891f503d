"""Identity providers of organisations, from the command line."""

import os
from argparse import ArgumentParser
from getpass import getpass
from typing import Any
from uuid import UUID

from allauth.socialaccount.models import SocialApp
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from kring.accounts.actions import providers
from kring.core.actor import acting, job
from kring.core.errors import Refused
from kring.directory.models import Organisation

SECRET = "KRING_PROVIDER_SECRET"  # noqa: S105  # the name of a variable


class Command(BaseCommand):
    help = "Let the people of an organisation sign in at their own OpenID Connect provider."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("list", help="say which there are")
        keep = acts.add_parser(
            "keep", help=f"add or change one; its secret is in {SECRET} or asked"
        )
        keep.add_argument("name", help="short name, part of the address it leads back to")
        keep.add_argument("--organisation", required=True, help="its name in the directory, or id")
        keep.add_argument("--address", required=True, help="of the provider: https://…")
        keep.add_argument("--client", required=True, help="the client id that the provider gave")
        keep.add_argument(
            "--vouches-for", nargs="*", default=[], metavar="DOMAIN",
            help="mail domains of the organisation, for a provider that never says email_verified",
        )  # fmt: skip
        remove = acts.add_parser("remove", help="nobody comes in by it any more")
        remove.add_argument("name")

    def handle(self, *, act: str, **given: Any) -> None:
        {"list": self.tell, "keep": self.keep, "remove": self.remove}[act](**given)

    def tell(self, **_: object) -> None:
        for each in SocialApp.objects.order_by("provider_id"):
            self.stdout.write(f"{each.provider_id}: {each.name}, {each.settings['server_url']}")

    def keep(
        self, *, name: str, organisation: str, address: str, client: str,
        vouches_for: list[str], **_: object,
    ) -> None:  # fmt: skip
        secret = os.environ.get(SECRET) or getpass("Client secret: ")
        theirs = _organisation(organisation)
        try:
            with acting(job("operator")) as by:
                providers.keep_provider(
                    name, organisation=theirs.pk, title=theirs.name[:40], address=address,
                    client=client, secret=secret, vouches_for=vouches_for, by=by,
                )  # fmt: skip
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        back = reverse("openid_connect_callback", args=[name])
        self.stdout.write(f"Let the provider lead back to {settings.BASE_URL}{back}")

    def remove(self, *, name: str, **_: object) -> None:
        with acting(job("operator")) as by:
            if not providers.remove_provider(name, by=by):
                raise CommandError(f"There is no provider called {name}.")


def _organisation(named: str) -> Organisation:
    try:
        found = Organisation.objects.filter(pk=UUID(named))
    except ValueError:
        found = Organisation.objects.filter(name=named)
    if len(found) != 1:
        raise CommandError(f"There are {len(found)} organisations called {named}; give its id.")
    return found[0]
