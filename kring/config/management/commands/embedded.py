"""The embedded database from the command line."""

import shutil
from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kring.config import embedded


class Command(BaseCommand):
    help = "Start, stop, leave (stop when unused) or remove the PostgreSQL that lives in var/."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("wish", choices=["start", "stop", "leave", "remove"])

    def handle(self, *, wish: str, **_: object) -> None:
        if not settings.EMBEDDED:
            raise CommandError("DATABASE_URL is set: that database is not mine to touch.")
        match wish:
            case "start":
                embedded.start()
            case "stop":
                embedded.stop()
            case "leave":
                embedded.leave()
            case "remove":
                embedded.stop()
                shutil.rmtree(settings.EMBEDDED_DATA, ignore_errors=True)
                shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
