"""The account, the centre of everything, and who may see it."""

import datetime
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Collate
from django.utils.translation import gettext_lazy as _

from accounts_app.models.barrier import BarrierGroup, barred
from config.common.collation import FINNISH
from teams.models import Person, Town, User, in_force
from teams.permissions import member_of


class CustomerGroup(models.Model):
    """A customer's group or chain that several accounts may belong to."""

    name = models.CharField(_("customer group"), max_length=120, unique=True)

    class Meta:
        verbose_name = _("customer group")
        verbose_name_plural = _("customer groups")

    def __str__(self) -> str:
        return self.name


class AccountQuerySet(models.QuerySet[Any]):
    """Questions about many accounts at once; every page starts from `visible_to`."""

    def visible_to(self, user: User | AnonymousUser, *, on: datetime.date) -> Self:
        """Accounts whose existence the user may know on a day: all but the secret ones of other people's teams."""
        person = member_of(user, on=on)
        if person is None:
            return self.none()
        known = ~Q(confidentiality=Account.Confidentiality.SECRET) | self.named_member(person, on)
        return self.filter(known, ~barred(person, on))

    def hidden_from(self, user: User | AnonymousUser, *, on: datetime.date) -> Self:
        """The accounts the user may not know of; only to keep them out of texts, never to show one."""
        return self.exclude(pk__in=self.model.objects.visible_to(user, on=on).values("pk"))

    def owned_by(self, person: Person, *, on: datetime.date) -> Self:
        """Accounts whose main owner on the day is the person."""
        return self.filter(self._assigned(person, on, ["owner"]))

    def cared_for_by(self, person: Person, *, on: datetime.date) -> Self:
        """Accounts the person owns or deputises on the day."""
        return self.filter(self._assigned(person, on, ["owner", "deputy"]))

    def deputised_by(self, person: Person, *, on: datetime.date) -> Self:
        """Accounts whose deputy on the day is the person."""
        return self.filter(self._assigned(person, on, ["deputy"]))

    def in_care(self, on: datetime.date) -> Self:
        """Accounts that are still cared for: started and not ended by the day."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on))

    def by_name(self) -> Self:
        """In Finnish alphabetical order on both databases."""
        return self.order_by(Collate("name", FINNISH), "pk")

    def named_member(self, person: Person, on: datetime.date) -> Q:
        """The condition of accounts the person is named for: a responsibility or a grant in force on the day."""
        granted = self.model.objects.filter(in_force(on, "grants__"), grants__person=person)
        return Q(pk__in=granted.values("pk")) | self._assigned(person, on, None)

    def _assigned(self, person: Person, on: datetime.date, roles: list[str] | None) -> Q:
        rows = self.model.objects.filter(
            in_force(on, "assignments__"),
            *([Q(assignments__role__in=roles)] if roles else []),
            assignments__person=person,
        )
        return Q(pk__in=rows.values("pk"))


class Account(models.Model):
    """A customer or partner that is led as a whole across towns, sites and services."""

    class Kind(models.TextChoices):
        CUSTOMER = "customer", _("customer")
        PARTNER = "partner", _("partner")

    class CareModel(models.TextChoices):
        A = "A", _("A – key account")
        B = "B", _("B – developing account")
        C = "C", _("C – basic account")
        D = "D", _("D – no active care")

    class Stage(models.TextChoices):
        """Lifecycle stages; the Finnish words of domain.md 3.3 are their translations."""

        ONBOARDING = "onboarding", _("onboarding")
        ESTABLISHED = "established", _("established")
        DEVELOPING = "developing", _("developing")
        THREATENED = "threatened", _("threatened")
        ENDING = "ending", _("ending")

    class Direction(models.TextChoices):
        GROW = "grow", _("grow")
        KEEP = "keep", _("keep")
        REDUCE = "reduce", _("reduce")

    class Industry(models.TextChoices):
        RETAIL = "retail", _("retail")
        CARE = "care", _("care services")
        HEALTH = "health", _("health care")
        MANUFACTURING = "manufacturing", _("manufacturing")
        LOGISTICS = "logistics", _("logistics")
        OFFICES = "offices", _("offices")
        PUBLIC = "public", _("public sector")
        HOTELS = "hotels", _("hotels")
        RESTAURANTS = "restaurants", _("restaurants")
        EDUCATION = "education", _("education")
        OTHER = "other", _("other industry")

    class Profile(models.TextChoices):
        """Which quality rules apply (domain.md 2.2)."""

        SERVICE = "service", _("service company")
        CONSULTANCY = "consultancy", _("consultancy")

    class Confidentiality(models.TextChoices):
        OPEN = "open", _("open")
        CONFIDENTIAL = "confidential", _("confidential")
        SECRET = "secret", _("secret")

    class Status(models.TextChoices):
        RED = "RED", _("Red")
        AMBER = "AMBER", _("Amber")
        GREY = "GREY", _("Grey")
        GREEN = "GREEN", _("Green")

    name = models.CharField(_("account"), max_length=120)
    former_names = models.CharField(_("former names"), max_length=300, blank=True)
    trade_name = models.CharField(_("trade name"), max_length=120, blank=True)
    business_id = models.CharField(_("business ID"), max_length=12, blank=True)
    group = models.ForeignKey(CustomerGroup, models.PROTECT, null=True, blank=True, related_name="accounts")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CUSTOMER)
    care_model = models.CharField(_("care model"), max_length=1, choices=CareModel, default=CareModel.C)
    stage = models.CharField(_("lifecycle stage"), max_length=12, choices=Stage, default=Stage.ESTABLISHED)
    direction = models.CharField(_("direction"), max_length=8, choices=Direction, default=Direction.KEEP)
    industry = models.CharField(_("industry"), max_length=14, choices=Industry, default=Industry.OTHER)
    profile = models.CharField(_("rule profile"), max_length=12, choices=Profile, default=Profile.SERVICE)
    home_town = models.ForeignKey(Town, models.PROTECT, null=True, blank=True, related_name="accounts")
    relationship_started_on = models.DateField(_("customer since"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    exit_approved_on = models.DateField(_("managed exit approved on"), null=True, blank=True)
    confidentiality = models.CharField(
        _("confidentiality"), max_length=12, choices=Confidentiality, default=Confidentiality.OPEN
    )
    barrier_group = models.ForeignKey(BarrierGroup, models.PROTECT, null=True, blank=True, related_name="accounts")
    is_nationwide = models.BooleanField(_("nationwide account"), default=False)
    nationwide_reason = models.CharField(_("why nationwide"), max_length=300, blank=True)
    nationwide_confirmed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    nationwide_confirmed_on = models.DateField(_("nationwide confirmed on"), null=True, blank=True)
    charge_code = models.CharField(_("code for hours of account care"), max_length=40, blank=True)
    brief = models.TextField(_("brief"), blank=True)
    talking_points = models.TextField(_("talking points"), max_length=1000, blank=True)
    # The status slot: shown by lists, filled only by reporting (docs/adr/0002).
    status = models.CharField(_("status"), max_length=5, choices=Status, default=Status.GREY, db_index=True)
    status_since_on = models.DateField(_("status since"), null=True, blank=True)
    search_text = models.TextField(editable=False, default="")

    objects = AccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        indexes = [models.Index(fields=["name"]), models.Index(fields=["business_id"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="account_has_name",
                violation_error_message=_("An account needs a name."),
            ),
            models.UniqueConstraint(
                fields=["name"],
                name="account_name_once",
                violation_error_message=_("An account of this name already exists."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
