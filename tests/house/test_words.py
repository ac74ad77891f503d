"""What people read is calm, plain and translatable."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tools import messages

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "kring").glob("*/templates/**/*.html"))
SPEAKING = ("views", "forms", "rules", "actions", "tasks", "errors", "http")
SPEAKERS = sorted(
    path
    for name in SPEAKING
    for path in [*ROOT.glob(f"kring/*/{name}.py"), *ROOT.glob(f"kring/*/{name}/*.py")]
)
FORBIDDEN = re.compile(
    r"""!|\b(
    succesvol\w*|dien(t|en)\ te|middels|inzake|geachte|betreffende|tevens|alsmede|conform|derhalve
    |casus\w*|casuïstiek|dossier\w*|cliënt(?!ondersteun)\w*|zorgmijder\w*|multiprobleem\w*
    |klik\ hier|ongeldige?|verplicht\ veld|submit|oké?
    |je|jij|jouw|jullie
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
LONGEST_SENTENCE = 20
A_SENTENCE_OR_LABEL = re.compile(r"[A-Z][a-zà-ÿ]+.*|.+ .+[.?…]", re.DOTALL)
NAMES = {"Kring", "Nederlands", "English", "Ctrl", "Esc", "Enter", "Tab"}


def name_of(path):
    return str(path.relative_to(ROOT / "kring"))


@cache
def texts():
    return [text for message in messages.found() if message.id for text in _forms(message.id)]


def _forms(text):
    return list(text) if isinstance(text, tuple | list) else [text]


def test_no_text_uses_a_forbidden_word():
    assert [text for text in texts() if FORBIDDEN.search(text)] == []


def test_no_sentence_is_longer_than_twenty_words():
    sentences = [s for text in texts() for s in re.split(r"(?<=[.?:;])\s+", text)]

    assert [s for s in sentences if len(s.split()) > LONGEST_SENTENCE] == []


@pytest.mark.parametrize("wrong", ["Succesvol bewaard", "Klik hier", "Gelukt!", "Deze casus"])
def test_a_forbidden_word_is_found(wrong):
    assert FORBIDDEN.search(wrong)


@pytest.mark.parametrize("template", PAGES, ids=name_of)
def test_everything_on_a_page_can_be_translated(template):
    source = template.read_text()

    assert [*_plain_text(source), *_plain_attributes(source), *_plain_strings(source)] == []


@pytest.mark.parametrize(
    "wrong",
    [
        "<p>Niets wacht op u.</p>",
        '<a aria-label="Terug">{{ icon("back") }}</a>',
        '{{ button("Overdracht versturen") }}',
        '{{ card(title="Wacht op u") }}',
    ],
)
def test_a_text_that_cannot_be_translated_is_found(wrong):
    assert [*_plain_text(wrong), *_plain_attributes(wrong), *_plain_strings(wrong)]


JINJA = re.compile(r"{#.*?#}|{%-?\s*trans\b.*?endtrans\s*-?%}|{%.*?%}|{{.*?}}", re.DOTALL)
HTML = re.compile(
    r"<(script|style)\b.*?</\1>|<!--.*?-->|<[^>]*>|&\w+;|\b(nl|kr|utrecht)-[\w-]*", re.DOTALL
)
SPOKEN_ATTRIBUTE = re.compile(r'\b(?:aria-label|title|alt|placeholder|content)="([^"]*)"')


def _plain_text(source):
    words = re.findall(r"[A-Za-zÀ-ÿ]{2,}", HTML.sub(" ", JINJA.sub(" ", source)))
    return [word for word in words if word not in NAMES]


def _plain_attributes(source):
    for value in SPOKEN_ATTRIBUTE.findall(JINJA.sub(" ", source)):
        if re.match(r"[A-Z][a-zà-ÿ]", value.strip()) and value.strip() not in NAMES:
            yield value


def _plain_strings(source):
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse(source)
    marked = {id(text) for call in tree.find_all(nodes.Call) for text in _marked(call)}
    for text in tree.find_all(nodes.Const):
        if isinstance(text.value, str) and id(text) not in marked and _speaks(text.value):
            yield text.value


def _marked(call):
    if isinstance(call.node, nodes.Name) and call.node.name in messages.KEYWORDS:
        yield from call.find_all(nodes.Const)


def _speaks(text):
    return bool(A_SENTENCE_OR_LABEL.fullmatch(text)) and text not in NAMES


@pytest.mark.parametrize("path", SPEAKERS, ids=name_of)
def test_every_sentence_in_python_can_be_translated(path):
    known = set(texts())
    said = messages.sentences(ast.parse(path.read_text()))

    assert [text.value for text in said if text.value not in known] == []
