"""The trigram index of the look-up: FTS5 on SQLite, pg_trgm on PostgreSQL."""

from django.db import migrations

from accounts_app.search import index

FIRST = ("accounts_app_account", "teams_person")


def install(apps, schema_editor):
    index.install(schema_editor, FIRST)


def remove(apps, schema_editor):
    index.remove(schema_editor, FIRST)


class Migration(migrations.Migration):
    dependencies = [("accounts_app", "0002_one_owner_at_a_time"), ("teams", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
