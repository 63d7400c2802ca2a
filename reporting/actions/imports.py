"""Loading deliveries: one transaction, all or nothing; page and command come through here (domain.md 7.1, 7.4)."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts_app.actions import clock_events, figures, search_texts
from accounts_app.models.account import Account
from config.common.clock import now
from reporting import due
from reporting.imports import batches
from reporting.imports.base import Freshness, Verdict
from reporting.imports.delivery import DeliveredFile, Delivery, ReadFile, read_delivery
from reporting.imports.fault import DeliveryFault
from reporting.imports.kept import kept_controls, kept_verdicts
from reporting.imports.refusal import refusal
from reporting.models import ImportBatch, ImportFile, SourceLoad
from teams.actions.audit_events import record
from teams.actions.deliveries import Changes, replace_by_key
from teams.models import User

MONEY = frozenset({"revenue", "costs", "targets"})
MASTER = frozenset({"people", "customers", "sites"})
CLOCK_MODELS = ("A", "B", "C")
State = ImportBatch.State


class Rehearsed(Exception):
    """Ends the transaction of a rehearsal, so that nothing of it stays."""


def planned(*, delivery: Delivery, by: User | None) -> Changes:
    """What loading would change: everything is applied and rolled back, so the numbers are exact."""
    changes = Changes()
    try:
        with transaction.atomic():
            changes = _apply(delivery, by)
            raise Rehearsed
    except Rehearsed:
        return changes


@transaction.atomic
def load(
    *,
    delivery: Delivery,
    by: User | None,
    accept_rejected: bool,
    batch: ImportBatch | None = None,
    on: datetime.date | None = None,
) -> Changes:
    """Load a delivery in one transaction, remember it as a batch and owe the judgement of all accounts.

    The accounts are judged as known `on` a day, without it the day of the delivery.

    Running the same delivery again changes nothing and adds no batch. Raises DeliveryFault, before anything is
    written, when a total is broken, something else blocks, or rows are rejected and not accepted as left out.
    """
    fault = refusal(delivery, accept_rejected=accept_rejected)
    if fault is not None:
        raise fault
    _one_at_a_time()
    changes = _apply(delivery, by)
    known = batch is None and not changes.any and batches.loaded_before(file.sha256 for file in delivery.files)
    if not known:
        loaded = batch or _new_batch(delivery, by)
        _close(loaded, State.LOADED, changes)
        _remember_freshness(delivery, loaded, by)
        record(act="load_delivery", subject=loaded, by=by, files=len(delivery.files), **changes.as_dict())
        due.status_after_load(batch_id=loaded.pk, on=on or delivery.as_of, by=by)
    return changes


@transaction.atomic
def upload(*, files: Iterable[DeliveredFile], as_of: datetime.date, by: User | None) -> ImportBatch:
    """Read uploaded files, judge every row, work out what would change, and keep all this for the preview.

    Nothing but the batch is written. Raises DeliveryFault or WorkbookError for files that cannot be read, and
    DeliveryFault("already_loaded") when every file was loaded before and nothing came after it.
    """
    delivery = read_delivery(files, as_of=as_of)
    repeated = batches.only_repeats([(file.name, file.sha256) for file in delivery.files])
    if repeated is not None:
        raise DeliveryFault("already_loaded", file=repeated.file, batch=repeated.batch_id)
    batch = _new_batch(delivery, by)
    if delivery.blocked:
        _close(batch, State.BLOCKED, Changes())
    else:
        batch.changes = planned(delivery=delivery, by=by).as_dict()
        batch.save(update_fields=["changes"])
    record(act="upload_delivery", subject=batch, by=by, files=len(delivery.files))
    return batch


@transaction.atomic
def confirm(*, batch: ImportBatch, by: User | None, on: datetime.date | None = None) -> Changes:
    """Load a previewed batch; its rejected rows are left out. Twice is once. `on` as in `load`.

    Raises ValidationError when the batch is not waiting any more, DeliveryFault when it blocks by now.
    """
    locked = _waiting(batch)
    files = [DeliveredFile(file.name, bytes(file.content)) for file in locked.files.all()]
    delivery = read_delivery(files, as_of=locked.as_of_on)
    return load(delivery=delivery, by=by, accept_rejected=True, batch=locked, on=on)


@transaction.atomic
def cancel(*, batch: ImportBatch, by: User | None) -> None:
    """Leave a previewed batch unloaded. Raises ValidationError when it is not waiting any more."""
    locked = _waiting(batch)
    _close(locked, State.CANCELLED, Changes())
    record(act="cancel_delivery", subject=locked, by=by)


def _waiting(batch: ImportBatch) -> ImportBatch:
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if locked.state != State.PREVIEWED:
        text = _("This batch is not waiting for confirmation any more: %(state)s.")
        raise ValidationError(text % {"state": locked.get_state_display()}, code="not_waiting")
    return locked


def _one_at_a_time() -> None:
    """Two loads at the same moment follow each other: both want the oldest batch first."""
    list(ImportBatch.objects.select_for_update().order_by("pk")[:1])


def _apply(delivery: Delivery, by: User | None) -> Changes:
    """Apply the files in order, then what follows from them: sums, search texts, the annual clock."""
    changes = Changes()
    for file in delivery.files:
        records = file.records()
        if records:
            changes += file.importer.apply(records, file.applying(delivery.as_of, by))
    kinds = {file.importer.kind for file in delivery.files}
    if kinds & MONEY:
        figures.summarise(by=by)
    if kinds & MASTER:
        search_texts.refresh()
        _wind_clocks(delivery.as_of.year, by)
    return changes


def _wind_clocks(year: int, by: User | None) -> None:
    """The year's events of cared-for accounts, so that their clock can be judged (domain.md 3.4)."""
    for account in Account.objects.filter(care_model__in=CLOCK_MODELS).order_by("pk"):
        clock_events.generate(account=account, year=year, by=by)
        clock_events.link_evidence(account=account, by=by)


def _new_batch(delivery: Delivery, by: User | None) -> ImportBatch:
    batch = ImportBatch.objects.create(as_of_on=delivery.as_of, created_by=by)
    ImportFile.objects.bulk_create([_kept_file(batch, file) for file in delivery.files])
    return batch


def _kept_file(batch: ImportBatch, file: ReadFile) -> ImportFile:
    return ImportFile(
        batch=batch,
        name=file.name,
        kind=file.importer.kind,
        sha256=file.sha256,
        content=file.content,
        rows=file.rows,
        accepted=file.count(Verdict.ACCEPTED),
        warnings=file.count(Verdict.WARNING),
        rejected=file.count(Verdict.REJECTED),
        skipped=file.count(Verdict.SKIPPED),
        result=batches.result_of(file),
        verdicts=kept_verdicts(file),
        controls=kept_controls(file),
    )


def _close(batch: ImportBatch, state: str, changes: Changes) -> None:
    """Write the end of a batch. The bytes are kept only while it waits: they may hold more than is loaded."""
    batch.state = state
    batch.changes = changes.as_dict()
    if state == State.LOADED:
        batch.loaded_at = now()
        batch.files.update(result="loaded")
    batch.files.update(content=b"")
    batch.save(update_fields=["state", "changes", "loaded_at"])


def _remember_freshness(delivery: Delivery, batch: ImportBatch, by: User | None) -> None:
    """One row per source and as-of day; several files of a source count with the newest."""
    newest: dict[str, Freshness] = {}
    for file in delivery.files:
        fresh = file.freshness(delivery.as_of)
        if fresh is not None and (fresh.source not in newest or fresh.as_of_on >= newest[fresh.source].as_of_on):
            newest[fresh.source] = fresh
    rows = {
        (fresh.source, fresh.as_of_on): {"last_month": fresh.last_month, "batch_id": batch.pk}
        for fresh in newest.values()
    }
    replace_by_key(
        model=SourceLoad,
        key=("source", "as_of_on"),
        records=rows,
        scope=Q(source__in=newest),
        by=by,
    )
