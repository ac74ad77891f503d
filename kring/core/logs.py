"""What a log says of an error: never what stood in a row."""

import logging
from collections.abc import Iterator

import django.db
import psycopg

OF_THE_DATABASE = (django.db.Error, psycopg.Error)
# Of what could not be read as a number, a day or a key, the first line itself says what was typed.
_DATA = "22"


class Formatter(logging.Formatter):
    """As usual, but an error of the database tells its class, code and first line alone.

    The lines after it quote the row: "DETAIL: Failing row contains (…)".
    """

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        for said, told in _replacements(record).items():
            text = text.replace(said, told)
        return text


def told(error: BaseException) -> str:
    """What may be told of an error of the database: its code and its first line."""
    code = _code(error)
    first, *_ = str(error).splitlines() or [""]
    return " ".join(filter(None, [code, "" if code.startswith(_DATA) else first]))


def _replacements(record: logging.LogRecord) -> dict[str, str]:
    """What errors of the database say, longest first, with what may be told of them."""
    given = record.args if isinstance(record.args, tuple) else ()
    raised = record.exc_info[1] if record.exc_info else None
    errors = [each for each in (*given, record.msg, raised) if isinstance(each, BaseException)]
    said = {str(each): told(each) for each in _all(errors) if isinstance(each, OF_THE_DATABASE)}
    return {each: said[each] for each in sorted(said, key=len, reverse=True) if each}


def _all(errors: list[BaseException]) -> Iterator[BaseException]:
    """These errors with what they came from and what they hold, each once."""
    waiting, seen = list(errors), set[int]()
    while waiting:
        error = waiting.pop()
        if id(error) in seen:
            continue
        seen.add(id(error))
        yield error
        waiting += [each for each in (error.__cause__, error.__context__) if each]
        waiting += error.exceptions if isinstance(error, BaseExceptionGroup) else []


def _code(error: BaseException) -> str:
    return str(getattr(error, "sqlstate", None) or getattr(error.__cause__, "sqlstate", None) or "")
