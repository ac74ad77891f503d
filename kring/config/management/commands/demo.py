"""The made-up municipality from the command line."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Fill an empty database with a made-up municipality, and tell who you can be."

    def handle(self, **_: object) -> None:
        if not settings.DEMO:
            raise CommandError("Made-up people only live where KRING_DEMO=1.")
        if find_spec("kring.config.demo"):
            for line in import_module("kring.config.demo").build() or ():
                self.stdout.write(line)
