"""What a list's rows do to the directory: find who is meant, add or change, remember what was."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from kring.accounts.models import Professional
from kring.core.actor import Me
from kring.core.moments import local
from kring.directory import queries, rules
from kring.directory.models import Function, ImportRow, Organisation, Position
from kring.directory.rules.columns import simple

from .hours import keep_hours

Verdict = ImportRow.Verdict
Before = list[dict[str, Any]]

_OF_ORGANISATION = {
    "organisation_phone": "phone", "organisation_email": "email", "address": "address",
    "kvk": "kvk", "agb": "agb", "oin": "oin",
}  # fmt: skip
_OF_POSITION = ("phone", "email", "remark")


class Network:
    """The directory of one region, read once: so many statements for a list of any length."""

    def __init__(self, region: UUID, *, by: Me) -> None:
        self.region, self.by = region, by
        self.functions, self.words = queries.functions_by_name(region)
        self.organisations = {
            simple(each.name): each
            for each in Organisation.objects.filter(region=region, ended_on__isnull=True)
        }
        here = Position.objects.filter(organisation__region=region, until_on__isnull=True)
        self.positions = {
            self._key(each.organisation_id, each.professional, each.function.code): each
            for each in here.select_related("professional", "function")
        }
        self.hours = queries.hours_of(here)

    def judge(self, cells: Mapping[str, str]) -> tuple[str, list[rules.Problem]]:
        """What taking this row over would do, and what is wrong with it."""
        entry, problems = rules.read_entry(cells, self.functions, self.words)
        if entry is None:
            return Verdict.REFUSED, problems
        organisation = self.organisations.get(simple(entry.organisation))
        if organisation is None:
            return Verdict.NEW, []
        changes = bool(_differences(organisation, _organisation_fields(entry)))
        if entry.has_person:
            position = self.positions.get(self._key_of(organisation, entry))
            if position is None:
                return Verdict.NEW, []
            changes = changes or bool(_differences(position, _position_fields(entry)))
            changes = changes or self._other_hours(position, entry)
        return (Verdict.CHANGED if changes else Verdict.SAME), []

    def take_over(self, cells: Mapping[str, str]) -> tuple[str, list[rules.Problem], Before]:
        """Do it; says what it did and what was there before."""
        entry, problems = rules.read_entry(cells, self.functions, self.words)
        if entry is None:
            return Verdict.REFUSED, problems, []
        before: Before = []
        organisation = self._organisation(entry, before)
        if entry.has_person:
            self._position(organisation, entry, before)
        if not before:
            return Verdict.SAME, [], []
        made = any(touched["old"] is None for touched in before)
        return (Verdict.NEW if made else Verdict.CHANGED), [], before

    def _organisation(self, entry: rules.Entry, before: Before) -> Organisation:
        fields = _organisation_fields(entry)
        found = self.organisations.get(simple(entry.organisation))
        if found is not None:
            _change(found, fields, before)
            return found
        found = Organisation.objects.create(
            region_id=self.region, name=entry.organisation[:160], **fields
        )
        before.append(_made(found, end="ended_on"))
        self.organisations[simple(entry.organisation)] = found
        return found

    def _position(self, organisation: Organisation, entry: rules.Entry, before: Before) -> None:
        fields, key = _position_fields(entry), self._key_of(organisation, entry)
        found = self.positions.get(key)
        if found is not None:
            _change(found, fields, before)
            if self._other_hours(found, entry):
                before.append(self._changed_hours(found, entry))
            return
        found = Position.objects.create(
            professional=self._professional(entry),
            organisation=organisation,
            function=Function.objects.get(code=entry.function),
            # Ending it today must be possible.
            from_on=local(self.by.at).date() - timedelta(days=1),
            **fields,
        )
        keep_hours(entry.hours, position=found.pk)
        before.append(_made(found, end="until_on"))
        self.positions[key] = found

    def _other_hours(self, position: Position, entry: rules.Entry) -> bool:
        """Whether the list says hours, and other ones than are known."""
        return bool(entry.hours) and sorted(self.hours.get(position.pk, [])) != [*entry.hours]

    def _changed_hours(self, position: Position, entry: rules.Entry) -> dict[str, Any]:
        was = rules.write_hours(self.hours.get(position.pk, []))
        keep_hours(entry.hours, position=position.pk)
        self.hours[position.pk] = [*entry.hours]
        now = rules.write_hours(entry.hours)
        return {"model": "hours", "id": str(position.pk), "old": was, "now": now}

    @staticmethod
    def _professional(entry: rules.Entry) -> Professional:
        """Who has this mail address and name already, else someone new without an account.

        A mailbox that several share is nobody's own.
        """
        known = entry.email and Professional.objects.filter(email=entry.email).first()
        if known and simple(known.family_name) == simple(entry.family_name):
            return known
        return Professional.objects.create_user(
            email=None if known else entry.email or None,
            given_name=entry.given_name[:80],
            name_prefix=entry.name_prefix[:20],
            family_name=entry.family_name[:120],
        )

    @staticmethod
    def _key(organisation: UUID, person: Professional, function: str) -> tuple[UUID, str, str]:
        return organisation, simple(f"{person.given_name} {person.family_name}"), function

    @staticmethod
    def _key_of(organisation: Organisation, entry: rules.Entry) -> tuple[UUID, str, str]:
        name = simple(f"{entry.given_name} {entry.family_name}")
        return organisation.id, name, entry.function


def _organisation_fields(entry: rules.Entry) -> dict[str, str]:
    """Only what the list says: an empty cell takes nothing away."""
    said = {ours: getattr(entry, field) for field, ours in _OF_ORGANISATION.items()}
    return {field: value[:200] for field, value in said.items() if value}


def _position_fields(entry: rules.Entry) -> dict[str, str]:
    said = {field: getattr(entry, field) for field in _OF_POSITION}
    return {field: value[:200] for field, value in said.items() if value}


def _differences(row: Organisation | Position, fields: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if getattr(row, name) != value}


def _change(row: Organisation | Position, fields: dict[str, str], before: Before) -> None:
    if not (changes := _differences(row, fields)):
        return
    old = {name: getattr(row, name) for name in changes}
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=[*changes])
    row.version += 1  # the database raised it
    before.append(
        {"model": row._meta.model_name, "id": str(row.pk), "version": row.version, "old": old}
    )


def _made(row: Organisation | Position, *, end: str) -> dict[str, Any]:
    return {
        "model": row._meta.model_name, "id": str(row.pk), "version": 1, "old": None, "end": end,
    }  # fmt: skip
