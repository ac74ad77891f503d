import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("handovers", "0007_asker"),
        ("sharing", "0004_flag_successor"),
    ]

    operations = [
        migrations.AlterModelOptions(name="chain", options={"base_manager_name": "objects"}),
        migrations.AlterModelOptions(name="handover", options={"base_manager_name": "objects"}),
        migrations.AddField(
            model_name="text",
            name="disclosure",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sharing.disclosure",
            ),
        ),
    ]
