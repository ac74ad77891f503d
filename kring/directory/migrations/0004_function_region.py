import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0003_theme_region'),
    ]

    operations = [
        migrations.AddField(
            model_name='function',
            name='region',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.region'),
        ),
        migrations.CreateModel(
            name='FunctionWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=120)),
                ('function', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='directory.function')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.region')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('region', 'word'), name='functionword_means_one')],
            },
        ),
    ]
