"""Migrations are linear and say all that the models say."""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

LOADER = MigrationLoader(None)
ROOMS = {config.label for config in apps.get_app_configs() if config.name.startswith("kring.")}


def test_every_change_of_a_model_has_its_migration():
    with translation.override(None):  # as when they were made
        known, wanted = LOADER.project_state(), ProjectState.from_apps(apps)
        missing = MigrationAutodetector(known, wanted).changes(graph=LOADER.graph)

    assert {room: missing[room] for room in ROOMS & missing.keys()} == {}


def test_migrations_of_a_room_follow_one_another():
    assert LOADER.detect_conflicts() == {}
