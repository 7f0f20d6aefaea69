"""The table of the cache that CACHES names, in which the processes count together how often someone has tried."""

from django.core.management import call_command
from django.db import migrations


def add_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("internkoll", "0001_the_house")]
    # It stays when the migration is undone: it holds nothing that would be missed, and is found again.
    operations = [migrations.RunPython(add_table, migrations.RunPython.noop)]
