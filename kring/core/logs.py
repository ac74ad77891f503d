"""What a log says of a request and of an error: never what stood in an address or a row."""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime

import django.db
import psycopg
from django.http import HttpRequest

from kring.core.tracing import door, request_id

OF_THE_DATABASE = (django.db.Error, psycopg.Error)
# Of what could not be read as a number, a day or a key, the first line itself says what was typed.
_DATA = "22"


class Formatter(logging.Formatter):
    """As usual, after the id of the request, but careful with what others know.

    An error of the database tells its class, code and first line alone: the lines after it quote
    the row ("DETAIL: Failing row contains (…)"). A request tells its door: an address may hold
    the secret of a link.
    """

    def format(self, record: logging.LogRecord) -> str:
        return " ".join(filter(None, [request_id(), self.said(record)]))

    def said(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        for said, told in _replacements(record).items():
            text = text.replace(said, told)
        return text


class Lines(Formatter):
    """The same as one line of JSON, for machines that gather logs."""

    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": request_id(),
            "said": self.said(record),
        }
        return json.dumps(fields)


def told(error: BaseException) -> str:
    """What may be told of an error of the database: its code and its first line."""
    code = _code(error)
    first, *_ = str(error).splitlines() or [""]
    return " ".join(filter(None, [code, "" if code.startswith(_DATA) else first]))


def _replacements(record: logging.LogRecord) -> dict[str, str]:
    """What addresses and errors of the database say, longest first, with what may be told."""
    given = record.args if isinstance(record.args, tuple) else ()
    raised = record.exc_info[1] if record.exc_info else None
    errors = [each for each in (*given, record.msg, raised) if isinstance(each, BaseException)]
    said = {str(each): told(each) for each in _all(errors) if isinstance(each, OF_THE_DATABASE)}
    if isinstance(request := getattr(record, "request", None), HttpRequest):
        said |= dict.fromkeys([request.get_full_path(), request.path], door(request) or "nowhere")
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
