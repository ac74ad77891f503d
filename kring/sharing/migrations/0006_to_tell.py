from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("sharing", "0005_one_index_each")]

    operations = [
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(
                condition=models.Q(("told_at__isnull", True)),
                fields=["told_review_on"],
                name="disclosure_to_tell",
            ),
        ),
    ]
