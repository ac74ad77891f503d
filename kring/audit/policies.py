"""The two streams only grow. Events are read by jobs; the access log by who may oversee it."""

from kring.core.guard import Guard

FUNCTIONS = """
do $$ begin
  create trigger only_added_log before update or delete on audit_accessevent
    for each statement execute function kring.refuse_change();
exception when duplicate_object then null; end $$;
"""

GUARDS = [
    Guard(table="audit_event", see="(select kring.is_job())", add="true"),
    Guard(table="audit_accessevent", see="(select kring.is_job())", add="true"),
]
