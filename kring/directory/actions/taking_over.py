"""What a list's rows do to the directory: find who is meant, add or change, remember what was."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from kring.accounts.models import Professional
from kring.core.actor import Me
from kring.core.moments import local
from kring.core.reading import rows as run
from kring.directory import queries, rules
from kring.directory.models import Function, Import, ImportRow, Organisation, Position
from kring.directory.queries import meant

from .hours import keep_all_hours
from .locks import locked
from .texts import write_texts

Verdict = ImportRow.Verdict
Thing = Organisation | Position

_OF_ORGANISATION = {
    "organisation_phone": "phone", "organisation_email": "email", "address": "address",
    "kvk": "kvk", "agb": "agb", "oin": "oin",
}  # fmt: skip
_OF_POSITION = ("phone", "email", "remark")


@dataclass
class Touched:
    """What rows changed (`old`: what was there) or made (None); `number`: the first such row."""

    thing: Thing
    number: int
    old: dict[str, str] | None


class Network:
    """What some rows do to a region: worked out first, and written when that is asked.

    As many statements for one row as for all. What is found is locked until the transaction ends
    when it `writes`; looking at what would happen keeps nobody waiting.
    """

    def __init__(self, region: UUID, rows: Sequence[ImportRow], *, by: Me, writes: bool) -> None:
        self.region, self.by, today = region, by, local(by.at).date()
        # One that was made today can be ended so that it was never there.
        self.from_on = today - timedelta(days=1)
        entries = [rules.unpacked(row.entry) for row in rows]
        places = meant.organisations_meant(region, entries, today=today)
        people = meant.positions_meant(entries, [each.id for each in places], today=today)
        ids = {each.id for each in (*places, *people) if each.id}
        there, working = Organisation.objects.all(), Position.objects.all()
        self.places = (locked(there) if writes else there).in_bulk(ids)
        self.people = (locked(working) if writes else working).in_bulk(ids)
        self.hours = queries.hours_of(Position.objects.filter(pk__in=self.people))
        self.mails = _by_mail(entries)
        self.functions = dict(Function.objects.values_list("code", "pk"))
        self.new: dict[tuple[object, ...], Thing] = {}
        self.new_people: list[Professional] = []
        self.new_hours: dict[UUID, list[rules.Stretch]] = {}
        self.touched: dict[UUID, Touched] = {}
        self.verdicts = [
            self._row(row.number, entry, place, person)
            for row, entry, place, person in zip(rows, entries, places, people, strict=True)
        ]

    def _row(self, number: int, entry: rules.Entry, place: meant.Meant, person: meant.Meant) -> str:
        organisation, verdict = self._organisation(number, entry, place)
        if not entry.has_person:
            return verdict
        return max(verdict, self._position(number, entry, organisation, person), key=_WEIGHT.index)

    def _organisation(
        self, number: int, entry: rules.Entry, place: meant.Meant
    ) -> tuple[Organisation, str]:
        known = self.places.get(place.id) if place.id else self.new.get((place.key,))
        if isinstance(known, Organisation):
            return known, self._change(number, known, _organisation_fields(entry))
        made = Organisation(
            region_id=self.region, name=entry.organisation, **_organisation_fields(entry)
        )
        return made, self._made(number, made, (place.key,))

    def _position(
        self, number: int, entry: rules.Entry, place: Organisation, person: meant.Meant
    ) -> str:
        key = (place.pk, person.key, entry.function)
        known = self.people.get(person.id) if person.id else self.new.get(key)
        if known is not None:
            verdict = self._change(number, known, _position_fields(entry))
            return max(verdict, self._change_hours(number, known, entry), key=_WEIGHT.index)
        made = Position(
            professional=self._professional(entry, place),
            organisation=place,
            function_id=self.functions[entry.function],
            from_on=self.from_on,
            **_position_fields(entry),
        )
        self.new_hours[made.pk] = self.hours[made.pk] = [*entry.hours]
        return self._made(number, made, key)

    def _made(self, number: int, thing: Thing, key: tuple[object, ...]) -> str:
        self.new[key] = thing
        self.touched[thing.pk] = Touched(thing, number, None)
        return Verdict.NEW

    def _change(self, number: int, thing: Thing, fields: dict[str, str]) -> str:
        there = {name: getattr(thing, name) for name in fields}
        changes = {
            name: said for name, said in fields.items() if not _same(name, there[name], said)
        }
        for name, said in changes.items():
            self._touch(number, thing, name, there[name])
            setattr(thing, name, said)
        return Verdict.CHANGED if changes else Verdict.SAME

    def _change_hours(self, number: int, thing: Thing, entry: rules.Entry) -> str:
        """Other hours when the list says so; an empty cell takes nothing away."""
        was = self.hours.get(thing.pk, ())
        if not entry.hours or sorted(was) == [*entry.hours]:
            return Verdict.SAME
        self._touch(number, thing, "hours", rules.write_hours(was))
        self.new_hours[thing.pk] = self.hours[thing.pk] = [*entry.hours]
        return Verdict.CHANGED

    def _touch(self, number: int, thing: Thing, name: str, old: str) -> None:
        touched = self.touched.setdefault(thing.pk, Touched(thing, number, {}))
        if touched.old is not None:
            touched.old.setdefault(name, old)

    def _professional(self, entry: rules.Entry, place: Organisation) -> Professional:
        """Who has this mail address and name already, else someone new without an account.

        A mailbox that several share is nobody's own.
        """
        known = self.mails.get(entry.email)
        if known and rules.simple(known.family_name) == rules.simple(entry.family_name):
            return known
        own = entry.email and not known and entry.email != place.email
        made = Professional(
            email=entry.email if own else None,
            given_name=entry.given_name,
            name_prefix=entry.name_prefix,
            family_name=entry.family_name,
        )
        made.set_unusable_password()
        self.new_people.append(made)
        if own:
            self.mails[entry.email] = made
        return made

    def write(self, source: Import) -> None:
        """Do what was worked out, and remember what was there."""
        new = list(self.new.values())
        Organisation.objects.bulk_create([each for each in new if isinstance(each, Organisation)])
        Professional.objects.bulk_create(self.new_people)
        Position.objects.bulk_create([each for each in new if isinstance(each, Position)])
        write_texts(each.thing for each in self.touched.values() if each.old is not None)
        keep_all_hours(self.new_hours)
        _remember(source, self.touched.values())


_WEIGHT: list[str] = [Verdict.SAME, Verdict.CHANGED, Verdict.NEW]

# What was there before the list stays what it was at the first row. When someone changed the thing
# between two rows its versions do not follow one another, and undoing leaves it.
_REMEMBER = """
insert into directory_importtouch as was (source_id, thing, model, number, version, old)
select %(source)s, n.* from jsonb_to_recordset(%(touched)s::jsonb)
    as n(thing uuid, model text, number int, version int, old jsonb)
on conflict (source_id, thing) do update set old = excluded.old || was.old,
   version = case when was.version = excluded.version - 1 then excluded.version else was.version end
returning thing
"""


def _remember(source: Import, touched: Iterable[Touched]) -> None:
    said = [
        {
            "thing": str(each.thing.pk), "model": each.thing._meta.model_name,
            "number": each.number, "version": each.thing.version, "old": each.old,
        }
        for each in touched
    ]  # fmt: skip
    if said:
        run(_REMEMBER, source=source.pk, touched=json.dumps(said))


def _by_mail(entries: Sequence[rules.Entry]) -> dict[str, Professional]:
    mails = {each.email for each in entries if each.email}
    return {str(each.email): each for each in Professional.objects.filter(email__in=mails)}


def _same(name: str, there: str, said: str) -> bool:
    """Whether it is the same to whoever reads it; mail does not tell capitals apart."""
    plain = rules.tidy(there)
    return plain == said or (name == "email" and plain.lower() == said)


def _organisation_fields(entry: rules.Entry) -> dict[str, str]:
    """Only what the list says: an empty cell takes nothing away."""
    said = {ours: getattr(entry, field) for field, ours in _OF_ORGANISATION.items()}
    return {field: value for field, value in said.items() if value}


def _position_fields(entry: rules.Entry) -> dict[str, str]:
    said = {field: getattr(entry, field) for field in _OF_POSITION}
    return {field: value for field, value in said.items() if value}
