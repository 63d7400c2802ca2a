"""The rows behind a card live and freeze with it, and whatever happens to their source later changes nothing."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accounts_app.models import Account
from reporting.actions import card_evidence, card_publishing, cards
from reporting.cards.canonical import checksum
from reporting.cards.evidence import content
from reporting.models import CardEvidence, QualityCard
from tests.factories import make_account, make_complaint, make_figure

pytestmark = pytest.mark.django_db
AUGUST = datetime.date(2026, 8, 1)
AS_OF = datetime.date(2026, 9, 11)
AT = datetime.datetime(2026, 9, 14, 9, tzinfo=datetime.UTC)


@pytest.fixture
def account() -> Account:
    made = make_account("Esimerkkihoiva Oy")
    make_figure(made, AUGUST, 12_345)
    make_complaint(made, datetime.date(2026, 8, 3), number="R-1")
    return made


def build(**values: Any) -> cards.BuildResult:
    return cards.build(month=AUGUST, as_of=AS_OF, by=None, **values)


def only_card() -> QualityCard:
    return QualityCard.objects.select_related("evidence").get()


def test_a_draft_keeps_its_rows_and_names_their_checksum(account: Account) -> None:
    build()
    card = only_card()
    assert card.snapshot["evidence_checksum"] == checksum(card.evidence.content)
    assert card.evidence.frozen_at is None
    assert [row[0] for row in card.evidence.content["tables"]["complaints_received"]["rows"]] == ["R-1"]


def test_a_rebuilt_draft_keeps_the_new_rows(account: Account) -> None:
    build()
    before = only_card()
    make_complaint(account, datetime.date(2026, 8, 4), number="R-2")
    assert build().built == 1
    after = only_card()
    assert after.evidence.pk == before.evidence.pk
    assert after.snapshot["evidence_checksum"] == checksum(after.evidence.content)
    assert len(after.evidence.content["tables"]["complaints_received"]["rows"]) == 2


def test_a_row_that_moves_no_figure_is_a_change_too(account: Account) -> None:
    """The figures stay, the rows behind them do not: the draft must not go on naming the old ones."""
    build()
    account.complaints.update(category="Hygienia")
    assert build().built == 1
    assert "Hygienia" in str(only_card().evidence.content)


def test_the_same_rows_are_no_change(account: Account) -> None:
    build()
    assert build()._replace(failed=[]) == cards.BuildResult(0, 1, [])


def test_rows_freeze_with_the_card(account: Account) -> None:
    build()
    card_publishing.publish(cards=[only_card()], by=None, at=AT)
    frozen = only_card()
    assert frozen.evidence.frozen_at == frozen.frozen_at == AT
    kept, snapshot = frozen.evidence.content, frozen.snapshot
    for act in (frozen.evidence.save, frozen.evidence.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    account.complaints.all().delete()
    account.monthly_figures.all().delete()
    build()
    card_publishing.publish(cards=[frozen], by=None, at=AT + datetime.timedelta(days=1))
    again = only_card()
    assert (again.evidence.content, again.snapshot) == (kept, snapshot)
    assert again.snapshot["evidence_checksum"] == checksum(again.evidence.content)


def test_a_correction_begins_with_the_rows_it_corrects_and_reads_them_anew(account: Account) -> None:
    build()
    card_publishing.publish(cards=[only_card()], by=None, at=AT)
    first = only_card()
    account.complaints.all().delete()
    made = card_publishing.correct(card=first, reason="Reklamaatio oli toisen asiakkaan.", by=None, at=AT)
    made = QualityCard.objects.select_related("evidence").get(pk=made.pk)
    assert made.snapshot["evidence_checksum"] == checksum(made.evidence.content)
    assert made.evidence.frozen_at is None
    build()
    second = QualityCard.objects.select_related("evidence").get(pk=made.pk)
    assert second.evidence.content["tables"]["complaints_received"]["rows"] == []
    assert CardEvidence.objects.get(card=first).content == first.evidence.content


def test_a_copy_is_a_row_of_its_own(account: Account) -> None:
    build()
    first = only_card()
    second = QualityCard.objects.create(
        account=account, month=datetime.date(2026, 7, 1), status="GREEN", built_at=AT, snapshot=first.snapshot
    )
    card_evidence.copy(of=first, to=second)
    assert CardEvidence.objects.get(card=second).content == first.evidence.content
    assert CardEvidence.objects.count() == 2


def test_rows_that_cannot_be_read_are_the_failure_of_their_account_alone(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_account("Toinen Oy")
    real = content.READERS[0]

    def broken(chunk: Any) -> Any:
        if other.pk in chunk.ids:
            raise ValueError("rows that nobody can read")
        return real(chunk)

    monkeypatch.setattr(content, "READERS", [broken, *content.READERS[1:]])
    result = build()
    assert [(failure.account, failure.reason) for failure in result.failed] == [
        (other.pk, "ValueError: rows that nobody can read")
    ]
    assert only_card().account == account


def test_another_builds_rows_are_left_alone(account: Account) -> None:
    """A draft that says something else meanwhile belongs to the build that wrote it."""
    build()
    card = only_card()
    faster = card.snapshot | {"evidence_checksum": "f" * 64}
    QualityCard.objects.filter(pk=card.pk).update(snapshot=faster)
    card_evidence.keep([card], {account.pk: {"form": 0, "metrics": {}, "tables": {}}})
    assert only_card().evidence.content == card.evidence.content


def test_history_may_be_written_without_rows(account: Account) -> None:
    build(with_evidence=False)
    card = QualityCard.objects.get()
    assert "evidence_checksum" not in card.snapshot
    assert not CardEvidence.objects.exists()
    card_publishing.publish(cards=[card], by=None, at=AT)


def test_the_database_refuses_sql_too(account: Account) -> None:
    build()
    card_publishing.publish(cards=[only_card()], by=None, at=AT)
    for sql in ("UPDATE reporting_cardevidence SET content = '{}'", "DELETE FROM reporting_cardevidence"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
