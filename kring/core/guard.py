"""The last guard: row-level security, functions and triggers, put in place after each migration.

Each room says in `policies.py` what holds for its own tables, as SQL: `FUNCTIONS` (functions
and triggers, written so that they can run again) and `GUARDS`. They are not migrations: the text
of today is the whole truth, and the migrations of yesterday cannot contradict it. A table without
a guard holds nothing about residents; the house tests keep the list of those.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps
from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

APP_ROLE = "kring_app"


@dataclass(frozen=True, kw_only=True)
class Guard:
    """Row-level security of one table; each part is an SQL condition, None means never.

    see: which rows can be read. add: which rows can be inserted. change: which rows can be
    updated, and what they may become. remove: which rows can be deleted. hidden: columns that can
    be written and not read, but by a definer function that looks who asks.
    A table without `change` and `remove` is append-only: a trigger refuses as well.
    """

    table: str
    see: str
    add: str | None = None
    change: str | None = None
    remove: str | None = None
    hidden: tuple[str, ...] = ()

    @property
    def append_only(self) -> bool:
        return self.add is not None and self.change is None and self.remove is None

    def statements(self) -> Iterator[str]:
        table = self.table
        yield f"alter table {table} enable row level security"
        yield f"revoke all on {table} from {APP_ROLE}"
        yield self._reading()
        yield f"create policy see on {table} for select to {APP_ROLE} using ({self.see})"
        if self.add is not None:
            yield f"grant insert on {table} to {APP_ROLE}"
            yield f"create policy add on {table} for insert to {APP_ROLE} with check ({self.add})"
        if self.change is not None:
            yield f"grant update on {table} to {APP_ROLE}"
            yield (
                f"create policy change on {table} for update to {APP_ROLE} "
                f"using ({self.change}) with check ({self.change})"
            )
        if self.remove is not None:
            yield f"grant delete on {table} to {APP_ROLE}"
            yield f"create policy remove on {table} for delete to {APP_ROLE} using ({self.remove})"
        if self.append_only:
            yield (
                f"create trigger only_added before update or delete on {table} "
                "for each statement execute function kring.refuse_change()"
            )

    def _reading(self) -> str:
        if not self.hidden:
            return f"grant select on {self.table} to {APP_ROLE}"
        return _GRANT_SOME.format(table=self.table, hidden=[*self.hidden])


_GRANT_SOME = f"""
do $$ begin execute (
  select format('grant select (%s) on {{table}} to {APP_ROLE}',
                string_agg(quote_ident(attname), ', '))
    from pg_attribute
   where attrelid = '{{table}}'::regclass and attnum > 0 and not attisdropped
     and attname <> all(array{{hidden}})); end $$
"""  # noqa: S608  # names of ours


def rooms() -> Iterator[ModuleType]:
    """The `policies` modules of all rooms, from the ground floor up."""
    for app in apps.get_app_configs():
        if app.name.startswith("kring.") and find_spec(f"{app.name}.policies"):
            yield import_module(f"{app.name}.policies")


def guards() -> list[Guard]:
    """All guards of the house."""
    return [guard for room in rooms() for guard in getattr(room, "GUARDS", [])]


def put_in_place(using: str = "owner") -> None:
    """Make the database guard what the rooms say today, in one transaction."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("set local client_min_messages to warning")
        cursor.execute("create schema if not exists kring")
        cursor.execute(f"grant usage on schema kring, public to {APP_ROLE}")
        _drop_policies(cursor)
        for room in rooms():
            if functions := getattr(room, "FUNCTIONS", ""):
                cursor.execute(functions)
        cursor.execute(_GRANTS)
        for guard in guards():
            for statement in guard.statements():
                cursor.execute(statement)
        cursor.execute(_VERSIONS)


def _drop_policies(cursor: CursorWrapper) -> None:
    cursor.execute(
        """
        do $$ declare r record; begin
          for r in select policyname, tablename from pg_policies where schemaname = 'public' loop
            execute format('drop policy %I on %I', r.policyname, r.tablename);
          end loop;
          for r in select tgname, tgrelid::regclass as t from pg_trigger
                   where tgname = 'only_added' and not tgisinternal loop
            execute format('drop trigger %I on %s', r.tgname, r.t);
          end loop;
        end $$
        """
    )


# Unguarded tables are open to the application; definer functions only where they say so.
_GRANTS = f"""
grant select, insert, update, delete on all tables in schema public to {APP_ROLE};
revoke insert, update, delete on django_migrations from {APP_ROLE};
grant usage on all sequences in schema public to {APP_ROLE};
grant execute on all functions in schema public to {APP_ROLE};
revoke execute on all functions in schema kring from public;
do $$ declare f record; begin
  for f in select oid::regprocedure as name, prosecdef, proname from pg_proc
           where pronamespace = 'kring'::regnamespace loop
    if f.proname like E'\\\\_%' then
      execute format('revoke all on function %s from {APP_ROLE}', f.name);
    else
      execute format('grant execute on function %s to {APP_ROLE}', f.name);
    end if;
  end loop;
end $$;
"""  # noqa: S608  # the role's name is ours

_VERSIONS = """
do $$ declare r record; begin
  for r in select a.attrelid::regclass as t from pg_attribute a
           join pg_attribute b on b.attrelid = a.attrelid and b.attname = 'updated_at'
           join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
           where a.attname = 'version' and c.relnamespace = 'public'::regnamespace
             and c.relname !~ '^(procrastinate|django|account|mfa|socialaccount)' loop
    execute format('create or replace trigger next_version before update on %s
                    for each row execute function kring.next_version()', r.t);
  end loop;
end $$;
"""
