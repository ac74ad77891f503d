"""Texts people read: find them in pages and Python, and keep the translations beside them.

Dutch is the source. Found are: what stands in gettext or `{% trans %}`, the labels of choices, the
sentences of rules, labels and explanations of form fields, and what `Refused` says.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_python
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ["en"]
KEYWORDS = {
    name: spec
    for stem, spec in {"gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}.items()
    for name in (stem, f"{stem}_lazy", f"{stem}_noop")
} | {"_": None, "npgettext": ((1, "c"), 2, 3)}
REFUSALS = {"Refused", "ValidationError", "__init__"}
SENTENCE = re.compile(r"[A-ZÀ-Ý].* .*[.?…]", re.DOTALL)
SPEAKING_ARGUMENTS = {"label", "help_text", "explanation"}

type Found = tuple[int, str, str, list[str]]


def found() -> Catalog:
    """Every text of the house, as a catalogue without translations."""
    catalogue = Catalog(project="Kring", domain="django", fuzzy=False, header_comment="")
    for name, line, message, _, context in extract_from_dir(
        ROOT / "kring",
        method_map=[
            ("**/tests/**", "ignore"),
            ("*/rules.py", rule_texts),
            ("*/rules/*.py", rule_texts),
            ("**.py", python_texts),
            ("**.html", "jinja2"),
        ],
        options_map={"**.html": {"trimmed": "true", "newstyle_gettext": "true"}},
        keywords=KEYWORDS,
        comment_tags=(),
    ):
        catalogue.add(message, locations=[(f"kring/{name}", line)], context=context)
    return catalogue


def python_texts(
    source: IO[bytes], keywords: dict[str, object], tags: list[str], options: dict[str, str]
) -> Iterator[Found]:
    """What gettext marks, and what speaks to people by where it stands."""
    yield from extract_python(source, keywords, tags, options)  # type: ignore[arg-type,misc]  # Babel's own call
    source.seek(0)
    for node in ast.walk(ast.parse(source.read())):
        for text in _spoken(node):
            yield text.lineno, "gettext", text.value, []


def rule_texts(
    source: IO[bytes], keywords: dict[str, object], tags: list[str], options: dict[str, str]
) -> Iterator[Found]:
    """Also each sentence: rules are pure and translate nothing, but what they say is shown."""
    yield from python_texts(source, keywords, tags, options)
    source.seek(0)
    for text in sentences(ast.parse(source.read())):
        yield text.lineno, "gettext", text.value, []


def sentences(tree: ast.Module) -> Iterator[ast.Constant]:
    """What reads as a sentence and is no docstring."""
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for text in _texts(ast.walk(tree)):
        if SENTENCE.fullmatch(text.value) and id(text) not in said:
            yield text


def _spoken(node: ast.AST) -> Iterator[ast.Constant]:
    match node:
        case ast.ClassDef(bases=bases) if any(_name(base) == "StrEnum" for base in bases):
            yield from (text for text in _values(node) if " " in text.value)
        case ast.ClassDef(bases=bases) if any(_name(base) == "TextChoices" for base in bases):
            yield from _labels(node)
        case ast.Call(func=func, args=[ast.Constant() as text, *_]) if _name(func) in REFUSALS:
            yield from _texts([text])
        case ast.keyword(arg=argument, value=value) if argument in SPEAKING_ARGUMENTS:
            yield from _texts([value])


def _values(node: ast.ClassDef) -> Iterator[ast.Constant]:
    yield from _texts(line.value for line in node.body if isinstance(line, ast.Assign))


def _labels(node: ast.ClassDef) -> Iterator[ast.Constant]:
    for line in node.body:
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Tuple):
            yield from _texts(line.value.elts[-1:])


def _texts(nodes: object) -> Iterator[ast.Constant]:
    for node in nodes:  # type: ignore[attr-defined]  # any iterable of nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
            yield node


def _name(node: ast.AST) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))


def catalogue_of(language: str) -> Path:
    return ROOT / "kring" / "locale" / language / "LC_MESSAGES" / "django.po"


def main() -> None:
    """Bring each catalogue up to date; translations that still apply stay as they are."""
    for language in LANGUAGES:
        known = translations(language)
        known.update(found(), no_fuzzy_matching=True)
        known.obsolete.clear()
        write(known, catalogue_of(language))
        print(f"{language}: {len(known)} texts, {len(untranslated(known))} to translate")


def translations(language: str) -> Catalog:
    """What is translated into this language so far."""
    path = catalogue_of(language)
    if not path.exists():
        return Catalog(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def untranslated(catalogue: Catalog) -> list[str]:
    """The texts without a complete translation."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and (message.fuzzy or not all(_strings(message.string)))
    ]


def write(catalogue: Catalog, path: Path) -> None:
    """Sorted, without dates and line numbers, so that two people's changes seldom meet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(HEADER.format(catalogue=catalogue).encode())
        write_po(
            file,
            catalogue,
            width=99,
            sort_output=True,
            omit_header=True,
            include_lineno=False,
        )


HEADER = """\
msgid ""
msgstr ""
"Language: {catalogue.locale}\\n"
"Plural-Forms: {catalogue.plural_forms}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def _strings(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, tuple | list) else (str(string or ""),)


if __name__ == "__main__":
    main()
