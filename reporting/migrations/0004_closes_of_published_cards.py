"""Published cards of the time before month closes become closes: hysteresis and durations go on where they were."""

from datetime import date
from decimal import Decimal

from django.db import migrations

BATCH = 500


def fill(apps, schema_editor):
    """One close per account and month of a published card, as its newest version says. Reads the cards only."""
    close = apps.get_model("reporting", "MonthClose")
    manager = close.objects.using(schema_editor.connection.alias)
    rows = []
    for row in newest_published(apps, schema_editor.connection.alias):
        rows.append(close(**row))
        if len(rows) == BATCH:
            manager.bulk_create(rows, ignore_conflicts=True)
            rows = []
    manager.bulk_create(rows, ignore_conflicts=True)


def newest_published(apps, alias):
    """Values of a close from each account's newest published version of each month."""
    cards = apps.get_model("reporting", "QualityCard").objects.using(alias).filter(state="published")
    columns = ("account_id", "month", "status", "snapshot")
    last = None
    for account_id, month, status, snapshot in (
        cards.order_by("account_id", "month", "-version").values_list(*columns).iterator(chunk_size=BATCH)
    ):
        if (account_id, month) != last:
            last = (account_id, month)
            yield {"account_id": account_id, "month": month, **said(status, snapshot, month)}


def said(status, snapshot, month):
    """What the card says; what an older form of it leaves out is taken as nothing known."""
    header = snapshot.get("header", {})
    seen = snapshot.get("as_of")
    return {
        "closed_on": date.fromisoformat(seen) if seen else month,
        "shown": header.get("status", status),
        "computed": header.get("computed", status),
        "decided_by": header.get("decided_by", ""),
        "dimensions": {chip["id"]: chip["colour"] for chip in snapshot.get("dimensions", [])},
        "rule_states": snapshot.get("rule_states", {}),
        "risk_points": snapshot.get("risk_points", 0),
        "coverage_pct": Decimal(snapshot.get("coverage_pct", "0")),
        "limits_version": snapshot.get("limits", {}).get("version", ""),
    }


class Migration(migrations.Migration):
    dependencies = [("reporting", "0003_the_rest_of_the_engine")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
