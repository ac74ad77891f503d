"""What finds a part of a word fast, and a word with a slip of the pen; both come with PostgreSQL."""

from django.contrib.postgres.operations import CreateExtension, TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0002_sent")]

    operations = [TrigramExtension(), CreateExtension("fuzzystrmatch")]
