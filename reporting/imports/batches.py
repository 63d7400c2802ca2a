"""Questions about batches: who may see which, what was loaded before, what became of a file."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from accounts_app.access import Data
from accounts_app.permissions import sees_everywhere
from reporting.imports.base import Verdict
from reporting.imports.delivery import ReadFile
from reporting.models import ImportBatch, ImportFile
from teams.models import User
from teams.permissions import has_permission
from teams.roles import Permission

LOADED = ImportBatch.State.LOADED


def visible_batches(user: User | AnonymousUser, *, on: datetime.date) -> QuerySet[ImportBatch]:
    """Own batches; all of them for those who see the money of every account. Rows of a batch hold figures."""
    if not has_permission(user, Permission.IMPORT_DATA, on=on):
        return ImportBatch.objects.none()
    if sees_everywhere(user, Data.MONEY, on=on):
        return ImportBatch.objects.all()
    return ImportBatch.objects.filter(created_by=user.pk)


def loaded_before(hashes: Iterable[str]) -> bool:
    """Whether one loaded batch holds exactly these files."""
    wanted = set(hashes)
    for batch in ImportBatch.objects.filter(state=LOADED, files__sha256__in=wanted).distinct():
        if set(batch.files.values_list("sha256", flat=True)) == wanted:
            return True
    return False


@dataclass(frozen=True)
class Repeat:
    """A file that was loaded before, and the batch that did it."""

    file: str
    batch_id: int


def only_repeats(files: Sequence[tuple[str, str]]) -> Repeat | None:
    """The first repeated file when every one is the last loaded of its kind already; None when something is new.

    A file is no repeat any more when another file of its kind was loaded after it: then it would change something.
    """
    loaded = ImportFile.objects.filter(batch__state=LOADED).order_by("batch__loaded_at", "pk")
    newest = dict(loaded.values_list("kind", "batch_id"))
    repeats = []
    for name, sha256 in files:
        found = loaded.filter(sha256=sha256).last()
        if found is None or newest.get(found.kind) != found.batch_id:
            return None
        repeats.append(Repeat(name, found.batch_id))
    return repeats[0] if repeats else None


def result_of(file: ReadFile) -> str:
    """What would become of a file alone: blocked, rejected (some rows) or ready."""
    if file.blocked:
        return "blocked"
    return "rejected" if file.count(Verdict.REJECTED) else "ready"
