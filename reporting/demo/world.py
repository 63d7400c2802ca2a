"""The rows of a demo before they are written: lists by model, and links between many and many."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models

from accounts_app.models import Account, Audit, Contact, Contract, CustomerNumber, Goal, Meeting, Service, Site
from reporting.demo.era import Era
from reporting.demo.portfolio import Spec
from teams.models import BusinessArea, Person, Town, Unit

Row = TypeVar("Row", bound=models.Model)


@dataclass
class Holding:
    """One account with what belongs to it, as far as later steps need it."""

    spec: Spec
    account: Account
    numbers: list[CustomerNumber] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    supervisors: dict[str, Person] = field(default_factory=dict)  # site number -> who answers for it today
    contacts: list[Contact] = field(default_factory=list)
    contracts: list[Contract] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    audits: list[Audit] = field(default_factory=list)
    owner: Person | None = None
    deputy: Person | None = None


@dataclass
class World:
    """Everything a demo holds."""

    size: str
    era: Era
    rows: dict[type[models.Model], list[Any]] = field(default_factory=lambda: defaultdict(list))
    links: list[tuple[Any, dict[str, models.Model]]] = field(default_factory=list)
    towns: dict[str, Town] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    areas: dict[str, BusinessArea] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    owners: list[Person] = field(default_factory=list)
    area_directors: dict[str, list[Person]] = field(default_factory=dict)  # area -> its directors
    supervisors: dict[str, list[Person]] = field(default_factory=dict)  # town -> its supervisors
    specialists: list[Person] = field(default_factory=list)
    offices: dict[str, Person] = field(default_factory=dict)  # title -> who holds it
    desks: dict[str, Person] = field(default_factory=dict)  # demo login -> person
    holdings: list[Holding] = field(default_factory=list)

    def add(self, row: Row) -> Row:
        """Keep a row to be written."""
        self.rows[type(row)].append(row)
        return row

    def link(self, through: Any, **ends: models.Model) -> None:
        """Keep a link between two rows to be written when both have keys."""
        self.links.append((through, ends))
