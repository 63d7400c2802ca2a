"""Nobody outside can tell whether a secret account exists, whatever they ask (security.md 2.5).

The same requests are sent before and after the account is added: every answer stays the same, and an address with
the number of something secret is answered like one with a number that does not exist.
"""

import io
import re
import zipfile
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils.http import urlencode
from pypdf import PdfReader

from accounts_app.models import Risk
from accounts_app.records.register_all import KINDS
from reporting.models import ImportBatch, QualityCard
from teams.models import User
from tests.architecture.test_every_url_is_guarded import walk
from tests.factories.records import path_typed
from tests.integration.barrier_world import GUESSES, NAME, PLANTED_EUR, add_secret, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]

ABSENT = 987_654_321
PLANTED = "zyx"
SORTS = ("name", "-status", "owner", "town", "-revenue", "months")
FILTERS = ("status=RED", "moved=worse", "moved=better", "care_model=B", "page=2", "export=csv", "export=xlsx")
LIST_QUERIES = ("", *FILTERS, *(f"sort={sort}" for sort in SORTS))
# Every address without a number, with the questions it answers.
QUESTIONS: dict[str, tuple[str, ...]] = {
    "": ("", "tab=board", "tab=director", "tab=staff"),
    "board/": LIST_QUERIES,
    "board/movements/": ("", "then=2026-07&now=2026-08", "format=csv", "format=xlsx"),
    "board/about/": ("",),
    "board/instructions/": ("", "state=late", "state=unacknowledged", "state=chair", "format=csv", "format=xlsx"),
    "board/feedback/": ("", "page=2"),
    "accounts/": LIST_QUERIES,
    "accounts/a-z/": ("", "nationwide=1", "format=csv", "format=xlsx"),
    "accounts/responsibilities/": ("", "gap=owner", "gap=deputy", "gap=support", "gap=brief", "format=csv"),
    "accounts/coverage/": ("", "format=csv", "format=xlsx"),
    "accounts/trail/": ("", "format=csv"),
    "people/load/": ("", "format=csv"),
    "accounts/search/": ("",),
    "cards/": ("", "month=2026-07", "month=2026-08", "state=draft", "status=RED", "format=csv", "format=xlsx"),
    "people/": ("", "format=csv", "format=xlsx"),
    "imports/": ("",),
    "jobs/": ("",),
    "limits/": ("",),
    "checks/": ("", "month=2026-07"),
    "checks/back-test/": ("", "format=csv"),
}
DIFFERENT = ("staff", "controller", "board chair", "director")  # the rest asks without every order, filter and file
IS_SQLITE = connection.vendor == "sqlite"  # there everybody asks; on PostgreSQL those who differ, because search does
READERS_OF_FILES = ("controller", "board chair")  # PDF and workbooks are slow to make and the same for all who may
WRITERS_OF_RECORDS = ("staff", "director")
# What stands beside the page of an account: who answers, who may see, what was done.
ABOUT_PEOPLE = (
    "access",
    "access/confidentiality",
    "access/new",
    "access/request",
    "assignment",
    "assignment/write",
    "board-requests",
    "chart",
    "nationwide",
    "nominate",
    "owners",
    "sparring",
    "stand-in",
    "support",
    "support/people",
    "trail",
    "who",
    "who/report",
)
# A meeting that follows the cards; once its pack is frozen: reporting/test_meeting_two_worlds.py.
OF_A_MEETING = (
    "", "edit/", "freeze/", "pack/pdf/", "pack/xlsx/", "rest/", "rest/undo/", "minutes/", "minutes/close/",
    "minutes/pdf/",
)  # fmt: skip
# Every address with a number: which rows of the world stand behind it, and the questions it answers.
NUMBERED: dict[str, tuple[str, tuple[str, ...]]] = {
    "accounts/<int:pk>/": ("account", ("", "tab=people", "tab=sites", "tab=care", "tab=contracts", "tab=timeline")),
    "accounts/<int:pk>/why/": ("account", ("",)),
    "accounts/<int:pk>/history/": ("account", ("", "scope=rule", "first=2026-08-01&last=2026-09-11")),
    "accounts/<int:pk>/override/": ("account", ("",)),
    "accounts/<int:pk>/refresh/": ("account", ("",)),
    **{f"accounts/<int:pk>/{end}/": ("account", ("",)) for end in ABOUT_PEOPLE},
    "people/<int:pk>/": ("person", ("",)),
    "cards/<int:pk>/": ("card", ("",)),
    "cards/<int:pk>/pdf/": ("card", ("",)),
    "cards/<int:pk>/write/": ("card", ("",)),
    "cards/<int:pk>/publish/": ("card", ("",)),
    "cards/<int:pk>/correct/": ("card", ("",)),
    "cards/<int:pk>/ask-correction/": ("card", ("",)),
    **{f"board/meetings/<int:pk>/{end}": ("meeting", ("",)) for end in OF_A_MEETING},
    "imports/<int:pk>/": ("batch", ("", "verdict=rejected")),
    "limits/<int:pk>/take-back/": ("limit", ("",)),
    "imports/<int:pk>/confirm/": ("batch", ("",)),
    "imports/<int:pk>/cancel/": ("batch", ("",)),
}
# The records of an account: every kind has the same four addresses.
RECORDS = tuple(
    f"accounts/<int:pk>/records/<slug:kind>/{end}" for end in ("", "new/", "<int:row>/", "<int:row>/delete/")
)
OVERRIDES = tuple(f"accounts/<int:pk>/override/<int:override>/{act}/" for act in ("decide", "withdraw", "renew"))
# Addresses with two numbers, or of rows about people: a row that is not there answers, by whoever asks.
WITH_ROWS: dict[str, str] = {
    "accounts/<int:pk>/contacts/<int:row>/login/": "contact",
    "accounts/<int:pk>/contacts/<int:row>/data/": "contact",
    "accounts/<int:pk>/contacts/<int:row>/anonymise/": "contact",
    "accounts/<int:pk>/assignment/<int:version>/read/": "assignment_brief",
    "accounts/<int:pk>/access/<int:row>/end/": "grant",
    "accounts/<int:pk>/instructions/<int:row>/": "instruction",
    "accounts/<int:pk>/instructions/<int:row>/<slug:move>/": "instruction",
    "accounts/<int:pk>/board-requests/<int:row>/answer/": "board_request",
    "accounts/<int:pk>/board-requests/<int:row>/withdraw/": "board_request",
    "accounts/nominations/<int:pk>/": "nomination",
    "accounts/nominations/<int:pk>/confirm/": "nomination",
    "accounts/nominations/<int:pk>/withdraw/": "nomination",
    "accounts/handovers/<int:pk>/": "handover",
    "accounts/handovers/<int:pk>/package/": "handover",
    "accounts/handovers/<int:pk>/sign/": "handover",
    "accounts/handovers/<int:pk>/steps/<int:step>/": "handover",
    "accounts/handovers/<int:pk>/items/": "handover",
    "accounts/handovers/<int:pk>/move/": "handover",
    "accounts/handovers/<int:pk>/cancel/": "handover",
    "accounts/owner-reports/<int:row>/answer/": "report",
    "accounts/access-requests/<int:row>/": "request",
    "accounts/access-requests/<int:row>/withdraw/": "request",
    **{f"board/meetings/<int:pk>/cards/<int:card>/{end}": "card" for end in ("", "stance/", "undo/")},
}
# About people and sides only: they name no account.
ABOUT_NO_ACCOUNT = (
    "accounts/barriers/<int:row>/",
    "accounts/barriers/<int:row>/members/<int:member>/end/",
    "people/reviews/<int:pk>/",
    "people/pools/<int:pk>/end/",
    "people/absences/<int:pk>/",
    "people/absences/<int:pk>/end/",
    "people/absences/<int:pk>/delete/",
    "people/absences/restore/<str:token>/",
)
METRIC = "cards/<int:pk>/metrics/<str:metric>/"
METRICS = ("F1", "Q3", "C4", "K3", "G6")  # behind which rows with planted words stand
REJECTED = "imports/<int:pk>/files/<int:file_pk>/rejected/"
SECRET_POSTS = ("write", "publish", "correct", "ask-correction")
Answer = tuple[int, str, str]


@pytest.fixture
def world() -> SimpleNamespace:
    return make_world()


def own_routes() -> list[str]:
    """Every address of the application; those of the login library know nothing of accounts."""
    patterns = [
        pattern
        for pattern in get_resolver().url_patterns
        if not (isinstance(pattern, URLResolver) and "allauth" in str(pattern.urlconf_name))
    ]
    return list(walk(patterns, ""))


def addresses(world: SimpleNamespace) -> list[str]:
    """Every address of the application with every question, over the open world."""
    rows = {
        "account": [world.red.pk, world.grey.pk, ABSENT],
        "person": [
            user.person.pk for user in (*world.members.values(), world.outsiders["supervisor of a secret site"])
        ],
        "card": list(QualityCard.objects.order_by("pk").values_list("pk", flat=True)),
        "batch": [world.batch.pk],
        "limit": [ABSENT],
        "meeting": [world.meeting.pk, ABSENT],
    }
    found = [f"{route}?{query}" for route in own_routes() if "<" not in route for query in QUESTIONS.get(route, ("",))]
    for route, (kind, queries) in NUMBERED.items():
        found += [f"{route.replace('<int:pk>', str(pk))}?{query}" for pk in rows[kind] for query in queries]
    found += record_addresses(world.red.pk)
    found.append(f"imports/{world.batch.pk}/files/{world.file.pk}/rejected/?sheet=myynti")
    found += [f"accounts/{page}/?{urlencode({'q': guess})}" for guess in GUESSES for page in ("search", "who")]
    found += [f"accounts/?q={GUESSES[0]}", f"board/?q={GUESSES[0]}"]
    found += [f"cards/{pk}/metrics/{metric}/" for pk in rows["card"] for metric in METRICS]
    found += [f"cards/compare/?account={pk}&format={kind}" for pk in rows["account"] for kind in ("", "csv")]
    found += [f"{route}?owner={user.person.pk}" for route in ("accounts/", "board/") for user in world.members.values()]
    return found


def record_addresses(account: int) -> list[str]:
    """The list and the form of every kind of record, and the form of a row."""
    places = [f"accounts/{account}/records/{code}/" for code in KINDS]
    return [place + end for place in places for end in ("", "new/", "1/")]


def text_of(response: object) -> str:
    """What a reader can read in a page, a workbook or a PDF."""
    content: bytes = response.content  # type: ignore[attr-defined]
    kind = str(response.headers.get("Content-Type", ""))  # type: ignore[attr-defined]
    if "spreadsheet" in kind:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            parts = [name for name in sorted(book.namelist()) if name.startswith("xl/")]
            return "".join(book.read(name).decode() for name in parts)
    if "pdf" in kind:
        pdf = PdfReader(io.BytesIO(content))
        return f"{pdf.metadata} {''.join(page.extract_text() for page in pdf.pages)}"
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", content.decode())


def answer(client: Client, address: str, **headers: str) -> Answer:
    """What is answered, with what the asking itself wrote (the trail of views, the session) taken back."""
    with transaction.atomic():
        response = client.get(f"/{address}", headers=headers)
        transaction.set_rollback(True)
    told = f"{response.headers.get('Location', '')} {response.headers.get('Content-Disposition', '')}"
    return response.status_code, told, text_of(response)


def ask_all(user: User, asked: list[str]) -> dict[str, Answer]:
    """A new session, so that nothing opened before is in the way."""
    client = Client()
    client.force_login(user)
    answers = {address: answer(client, address) for address in asked}
    for guess in GUESSES:
        address = f"accounts/search/?{urlencode({'q': guess})}"
        answers[f"htmx {address}"] = answer(client, address, hx_request="true")
    return answers


def tells(body: str, *echoed: str) -> bool:
    """Whether a planted word or amount stands in a text, beside what the reader typed."""
    for word in echoed:
        body = body.replace(word, "").replace(urlencode({"q": word})[2:], "")
    digits = re.sub(r"[\s\xa0\u202f.,]|&nbsp;", "", body)
    return PLANTED in body.lower() or str(PLANTED_EUR) in digits


def test_every_address_is_asked() -> None:
    numbered = [route for route in own_routes() if "<" in route]
    assert sorted(numbered) == sorted(
        [*NUMBERED, *RECORDS, *OVERRIDES, *WITH_ROWS, *ABOUT_NO_ACCOUNT, REJECTED, METRIC]
    )
    assert set(QUESTIONS) <= set(own_routes())


def asked_by(who: str, asked: list[str]) -> list[str]:
    """The addresses this outsider is sent to: every one is asked by somebody of each kind."""
    left_out = [] if who in DIFFERENT else ["sort=", "moved=", "care_model=", "owner=", "csv", "metrics/"]
    left_out += [] if who in READERS_OF_FILES else ["xlsx", "pdf"]
    left_out += [] if who in WRITERS_OF_RECORDS else ["records/"]
    return [address for address in asked if not any(part in address for part in left_out)]


def test_no_answer_changes_when_a_secret_account_is_added(
    world: SimpleNamespace, record_testsuite_property: Callable[[str, object], None]
) -> None:
    asked = addresses(world)
    outsiders = {who: user for who, user in world.outsiders.items() if who in DIFFERENT or IS_SQLITE}
    lists = {who: asked_by(who, asked) for who in outsiders}
    before = {who: ask_all(user, lists[who]) for who, user in outsiders.items()}
    add_secret(world)
    seen = 0
    for who, user in outsiders.items():
        refused = [address for address, (code, *_) in before[who].items() if code >= 500]
        assert refused == [], who
        for address, after in ask_all(user, lists[who]).items():
            assert after == before[who][address], f"{who}: {address}"
            assert not tells(after[2], *GUESSES), f"{who}: {address}"
            seen += 1
    record_testsuite_property("pairs of answers compared", seen)  # in the report of `--junitxml`
    assert seen > (2000 if IS_SQLITE else 1000), seen


def secret_pairs(world: SimpleNamespace, secret: SimpleNamespace) -> list[tuple[str, str]]:
    """Addresses with the number of something secret, each with its twin that does not exist."""
    numbers = {"account": [secret.account.pk], "card": [secret.published.pk, secret.draft.pk]}
    pairs = [
        (f"{route.replace('<int:pk>', str(pk))}?{query}", f"{route.replace('<int:pk>', str(ABSENT))}?{query}")
        for route, (kind, queries) in NUMBERED.items()
        for pk in numbers.get(kind, ())
        for query in queries
    ]
    pairs += zip(record_addresses(secret.account.pk), record_addresses(ABSENT), strict=True)
    for pattern, kind in WITH_ROWS.items():
        route = pattern.replace("<slug:move>", "acknowledge")
        hidden, absent = (re.sub(r"<int:pk>", str(pk), route, count=1) for pk in (secret.account.pk, ABSENT))
        if route.startswith("accounts/<int:pk>/"):
            pairs.append(tuple(re.sub(r"<int:\w+>", str(secret.rows[kind]), address) for address in (hidden, absent)))
        else:
            pairs.append(tuple(re.sub(r"<int:\w+>", str(row), route) for row in (secret.rows[kind], ABSENT)))
    town, owner = secret.town.pk, world.members["owner"].person.pk
    for begin in ("accounts/a-z/?town=", "accounts/?town=", "board/?town="):
        pairs.append((f"{begin}{town}", f"{begin}{ABSENT}"))
    pairs.append((f"accounts/?owner={owner}", f"accounts/?owner={ABSENT}"))
    compare, card = "cards/compare/?account=", secret.published.pk
    pairs += [(f"cards/{card}/metrics/{metric}/", f"cards/{ABSENT}/metrics/{metric}/") for metric in METRICS]
    pairs.append((f"{compare}{secret.account.pk}", f"{compare}{ABSENT}"))
    pairs.append((f"{compare}{world.red.pk}&left={card}", f"{compare}{world.red.pk}&left={ABSENT}"))
    return pairs


def masked(found: Answer, *addresses: str) -> tuple[object, ...]:
    """The answer without the numbers of any of the addresses: a small number may stand in a page by chance."""
    numbers = sorted({number for address in addresses for number in re.findall(r"\d+", address)}, key=len)
    return tuple(re.sub(rf"(?<!\d)(?:{'|'.join(numbers)})(?!\d)", "N", str(part)) for part in found)


def test_a_secret_number_is_answered_like_one_that_does_not_exist(world: SimpleNamespace) -> None:
    secret = add_secret(world)
    for who, user in world.outsiders.items():
        client = Client()
        client.force_login(user)
        for hidden, absent in secret_pairs(world, secret):
            if "records/" in hidden and who not in WRITERS_OF_RECORDS:
                continue
            got, expected = answer(client, hidden), answer(client, absent)
            assert got[0] == expected[0], f"{who}: {hidden}"
            if got[0] != 200:
                assert masked(got, hidden, absent) == masked(expected, hidden, absent), f"{who}: {hidden}"
            assert not tells(got[2]), f"{who}: {hidden}"


def test_secret_cards_cannot_be_changed_from_outside(world: SimpleNamespace) -> None:
    secret = add_secret(world)
    before = list(QualityCard.objects.order_by("pk").values("state", "comment", "version"))
    for who, user in world.outsiders.items():
        client = Client()
        client.force_login(user)
        for act in SECRET_POSTS:
            for card in (secret.published, secret.draft):
                data = {"comment": "Uusi kommentti", "text": "Uusi pyyntö", "reason": "Väärä luku", **path_typed()}
                got = client.post(f"/cards/{card.pk}/{act}/", data)
                absent = client.post(f"/cards/{ABSENT}/{act}/", data)
                assert (got.status_code, text_of(got)) == (absent.status_code, text_of(absent)), f"{who}: {act}"
                assert got.status_code == 404
    assert list(QualityCard.objects.order_by("pk").values("state", "comment", "version")) == before


def test_secret_records_cannot_be_written_from_outside(world: SimpleNamespace) -> None:
    secret = add_secret(world)
    risk = Risk.objects.get(account=secret.account)
    for who, user in world.outsiders.items():
        client = Client()
        client.force_login(user)
        for end in ("new/", f"{risk.pk}/", f"{risk.pk}/delete/"):
            got, absent = (
                client.post(f"/accounts/{pk}/records/risk/{end}", {"name": "Uusi"})
                for pk in (secret.account.pk, ABSENT)
            )
            assert (got.status_code, text_of(got)) == (absent.status_code, text_of(absent)), f"{who}: {end}"
            assert got.status_code == 404
    assert list(Risk.objects.filter(account=secret.account).values_list("name", flat=True)) == ["Zyxriski"]


def test_publishing_the_month_leaves_the_secret_draft_alone(
    world: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reporting.jobs.transaction.on_commit", lambda act: act())
    secret = add_secret(world)
    client = Client()
    client.force_login(world.outsiders["board chair"])
    page = client.post("/cards/publish/", {"month": "2026-08"}, follow=True)
    assert "2 korttia" in text_of(page)
    secret.draft.refresh_from_db()
    assert secret.draft.frozen_at is None


@pytest.mark.parametrize("who", ["controller", "administrator", "board chair"])
def test_buttons_of_jobs_tell_no_number(
    world: SimpleNamespace, who: str, django_capture_on_commit_callbacks: object
) -> None:
    add_secret(world)
    client = Client()
    client.force_login(world.outsiders[who])
    for button in ("refresh-status", "build-cards"):
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            page = client.post(f"/jobs/{button}/", {"month": "2026-08"}, follow=True)
        assert page.status_code == 200
        assert not tells(text_of(page))


def test_a_job_that_fails_over_the_secret_account_does_not_name_it(world: SimpleNamespace) -> None:
    add_secret(world)
    world.broken.error = f"duplicate key: (name)=({NAME})"
    world.broken.save()
    for who, user in world.outsiders.items():
        client = Client()
        client.force_login(user)
        assert not tells(answer(client, "jobs/")[2]), who


@pytest.mark.parametrize("act", ["confirm", "cancel"])
def test_batches_of_others_are_closed_to_those_without_the_money(world: SimpleNamespace, act: str) -> None:
    add_secret(world)
    for who, user in world.outsiders.items():
        if who == "controller":
            continue
        client = Client()
        client.force_login(user)
        got, absent = (client.post(f"/imports/{pk}/{act}/") for pk in (world.batch.pk, ABSENT))
        assert (got.status_code, text_of(got)) == (absent.status_code, text_of(absent)), who
        assert got.status_code in (403, 404)
    world.batch.refresh_from_db()
    assert world.batch.state == ImportBatch.State.PREVIEWED


def test_the_uploader_reads_every_row_of_the_own_batch(world: SimpleNamespace) -> None:
    add_secret(world)
    world.batch.created_by = world.outsiders["administrator"]
    world.batch.save()
    client = Client()
    client.force_login(world.outsiders["administrator"])
    page = answer(client, f"imports/{world.batch.pk}/")
    assert "Zyxhnke Oy" in page[2]
    book = answer(client, f"imports/{world.batch.pk}/files/{world.file.pk}/rejected/?sheet=myynti")
    assert "Zyxhnke Oy" in book[2]


@pytest.mark.parametrize("who", ["owner", "deputy", "grantee"])
def test_members_do_see_it(world: SimpleNamespace, who: str) -> None:
    secret = add_secret(world)
    client = Client()
    client.force_login(world.members[who])
    owner = world.members["owner"].person.pk
    places = ("accounts/", "accounts/a-z/", "accounts/?export=csv", "accounts/search/?q=zyx778899", f"people/{owner}/")
    for address in (*places, f"accounts/{secret.account.pk}/"):
        assert "Zyxhanke" in answer(client, address)[2], address
    allowed = {"owner": 200, "deputy": 200, "grantee": 403}[who]
    assert answer(client, f"cards/{secret.published.pk}/")[0] == allowed
    assert "Zyxkohde A" in answer(client, f"accounts/{secret.account.pk}/?tab=sites")[2]  # care is open to the named


def test_the_world_is_worth_hiding(world: SimpleNamespace) -> None:
    """The owner meets planted words on every tab: the crawl above would notice them."""
    secret = add_secret(world)
    client = Client()
    client.force_login(world.members["owner"])
    for tab in ("overview", "people", "sites", "care", "contracts", "timeline"):
        assert tells(answer(client, f"accounts/{secret.account.pk}/?tab={tab}")[2].replace(NAME, "")), tab
    assert tells(answer(client, f"cards/{secret.published.pk}/pdf/")[2])
    assert tells(answer(client, "accounts/?export=xlsx")[2])


def test_questions_do_not_grow_with_hidden_rows(world: SimpleNamespace, django_assert_max_num_queries: object) -> None:
    add_secret(world)
    client = Client()
    client.force_login(world.outsiders["controller"])
    for address in ("/jobs/", f"/imports/{world.batch.pk}/"):
        client.get(address)
        with django_assert_max_num_queries(25, connection=connection):  # type: ignore[operator]
            client.get(address)
