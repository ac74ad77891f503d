"""What is wrong with this installation, in sentences for who operates it."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import run_checks
from django.core.mail import mailers
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.http.request import validate_host
from django.utils import timezone
from django.utils.module_loading import import_string

from kring.audit import queries as audit
from kring.config.backup import last_written
from kring.config.checks import DANGER
from kring.core import guard
from kring.core.actor import acting, job
from kring.core.reading import rows
from kring.directory.models import Region

OLDEST_SERVER = 160_000
WORKER_SILENT = timedelta(minutes=1)
JOB_WAITS = timedelta(minutes=15)
BACKUP_LASTS = timedelta(hours=26)  # made each night
SEALED_WITHIN = timedelta(days=3)
LEAST_FREE = 0.05

type Found = Iterator[str]


def wrong() -> Iterator[tuple[str, str]]:
    """All that is wrong: which part, and a sentence. Tells no row and no secret."""
    yield from _each(OF_THE_MACHINE)
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        yield "database", f"It does not answer: {_first_line(error)}"
        return
    yield from _each(OF_THE_DATABASE)


def counted() -> Iterator[tuple[str, int]]:
    """Each part that could be looked at, and about how many things it is wrong."""
    found = Counter(part for part, _ in wrong())
    seen = ["database", *OF_THE_MACHINE, *([] if found["database"] else OF_THE_DATABASE)]
    return ((part, found[part]) for part in seen)


def _each(parts: dict[str, Callable[[], Found]]) -> Iterator[tuple[str, str]]:
    for part, look in parts.items():
        try:
            yield from [(part, sentence) for sentence in look()]
        except DatabaseError as error:
            yield part, f"The database does not tell: {_first_line(error)}"


def _first_line(error: DatabaseError) -> str:
    first, *_ = str(error).splitlines() or [""]
    return first


def _settings() -> Found:
    yield from (f"{error.msg} {error.hint}" for error in run_checks(tags=[DANGER], databases=[]))
    if not validate_host(urlsplit(settings.BASE_URL).hostname or "", settings.ALLOWED_HOSTS):
        yield "KRING_HOSTS lacks the name in KRING_BASE_URL: every link that is mailed fails."


def _files() -> Found:
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        yield "The styles are not there: run `manage.py collectstatic`."
    if (settings.VAR / "maintenance").exists():
        yield f"Kring is closed: remove {settings.VAR / 'maintenance'} to open it."
    disk = shutil.disk_usage(settings.VAR)
    if disk.free < LEAST_FREE * disk.total:
        yield f"The disk of {settings.VAR} is nearly full: {disk.free // 2**20} MB are left."


def _mail() -> Found:
    mailer = mailers["default"]
    if hasattr(mailer, "file_path"):
        if not settings.DEVELOPMENT:
            yield f"Mail goes to files in {mailer.file_path}: set EMAIL_URL."
        return
    try:
        mailer.open()
        mailer.close()
    except OSError as error:
        yield f"The mail server does not let us in: {type(error).__name__}. Look at EMAIL_URL."


def _text_messages() -> Found:
    try:
        import_string(settings.SMS_GATEWAY or "kring.core.sms.Files")()
    except Exception as error:
        yield f"KRING_SMS_GATEWAY cannot be used: {type(error).__name__}."


def _backup() -> Found:
    if settings.DEVELOPMENT:
        return
    made = max(filter(None, [last_written(), _last_archived()]), default=None)
    if made is None:
        yield "There is none: run `manage.py backup` each night, or let the server archive its log."
    elif made < timezone.now() - BACKUP_LASTS:
        yield f"The last one is of {_said(made)}."


def _last_archived() -> datetime | None:
    """When the server last brought a piece of its log elsewhere."""
    found: datetime | None = rows("select last_archived_time as at from pg_stat_archiver")[0]["at"]
    return found


def _server() -> Found:
    [found] = rows("select current_setting('server_version_num')::int as version")
    if found["version"] < OLDEST_SERVER:
        yield "This PostgreSQL is older than 16."
    checks = run_checks(tags=[DANGER], databases=["default"])
    yield from (f"{error.msg} {error.hint}" for error in checks if error.id == "kring.E010")


def _migrations() -> Found:
    loader = MigrationLoader(connection)
    if waiting := loader.disk_migrations.keys() - loader.applied_migrations.keys():
        yield f"{len(waiting)} wait: run `manage.py migrate --database owner`."
    if newer := loader.applied_migrations.keys() - loader.disk_migrations.keys():
        yield f"{len(newer)} are of a newer Kring than this one: take that version."


_OPEN_TABLES = """
select c.relname as name from pg_class c
 where c.relname = any(%(names)s) and c.relnamespace = 'public'::regnamespace
   and not (c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))
 order by c.relname
"""


def _policies() -> Found:
    names = [each.table for each in guard.guards()]
    for row in rows(_OPEN_TABLES, names=names):
        yield f"{row['name']} is not guarded: run `manage.py migrate --database owner` anew."


_JOBS = """
select (select max(last_heartbeat) from procrastinate_workers) as sign,
       (select count(*) from procrastinate_jobs where status = 'failed') as failed,
       (select min(coalesce(scheduled_at, (select min(at) from procrastinate_events e where e.job_id = j.id)))
          from procrastinate_jobs j where status = 'todo') as waits_since
"""  # noqa: E501


def _jobs() -> Found:
    [found], now = rows(_JOBS), timezone.now()
    if found["sign"] is None or found["sign"] < now - WORKER_SILENT:
        yield "No worker gives a sign: no mail leaves and no deadline moves. Start one."
    if found["waits_since"] and found["waits_since"] < now - JOB_WAITS:
        yield f"One waits since {_said(found['waits_since'])}."
    if found["failed"]:
        yield f"{found['failed']} failed this week: look into procrastinate_jobs."


def _access_log() -> Found:
    with acting(job("doctor")):
        day = audit.first_open()
    if day and day < datetime.now(UTC).date() - SEALED_WITHIN:
        yield f"No day has a seal since {_said(day)}: a worker or a long transaction holds it up."


def _regions() -> Found:
    if not Region.objects.exists():
        yield "There is none: run `manage.py begin`."


def _said(when: date) -> str:
    return f"{when:%d-%m-%Y %H:%M %Z}" if isinstance(when, datetime) else f"{when:%d-%m-%Y}"


OF_THE_MACHINE = {
    "settings": _settings,
    "files": _files,
    "mail": _mail,
    "text messages": _text_messages,
}
# In this order: whoever has no tables yet reads first how to make them.
OF_THE_DATABASE = {
    "server": _server,
    "migrations": _migrations,
    "policies": _policies,
    "regions": _regions,
    "jobs": _jobs,
    "access log": _access_log,
    "backup": _backup,
}
