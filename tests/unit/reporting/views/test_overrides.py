"""Pages of manual overrides: who sees, asks and decides; the computed colour stands beside (domain.md 2.6)."""

import re

import pytest
from django.urls import reverse

from reporting.models import StatusOverride
from teams.models import BoardMembership
from tests.factories import make_account, make_board_chair, make_site, make_user
from tests.factories.overrides import NOON, REASON, TODAY, make_judgement, make_override, told_accounts

pytestmark = pytest.mark.django_db
NEW, DECIDE = "reporting:override_new", "reporting:override_decide"
WITHDRAW, RENEW = "reporting:override_withdraw", "reporting:override_renew"
ACTS = [DECIDE, WITHDRAW, RENEW]
WISH = {"colour": "GREEN", "category": "one_off", "reason": REASON, "expires_on": "2026-10-09"}


@pytest.fixture(autouse=True)
def told():
    with told_accounts() as accounts:
        yield accounts


@pytest.fixture
def owner():
    return make_user("Eero Esimerkkilä", role="account_director")


@pytest.fixture
def chair():
    return make_board_chair("Paula Puhuja")


@pytest.fixture
def account(owner):
    made = make_account("Olematon Pankki Oyj", owner=owner.person)
    make_judgement(made, "AMBER", ambers=["R31"])
    return made


@pytest.fixture
def waiting(account, owner):
    return make_override(account, owner)


def in_force(account, owner, chair, **values):
    """An approved green over amber, shown now."""
    make_judgement(account, "AMBER", shown="GREEN", override_state="in force", ambers=["R31"])
    return make_override(account, owner, state="in_force", decided_by=chair, decided_at=NOON, **values)


def address(name, account, row=None):
    return reverse(name, args=[account.pk] if row is None else [account.pk, row.pk])


def text_of(answer):
    """The page as it is read: without tags, white space single."""
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(plain.split())


# Four questions


def test_without_a_login_nothing_opens(client, account, waiting):
    answers = [client.get(address(NEW, account)), client.post(address(NEW, account), WISH)]
    answers += [client.post(address(name, account, waiting)) for name in ACTS]
    assert all(answer.status_code == 302 and "/login/" in answer["Location"] for answer in answers)


@pytest.mark.parametrize("role", ["project_staff", "account_director", "human_resources"])
def test_without_the_care_of_the_account_it_is_403(as_user, account, waiting, role):
    client = as_user(make_user(role=role))
    assert client.get(address(NEW, account)).status_code == 403
    assert client.post(address(NEW, account), WISH).status_code == 403
    assert {client.post(address(name, account, waiting)).status_code for name in ACTS} == {403}


def test_an_override_of_a_secret_account_does_not_exist_for_others(as_user, account, waiting, chair):
    account.confidentiality = "secret"
    account.save()
    client = as_user(chair)
    assert client.get(address(NEW, account)).status_code == 404
    assert client.post(address(NEW, account), WISH).status_code == 404
    assert {client.post(address(name, account, waiting)).status_code for name in ACTS} == {404}
    board = client.get(reverse("reporting:board")).content.decode()
    assert "Olematon" not in board
    assert "odottaa hyväksyntääsi" not in board
    waiting.refresh_from_db()
    assert waiting.state == "proposed"


@pytest.mark.parametrize("name", ACTS)
def test_an_override_of_another_account_does_not_exist_here(as_user, owner, waiting, name):
    other = make_account(owner=owner.person)
    make_judgement(other)
    assert as_user(owner).post(address(name, other, waiting)).status_code == 404
    assert as_user(owner).get(address(name, other, waiting)).status_code == 405


def test_care_alone_reads_and_does_not_write(as_user, account, waiting):
    supervisor = make_user()
    make_site(account, supervisor=supervisor.person)
    client = as_user(supervisor)
    page = client.get(address(NEW, account))
    assert page.status_code == 200
    assert REASON in text_of(page)
    assert '<form method="post"' not in page.content.decode().split("<main")[1]
    assert client.post(address(NEW, account), WISH).status_code == 403
    assert client.post(address(DECIDE, account, waiting), {"decision": "approve"}).status_code == 403
    assert client.post(address(WITHDRAW, account, waiting)).status_code == 403
    assert client.post(address(RENEW, account, waiting)).status_code == 403


# Asking


def test_the_owner_asks_and_the_account_page_tells_that_it_waits(as_user, account, owner):
    client = as_user(owner)
    page = text_of(client.get(address(NEW, account)))
    assert "Vihreä – parempi kuin laskettu, odottaa hyväksyntää" in page
    assert "Punainen – huonompi kuin laskettu, voimaan heti" in page
    answer = client.post(address(NEW, account), WISH, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("reporting:account", args=[account.pk])
    told = text_of(answer)
    assert "odottaa hyväksyntää" in told
    assert f"Tunnettu kertatekijä: {REASON}" in told
    row = StatusOverride.objects.get()
    assert (row.state, row.asked_by) == ("proposed", owner)


def test_a_board_member_shows_a_worse_colour_and_is_not_offered_a_better_one(as_user, account):
    member = make_user()
    BoardMembership.objects.create(person=member.person, starts_on=TODAY)
    client = as_user(member)
    page = text_of(client.get(address(NEW, account)))
    assert "Punainen – huonompi" in page
    assert "parempi kuin laskettu" not in page
    assert client.post(address(NEW, account), WISH).status_code == 403
    assert client.post(address(NEW, account), WISH | {"colour": "RED"}).status_code == 302
    assert StatusOverride.objects.get().state == "in_force"


def test_what_was_typed_is_kept_with_the_reason_of_refusal(as_user, account, owner):
    answer = as_user(owner).post(address(NEW, account), WISH | {"reason": "liian lyhyt"})
    assert answer.status_code == 422
    assert "liian lyhyt</textarea>" in answer.content.decode()
    assert "vähintään 20" in text_of(answer)
    same = as_user(owner).post(address(NEW, account), WISH | {"colour": "AMBER"})
    assert "Laskettu väri on jo keltainen" in text_of(same)
    assert not StatusOverride.objects.exists()


def test_a_critical_red_is_told_instead_of_offering_a_better_colour(as_user, account, owner):
    make_judgement(account, "RED", reds=["R30"])
    client = as_user(owner)
    page = text_of(client.get(address(NEW, account)))
    assert "kriittinen sääntö on punainen" in page
    assert "parempi kuin laskettu" not in page
    answer = client.post(address(NEW, account), WISH)
    assert answer.status_code == 422
    assert "kriittinen sääntö on punainen" in text_of(answer)


def test_a_second_open_override_is_told(as_user, account, owner, waiting):
    answer = as_user(owner).post(address(NEW, account), WISH)
    assert answer.status_code == 422
    assert "avoin käsinkorjaus" in text_of(answer)


# Deciding


def test_the_chair_approves_with_one_click_on_the_board_page(as_user, account, waiting, chair):
    client = as_user(chair)
    board = text_of(client.get(reverse("reporting:board")))
    assert "Hyväksyntääsi odottavat käsinkorjaukset" in board
    assert REASON in board
    answer = client.post(address(DECIDE, account, waiting), {"decision": "approve", "back": "board"}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("reporting:board")
    assert "Käsinkorjaus on hyväksytty." in text_of(answer)
    assert "Hyväksyntääsi odottavat" not in text_of(answer)
    again = client.post(address(DECIDE, account, waiting), {"decision": "reject"}, follow=True)
    assert "hetki sitten" in text_of(again)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.decided_by) == ("in_force", chair)


def test_the_business_director_rejects_with_a_note(as_user, account, waiting):
    client = as_user(make_user(role="business_director"))
    answer = client.post(address(DECIDE, account, waiting), {"decision": "reject", "note": "Ei riitä."}, follow=True)
    assert "Ei riitä." in text_of(answer)
    waiting.refresh_from_db()
    assert waiting.state == "rejected"


def test_a_refusal_at_approval_is_told(as_user, account, waiting, chair):
    make_judgement(account, "RED", reds=["R15"])
    client = as_user(chair)
    board = client.get(reverse("reporting:board")).content.decode()
    assert 'value="approve"' not in board
    assert 'value="reject"' in board
    answer = client.post(address(DECIDE, account, waiting), {"decision": "approve"}, follow=True)
    assert "kriittinen sääntö on punainen" in text_of(answer)
    waiting.refresh_from_db()
    assert waiting.state == "proposed"


@pytest.mark.parametrize("sent", [{}, {"decision": "maybe"}, {"decision": "reject", "note": "x" * 301}])
def test_a_decision_that_is_none_changes_nothing(as_user, account, waiting, chair, sent):
    assert as_user(chair).post(address(DECIDE, account, waiting), sent).status_code == 302
    waiting.refresh_from_db()
    assert waiting.state == "proposed"


def test_the_panel_of_approvals_is_for_approvers_and_not_for_own_accounts(as_user, account, waiting):
    member, chair = make_user(), make_board_chair()
    BoardMembership.objects.create(person=member.person, starts_on=TODAY)
    assert "Hyväksyntääsi" not in text_of(as_user(member).get(reverse("reporting:board")))
    assert "Hyväksyntääsi" in text_of(as_user(chair).get(reverse("reporting:board")))
    account.assignments.create(person=chair.person, role="deputy", starts_on=TODAY)
    assert "Hyväksyntääsi" not in text_of(as_user(chair).get(reverse("reporting:board")))


def test_an_approver_decides_on_the_page_of_the_override_too(as_user, account, waiting, owner, chair):
    assert 'value="approve"' in as_user(chair).get(address(NEW, account)).content.decode()
    assert 'value="approve"' not in as_user(owner).get(address(NEW, account)).content.decode()


# Taking back and renewing


def test_the_owner_takes_it_back(as_user, account, waiting, owner):
    answer = as_user(owner).post(address(WITHDRAW, account, waiting), follow=True)
    assert "Käsinkorjaus on peruttu" in text_of(answer)
    waiting.refresh_from_db()
    assert waiting.state == "withdrawn"


def test_the_owner_renews_and_it_waits_again(as_user, account, owner, chair):
    row = in_force(account, owner, chair)
    client = as_user(owner)
    assert 'name="renew-reason"' in client.get(address(NEW, account)).content.decode()
    short = client.post(address(RENEW, account, row), {"renew-reason": "lyhyt", "renew-expires_on": "2026-10-20"})
    assert short.status_code == 422
    assert "vähintään 20" in text_of(short)
    sent = {"renew-reason": REASON, "renew-expires_on": "2026-10-20"}
    answer = client.post(address(RENEW, account, row), sent, follow=True)
    assert "uusittu 1 kerran" in text_of(answer)
    row.refresh_from_db()
    assert (row.state, row.renewals) == ("proposed", 1)


def test_after_two_renewals_the_limit_is_to_be_discussed(as_user, account, owner, chair):
    row = in_force(account, owner, chair, renewals=2)
    client = as_user(owner)
    page = client.get(address(NEW, account))
    assert "renew-reason" not in page.content.decode()
    assert "säännön raja" in text_of(page)
    sent = {"renew-reason": REASON, "renew-expires_on": "2026-10-20"}
    refused = client.post(address(RENEW, account, row), sent)
    assert "säännön raja" in text_of(refused)


# Shown beside the colour


def test_the_account_page_shows_the_computed_colour_beside(as_user, account, owner, chair):
    in_force(account, owner, chair)
    page = text_of(as_user(owner).get(reverse("reporting:account", args=[account.pk])))
    assert "Vihreä (laskettu: keltainen)" in page
    assert f"Tunnettu kertatekijä: {REASON}" in page
    assert "pyytänyt Eero Esimerkkilä 11.9.2026, hyväksynyt Paula Puhuja · voimassa 9.10.2026 asti" in page


def test_who_sees_only_the_directory_sees_no_override(as_user, account, owner, chair):
    in_force(account, owner, chair)
    client = as_user(make_user(role="project_staff"))
    for name, args in (("reporting:account", [account.pk]), ("reporting:account_list", [])):
        page = client.get(reverse(name, args=args)).content.decode()
        assert REASON not in page
        assert "hand-index" not in page


@pytest.mark.parametrize("name", ["reporting:account_list", "reporting:board", "reporting:start"])
def test_lists_mark_a_colour_shown_by_hand(as_user, account, owner, chair, name):
    reader = owner if name != "reporting:board" else chair
    client = as_user(reader)
    make_judgement(account, "AMBER", ambers=["R31"])
    assert "hand-index" not in client.get(reverse(name)).content.decode()
    in_force(account, owner, chair)
    page = client.get(reverse(name))
    assert "(näytetään käsin, laskettu: keltainen)" in text_of(page)


def test_a_worse_colour_by_hand_says_its_reason_in_the_list_and_the_export(as_user, account, owner):
    make_judgement(account, "GREEN", shown="RED", override_state="in force")
    make_override(account, owner, colour="RED", computed="GREEN", state="in_force")
    client = as_user(owner)
    assert f"Käsin (tunnettu kertatekijä): {REASON}" in text_of(client.get(reverse("reporting:account_list")))
    export = client.get(reverse("reporting:account_list"), {"export": "csv"}).content.decode("utf-8-sig")
    assert "Punainen (laskettu: vihreä)" in export


def test_missing_data_is_told_when_an_approved_colour_is_not_shown(as_user, account, owner, chair):
    in_force(account, owner, chair)
    make_judgement(account, "AMBER", override_state="refused: mandatory data missing", missing_inputs=["csat"])
    page = text_of(as_user(owner).get(reverse("reporting:account", args=[account.pk])))
    assert "koska pakollista tietoa puuttuu" in page


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("expired", "aika täyttyi"),
        ("cancelled: equals computed", "laskettu väri muuttui samaksi"),
        ("cancelled: computed passed it", "laskettu väri ohitti sen"),
        ("cancelled: new red R15, R30", "uusi punainen sääntö: R15, R30"),
        ("Ei riitä.", "Ei riitä."),
    ],
)
def test_the_history_says_how_each_ended(as_user, account, owner, note, words):
    make_override(account, owner, state="cancelled", ended_on=TODAY, end_note=note)
    page = text_of(as_user(owner).get(address(NEW, account)))
    assert words in page
    assert "Eero Esimerkkilä 11.9.2026" in page


def test_the_history_gives_no_days_to_what_was_never_shown(as_user, account, owner, chair):
    make_override(account, owner, state="rejected", decided_by=chair, decided_at=NOON, ended_on=TODAY)
    make_override(account, owner, state="expired", ended_on=TODAY)
    days = "11.9.2026–11.9.2026"
    assert days not in text_of(as_user(owner).get(address(NEW, account)))
    make_override(account, owner, state="expired", decided_by=chair, decided_at=NOON, ended_on=TODAY)
    make_override(account, owner, colour="RED", state="withdrawn", ended_on=TODAY)
    assert text_of(as_user(owner).get(address(NEW, account))).count(days) == 2


def test_an_account_without_overrides_says_so(as_user, account, owner):
    page = text_of(as_user(owner).get(address(NEW, account)))
    assert "ei ole koskaan muutettu käsin" in page
