"""Writing several new rows in one round trip."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import AutoField, Model
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery


def together(*rows: Model, once: Sequence[Model] = ()) -> None:
    """Insert these new rows in one statement; of `once` what is there already is left alone.

    For rows whose policies do not look at one another: a statement does not see what it writes
    itself. What the database computes is read back for the last row only; for the others it is
    when somebody asks for it.
    """
    parts = [*_inserts(rows), *_inserts(once, OnConflict.IGNORE)]
    if not parts:
        return
    computed = [] if once else [f for f in rows[-1]._meta.local_concrete_fields if f.generated]
    *before, (last, _) = parts
    named = ", ".join(f"w{index} as ({sql})" for index, (sql, _) in enumerate(before))
    reading = ", ".join(f'"{field.column}"' for field in computed)
    statement = (
        (f"with {named} " if before else "") + last + (f" returning {reading}" if reading else "")
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for _, params in parts for value in params])
        found = cursor.fetchall()[-1] if computed else ()
    for row in (*rows, *once):
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    for field, value in zip(computed, found, strict=True):
        setattr(rows[-1], field.attname, value)


def _inserts(
    rows: Iterable[Model], on_conflict: OnConflict | None = None
) -> list[tuple[str, Sequence[Any]]]:
    """One insert for each model, in the order of the rows."""
    groups: dict[type[Model], list[Model]] = {}
    for row in rows:
        groups.setdefault(type(row), []).append(row)
    return [_insert(model, group, on_conflict) for model, group in groups.items()]


def _insert(
    model: type[Model], rows: list[Model], on_conflict: OnConflict | None
) -> tuple[str, Sequence[Any]]:
    fields = [
        field
        for field in model._meta.local_concrete_fields
        if not field.generated and not isinstance(field, AutoField)
    ]
    query = InsertQuery(model, on_conflict=on_conflict)
    query.insert_values(fields, rows)
    ((sql, params),) = query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    return sql, params
