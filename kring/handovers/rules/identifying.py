"""The local check of an anonymous question: does the text say who it is about?

It looks for what is written down mostly: a name after a form of address, two names together, one
that stands alone inside a sentence, names in capitals, a date of birth, a street with a number, a
postcode, a phone number, a mail address, a BSN. It warns; the writer decides.
Source: docs/rules.md#H4.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from stdnum.nl import bsn


class Clue(StrEnum):
    """What kind of thing says who someone is; the value is the word on screen."""

    NAME = "een naam"
    BIRTH = "een geboortedatum"
    ADDRESS = "een adres"
    POSTCODE = "een postcode"
    PHONE = "een telefoonnummer"
    EMAIL = "een e-mailadres"
    BSN = "een burgerservicenummer"


@dataclass(frozen=True)
class Found:
    """A piece of the text, and what it looks like; `start` is where it begins."""

    clue: Clue
    text: str
    start: int


_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-öø-ÿā-ž'’\-]+"
_CAPITALS = r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-ZÀ-ÖØ-ÞĀ-Ž'’\-]{1,60}"
_PREFIX = r"(?:van|de|der|den|het|ten|ter|te|el|al|ben|’t|'t|von|da|dos)"
_CAPITAL_PREFIX = r"(?:VAN|DE|DER|DEN|HET|TEN|TER|TE|EL|AL|BEN|VON|DA|DOS)"
_SURNAME = rf"(?:{_PREFIX}\s+){{0,3}}{_WORD}(?:-{_WORD})*"
_MONTH = r"(?:jan|feb|mrt|maart|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?"
_MM, _DD = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_STREET = (
    r"(?:straat|laan|weg|plein|gracht|kade|hof|dijk|singel|pad|steeg|dreef|plantsoen|park|markt|"
    r"baan|burg|akker|veld|erf|boulevard|wal)"
)
_RELATION = (
    "[Pp]ati[eë]nte?|[Bb]uurman|[Bb]uurvrouw|[Zz]oon|[Dd]ochter|[Mm]oeder|[Vv]ader|[Oo]pa|[Oo]ma"
    "|[Bb]roer|[Zz]us|[Pp]artner|[Ee]chtgenote?"
)
# Every repetition ends somewhere: a text that is made for it would keep the server busy otherwise.
_PATTERNS: tuple[tuple[Clue, re.Pattern[str]], ...] = (
    (Clue.EMAIL, re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{2,}")),
    (Clue.BIRTH, re.compile(r"\b\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d{2}\b")),
    (Clue.BIRTH, re.compile(r"\b(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}\b")),
    (Clue.BIRTH, re.compile(rf"\b(?:19|20)\d\d{_MM}{_DD}\b")),
    (Clue.BIRTH, re.compile(rf"\b{_DD}{_MM}(?:19|20)\d\d\b")),
    (Clue.BIRTH, re.compile(r"(?<![\d-])\d{1,2}[-/]\d{1,2}[-/]\d{2}(?![\d-])")),
    (
        Clue.BIRTH,
        re.compile(rf"\b\d{{1,2}}\s+{_MONTH}\s+(?:(?:19|20)|['’])\d{{2}}\b", re.IGNORECASE),
    ),
    (
        Clue.PHONE,
        re.compile(r"(?<![\d-])(?:\+31|0031|0)[\s\-–.(0)]{0,8}[1-9](?:[\s\-–.]{0,3}\d){7,8}(?!\d)"),
    ),
    (Clue.POSTCODE, re.compile(r"\b[1-9]\d{3}(?:\s?[A-Z]{2}|[a-z]{2})\b")),
    (Clue.ADDRESS, re.compile(rf"\b[A-ZÀ-Þ][\w'’\-]{{0,40}}{_STREET}\s+\d+\s?[a-zA-Z]?\b")),
    (
        Clue.NAME,
        re.compile(
            r"\b(?:[Mm]evrouw|[Mm]eneer|[Mm]w\.?|[Mm]evr\.?|[Dd]hr\.?|[Mm]vr\.?|[Dd]e heer"
            r"|[Ff]amilie|[Ff]am\.?|[Gg]ezin|[Hh]eet|[Gg]enaamd|[Nn]aam is)"
            rf"\s+(?:[A-Z]\.\s*){{0,6}}{_SURNAME}"
        ),
    ),
    (Clue.NAME, re.compile(rf"\b(?:{_RELATION})\s+{_SURNAME}")),
    (Clue.NAME, re.compile(rf"\b(?:[A-Z]\.\s?){{1,4}}{_SURNAME}\b")),
    (Clue.NAME, re.compile(rf"\b{_WORD}\s+{_SURNAME}\b")),
    (
        Clue.NAME,
        re.compile(
            rf"\b(?i:mevrouw|meneer|mw\.?|mevr\.?|dhr\.?|mvr\.?|de heer|familie|fam\.?|gezin|heet)"
            rf"\s+(?:{_CAPITAL_PREFIX}\s+){{0,3}}{_CAPITALS}\b"
        ),
    ),
    # Two words in capitals among others are how someone types; two that stand out are a name.
    (
        Clue.NAME,
        re.compile(
            rf"(?<![A-ZÀ-Þ]\s)\b{_CAPITALS}\s+(?:{_CAPITAL_PREFIX}\s+){{0,3}}{_CAPITALS}(?<=[A-ZÀ-Þ]{{4}})\b"
            rf"(?!\s+[A-ZÀ-Þ]{{2}})"
        ),
    ),
)
_NINE = re.compile(r"(?<!\d)\d{3}[ .]?\d{3}[ .]?\d{3}(?!\d)")

# Two words with a capital that are nobody: how sentences begin, what places are called.
_NOBODY = {
    "de", "het", "een", "is", "zij", "hij", "ik", "wij", "we", "ze", "er", "in", "op", "bij",
    "mag", "kan", "wie", "wat", "waar", "hoe", "als", "mijn", "deze", "dit", "dat", "veilig",
    "wijkteam", "buurtteam", "gemeente", "sinds", "na", "voor", "via", "met", "van", "heeft",
    "kunnen", "kunt", "moet", "wil", "zijn", "omdat", "maar", "en", "of", "graag",
    "basisschool", "wmo", "wlz", "zvw", "ggz", "ggd", "uwv", "cjg", "poh", "bsn", "leger",
    "stichting", "zorg",
}  # fmt: skip
# A word with a capital inside a sentence, and the word before it: no name has an article before it,
# and after "in" or "wijkteam" comes a place. One that begins a sentence looks like any other word.
_ALONE = re.compile(rf"(?<![\w'’\-])([a-zà-ÿ]{{1,30}}),?[ \t]+({_WORD})(?![\w'’\-])")
_NO_NAME_AFTER = {
    "de", "het", "een", "geen", "elke", "deze", "die", "dit", "dat", "in", "uit", "te", "naar",
    "wijk", "buurt", "wijkteam", "buurtteam", "team", "gemeente", "school", "basisschool",
    "stichting", "vereniging", "spreekt", "praat", "leert",
}  # fmt: skip
_NO_NAME = _NOBODY | {
    "nederlands", "nederlandse", "nederland", "arabisch", "arabische", "berbers", "turks",
    "turkse", "turkije", "marokkaans", "marokkaanse", "marokko", "pools", "poolse", "polen",
    "engels", "engelse", "franse", "duits", "duitse", "duitsland", "oekraïens", "oekraïense",
    "oekraïne", "somalisch", "somalische", "syrisch", "syrische", "syrië", "surinaams",
    "surinaamse", "suriname", "papiaments", "kerst", "pasen", "pinksteren", "ramadan",
    "jeugdwet", "participatiewet", "whatsapp", "facebook", "alzheimer", "parkinson", "kring",
    "uw", "u",
}  # fmt: skip


def identifying(text: str) -> list[Found]:
    """What in this text may say who it is about, in order; empty when nothing was found."""
    found = [
        Found(clue, match.group(), match.start())
        for clue, pattern in _PATTERNS
        for match in pattern.finditer(text)
        if clue != Clue.NAME or not _is_nobody(match.group())
    ]
    found += [
        Found(Clue.BSN, match.group(), match.start())
        for match in _NINE.finditer(text)
        if bsn.is_valid(match.group())
    ]
    found += _alone(text)
    return sorted(_without_overlap(found), key=lambda each: each.start)


def _alone(text: str) -> list[Found]:
    return [
        Found(Clue.NAME, match[2], match.start(2))
        for match in _ALONE.finditer(text)
        if match[1] not in _NO_NAME_AFTER and match[2].lower() not in _NO_NAME
    ]


def _is_nobody(words: str) -> bool:
    each = words.lower().replace(".", ". ").split()
    ends_a_sentence = each[0].endswith(".") and each[-1] in _NOBODY
    return ends_a_sentence or each[0] in _NOBODY


def _without_overlap(found: list[Found]) -> list[Found]:
    """Each place once: a longer find hides what lies inside it."""
    kept: list[Found] = []
    for each in sorted(found, key=lambda one: -len(one.text)):
        end = each.start + len(each.text)
        if all(end <= one.start or each.start >= one.start + len(one.text) for one in kept):
            kept.append(each)
    return kept
