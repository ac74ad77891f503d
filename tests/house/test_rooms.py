"""Rooms look down only, also in their tables and on their pages."""

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from kring.circle.models import Plan
from kring.residents.models import Household

ROOT = Path(__file__).parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
FLOORS = [re.findall(r"\w+", floor) for floor in CONTRACTS["contracts"][0]["layers"]]
HEIGHT = {room: -floor for floor, rooms in enumerate(FLOORS) for room in rooms}
PAGES = sorted((ROOT / "kring").glob("*/templates/**/*.html"))
BORROWS = re.compile(r"""{%-?\s*(?:include|extends|import|from)\s+([^%]+?)\s*-?%}""")
A_FILE = re.compile(r"""["']([\w./-]+\.html)["']""")
THE_BASE = re.compile(r"""["']base["']:(.+)""")  # the one name that a view may fill in
NOBODYS = "core"  # what every page stands in, and the components


def ours():
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model.__module__.startswith("kring.")]


def keys_between_rooms(models):
    for model in models:
        here = model._meta.app_label
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            there = field.related_model and field.related_model._meta.app_label
            if there not in (None, here):
                yield field, here, there


def keys_up(models):
    return [
        str(key) for key, here, there in keys_between_rooms(models) if HEIGHT[here] <= HEIGHT[there]
    ]


def doors_up(models):
    return [str(key) for key, *_ in keys_between_rooms(models) if not key.remote_field.hidden]


def room_of(file):
    return file.relative_to(ROOT / "kring").parts[0]


def bases_of(room):
    """The pages that the views of a room say their own pages stand in."""
    code = "".join(file.read_text() for file in (ROOT / "kring" / room).rglob("*.py"))
    return [name for line in THE_BASE.findall(code) for name in A_FILE.findall(line)]


def borrowed(room, text):
    """Each file that this page takes something from; its own words when it names none."""
    for statement in BORROWS.findall(text):
        yield from (
            bases_of(room) if statement == "base" else A_FILE.findall(statement) or [statement]
        )


def wrongly_borrowed(room, text):
    folders = [ROOT / "kring" / each / "templates" for each in (room, NOBODYS)]
    return [
        name
        for name in borrowed(room, text)
        if not any((folder / name).is_file() for folder in folders)
    ]


def test_each_room_has_its_floor():
    rooms = {each.label for each in apps.get_app_configs() if each.name.startswith("kring.")}

    assert rooms == set(HEIGHT)


def test_keys_point_down():
    assert keys_up(ours()) == []


def test_keys_leave_no_door_up():
    assert doors_up(ours()) == [], (
        "give these related_name='+': what stands below must not reach up"
    )


@isolate_apps("kring.residents", "kring.plans")
def test_a_key_that_points_up_and_one_that_leaves_a_door_are_found():
    class Up(models.Model):
        plan = models.OneToOneField(Plan, models.CASCADE, related_name="+")

        class Meta:
            app_label = "residents"

    class Door(models.Model):
        household = models.ForeignKey(Household, models.CASCADE)

        class Meta:
            app_label = "plans"

    assert keys_up([Up, Door]) == ["residents.Up.plan"]
    assert doors_up([Up, Door]) == ["plans.Door.household"]


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(ROOT / "kring")))
def test_a_page_borrows_components_or_from_its_own_room(file):
    assert wrongly_borrowed(room_of(file), file.read_text()) == []


@pytest.mark.parametrize(
    "text",
    [
        '{% include "handovers/list.html" %}',
        "{%- extends 'workspace/household/base.html' -%}",
        '{% from "plans/goal.html" import goal %}',
        '{% import "handovers/parts.html" as parts %}',
        "{% include which %}",
    ],
)
def test_a_page_that_borrows_elsewhere_is_found(text):
    assert wrongly_borrowed("portal", text) != []
