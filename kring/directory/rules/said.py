"""What the whole of a list says: one thing about each organisation and person."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from .columns import FIELDS, simple
from .entries import Entry, Problem, with_remarks, without

OF_ORGANISATION = (
    "organisation_phone", "organisation_email", "address", "kvk", "agb", "oin",
)  # fmt: skip
OF_PERSON = ("phone", "email", "hours")

_Thing = tuple[str, ...]
_Facts = dict[str, tuple[object, int]]  # field → what was said first, and in which row


@dataclass
class Said:
    """What the rows of a list said so far.

    `rows`: how many were heard. A job that was cut off has heard none, and begins anew. `places`:
    by the name of an organisation in the list, which one has its numbers and what we call it.
    """

    rows: int = 0
    places: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    things: dict[_Thing, _Facts] = field(default_factory=dict)

    def hear(self, number: int, entry: Entry) -> tuple[Entry | None, list[Problem]]:
        """The row as it fits what was said before, or None with what contradicts that.

        An organisation has one address; another one goes along with the person who sits there.
        """
        self.rows += 1
        entry, notes = self._by_numbers(entry)
        place, person = _place(entry), _person(entry)
        again = person in self.things
        differs = self._differs(place, entry, OF_ORGANISATION)
        against = self._differs(person, entry, OF_PERSON) if entry.has_person else differs
        if against:
            words = _("Op regel %(number)s staat iets anders. Kies één van de twee.")
            return None, [(each, words % {"number": row}) for each, row in against.items()]
        if differs:
            beside = [f"{_(FIELDS[each][0])}: {getattr(entry, each)}" for each in differs]
            entry, more = with_remarks(without(entry, differs), beside)
            notes += more
        if entry.has_person and again:
            first = min(row for _value, row in self.things[person].values())
            notes.append(("name", _("Deze persoon staat ook op regel %(n)s.") % {"n": first}))
        self._keep(place, entry, OF_ORGANISATION, number)
        self._keep(person, entry, ("family_name", *OF_PERSON), number)
        return entry, notes

    def _by_numbers(self, entry: Entry) -> tuple[Entry, list[Problem]]:
        """The row with the organisation that has its numbers; says so when we call it otherwise."""
        found, name = self.places.get(entry.organisation, ("", ""))
        if not found:
            return entry, []
        words = _("In Kring heet deze organisatie “%(name)s”. De naam blijft zo.") % {"name": name}
        other = simple(name) != simple(entry.organisation)
        return replace(entry, place=found), [("organisation", words)] * other

    def _differs(self, thing: _Thing, entry: Entry, fields: tuple[str, ...]) -> dict[str, int]:
        """Field → the row that says something else of this."""
        first = self.things.get(thing, {})
        said = {each: value for each in fields if (value := getattr(entry, each))}
        return {
            each: first[each][1]
            for each, value in said.items()
            if each in first and first[each][0] != value
        }

    def _keep(self, thing: _Thing, entry: Entry, fields: tuple[str, ...], number: int) -> None:
        facts = self.things.setdefault(thing, {})
        for each in fields:
            if value := getattr(entry, each):
                facts.setdefault(each, (value, number))


def _place(entry: Entry) -> _Thing:
    return (entry.place or entry.number.partition("-")[0] or _name(entry.organisation),)


def _person(entry: Entry) -> _Thing:
    name = _name(f"{entry.given_name} {entry.family_name}")
    return (*_place(entry), entry.number.partition("-")[2] or name, entry.function)


def _name(text: str) -> str:
    return simple(text) or text.casefold()
