"""Bringing a table in step with delivered rows: replaced by key, counted, in bulk (domain.md 7.4)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from teams.models import User

BATCH = 500
Key = tuple[Any, ...]
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Changes:
    """How many rows a delivery made, changed, took away and found as they were."""

    created: int = 0
    updated: int = 0
    deleted: int = 0
    unchanged: int = 0

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(
            self.created + other.created,
            self.updated + other.updated,
            self.deleted + other.deleted,
            self.unchanged + other.unchanged,
        )

    @property
    def any(self) -> bool:
        """Whether something in the database differs from before."""
        return bool(self.created or self.updated or self.deleted)

    def as_dict(self) -> dict[str, Any]:
        """The four numbers under the names printed by `import_delivery --json`."""
        return {
            "created": self.created,
            "updated": self.updated,
            "deleted": self.deleted,
            "unchanged": self.unchanged,
        }


@transaction.atomic
def replace_by_key(
    *,
    model: type[models.Model],
    key: tuple[str, ...],
    records: Mapping[Key, Values],
    scope: Q | None,
    by: User | None,
    delete: bool = False,
    only_new: Iterable[str] = (),
) -> Changes:
    """Make the rows of `scope` equal to `records`, which map a key to field values (attnames, `site_id`).

    Rows of the scope that are not delivered are deleted when `delete` is set, otherwise left alone. Fields named in
    `only_new` are written to new rows only. Every key must lie inside the scope: a key outside it would be taken for
    new. Questions asked: one to read, then bulk writes, whatever the number of rows. `by` is kept for the caller's
    audit row. Raises IntegrityError when a record breaks a constraint.
    """
    fields = _fields_of(records, key)
    clean = [_cleaner(model, name) for name in fields]
    existing = _existing(model, key, fields, scope, clean)
    fresh: list[models.Model] = []
    changed: list[models.Model] = []
    touched: set[str] = set()
    unchanged = 0
    kept = frozenset(only_new)
    for row_key, values in records.items():
        wanted = tuple(wash(values[name]) for name, wash in zip(fields, clean, strict=True))
        found = existing.pop(row_key, None)
        if found is None:
            fresh.append(model(**dict(zip(key, row_key, strict=True)), **dict(zip(fields, wanted, strict=True))))
            continue
        pk, present = found
        different = _different(fields, present, wanted, kept)
        if not different:
            unchanged += 1
            continue
        touched |= different
        merged = [new if name not in kept else old for name, new, old in zip(fields, wanted, present, strict=True)]
        changed.append(model(pk=pk, **dict(zip(key, row_key, strict=True)), **dict(zip(fields, merged, strict=True))))
    gone = [pk for pk, _ in existing.values()] if delete else []
    _write(model, fresh, changed, touched, gone)
    return Changes(len(fresh), len(changed), len(gone), unchanged)


def _fields_of(records: Mapping[Key, Values], key: tuple[str, ...]) -> list[str]:
    first: Values = next(iter(records.values()), {})
    return [name for name in first if name not in key]


def _existing(
    model: type[models.Model],
    key: tuple[str, ...],
    fields: list[str],
    scope: Q | None,
    clean: list[Callable[[Any], Any]],
) -> dict[Key, tuple[Any, tuple[Any, ...]]]:
    rows = model._default_manager.filter(scope if scope is not None else Q())
    width = 1 + len(key)
    return {
        tuple(row[1:width]): (row[0], tuple(wash(value) for wash, value in zip(clean, row[width:], strict=True)))
        for row in rows.values_list("pk", *key, *fields).order_by()
    }


def _different(fields: list[str], present: Key, wanted: Key, kept: frozenset[str]) -> set[str]:
    pairs = zip(fields, present, wanted, strict=True)
    return {name for name, old, new in pairs if old != new and name not in kept}


def _write(
    model: type[models.Model],
    fresh: list[models.Model],
    changed: list[models.Model],
    touched: set[str],
    gone: list[Any],
) -> None:
    """Deletes first: a moved key must be free before its new row comes."""
    manager = model._default_manager
    for start in range(0, len(gone), BATCH):
        manager.filter(pk__in=gone[start : start + BATCH]).delete()
    if changed:
        names = sorted(_field_name(model, name) for name in touched)
        manager.bulk_update(changed, names, batch_size=BATCH)
    manager.bulk_create(fresh, batch_size=BATCH)


def _field_name(model: type[models.Model], attname: str) -> str:
    return next(field.name for field in model._meta.concrete_fields if attname in (field.attname, field.name))


def _cleaner(model: type[models.Model], attname: str) -> Callable[[Any], Any]:
    """How a value looks in the database: decimals with their places, empty texts as texts."""
    field: Any = next(field for field in model._meta.concrete_fields if attname in (field.attname, field.name))
    if isinstance(field, models.DecimalField):
        quantum = Decimal(1).scaleb(-(field.decimal_places or 0))
        return lambda value: None if value is None else Decimal(value).quantize(quantum, rounding=ROUND_HALF_UP)
    if isinstance(field, models.CharField | models.TextField) and not field.null:
        length = field.max_length if isinstance(field, models.CharField) else None
        return lambda value: ("" if value is None else str(value))[:length]
    return lambda value: value


def ensure_named(*, model: type[models.Model], names: Iterable[str], by: User | None, **common: Any) -> Changes:
    """Create the rows of `names` that do not exist yet (towns, services, groups); `common` holds their other fields."""
    wanted = sorted({name for name in names if name})
    manager = model._default_manager
    known = set(manager.filter(**common).values_list("name", flat=True))
    missing = [name for name in wanted if name not in known]
    manager.bulk_create([model(name=name, **common) for name in missing], batch_size=BATCH)
    return Changes(created=len(missing), unchanged=len(wanted) - len(missing))
