import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("directory", "0005_region_look"),
        ("handovers", "0011_resident_asked"),
    ]

    operations = [
        migrations.AddField(
            model_name="residentquestion",
            name="silence",
            field=models.PositiveSmallIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="residentquestion",
            name="silent_to",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directory.position",
            ),
        ),
        migrations.AddIndex(
            model_name="residentquestion",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", True)),
                fields=["due_at"],
                name="residentquestion_due",
            ),
        ),
    ]
