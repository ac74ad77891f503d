"""Loading the country: COPY by the owner, checks and triggers off, indexes made afterwards."""

import itertools
import multiprocessing
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import psycopg
from django.core.management import call_command
from django.db import connections

from .country import Country, Row, directory, households
from .stream import rows as handovers

# What a NOT NULL column without a default holds when the country says nothing about it.
EMPTY = {
    "character varying": "''", "text": "''", "boolean": "false", "smallint": "0", "integer": "1",
    "ARRAY": "'{}'", "jsonb": "'{}'", "timestamp with time zone": "now()", "date": "'2020-01-01'",
    "uuid": "gen_random_uuid()",
}  # fmt: skip

# What every installation has; the country brings its own.
SHARED = ("directory_themeword", "directory_theme", "directory_function", "sharing_legalbasis")

KEPT_FROM = 1 / 10

type Part = tuple[tuple[str, ...], Iterable[Row]]  # columns, and rows in that order


def database(scale: float) -> str:
    """The name of the database that holds the country at this scale."""
    return f"kring_bench_{round(1 / scale)}"


def use(name: str) -> None:
    """Let this process work in that database."""
    for alias in ("default", "owner"):
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def _superuser(name: str, host: str = "") -> psycopg.Connection:
    host = host or connections["owner"].settings_dict["HOST"]
    return psycopg.connect(host=host, user="postgres", dbname=name, autocommit=True)


def ensure(scale: float) -> str:
    """The database with the country at this scale, as the code is now.

    Loaded when it is not there yet; the smallest is loaded each time, for each run uses some up.
    """
    name = database(scale)
    with _superuser("postgres") as connection:
        known = connection.execute(
            "select 1 from pg_database where datname = %s", [name]
        ).fetchone()
    if known and scale >= KEPT_FROM:
        use(name)
        _migrate()
    else:
        _make(scale, name)
    return name


def _make(scale: float, name: str) -> None:
    with _superuser("postgres") as connection:
        connection.execute(f'drop database if exists "{name}_new"')
        connection.execute(f'create database "{name}_new" owner kring_owner')
    use(f"{name}_new")
    _migrate()
    load(Country(scale), f"{name}_new")
    use("postgres")
    with _superuser("postgres") as connection:
        connection.execute(f'drop database if exists "{name}"')
        connection.execute(f'alter database "{name}_new" rename to "{name}"')
    use(name)


def _migrate() -> None:
    call_command("migrate", database="owner", verbosity=0, skip_checks=True)


def load(country: Country, name: str) -> None:
    """Fill an empty, migrated database. Prints what it does: at 1/1 this takes minutes."""
    tables, host = _tables(country), connections["owner"].settings_dict["HOST"]
    with _superuser(name) as connection:
        connection.execute("set session_replication_role = replica")
        connection.execute("set maintenance_work_mem = '1GB'")
        for table in SHARED:
            connection.execute(f"delete from {table}")  # a name of ours
        indexes = _drop_indexes(connection, list(tables))
        # Making the rows costs as much as storing them: a process for each core.
        with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
            list(pool.map(partial(_fill, country, name, host), tables))
        started = time.perf_counter()
        connection.execute("select kring.keep_all_findable()")  # as the triggers would have
        for statement in indexes:
            connection.execute(statement)
        connection.execute("vacuum analyze")
        print(f"  indexes, vacuum and statistics {time.perf_counter() - started:.0f} s")


def _tables(country: Country) -> dict[str, list[Part]]:
    """What is to be loaded into each table."""
    found: dict[str, list[Part]] = {}
    for table, columns, rows in itertools.chain(
        directory(country), households(country), handovers(country)
    ):
        found.setdefault(table, []).append((columns, rows))
    return found


def _fill(country: Country, name: str, host: str, table: str) -> None:
    with _superuser(name, host) as connection:
        connection.execute("set session_replication_role = replica")
        connection.execute("set synchronous_commit = off")
        for columns, found in _tables(country)[table]:
            _copy(connection, table, columns, found)


def _drop_indexes(connection: psycopg.Connection, tables: list[str]) -> list[str]:
    found = connection.execute(
        "select indexname, indexdef from pg_indexes where schemaname = 'public'"
        " and tablename = any(%s) and indexname not in (select conname from pg_constraint)",
        [tables],
    ).fetchall()
    for index, _ in found:
        connection.execute(f'drop index "{index}"')
    return [definition for _, definition in found]


def _copy(
    connection: psycopg.Connection, table: str, columns: tuple[str, ...], found: Iterable[Row]
) -> None:
    started, count = time.perf_counter(), 0
    others = _with_defaults(connection, table, columns)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy {table} ({', '.join(columns)}) from stdin") as copy,
    ):
        for chunk in _chunks(found):
            copy.write("".join(chunk))
            count += len(chunk)
    for column in others:
        connection.execute(f'alter table {table} alter column "{column}" drop default')
    print(f"  {table}: {count:,} rows in {time.perf_counter() - started:.0f} s", flush=True)


def _with_defaults(
    connection: psycopg.Connection, table: str, columns: tuple[str, ...]
) -> list[str]:
    """Give the columns that the country does not mention an empty value for a while."""
    found = connection.execute(
        "select column_name, data_type from information_schema.columns where table_name = %s"
        " and table_schema = 'public' and is_nullable = 'NO' and column_default is null"
        " and is_generated = 'NEVER' and is_identity = 'NO' and not column_name = any(%s)",
        [table, list(columns)],
    ).fetchall()
    for column, kind in found:
        connection.execute(f'alter table {table} alter column "{column}" set default {EMPTY[kind]}')
    return [column for column, _ in found]


def _chunks(found: Iterable[Row]) -> Iterator[list[str]]:
    lines = ("\t".join(map(_text, row)) + "\n" for row in found)
    while chunk := list(itertools.islice(lines, 5_000)):
        yield chunk


def _text(value: object) -> str:
    if value is None:
        return r"\N"
    if value is True or value is False:
        return "t" if value else "f"
    return str(value)
