"""What is kept about a contact, anonymising, and the retention run; no model stores a day of birth."""

import datetime
import json
from collections.abc import Callable
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models
from django.utils import timezone

from accounts_app.actions.customer_logins import open_login
from accounts_app.actions.privacy import anonymise, run_retention
from accounts_app.free_texts import FREE_TEXTS, FreeText
from accounts_app.models import AccessRequest, Account, Assignment, BoardRequest, Contact, Handover, SurveyAnswer
from accounts_app.privacy import ANONYMOUS, RETENTION_MONTHS, due, is_kept_for, kept_about, months_from
from teams.models import AuditEvent, Notice, User
from tests.factories import (
    make_account,
    make_answer,
    make_audit,
    make_complaint,
    make_contact,
    make_goal,
    make_instruction,
    make_meeting,
    make_person,
    make_user,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 9, 11)
LIMIT = datetime.date(2024, 9, 11)
EARLIER = LIMIT - datetime.timedelta(days=1)
NAME = "Kaarina Kontakti"


def make_known(**values: object) -> Contact:
    """A contact with everything that can be kept about one."""
    account = make_account()
    told = {"title": "Ostopäällikkö", "email": "k@asiakas.example", "phone": "+358 00 111", "channel_wish": "puhelin"}
    contact = make_contact(account, name=NAME, counterpart=make_person("Vesa Vastinpari"), **(told | values))
    meeting = make_meeting(account, DAY, subject=f"{NAME} kutsui", notes="Sovittiin jatkosta.")
    meeting.contacts.add(contact)
    make_meeting(account, DAY - datetime.timedelta(days=3), notes=f"Myös {NAME.upper()} oli puhelimessa.")
    make_complaint(account, DAY, description=f"{NAME} soitti roskista.")
    return contact


def test_everything_kept_is_told() -> None:
    contact = make_known()
    told = json.dumps(kept_about(contact).to_json(), ensure_ascii=False)
    for words in (
        "Ostopäällikkö",
        "k@asiakas.example",
        "Vesa Vastinpari",
        "Sovittiin jatkosta",
        "roskista",
        "puhelimessa",
    ):
        assert words in told
    parts = {part.code: len(part.facts) for part in kept_about(contact).parts}
    assert (parts["meetings"], parts["texts"]) == (1, 2)


def test_texts_of_other_accounts_are_not_looked_through() -> None:
    contact = make_known()
    make_complaint(make_account(), DAY, description=f"{NAME} on toisessa asiakkuudessa.")
    assert "toisessa" not in json.dumps(kept_about(contact).to_json())


def fill(model: type[models.Model], **values: object) -> models.Model:
    """A row with a value in every column that needs one."""
    for field in model._meta.concrete_fields:
        if field.name in values or field.null or field.has_default() or field.blank or field.primary_key:
            continue
        if isinstance(field, models.ForeignKey):
            values[field.name] = make_person()
        elif isinstance(field, models.DateTimeField):
            values[field.name] = timezone.now()
        elif isinstance(field, models.DateField):
            values[field.name] = DAY.replace(day=1) if field.name == "month" else DAY
        elif isinstance(field, models.IntegerField | models.DecimalField):
            values[field.name] = 3
    return model._default_manager.create(**values)


def make_handover(account: Account) -> Handover:
    return Handover.objects.create(
        account=account, from_person=make_person(), to_person=make_person(), decided_on=DAY, effective_on=DAY
    )


# What the rows two steps away from the account hang on.
PARENTS: dict[str, Callable[[Account], models.Model]] = {
    "account": lambda account: account,
    "goal": lambda account: make_goal(account, make_person()),
    "answer": lambda account: make_answer(account, DAY),
    "handover": make_handover,
    "audit": lambda account: make_audit(account, DAY),
    "instruction": lambda account: make_instruction(account, DAY),
    "coaching": lambda account: Assignment.objects.create(
        account=account, person=make_person(), role="coach", starts_on=DAY
    ),
}


def make_row(text: FreeText, account: Account, written: dict[str, str]) -> models.Model:
    """A row of the account with these texts."""
    if text.model is Account:
        Account.objects.filter(pk=account.pk).update(**written)
        return account
    if text.model is SurveyAnswer:
        return make_answer(account, DAY, **written)
    step = text.account.partition("__")[0]
    answered = {"answered_at": timezone.now()} if text.model is BoardRequest else {}
    return fill(text.model, **{step: PARENTS[step](account)}, **answered, **written)


@pytest.mark.parametrize("text", FREE_TEXTS, ids=lambda text: text.model.__name__)
def test_the_name_is_told_and_taken_out_of_every_kind_of_text(text: FreeText) -> None:
    contact = make_contact(make_account(), name=NAME)
    written = {field: f"{NAME} sanoi" for field in text.fields}
    row = make_row(text, contact.account, written)
    (told,) = [value for _what, value in next(part for part in kept_about(contact).parts if part.code == "texts").facts]
    assert (NAME in told) is not text.is_private
    anonymise(contact=contact, on=DAY, by=None)
    row.refresh_from_db()
    assert [getattr(row, field) for field in text.fields] == [f"{ANONYMOUS} sanoi" for _ in text.fields]


def test_every_free_text_of_an_account_is_looked_through() -> None:
    """A text that is not looked through stands here with its reason."""
    own_names = {"name", "former_names", "trade_name", "business_id", "charge_code", "payer_name", "number"}
    elsewhere = {
        "Account.nationwide_reason", "AccessRequest.named", "Instruction.metric", "PathAction.metric",
        "Contact.title", "Contact.phone", "Contact.channel_wish",
        "Meeting.state", "Complaint.channel", "Complaint.category", "Complaint.responsible_name", "ClockEvent.kind",
        "Contract.services_text", "Contract.price_index", "HandoverStep.code", "Opportunity.service_name",
        "Opportunity.town_name", "Opportunity.stage", "OpenInvoice.invoice_no", "RevenueRow.order_no",
        "Site.address", "Site.postcode", "Site.quality_level", "StatusChange.key", "StatusChange.old",
        "StatusChange.new", "StatusChange.limits_version", "HourlyPrice.staff_group", "OwnershipPolicy.decision",
        "ProjectMember.task", "QualityRound.inspector_name",
    }  # fmt: skip
    looked_through = {f"{text.model.__name__}.{field}" for text in FREE_TEXTS for field in text.fields}
    texts = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("accounts_app").get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not (field.choices or field.unique or not field.editable)
        and field.name not in own_names
    }
    assert texts - looked_through - elsewhere - emails_and_links() == set()


def emails_and_links() -> set[str]:
    return {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("accounts_app").get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.EmailField | models.URLField)
    }


def test_the_package_of_a_handover_keeps_no_copy_of_the_name() -> None:
    contact = make_contact(make_account(), name=NAME)
    handover = make_handover(contact.account)
    handover.package = {"goals": [{"name": f"{NAME} tavataan", "progress_pct": 5}], "brief": NAME}
    handover.save()
    anonymise(contact=contact, on=DAY, by=None)
    handover.refresh_from_db()
    wanted = {"goals": [{"name": f"{ANONYMOUS} tavataan", "progress_pct": 5}], "brief": ANONYMOUS}
    assert handover.package == wanted


def test_anonymising_leaves_the_meeting_and_nothing_of_the_person() -> None:
    contact, user = make_known(), make_user()
    anonymise(contact=contact, on=DAY, by=user)
    contact.refresh_from_db()
    assert (contact.name, contact.anonymised_on, contact.left_on, contact.counterpart) == (ANONYMOUS, DAY, DAY, None)
    assert contact.title == contact.email == contact.phone == contact.channel_wish == contact.search_text == ""
    assert contact.meetings.count() == 1
    told = json.dumps(kept_about(contact).to_json(), ensure_ascii=False).casefold()
    assert NAME.casefold() not in told
    assert "sovittiin jatkosta" in told
    assert AuditEvent.objects.get(act="contact.anonymise").by == user


def test_anonymising_closes_the_login_of_the_contact() -> None:
    contact, user = make_known(), make_user()
    login = open_login(contact=contact, by=user)
    anonymise(contact=contact, on=DAY, by=user)
    contact.refresh_from_db()
    assert contact.user is None
    assert not User.objects.filter(pk=login.pk).exists()


def test_twice_is_once() -> None:
    contact = make_known()
    anonymise(contact=contact, on=DAY, by=None)
    anonymise(contact=contact, on=DAY + datetime.timedelta(days=5), by=None)
    contact.refresh_from_db()
    assert contact.anonymised_on == DAY
    assert AuditEvent.objects.filter(act="contact.anonymise").count() == 1


@pytest.mark.parametrize(("left_on", "removed"), [(EARLIER, True), (LIMIT, False), (None, False)])
def test_the_run_anonymises_those_who_left_long_ago(left_on: datetime.date | None, removed: bool) -> None:
    contact = make_known(left_on=left_on)
    assert run_retention(on=DAY, by=None).contacts == int(removed)
    contact.refresh_from_db()
    assert (contact.name == ANONYMOUS) is removed


def test_the_run_anonymises_the_people_of_accounts_that_ended() -> None:
    contact = make_contact(make_account(ended_on=EARLIER), name=NAME)
    assert run_retention(on=DAY, by=None).contacts == 1
    contact.refresh_from_db()
    assert contact.name == ANONYMOUS
    assert run_retention(on=DAY, by=None).contacts == 0


def test_the_run_deletes_old_views_requests_and_notices_and_keeps_changes() -> None:
    person, account = make_person(), make_account()
    for at in (EARLIER, DAY):
        moment = timezone.make_aware(datetime.datetime.combine(at, datetime.time(12)))
        for act in ("view.card", "contact.add"):
            event = AuditEvent.objects.create(act=act, object_type="x", object_id="1", account_no=account.pk)
            AuditEvent.objects.filter(pk=event.pk).update(at=moment)
        for state in ("open", "refused"):
            asked = AccessRequest.objects.create(account=account, person=person, kind="care", reason="x", state=state)
            AccessRequest.objects.filter(pk=asked.pk).update(asked_at=moment)
        notice = Notice.objects.create(person=person, kind="member_added")
        Notice.objects.filter(pk=notice.pk).update(made_at=moment)
    done = run_retention(on=DAY, by=None)
    assert (done.views, done.requests, done.notices) == (1, 1, 1)
    assert AuditEvent.objects.filter(act="contact.add").count() == 2
    assert AccessRequest.objects.filter(state="open").count() == 2
    assert run_retention(on=DAY, by=None) == type(done)(0, 0, 0, 0)


def test_what_is_due_can_be_asked_of_some_accounts_only() -> None:
    contact = make_known(left_on=EARLIER)
    make_known(left_on=EARLIER)
    accounts = type(contact.account).objects.filter(pk=contact.account_id)
    assert list(due(DAY, accounts).contacts) == [contact]
    assert due(DAY).contacts.count() == 2


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (datetime.date(2026, 8, 31), -6, datetime.date(2026, 2, 28)),
        (datetime.date(2024, 2, 29), 24, datetime.date(2026, 2, 28)),
        (DAY, -RETENTION_MONTHS, LIMIT),
    ],
)
def test_months_end_on_the_last_day_of_a_shorter_month(start: datetime.date, months: int, end: datetime.date) -> None:
    assert months_from(start, months) == end


def test_why_it_is_kept_is_said() -> None:
    contact = make_known(left_on=DAY)
    assert "11.9.2028" in is_kept_for(contact.account, contact)
    contact.left_on = None
    assert "24" in is_kept_for(contact.account, contact)


def test_the_commands_say_how_much_and_never_whose() -> None:
    make_known(left_on=EARLIER)

    def run(*options: str) -> str:
        out = StringIO()
        call_command("run_retention", *options, stdout=out)
        return out.getvalue()

    assert run("--dry-run").startswith("Would remove: 1 contacts")
    assert run().startswith("Removed: 1 contacts")
    assert run().startswith("Removed: 0 contacts, 0 views, 0 requests, 0 notices,")


def test_a_contact_is_exported_by_the_command() -> None:
    contact, out = make_known(), StringIO()
    call_command("export_contact", str(contact.pk), stdout=out)
    assert json.loads(out.getvalue())["name"] == NAME
    with pytest.raises(CommandError) as caught:
        call_command("export_contact", "999999", stdout=out)
    assert caught.value.returncode == 2


def test_no_model_stores_a_day_of_birth_or_a_personal_identity_code() -> None:
    forbidden = ("birth", "born", "dob", "ssn", "hetu", "syntym", "identity_code", "age_years")
    names = [f"{model._meta.label}.{field.name}" for model in apps.get_models() for field in model._meta.get_fields()]
    assert len(names) > 300
    assert [name for name in names if any(word in name.lower() for word in forbidden)] == []
