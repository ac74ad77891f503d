"""Which column is what: guessed from headers as people write them, and from what is below."""

import re
import unicodedata
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

# field → (label on screen, headers that mean it)
FIELDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "organisation": (gettext_noop("Organisatie"), ("organisatie", "instelling", "praktijk", "bedrijf", "school", "waar", "naam organisatie")),
    "name": (gettext_noop("Naam (voor- en achternaam)"), ("naam", "contactpersoon", "persoon", "naam contactpersoon", "wie", "medewerker")),
    "given_name": (gettext_noop("Voornaam"), ("voornaam", "voorletters", "roepnaam")),
    "name_prefix": (gettext_noop("Tussenvoegsel"), ("tussenvoegsel", "tv", "tussenv")),
    "family_name": (gettext_noop("Achternaam"), ("achternaam", "familienaam")),
    "function": (gettext_noop("Functie"), ("functie", "rol", "beroep", "discipline", "functie rol")),
    "phone": (gettext_noop("Telefoon"), ("telefoon", "tel", "telefoonnummer", "tel nr", "mobiel", "06", "gsm", "telnr", "mobiele nummer", "tel werk", "doorkiesnummer")),
    "email": (gettext_noop("E-mail"), ("e mail", "email", "mail", "mailadres", "e mailadres", "emailadres", "mail werk")),
    "organisation_phone": (gettext_noop("Telefoon van de organisatie"), ("telefoon organisatie", "algemeen nummer", "telefoon algemeen", "tel algemeen", "vast nummer", "tel praktijk")),
    "organisation_email": (gettext_noop("E-mail van de organisatie"), ("mail organisatie", "algemene mail", "e mail algemeen", "email algemeen", "info mail", "mail praktijk")),
    "address": (gettext_noop("Adres"), ("adres", "straat", "bezoekadres", "locatie")),
    "kvk": (gettext_noop("KvK-nummer"), ("kvk", "kvk nummer", "kvknr")),
    "agb": (gettext_noop("AGB-code"), ("agb", "agb code")),
    "oin": (gettext_noop("OIN"), ("oin", "oin nummer", "overheidsidentificatienummer")),
    "hours": (gettext_noop("Bereikbaar (dagen en tijden)"), ("bereikbaar", "bereikbaarheid", "werkdagen", "dagen", "tijden", "uren", "aanwezig", "spreekuur", "werktijden")),
    "remark": (gettext_noop("Zo bereikt u deze persoon het best"), ("opmerking", "opmerkingen", "bijzonderheden", "notitie", "toelichting")),
    "number": (gettext_noop("Kring-nummer"), ("kringnummer",)),
}  # fmt: skip

_SHORTEST = 3  # signs that an abbreviation has at least: "org", "tel"
_TOP = 10  # rows in which the headers are looked for: a title and a logo may stand above them
_MAIL = re.compile(r"\S+@\S+\.\S+")
_PHONE = re.compile(r"(?:\+|0)[\d\s()\-.]{8,}")


def simple(text: str) -> str:
    """Lower case, no accents, no punctuation: for comparing what people type."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain.lower()).split())


def guess(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Per column the field that it most likely is, or empty; each field once."""
    found = [_by_header(column) for column in columns]
    taken: set[str] = set()
    for index, field in enumerate(found):
        if field in taken:
            found[index] = ""
        taken.add(field)
    for index, field in enumerate(found):
        below = [row[index] for row in rows[:50] if row[index]]
        if not field and below and (by_content := _by_content(below)) and by_content not in taken:
            found[index] = by_content
            taken.add(by_content)
    return found


def _by_header(column: str) -> str:
    """What a header says: as it is known, written apart, else shortened or in other words."""
    words = simple(column)
    for known in (_says, _abbreviates):
        for field, (_label, headers) in FIELDS.items():
            if words and known(words, headers):
                return field
    return ""


def _says(words: str, headers: Sequence[str]) -> bool:
    return words in headers or words.replace(" ", "") in headers


def _abbreviates(words: str, headers: Sequence[str]) -> bool:
    """Whether each word is one of the field's own, or the beginning of one."""
    own = {word for header in headers for word in header.split()}
    return all(
        word in own or (len(word) >= _SHORTEST and any(each.startswith(word) for each in own))
        for word in words.split()
    )


def header_of(rows: Sequence[Sequence[str]]) -> int:
    """Which of these rows has the headers: where most fields are known, else the first."""
    known = [_known(row) for row in rows[:_TOP]]
    return known.index(max(known)) if known and max(known) > 1 else 0


def fields_in(rows: Sequence[Sequence[str]]) -> int:
    """How many fields the headers of these rows are known for."""
    return max((_known(row) for row in rows), default=0)


def _known(row: Sequence[str]) -> int:
    return len({_by_header(cell) for cell in row} - {""})


def _by_content(cells: Sequence[str]) -> str:
    for field, pattern in (("email", _MAIL), ("phone", _PHONE)):
        if sum(bool(pattern.search(cell)) for cell in cells) * 2 > len(cells):
            return field
    return ""


def why_not_map(mapping: Sequence[str], *, done: bool) -> str | None:
    """Why the list cannot be read with these columns; None when it can."""
    chosen = [field for field in mapping if field]
    if done:
        return _("Deze lijst is al overgenomen. Draai hem eerst terug.")
    if len(set(chosen)) < len(chosen):
        return _("Twee kolommen staan op hetzelfde. Kies voor één van de twee “Niet overnemen”.")
    if unknown := set(chosen) - FIELDS.keys():
        many = {"many": len(unknown)}
        return _("Kies bij elke kolom iets uit de lijst (%(many)s niet herkend).") % many
    if "organisation" not in chosen:
        return _("Kies in welke kolom de organisatie staat.")
    return None
