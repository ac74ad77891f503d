"""Forms as they stand in a page, filled in as somebody would who means well."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote_from_bytes

from django.core.files.uploadedfile import SimpleUploadedFile

NOT_TYPED = {"csrfmiddlewaretoken", "once", "kept"}
SOON, TODAY = "2026-03-20", "2026-03-02"  # on the village's Monday morning
BY_NAME = [  # what is asked, by the first of these that a name contains
    ("born|since|^on$", "28-02-2026"),
    ("until|ends|review|again|after", SOON),
    ("email|login", "iemand@praktijk.example"),
    ("phone", "06 12 34 56 78"),
    ("postcode", "1234 AB"),
    ("bsn", "111222333"),
    ("agb", "01012345"),
    ("kvk", "12345678"),
    ("oin", "00000001234567890000"),
    ("prefix", "van"),
    ("weekly_hours|weight", "32"),
    ("hours", "ma-vr 9:00-17:00"),
    ("code", "123456"),
]
BY_KIND = {
    "date": TODAY,
    "time": "14:30",
    "email": "iemand@praktijk.example",
    "tel": "06 12 34 56 78",
    "number": "1",
}


@dataclass
class Field:
    """One question of a form. `options`: what can be chosen; `value`: what stands there."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)

    @property
    def is_text(self) -> bool:
        return self.kind in ("text", "textarea", "search")

    def answer(self) -> list[str]:
        """What somebody fills in who means well."""
        if self.kind == "hidden":
            return [self.value]
        if self.kind == "file":
            return ["Organisatie;Naam\r\nDe Linde;Jan Kok\r\n"]
        if self.options:
            return [next(filter(None, self.options), "")]
        if self.value:
            return [self.value]
        named = next((given for name, given in BY_NAME if re.search(name, self.name)), "")
        if self.kind in BY_KIND:
            return [named if named == SOON else BY_KIND[self.kind]]
        return [named or f"Een zin bij {self.name}."]


@dataclass
class Form:
    """A form: where it goes, and what it asks. `button`: what is sent along by its first button."""

    action: str
    posts: bool
    files: bool
    fields: dict[str, Field] = field(default_factory=dict)

    @property
    def asked(self) -> list[Field]:
        """What is asked, without the keys that stand in each form."""
        return [each for name, each in self.fields.items() if name not in NOT_TYPED]

    def filled(self) -> dict[str, list[str]]:
        return {each.name: each.answer() for each in self.asked}


class _Reader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.forms, self.links = path, [], []
        self.inside: Form | None = None
        self.box: Field | None = None  # the text box or list that is open now

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(given.get("href", ""))
        elif tag == "form":
            self.inside = Form(
                action=given.get("action") or self.path,
                posts=given.get("method", "get").lower() == "post",
                files="multipart" in given.get("enctype", ""),
            )
            self.forms.append(self.inside)
        elif self.inside is not None:
            self._in_form(tag, given)

    def _in_form(self, tag, given):
        name = given.get("name", "")
        if tag == "option" and self.box:
            self.box.options.append(given.get("value", ""))
        elif tag in ("textarea", "select") and name:
            self.box = self._field(name, tag, "")
        elif tag in ("input", "button") and name:
            kind = given.get("type", "text") if tag == "input" else "button"
            found = self._field(name, kind, given.get("value", ""))
            if kind in ("radio", "checkbox", "button"):
                found.options.append(given.get("value", "on"))

    def _field(self, name, kind, value):
        return self.inside.fields.setdefault(name, Field(name, kind, value))

    def handle_data(self, data):
        if self.box and self.box.kind == "textarea":
            self.box.value += data.strip("\n")

    def handle_endtag(self, tag):
        if tag in ("textarea", "select"):
            self.box = None
        elif tag == "form":
            self.inside = None


def read(html: str, path: str) -> tuple[list[Form], list[str]]:
    """The forms and the links of a page that stands at this path."""
    reader = _Reader(path)
    reader.feed(html)
    return reader.forms, reader.links


def encoded(values: dict[str, list[str]]) -> str:
    """As a browser sends it; also what no browser sends, like half a character."""
    return "&".join(
        f"{_quoted(name)}={_quoted(one)}" for name, each in values.items() for one in each
    )


def _quoted(text: str) -> str:
    return quote_from_bytes(text.encode("utf-8", "surrogatepass"), safe="")


def in_parts(form: Form, values: dict[str, list[str]]) -> dict[str, list[object]]:
    """As Django's client sends a form with files: each of those with its bytes."""
    return {
        name: [_part(form.fields[name], one.encode("utf-8", "replace")) for one in each]
        for name, each in values.items()
    }


def _part(field: Field, value: bytes) -> object:
    return SimpleUploadedFile("lijst.csv", value) if field.kind == "file" else value.decode()
