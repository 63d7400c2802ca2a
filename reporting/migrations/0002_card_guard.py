"""The database itself refuses to change or delete a published quality card (docs/adr/0005)."""

from django.db import migrations

from reporting import freeze


def install(apps, schema_editor):
    """Refuse changes of frozen cards from here on."""
    freeze.install(schema_editor.connection)


def remove(apps, schema_editor):
    """The way back: the tables can be taken apart again."""
    freeze.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
