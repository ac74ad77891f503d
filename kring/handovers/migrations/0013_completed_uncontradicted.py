from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("handovers", "0012_question_silence"),
    ]

    operations = [
        # What was completed like this before stays as it was.
        AddConstraintNotValid(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(completed_at__isnull=True)
                | models.Q(contradicted_at__isnull=True),
                name="handover_completed_uncontradicted",
            ),
        ),
    ]
