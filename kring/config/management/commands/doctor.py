"""A look at this installation from the command line."""

from django.core.management.base import BaseCommand, CommandError

from kring.config import doctor, embedded


class Command(BaseCommand):
    help = "Say in sentences what is wrong with this installation; fails when something is."
    requires_system_checks = ()  # they are among what it tells

    def handle(self, **_: object) -> None:
        with embedded.on():
            found = list(doctor.wrong())
        if found:
            raise CommandError("\n".join(f"{part}: {sentence}" for part, sentence in found))
        self.stdout.write("Nothing is wrong.")
