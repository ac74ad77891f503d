"""The proof that the access log is what was written."""

from django.core.management.base import BaseCommand, CommandError

from kring.audit import queries
from kring.core.actor import acting, job


class Command(BaseCommand):
    requires_system_checks = ()  # also where a backup was restored and no page is served
    help = "Compare each sealed day of the access log with its seal; fails when one was changed."

    def handle(self, **_: object) -> None:
        with acting(job("verify log")):
            days, broken = queries.verify()
        if broken:
            told = [f"{each.day}: {each.sealed} sealed, {each.found} found" for each in broken]
            raise CommandError("The access log was changed.\n" + "\n".join(told))
        self.stdout.write(f"{days} days are as they were sealed.")
