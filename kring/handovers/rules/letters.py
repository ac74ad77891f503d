"""What a letter says about a person, as far as it can be found; the writer checks all of it."""

import re
from collections.abc import Mapping

from kring.core.forms import reading

LONGEST_REASON = 2_000
_TITLE = r"(?P<title>mevrouw|mevr\.?|mw\.?|meneer|de heer|dhr\.?)"
_WORD = r"[A-Z][\w'’-]+"
_PREFIXES = r"(?:(?:van|de|der|den|ten|ter|el|la|in|’t|'t|op)\s+)*"
_NAME = (
    rf"(?P<given>(?:[A-Z]\.\s?)+|{_WORD})\s+(?P<prefix>{_PREFIXES})"
    rf"(?P<family>{_WORD}(?:[- ]{_WORD})?)"
)
WITH_TITLE = re.compile(rf"\b(?i:{_TITLE})[ \t]+(?:{_NAME}|(?P<only>{_PREFIXES}{_WORD}))")
LABELLED = re.compile(
    r"(?im:^\s*(?:naam|pati[eë]nt|betreft|inwoner|cli[eë]nt)\s*:\s*)"
    rf"(?:(?i:{_TITLE})\s+)?{_NAME}"
)
BORN = re.compile(
    r"(?i)\bgeb(?:oren|oortedatum|\.)?\s*(?:op|:)?\s*"
    r"(\d{1,2}[-/. ]+(?:\d{1,2}|[a-z]+)[-/. ]+\d{4})"
)
PHONE = re.compile(r"(?<!\d)(?:\+31|0031|0)[\d\s()–-]{8,14}\d(?!\d)")
ADDRESS = re.compile(
    r"([A-Z][\w.'’-]+(?:[ -][A-Z]?[\w.'’-]+){0,3} \d{1,5} ?[a-zA-Z]{0,2})\s*,?\s*"
    rf"([1-9]\d{{3}} ?[A-Z]{{2}})(?:[ \t]+({_WORD}(?: {_WORD})*))?"
)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
REASON = re.compile(
    r"(?is)\b(?:reden(?: van)? (?:verwijzing|aanmelding|overdracht)|vraagstelling|situatie)"
    r"\s*:\s*(.+?)(?:\n\s*\n|\n[A-Z][\w ]{2,30}:|\Z)"
)
WOMAN = ("mevrouw", "mevr", "mw")


def person(text: str) -> dict[str, str]:
    """Name, date of birth, phone, mail and address that a letter mentions first."""
    found = _name(text) | _address(text)
    if (born := BORN.search(text)) and reading.day(born[1]):
        found["born_on"] = born[1]
    phones = (reading.phone(match[0]) for match in PHONE.finditer(text))
    if phone := next((each for each in phones if each), None):
        found["phone"] = phone
    if mail := MAIL.search(text):
        found["email"] = mail[0]
    return found


def reason(text: str) -> str:
    """Why the letter was written: what stands under such a heading, else its longest paragraph."""
    if found := REASON.search(text):
        return _tidy(found[1])
    paragraphs = [_tidy(part) for part in re.split(r"\n\s*\n", text)]
    return max(paragraphs, key=len, default="")[:LONGEST_REASON]


def _tidy(text: str) -> str:
    return " ".join(text.split())[:LONGEST_REASON]


def _name(text: str) -> dict[str, str]:
    found = LABELLED.search(text) or WITH_TITLE.search(text)
    if found is None:
        return {}
    parts: Mapping[str, str | None] = found.groupdict()
    family = parts.get("family") or parts.get("only") or ""
    name = {
        "given_name": (parts.get("given") or "").strip(),
        "name_prefix": (parts.get("prefix") or "").strip(),
        "family_name": family.strip(),
    }
    if title := (parts.get("title") or "").rstrip(".").lower():
        name["salutation"] = "mevrouw" if title in WOMAN else "meneer"
    return {key: value for key, value in name.items() if value}


def _address(text: str) -> dict[str, str]:
    found = ADDRESS.search(text)
    if found is None:
        return {}
    street, postcode, town = found.groups()
    address = {"street": street, "postcode": reading.postcode(postcode) or "", "town": town or ""}
    return {key: value for key, value in address.items() if value}
