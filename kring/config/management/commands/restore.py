"""A backup back into an empty database, from the command line."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from kring.config import backup, embedded


class Command(BaseCommand):
    help = "Fill an empty database from a backup, and put its guard in place."
    requires_system_checks = ()  # pages are no part of it

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **_: object) -> None:
        with embedded.on():
            backup.read(file)
        self.stdout.write(f"All that is in {file} is back, and guarded.")
