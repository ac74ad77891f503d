import django.db.models.deletion
from django.db import migrations, models

ORDERS = [
    ("read_at", "checking_at"),
    ("checking_at", "checked_at"),
    ("done_at", "undoing_at"),
    ("undoing_at", "undone_at"),
]
# What lists that came before this say of themselves, in the words of now.
SAID = """
update directory_import i set read_at = uploaded_at, checking_at = coalesce(checked_at, started_at),
       undoing_at = undone_at,
       rows = (select count(*) from directory_importrow r where r.source_id = i.id);
insert into directory_importtouch (source_id, thing, model, number, version, old)
select distinct on (r.source_id, t ->> 'id') r.source_id, (t ->> 'id')::uuid, t ->> 'model', r.number,
       max((t ->> 'version')::int) over (partition by r.source_id, t ->> 'id'), nullif(t -> 'old', 'null')
  from directory_importrow r join directory_import i on i.id = r.source_id
 cross join jsonb_array_elements(r.before) t
 where i.undone_at is null and t ->> 'model' <> 'hours'
 order by r.source_id, t ->> 'id', r.number;
"""


def in_order(earlier, later):
    later_is_empty = models.Q(**{f"{later}__isnull": True})
    both = models.Q(**{f"{later}__gte": models.F(earlier), f"{earlier}__isnull": False})
    return migrations.AddConstraint(
        model_name="import",
        constraint=models.CheckConstraint(
            condition=later_is_empty | both,
            name=f"import_{earlier}_before_{later}",
        ),
    )


def moment(name):
    return migrations.AddField(
        model_name="import", name=name, field=models.DateTimeField(null=True)
    )


class Migration(migrations.Migration):
    dependencies = [("directory", "0007_findable")]

    operations = [
        migrations.CreateModel(
            name="ImportFile",
            fields=[
                ("source", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="file", serialize=False, to="directory.import")),
                ("content", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="ImportTouch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("thing", models.UUIDField()),
                ("model", models.CharField(max_length=12)),
                ("number", models.PositiveIntegerField()),
                ("version", models.PositiveIntegerField()),
                ("old", models.JSONField(null=True)),
                ("source", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="directory.import")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("source", "thing"), name="importtouch_once")]},
        ),
        migrations.AddField(model_name="import", name="sheets", field=models.JSONField(db_default=[], default=list)),
        migrations.AddField(model_name="import", name="sheet", field=models.PositiveSmallIntegerField(null=True)),
        migrations.AddField(model_name="import", name="rows", field=models.PositiveIntegerField(db_default=0, default=0)),
        migrations.AddField(model_name="import", name="unreadable", field=models.CharField(blank=True, db_default="", default="", max_length=200)),
        *[moment(name) for name in ("read_at", "checking_at", "undoing_at")],
        migrations.AlterField(
            model_name="importrow", name="source",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="directory.import"),
        ),
        migrations.AddField(model_name="importrow", name="entry", field=models.JSONField(db_default={}, default=dict)),
        migrations.RunSQL(SAID, migrations.RunSQL.noop),
        # The column stays for the code of before, which still writes it.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "alter table directory_importrow alter before set default '[]'",
                    "alter table directory_importrow alter before drop default",
                )
            ],
            state_operations=[migrations.RemoveField(model_name="importrow", name="before")],
        ),
        migrations.RemoveConstraint(model_name="import", name="import_done_at_before_undone_at"),
        *[in_order(*each) for each in ORDERS],
    ]
