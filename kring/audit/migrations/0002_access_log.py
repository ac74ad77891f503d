from django.db import migrations

TABLE = """
create schema if not exists log;
create table audit_accessevent (
  id uuid not null,
  at timestamptz not null,
  action varchar(20) not null,
  household uuid,
  resident uuid,
  object varchar(60) not null,
  object_id uuid,
  professional uuid,
  position uuid,
  on_behalf_of uuid,
  link uuid,
  because varchar(20) not null,
  emergency boolean not null,
  request_id varchar(40) not null,
  primary key (id, at)
) partition by range (at);
create index accessevent_household on audit_accessevent (household, at);
create index accessevent_position on audit_accessevent (position, at);
create table log.accessevent_default partition of audit_accessevent default;
"""

MONTHS = """
do $$ declare month date := date_trunc('month', now())::date; begin
  for i in 0..3 loop
    execute format('create table if not exists log.accessevent_%s partition of audit_accessevent
                    for values from (%L) to (%L)', to_char(month, 'YYYY_MM'), month, month + interval '1 month');
    month := month + interval '1 month';
  end loop;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(TABLE, "drop table audit_accessevent"),
        migrations.RunSQL(MONTHS, migrations.RunSQL.noop),
    ]
