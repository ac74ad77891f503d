"""One row of a list: what it says, and what is wrong with it, in sentences."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import phonenumbers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kring.core.moments import phone as spoken

from .columns import FIELDS, simple
from .hours import Stretch, read_hours, write_hours

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_ALIKE = 0.8  # of two words, from 0 to 1: a letter missing or turned round
_MAIL = re.compile(r"[^\s@<>;,:/()\[\]\"']+@[^\s@<>;,:/()\[\]\"']+\.[a-zA-Z]{2,}")
_AT = re.compile(r"\s*@\s*|\s*[(\[]\s*(?:at|apenstaartje)\s*[)\]]\s*", re.IGNORECASE)
_DUTCH, _DIGITS, _SERVICES = 31, 9, ("800", "900", "906", "909", "14")
_NONE = frozenset(["", "nvt", "n v t", "geen", "onbekend", "n a", "x", "volgt"])
_MAY_BE_NONE = ("phone", "email", "organisation_phone", "organisation_email", "kvk", "agb", "oin")
_LABELS = frozenset(
    [
        "t",
        "m",
        "e",
        "tel",
        "telefoon",
        "telnr",
        "mob",
        "mobiel",
        "mail",
        "mailto",
        "email",
        "nr",
        "of",
        "en",
    ]
)
_LONGEST = {
    "organisation": 160, "family_name": 120, "given_name": 80, "name_prefix": 20, "address": 200,
    "email": 254, "organisation_email": 254, "phone": 20, "organisation_phone": 20,
}  # fmt: skip
_REMARK = 200
_OF_NOBODY = gettext_lazy("De opmerking gaat niet mee: op deze regel staat geen persoon.")
_NO_PHONE = gettext_lazy("“%(text)s” is geen Nederlands telefoonnummer. Kijk het na.")
_NO_MAIL = gettext_lazy("“%(text)s” is geen e-mailadres. Kijk het na.")
_PREFIXES = frozenset(
    [
        *["van", "de", "der", "den", "ten", "ter", "te", "het", "'t", "'s", "d'"],
        *["op", "aan", "bij", "in", "el", "al", "la", "du", "von"],
    ]
)
_TITLES = re.compile(r"^(dhr|mevr|mw|mvr|dr|drs|ir|mr|de heer|mevrouw|meneer)\.?\s+", re.IGNORECASE)

Problem = tuple[str, str]  # field, sentence


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What a good row says; phones as E.164, `function` the code of a known function.

    `place`: the organisation that has the KvK, AGB or OIN of the list, whatever it calls it.
    """

    organisation: str
    family_name: str = ""
    given_name: str = ""
    name_prefix: str = ""
    function: str = ""
    phone: str = ""
    email: str = ""
    organisation_phone: str = ""
    organisation_email: str = ""
    address: str = ""
    kvk: str = ""
    agb: str = ""
    oin: str = ""
    remark: str = ""
    hours: tuple[Stretch, ...] = ()

    number: str = ""
    place: str = ""

    @property
    def has_person(self) -> bool:
        return bool(self.family_name)


def read_entry(
    cells: Mapping[str, str],
    functions: Mapping[str, str],
    words: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Entry | None, list[Problem]]:
    """The entry, or None with what must be mended first, per field.

    `functions`: simple name → code of a function in the directory. `words`: the same for the other
    words by which lists mean one; those count as a whole only.
    """
    problems: list[Problem] = []
    said = {field: text for field, text in cells.items() if not _nothing(field, text)}
    said |= _person(said)
    also = _also(said)
    said |= _contacts(said, problems)
    _numbers(said, problems)
    said["function"] = _function(said, functions, words, problems)
    if not any(sign.isalnum() for sign in said.get("organisation", "")):
        problems.append(("organisation", _("Vul in bij welke organisatie dit hoort.")))
    problems += [
        (field, _("Dit is te lang. Neem hooguit %(most)s tekens.") % {"most": most})
        for field, most in _LONGEST.items()
        if len(said.get(field, "")) > most
    ]
    if problems:
        return None, problems
    hours = read_hours(said.pop("hours", "")) or ()
    known = {field: text for field, text in said.items() if field in Entry.__dataclass_fields__}
    return with_remarks(Entry(**known, hours=tuple(hours)), also)


def packed(entry: Entry) -> dict[str, str]:
    """An entry as it is kept: what it says, by field."""
    said = {name: getattr(entry, name) for name in Entry.__dataclass_fields__}
    return {name: value for name, value in said.items() if value} | _hours(entry)


def _hours(entry: Entry) -> dict[str, str]:
    return {"hours": write_hours(entry.hours)} if entry.hours else {}


def unpacked(said: Mapping[str, str]) -> Entry:
    """The entry that was kept so."""
    hours = tuple(read_hours(said.get("hours", "")) or ())
    return Entry(**{**said, "hours": hours})  # type: ignore[arg-type]  # the rest are texts


def without(entry: Entry, fields: Iterable[str]) -> Entry:
    """The entry as if it did not say these."""
    return unpacked({name: said for name, said in packed(entry).items() if name not in fields})


def with_remarks(entry: Entry, more: Sequence[str]) -> tuple[Entry, list[Problem]]:
    """The entry with this in its remark as well; says so when it does not fit."""
    if not entry.has_person:
        lost = bool(more or entry.remark)
        return replace(entry, remark=""), [("remark", str(_OF_NOBODY))] * lost
    remark = " · ".join(dict.fromkeys(part for part in (entry.remark, *more) if part))
    if len(remark) > _REMARK:
        cut = _("De opmerking is ingekort tot %(most)s tekens.") % {"most": _REMARK}
        return replace(entry, remark=f"{remark[: _REMARK - 1].rstrip()}…"), [("remark", cut)]
    return replace(entry, remark=remark), []


def _nothing(field: str, text: str) -> bool:
    """Whether a cell is empty, or says in words that there is nothing."""
    return not text or (field in _MAY_BE_NONE and simple(text) in _NONE)


def _person(said: Mapping[str, str]) -> dict[str, str]:
    """One column with a whole name becomes given name, prefix and family name."""
    if said.get("family_name") or not said.get("name"):
        return {}
    return read_name(said["name"])


def read_name(text: str) -> dict[str, str]:
    """A whole name, as people write it, in its three parts."""
    name = _TITLES.sub("", text.strip())
    if "," in name:  # Vries, de, Bram or: Vries, Bram de
        family, _, rest = name.partition(",")
        words = rest.replace(",", " ").split()
    else:
        words = name.split()
        start = next((i for i, word in enumerate(words) if i and _is_prefix(word)), None)
        split = len(words) - 1 if start is None else start + _length_of_prefix(words[start:])
        family, words = " ".join(words[split:]), words[:split]
    prefix = " ".join(word for word in words if _is_prefix(word))
    given = " ".join(word for word in words if not _is_prefix(word))
    return {"family_name": family.strip(), "name_prefix": prefix, "given_name": given}


def _is_prefix(word: str) -> bool:
    return word.lower() in _PREFIXES


def _length_of_prefix(words: Sequence[str]) -> int:
    count = 0
    while count < len(words) - 1 and _is_prefix(words[count]):
        count += 1
    return count


def _contacts(said: Mapping[str, str], problems: list[Problem]) -> dict[str, str]:
    """Per phone and mail field the first that stands there."""
    found = {}
    for field, (numbers, sentence) in _CONTACTS.items():
        if text := said.get(field):
            found[field] = next(iter(numbers(text)), ("", ""))[1]
            if not found[field]:
                problems.append((field, str(sentence) % {"text": text}))
    return found


@lru_cache(maxsize=2_000)  # the colleagues of one practice have one number, and it is read twice
def _numbers_in(text: str) -> list[tuple[str, str]]:
    """The numbers that one can dial: as typed and as E.164; people write notes beside them."""
    found = phonenumbers.PhoneNumberMatcher(
        text.replace("_", " "), "NL", phonenumbers.Leniency.POSSIBLE
    )
    e164 = phonenumbers.PhoneNumberFormat.E164
    return [
        (each.raw_string, str(phonenumbers.format_number(each.number, e164)))
        for each in found
        if _dials(each.number)
    ]


def _dials(number: phonenumbers.PhoneNumber) -> bool:
    """Whether no digit is missing: nine after the zero of a Dutch number, of a service fewer."""
    digits = str(number.national_number)
    return number.country_code != _DUTCH or len(digits) == _DIGITS or digits.startswith(_SERVICES)


def _mails_in(text: str) -> list[tuple[str, str]]:
    """The addresses in a text: as typed and as Kring keeps them."""
    plain = _AT.sub("@", text)
    return [(each, each.lower()) for each in _MAIL.findall(plain)]


_CONTACTS: dict[str, tuple[Callable[[str], list[tuple[str, str]]], "StrOrPromise"]] = {
    "phone": (_numbers_in, _NO_PHONE),
    "organisation_phone": (_numbers_in, _NO_PHONE),
    "email": (_mails_in, _NO_MAIL),
    "organisation_email": (_mails_in, _NO_MAIL),
}


def _also(said: Mapping[str, str]) -> list[str]:
    """What has no place of its own and goes along in the remark: hours in other words, and what
    stands beside a number or an address."""
    hours = said.get("hours", "")
    beside = [_beside(field, said[field]) for field in _CONTACTS if field in said]
    return [hours] * (read_hours(hours) is None) + [part for parts in beside for part in parts]


def _beside(field: str, text: str) -> list[str]:
    """The numbers or addresses after the first; the whole cell when it says more than those."""
    found = _CONTACTS[field][0](text)
    rest = _AT.sub("@", text).replace("_", " ")
    for typed, _kept in found:
        rest = rest.replace(typed, " ", 1)
    if found and set(simple(rest).split()) - _LABELS:
        return [f"{_(FIELDS[field][0])}: {text}"]
    more = dict.fromkeys(kept for _typed, kept in found[1:] if kept != found[0][1])
    return [_("Ook: %(phone)s") % {"phone": spoken(each)} for each in more]


_NUMBERS = {
    "kvk": gettext_lazy("Een KvK-nummer heeft 8 cijfers. Kijk het na."),
    "agb": gettext_lazy("Een AGB-code heeft 8 cijfers. Kijk het na."),
}
_OIN = 20  # digits


def _numbers(said: dict[str, str], problems: list[Problem]) -> None:
    for field, sentence in _NUMBERS.items():
        if number := said.get(field):
            digits = re.sub(r"\D", "", number)
            said[field] = f"0{digits}" if len(digits) == 7 else digits  # Excel drops that zero
            if len(said[field]) != 8:
                problems.append((field, str(sentence)))
    if number := said.get("oin"):
        said["oin"] = re.sub(r"\D", "", number)
        if len(said["oin"]) != _OIN:
            problems.append(
                ("oin", _("Een OIN heeft 20 cijfers. Bewaar de kolom in Excel als tekst."))
            )


def closest(word: str, functions: Mapping[str, str]) -> str:
    """What the function that was probably meant stands for: the word with a slip of the pen."""
    found = get_close_matches(simple(word), functions, n=1, cutoff=_ALIKE)
    return functions[found[0]] if found else ""


def _function(
    said: Mapping[str, str],
    functions: Mapping[str, str],
    words: Mapping[str, str],
    problems: list[Problem],
) -> str:
    """The code of what someone does: by its name or word, else by a part of the name."""
    if not said.get("family_name"):
        return ""
    typed = simple(said.get("function", ""))
    if not typed:
        problems.append(("function", _("Vul in wat deze persoon doet, bijvoorbeeld huisarts.")))
        return ""
    if known := functions.get(typed) or words.get(typed):
        return known
    for name, code in functions.items():
        if name in typed or typed in name:
            return code
    problems.append(
        (
            "function",
            _("Kring kent de functie “%(name)s” niet. Kies een andere.")
            % {"name": said["function"]},
        )
    )
    return ""
