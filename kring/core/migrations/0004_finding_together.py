"""Lets one index find a part of a word and a plain value together; comes with PostgreSQL."""

from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0003_finding")]

    operations = [BtreeGinExtension()]
