"""One row of a list: what it says, and what is wrong with it, in sentences."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

import phonenumbers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kring.core.moments import phone as spoken

from .columns import simple
from .hours import Stretch, read_hours

_ALIKE = 0.8  # of two words, from 0 to 1: a letter missing or turned round
_MAIL = re.compile(r"[^\s@<>;,]+@[^\s@<>;,]+\.[a-zA-Z]{2,}")
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
    """What a good row says; phones as E.164, `function` the code of a known function."""

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
    said = {field: text for field, text in cells.items() if text}
    said |= _person(said)
    also = _also(said)
    said |= _phones(said, problems)
    said |= _mails(said, problems)
    _numbers(said, problems)
    said["function"] = _function(said, functions, words, problems)
    if not said.get("organisation"):
        problems.append(("organisation", _("Vul in bij welke organisatie dit hoort.")))
    if problems:
        return None, problems
    hours = read_hours(said.pop("hours", "")) or ()
    said["remark"] = also
    known = {field: text for field, text in said.items() if field in Entry.__dataclass_fields__}
    return Entry(**known, hours=tuple(hours)), []


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


def _phones(said: Mapping[str, str], problems: list[Problem]) -> dict[str, str]:
    found = {}
    for field in ("phone", "organisation_phone"):
        if text := said.get(field):
            found[field] = _phone(text)
            if not found[field]:
                problems.append(
                    (
                        field,
                        _("“%(text)s” is geen Nederlands telefoonnummer. Kijk het na.")
                        % {"text": text},
                    )
                )
    return found


def _phone(text: str) -> str:
    """The first number in the text that can exist, as E.164; people write notes beside it."""
    return next(iter(_numbers_in(text)), "")


def _numbers_in(text: str) -> list[str]:
    found = phonenumbers.PhoneNumberMatcher(text, "NL", phonenumbers.Leniency.POSSIBLE)
    e164 = phonenumbers.PhoneNumberFormat.E164
    return [str(phonenumbers.format_number(match.number, e164)) for match in found]


def _also(said: Mapping[str, str]) -> str:
    """The remark, with what has no place of its own: more numbers, and hours in other words."""
    parts = [said.get("remark", "")]
    if read_hours(said.get("hours", "")) is None:
        parts.append(said["hours"])
    parts += [_("Ook: %(phone)s") % {"phone": spoken(each)} for each in _more_numbers(said)]
    return " · ".join(" ".join(part.split()) for part in parts if part)


def _more_numbers(said: Mapping[str, str]) -> list[str]:
    """The numbers beside the first in one cell."""
    return list(dict.fromkeys(_numbers_in(said.get("phone", ""))))[1:]


def _mails(said: Mapping[str, str], problems: list[Problem]) -> dict[str, str]:
    found = {}
    for field in ("email", "organisation_email"):
        if text := said.get(field):
            match = _MAIL.search(text)
            found[field] = match.group().lower() if match else ""
            if not match:
                problems.append(
                    (field, _("“%(text)s” is geen e-mailadres. Kijk het na.") % {"text": text})
                )
    return found


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
