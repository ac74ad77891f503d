"""One statement, one question: the rows of an SQL query as the dataclass a page needs."""

from collections.abc import Callable
from typing import Any

from django.db import connection

Row = dict[str, Any]  # a row by column, for whoever makes more of it than one dataclass


def read[T](into: Callable[..., T], sql: str, /, **values: Any) -> list[T]:
    """Run one statement; each row becomes `into(column=value, …)`. `%(name)s` are its values."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description or ()]
        return [into(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def rows(sql: str, /, **values: Any) -> list[Row]:
    """Run one statement; its rows by column."""
    return read(dict, sql, **values)


def read_one[T](into: Callable[..., T], sql: str, /, **values: Any) -> T | None:
    """The only row of one statement, or None."""
    found = read(into, sql, **values)
    return found[0] if found else None


# How a professional is named (alias `u`), in every statement the same.
PROFESSIONAL_NAME = (
    "concat_ws(' ', nullif(u.given_name, ''), nullif(u.name_prefix, ''), u.family_name)"
)
