from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("handovers", "0009_one_index_each")]

    operations = [
        migrations.AlterField(
            model_name="signal",
            name="reply",
            field=models.TextField("bericht aan de melder", blank=True, max_length=2000),
        ),
    ]
