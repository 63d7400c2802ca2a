"""Every act of ownership that tells somebody has a sentence, and a secret account is told to nobody outside."""

import datetime
import re
from pathlib import Path

import pytest

from accounts_app.notices import notices_of
from accounts_app.notices.ownership import SENTENCES
from teams.actions.notices import notify
from tests.factories import make_account, make_user

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)
ROOT = Path(__file__).resolve().parents[3]
FILES = ("nominations", "handovers", "assignment_briefs", "sparring")
KIND = re.compile(r'"((?:nomination|handover|assignment|sparring|review)_[a-z]+)"')
NOT_KINDS = {"handover_step", "nomination_list", "assignment_briefs"}


def kinds_used() -> set[str]:
    files = [ROOT / "accounts_app" / "actions" / f"{name}.py" for name in FILES]
    files.append(ROOT / "teams" / "actions" / "owner_reviews.py")
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    return set(KIND.findall(text)) - NOT_KINDS


def test_every_kind_has_a_sentence_and_none_is_left_over() -> None:
    assert kinds_used() == set(SENTENCES)


@pytest.mark.parametrize("kind", sorted(SENTENCES))
def test_the_sentence_prints_with_its_values(kind: str) -> None:
    user, account = make_user(), make_account("Esimerkki Oy")
    notify(people=[user.person], kind=kind, path="/", account_no=account.pk, name="Eero Ehdokas", day="1.10.2026")
    (line,) = notices_of(user, on=TODAY)
    assert "%" not in line.sentence
    account.confidentiality = "secret"
    account.save()
    assert notices_of(user, on=TODAY) == []
