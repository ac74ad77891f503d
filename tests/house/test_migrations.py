"""Migrations are linear and say all that the models say."""

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.db.models import ForeignKey, Model
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


@pytest.mark.parametrize("model", [m for m in apps.get_models() if m._meta.app_label in ROOMS])
def test_no_column_is_indexed_twice(model: type[Model]):
    """An index that begins with a column serves that column too; a second is paid at each write."""
    ours = [*model._meta.indexes, *model._meta.constraints]
    whole = [each for each in ours if getattr(each, "fields", ()) and each.condition is None]
    first = {each.fields[0].lstrip("-") for each in whole}
    foreign = [each for each in model._meta.local_fields if isinstance(each, ForeignKey)]

    assert {each.name for each in foreign if each.db_index and not each.unique} & first == set()
