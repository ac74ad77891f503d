from django.db import migrations, models

import kring.audit.models

# Rows that are there come before all others; so the table is not written anew.
COLUMN = """
alter table audit_event add column xact xid8 not null default '0';
alter table audit_event alter column xact set default pg_current_xact_id();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_access_log")]

    operations = [
        migrations.RunSQL(
            COLUMN,
            "alter table audit_event drop column xact",
            state_operations=[
                migrations.AddField(
                    "event",
                    "xact",
                    kring.audit.models.Transaction(
                        db_default=kring.audit.models.ThisTransaction(), editable=False
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            "event", models.Index(fields=["xact", "seq"], name="event_in_order")
        ),
    ]
