"""PostgreSQL refuses two main owners of one account on the same day (docs/adr/0004)."""

from django.db import migrations

ADD = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE accounts_app_assignment
    ADD CONSTRAINT one_owner_at_a_time
    EXCLUDE USING gist (account_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&)
    WHERE (role = 'owner');
"""
DROP = "ALTER TABLE accounts_app_assignment DROP CONSTRAINT one_owner_at_a_time;"


def on_postgresql(sql):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql)

    return run


class Migration(migrations.Migration):
    dependencies = [("accounts_app", "0001_initial")]

    operations = [migrations.RunPython(on_postgresql(ADD), on_postgresql(DROP))]
