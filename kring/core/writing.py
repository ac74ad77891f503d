"""Writing several rows in one round trip."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import AutoField, Field, Model
from django.db.models.expressions import DatabaseDefault

type Column = Field[Any, Any]
type Part = tuple[str, list[Any]]  # SQL and its values


@dataclass(frozen=True)
class Changed:
    """A row that is there already, and the columns of it that were given another value."""

    row: Model
    names: Sequence[str]


def together(*rows: Model, once: Sequence[Model] = (), changed: Changed | None = None) -> None:
    """Insert these new rows, and write what was `changed`, in one statement.

    Of `once` what is there already is left alone. For rows whose policies do not look at one
    another: a statement does not see what it writes itself. What the database computes is read
    back for what was changed, else for the last row; for the others it is when somebody asks for
    it.
    """
    parts = [*_inserts(rows), *_inserts(once, " on conflict do nothing")]
    if changed is not None:
        parts.append(_update(changed))
    if not parts:
        return
    read = changed.row if changed else rows[-1] if rows and not once else None
    _write(parts, read, must=changed is not None)
    for row in (*rows, *once):
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def _write(parts: Sequence[Part], read: Model | None, *, must: bool) -> None:
    *before, (last, _) = parts
    named = ", ".join(f"w{index} as ({sql})" for index, (sql, _) in enumerate(before))
    computed = _computed(type(read)) if read else ()
    reading = ", ".join(f'"{field.column}"' for field in computed)
    statement = (
        (f"with {named} " if before else "") + last + (f" returning {reading}" if reading else "")
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for _, values in parts for value in values])
        if must and not cursor.rowcount:
            raise type(read).NotUpdated("what was to be changed is not there, or not to be changed")  # type: ignore[union-attr]  # each model has it
        found = cursor.fetchall()[-1] if computed else ()
    for field, value in zip(computed, found, strict=True):
        setattr(read, field.attname, value)


def _inserts(rows: Iterable[Model], also: str = "") -> list[Part]:
    """One insert for each model, in the order of the rows."""
    groups: dict[type[Model], list[Model]] = {}
    for row in rows:
        groups.setdefault(type(row), []).append(row)
    return [_insert(model, group, also) for model, group in groups.items()]


def _insert(model: type[Model], rows: list[Model], also: str) -> Part:
    """Django's own way makes the text anew each time, which costs more than running it."""
    fields, names = _written(model)
    values = [_value(field, row) for row in rows for field in fields]
    signs = ["default" if isinstance(value, DatabaseDefault) else "%s" for value in values]
    width = len(fields)
    lines = [f"({', '.join(signs[at : at + width])})" for at in range(0, len(signs), width)]
    sql = f'insert into "{model._meta.db_table}" ({names}) values {", ".join(lines)}{also}'  # noqa: S608  # names of ours
    return sql, [value for value in values if not isinstance(value, DatabaseDefault)]


def _update(changed: Changed) -> Part:
    meta = changed.row._meta
    fields: list[Column] = [meta.get_field(name) for name in changed.names]  # type: ignore[misc]  # columns of its own
    written = ", ".join(f'"{field.column}" = %s' for field in fields)
    sql = f'update "{meta.db_table}" set {written} where "{meta.pk.column}" = %s'  # noqa: S608  # names of ours
    values = [
        field.get_db_prep_save(getattr(changed.row, field.attname), connection) for field in fields
    ]
    return sql, [*values, changed.row.pk]


def _value(field: Column, row: Model) -> Any:
    value = field.pre_save(row, add=True)
    if isinstance(value, DatabaseDefault):
        return value
    return field.get_db_prep_save(value, connection)


@cache
def _written(model: type[Model]) -> tuple[tuple[Column, ...], str]:
    fields = tuple(
        field
        for field in model._meta.local_concrete_fields
        if not field.generated and not isinstance(field, AutoField)
    )
    return fields, ", ".join(f'"{field.column}"' for field in fields)


@cache
def _computed(model: type[Model]) -> tuple[Column, ...]:
    return tuple(field for field in model._meta.local_concrete_fields if field.generated)
