"""A backup from the command line."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from kring.config import backup, embedded


class Command(BaseCommand):
    help = "Write everything in the database to one file. People may go on working."
    requires_system_checks = ()  # pages are no part of it

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **_: object) -> None:
        with embedded.on():
            backup.write(file)
        self.stdout.write(
            f"Everything is in {file}. Keep it encrypted, and KRING_FIELD_KEYS apart from it."
        )
