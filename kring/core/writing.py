"""Writing several rows in one round trip."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import AutoField, DateField, DurationField, Field, Model
from django.db.models.expressions import DatabaseDefault

type Column = Field[Any, Any]
type Part = tuple[str, list[Any]]  # SQL and its values
DEFAULT = "default"


@dataclass(frozen=True)
class Changed:
    """A row that is there already, and the columns of it that were given another value."""

    row: Model
    names: Sequence[str]


def together(*rows: Model, once: Sequence[Model] = (), changed: Changed | None = None) -> None:
    """Insert these new rows, and write what was `changed`, in one statement.

    Of `once` what is there already is left alone. For rows whose policies do not look at one
    another: a statement does not see what it writes itself. What the database computes is read
    back for what was changed; for a new row it is when somebody asks for it, as who may see it.
    """
    parts = [*_inserts(rows), *_inserts(once, " on conflict do nothing")]
    if changed is not None:
        parts.append(_update(changed))
    if not parts:
        return
    _write(parts, changed.row if changed else None)
    for row in (*rows, *once):
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def _write(parts: Sequence[Part], changed: Model | None) -> None:
    *before, (last, _) = parts
    named = ", ".join(f"w{index} as ({sql})" for index, (sql, _) in enumerate(before))
    computed = _computed(type(changed)) if changed else ()
    reading = ", ".join(f'"{field.column}"' for field in computed)
    statement = (
        (f"with {named} " if before else "") + last + (f" returning {reading}" if reading else "")
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for _, values in parts for value in values])
        if changed is not None and not cursor.rowcount:
            raise type(changed).NotUpdated("not there, or not for who acts to change")  # type: ignore[attr-defined]  # each model has its own
        found = cursor.fetchone() if computed else ()
    for field, value in zip(computed, found, strict=True):
        setattr(changed, field.attname, value)


def _inserts(rows: Iterable[Model], also: str = "") -> list[Part]:
    """One insert for each model, in the order of the rows."""
    groups: dict[type[Model], list[Model]] = {}
    for row in rows:
        groups.setdefault(type(row), []).append(row)
    return [_insert(model, group, also) for model, group in groups.items()]


def _insert(model: type[Model], rows: list[Model], also: str) -> Part:
    """Django's own way makes the text anew each time, which costs more than running it.

    A moment that has not come is left out: a text with over fifty values is read anew as well.
    """
    columns = [
        (field.column, values)
        for field, may_wait in _written(model)
        for values in [[_value(field, row) for row in rows]]
        if not may_wait or any(value is not None for value in values)
    ]
    names = ", ".join(f'"{column}"' for column, _ in columns)
    lines = [*zip(*(values for _, values in columns), strict=True)]
    signs = ", ".join(f"({', '.join(map(_sign, line))})" for line in lines)
    sql = f'insert into "{model._meta.db_table}" ({names}) values {signs}{also}'  # noqa: S608  # names of ours
    return sql, [value for line in lines for value in line if _sign(value) != DEFAULT]


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
    if value is None or isinstance(value, DatabaseDefault):
        return value
    return field.get_db_prep_save(value, connection)


def _sign(value: object) -> str:
    return DEFAULT if isinstance(value, DatabaseDefault) else "%s"


@cache
def _written(model: type[Model]) -> tuple[tuple[Column, bool], ...]:
    """The columns that we write, and whether each holds a moment that may not have come."""
    return tuple(
        (field, field.null and isinstance(field, DateField | DurationField))
        for field in model._meta.local_concrete_fields
        if not field.generated and not isinstance(field, AutoField)
    )


@cache
def _computed(model: type[Model]) -> tuple[Column, ...]:
    return tuple(field for field in model._meta.local_concrete_fields if field.generated)
