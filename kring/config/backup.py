"""Everything in one file, and back: the programs of PostgreSQL, as the owner of the tables.

A backup is of one instant and may be made while people work. What was restored is shut to the
application until its policies are put in place, as the last step.
"""

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.backends.postgresql.client import DatabaseClient
from django.db.migrations.loader import MigrationLoader

from kring.audit import actions as audit

OWNER = "owner"
ALL_OR_NOTHING = ("--single-transaction", "--exit-on-error")
_THERE = """
select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'kring', 'log') and c.relkind in ('r', 'p'))
"""


def write(file: Path) -> None:
    """Write a backup, readable for whoever makes it only. Raises CommandError."""
    part = file.with_name(f"{file.name}.part")
    if file.exists():
        raise CommandError(f"{file} is there already. Choose another name.")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
        part.chmod(0o600)
        _run("pg_dump", "--format=custom", f"--file={part}")
        part.rename(file)
        _written().touch()
    except OSError as error:
        raise CommandError(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)


def last_written() -> datetime | None:
    """When the last backup was written from here; None when there never was one."""
    try:
        return datetime.fromtimestamp(_written().stat().st_mtime, UTC)
    except FileNotFoundError:
        return None


def _written() -> Path:
    return Path(settings.VAR) / "backup-written"


def read(file: Path) -> None:
    """Fill an empty database from a backup: all of it or nothing. Raises CommandError."""
    if not file.is_file():
        raise CommandError(f"{file} is not there.")
    if _is_filled():
        raise CommandError("This database is not empty. Restore into a new one.")
    _run("pg_restore", *ALL_OR_NOTHING, "--no-owner", "--no-privileges", str(file))
    _refuse_newer()
    call_command("migrate", database=OWNER, interactive=False, verbosity=0)
    audit.came_back(using=OWNER)


def _is_filled() -> bool:
    with connections[OWNER].cursor() as cursor:
        cursor.execute(_THERE)
        return bool(cursor.fetchone()[0])


def _refuse_newer() -> None:
    """The application is shut out still, and so it stays."""
    loader = MigrationLoader(connections[OWNER])
    unknown = sorted(
        ".".join(each) for each in set(loader.applied_migrations) - loader.disk_migrations.keys()
    )
    if unknown:
        raise CommandError(
            f"This backup is of a newer Kring: {unknown[0]} is not known here."
            " Take that version, a new database, and restore again."
        )


def _run(program: str, *arguments: str) -> None:
    database = connections[OWNER].settings_dict
    connections[OWNER].close()
    (_, *whom, name), more = DatabaseClient.settings_to_cmd_args_env(database, [])
    done = subprocess.run(
        [_find(program), *whom, f"--dbname={name}", *arguments],
        env=os.environ | (more or {}),
        stderr=subprocess.PIPE,
        text=True,
    )
    if done.returncode:  # other lines of what it says may quote a row
        said = [line for line in done.stderr.splitlines() if line.startswith(program)]
        raise CommandError("\n".join([f"{program} did not succeed.", *said]))


def _find(program: str) -> str:
    """That of the PostgreSQL in use, else the one of this machine."""
    own = settings.POSTGRES_BIN / program
    found = str(own) if os.access(own, os.X_OK) else shutil.which(program)
    if found is None:
        raise CommandError(
            f"{program} is not here. Install the client programs of PostgreSQL,"
            " or say with KRING_POSTGRES_BIN where they are."
        )
    return found
