"""One statement, one question: the rows of an SQL query as the dataclass a page needs."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

Row = dict[str, Any]  # a row by column, for whoever makes more of it than one dataclass


def read[T](into: Callable[..., T], sql: str, /, **values: Any) -> list[T]:
    """Run one statement; each row becomes `into(column=value, …)`. `%(name)s` are its values."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = names_of(cursor)
        return [into(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def rows(sql: str, /, **values: Any) -> list[Row]:
    """Run one statement; its rows by column."""
    return read(dict, sql, **values)


def read_one[T](into: Callable[..., T], sql: str, /, **values: Any) -> T | None:
    """The only row of one statement, or None."""
    found = read(into, sql, **values)
    return found[0] if found else None


def names_of(cursor: CursorWrapper) -> list[str]:
    """The columns of what was asked. The cursor's own description says more, and takes ten times
    as long to make."""
    result = cursor.pgresult
    return [result.fname(index).decode() for index in range(result.nfields)]


@cache
def columns(model: type[Model], *, but: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The columns of a model, without these fields."""
    return tuple(each.attname for each in _fields(model, but))


def as_model[M: Model](model: type[M], row: tuple[Any, ...], *, but: tuple[str, ...] = ()) -> M:
    """A row of `columns(model)` as the model itself: what stands after them is left alone.

    For what each request asks: Django's own way takes five times as long.
    """
    names = columns(model, but=but)
    values = [*row[: len(names)]]
    for index, convert in _converters(model, but):
        values[index] = convert(values[index], None, connection)
    return model.from_db(DEFAULT_DB_ALIAS, names, values)


@cache
def _fields(model: type[Model], but: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(each for each in model._meta.concrete_fields if each.name not in but)


@cache
def _converters(model: type[Model], but: tuple[str, ...]) -> tuple[tuple[int, Any], ...]:
    """Where a value is not what the column holds, and what makes it so."""
    return tuple(
        (index, convert)
        for index, field in enumerate(_fields(model, but))
        for convert in field.get_db_converters(connection)
    )


# How a professional is named (alias `u`), in every statement the same.
PROFESSIONAL_NAME = (
    "concat_ws(' ', nullif(u.given_name, ''), nullif(u.name_prefix, ''), u.family_name)"
)
