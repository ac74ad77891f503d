"""A look at this installation from the command line."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from kring.config import doctor, embedded


class Command(BaseCommand):
    help = "Say in sentences what is wrong with this installation; fails when something is."
    requires_system_checks = ()  # they are among what it tells

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--metrics",
            action="store_true",
            help="count it for Prometheus (the textfile collector of node_exporter), and succeed",
        )

    def handle(self, *, metrics: bool, **_: object) -> None:
        if metrics:
            self.count()
        else:
            self.tell()

    def count(self) -> None:
        with embedded.on():
            found = list(doctor.counted())
        self.stdout.write("# HELP kring_wrong What `manage.py doctor` finds wrong, by part.")
        self.stdout.write("# TYPE kring_wrong gauge")
        for part, number in found:
            self.stdout.write(f'kring_wrong{{part="{part}"}} {number}')

    def tell(self) -> None:
        with embedded.on():
            found = list(doctor.wrong())
        if found:
            raise CommandError("\n".join(f"{part}: {sentence}" for part, sentence in found))
        self.stdout.write("Nothing is wrong.")
