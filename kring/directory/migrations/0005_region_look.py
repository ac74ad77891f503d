from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0004_function_region'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='region',
            constraint=models.CheckConstraint(condition=models.Q(('team_word__regex', '^([a-zà-ÿ-]+ )*[a-zà-ÿ-]*team$')), name='region_team_word_ends_in_team'),
        ),
        migrations.AddConstraint(
            model_name='region',
            constraint=models.CheckConstraint(condition=models.Q(('brand__regex', '^#[0-9a-f]{6}$')), name='region_brand_is_a_colour'),
        ),
    ]
