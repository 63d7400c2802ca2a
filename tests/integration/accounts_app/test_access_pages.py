"""The pages of rights, barriers, the trail and privacy: who opens them, what they answer, and what does not exist."""

import datetime
import json
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts_app.models import AccessRequest, Account, AccountGrant, BarrierGroup, BarrierMember
from accounts_app.privacy import ANONYMOUS
from teams.models import AuditEvent, User
from tests.factories import make_account, make_contact, make_meeting, make_person, make_site, make_user

pytestmark = pytest.mark.django_db
WHY = "Tarvitsen tämän tarjousta varten."


@pytest.fixture
def world() -> SimpleNamespace:
    owner, keeper = make_user("Oili Omistaja"), make_user("Kai Kehittäjä", role="process_owner")
    account = make_account("Avoin Oy", owner=owner.person)
    secret = make_account("Salainen Oy", owner=make_person(), confidentiality="secret")
    make_site(account, supervisor=make_person("Saara Esimies"))
    return SimpleNamespace(
        owner=owner,
        keeper=keeper,
        admin=make_user("Aino Ylläpito", role="administrator"),
        staff=make_user("Pekka Projekti"),
        account=account,
        secret=secret,
        contact=make_contact(account, name="Kaarina Kontakti"),
        hidden=make_contact(secret, name="Hilla Hiljainen"),
    )


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def get(user: User, name: str, *args: object, **query: str) -> HttpResponse:
    return client_of(user).get(reverse(f"accounts:{name}", args=args), query)


def post(user: User, name: str, *args: object, **typed: str) -> HttpResponse:
    return client_of(user).post(reverse(f"accounts:{name}", args=args), typed)


OF_AN_ACCOUNT = {
    "members": ("owner", "keeper"),
    "member_new": ("owner", "keeper"),
    "confidentiality": ("owner", "keeper"),
    "trail": ("owner", "keeper", "admin"),
}


@pytest.mark.parametrize(("name", "readers"), OF_AN_ACCOUNT.items())
def test_pages_of_an_account_open_to_those_the_table_names(
    world: SimpleNamespace, name: str, readers: tuple[str, ...]
) -> None:
    for who in ("owner", "keeper", "admin", "staff"):
        code = get(getattr(world, who), name, world.account.pk).status_code
        assert code == (200 if who in readers else 403), (name, who)


@pytest.mark.parametrize("name", [*OF_AN_ACCOUNT, "access_ask"])
def test_a_secret_account_is_answered_like_an_absent_one(world: SimpleNamespace, name: str) -> None:
    for who in ("owner", "keeper", "admin", "staff"):
        user = getattr(world, who)
        hidden, absent = (get(user, name, pk) for pk in (world.secret.pk, 999_999))
        assert (hidden.status_code, hidden.content) == (404, absent.content)


@pytest.mark.parametrize(
    ("name", "readers"),
    [
        ("my_access", ("owner", "keeper", "admin", "staff")),
        ("roles", ("owner", "keeper", "admin", "staff")),
        ("access_requests", ("owner", "keeper", "admin", "staff")),
        ("break_glass", ("admin",)),
        ("barriers", ("keeper",)),
        ("trail_search", ("keeper", "admin")),
        ("privacy", ("keeper", "admin")),
    ],
)
def test_pages_of_the_company_open_by_permission(world: SimpleNamespace, name: str, readers: tuple[str, ...]) -> None:
    for who in ("owner", "keeper", "admin", "staff"):
        assert get(getattr(world, who), name).status_code == (200 if who in readers else 403), (name, who)


def test_who_sees_the_account_and_why(world: SimpleNamespace) -> None:
    page = get(world.owner, "members", world.account.pk).content.decode()
    for words in ("Oili Omistaja", "Saara Esimies", "Kai Kehittäjä", "Aino Ylläpito"):
        assert words in page
    assert "Pekka Projekti" not in page


def test_a_member_is_named_and_ended(world: SimpleNamespace) -> None:
    typed = {"person": str(world.staff.person.pk), "reason": "Auttaa tarjouksessa", "starts_on": "2026-09-11"}
    assert post(world.owner, "member_new", world.account.pk, **typed).status_code == 302
    grant = AccountGrant.objects.get()
    assert (grant.person, grant.granted_by, grant.sees_money) == (world.staff.person, world.owner.person, False)
    again = post(world.owner, "member_new", world.account.pk, **typed)
    assert again.status_code == 422
    assert "Auttaa tarjouksessa" in again.content.decode()
    assert post(world.staff, "member_end", world.account.pk, grant.pk).status_code == 403
    assert post(world.owner, "member_end", world.account.pk, grant.pk).status_code == 302
    assert not AccountGrant.objects.exists()
    assert post(world.owner, "member_end", world.account.pk, grant.pk).status_code == 404


def test_a_member_who_would_end_before_the_start_is_refused(world: SimpleNamespace) -> None:
    typed = {
        "person": str(world.staff.person.pk),
        "reason": "Auttaa",
        "starts_on": "2026-09-20",
        "ends_on": "2026-09-12",
    }
    assert post(world.owner, "member_new", world.account.pk, **typed).status_code == 422
    assert not AccountGrant.objects.exists()


def test_one_who_does_not_see_the_figures_does_not_open_them(world: SimpleNamespace) -> None:
    page = get(world.keeper, "member_new", world.account.pk).content.decode()
    assert "sees_money" not in page
    assert "sees_money" in get(world.owner, "member_new", world.account.pk).content.decode()


def test_closing_names_beforehand_who_loses_sight(world: SimpleNamespace) -> None:
    page = get(world.owner, "confidentiality", world.account.pk).content.decode()
    assert "Saara Esimies" in page
    assert "barrier_group" not in page
    assert post(world.owner, "confidentiality", world.account.pk, confidentiality="secret").status_code == 302
    assert get(world.keeper, "members", world.account.pk).status_code == 404
    assert get(world.owner, "members", world.account.pk).status_code == 200


def test_one_who_closes_it_for_oneself_is_led_to_the_list(world: SimpleNamespace) -> None:
    answer = post(world.keeper, "confidentiality", world.account.pk, confidentiality="secret")
    assert answer["Location"] == reverse("reporting:account_list")


def test_sides_are_made_and_filled_and_put_on_an_account(world: SimpleNamespace) -> None:
    assert post(world.keeper, "barriers", first="Sininen", second="Sininen").status_code == 422
    assert post(world.keeper, "barriers", first="Sininen", second="Vihreä").status_code == 302
    assert post(world.keeper, "barriers", first="Sininen", second="Muu").status_code == 422
    blue, green = BarrierGroup.objects.get(name="Sininen"), BarrierGroup.objects.get(name="Vihreä")
    refused = post(
        world.keeper, "confidentiality", world.account.pk, confidentiality="open", barrier_group=str(blue.pk)
    )
    assert refused.status_code == 422
    typed = {"person": str(world.owner.person.pk), "starts_on": "2026-09-11"}
    assert post(world.keeper, "barrier", blue.pk, **typed).status_code == 302
    assert post(world.keeper, "barrier", green.pk, **typed).status_code == 422
    assert "Oili Omistaja" in get(world.keeper, "barrier", blue.pk).content.decode()
    assert post(world.owner, "barrier", blue.pk, **typed).status_code == 403
    put = post(world.keeper, "confidentiality", world.account.pk, confidentiality="open", barrier_group=str(blue.pk))
    assert put["Location"] == reverse("reporting:account_list")
    assert get(world.admin, "trail", world.account.pk).status_code == 404
    assert "Sininen" in get(world.owner, "members", world.account.pk).content.decode()
    member = BarrierMember.objects.get()
    assert post(world.keeper, "barrier_member_end", green.pk, member.pk).status_code == 404
    assert post(world.keeper, "barrier_member_end", blue.pk, member.pk).status_code == 302
    assert get(world.owner, "members", world.account.pk).status_code == 404


def test_what_may_i_see_answers_for_visible_accounts_only(world: SimpleNamespace) -> None:
    page = get(world.staff, "my_access", account=str(world.account.pk)).content.decode()
    assert reverse("accounts:access_ask", args=[world.account.pk]) in page
    hidden, absent = (get(world.staff, "my_access", account=pk) for pk in (str(world.secret.pk), "999999"))
    assert (hidden.status_code, hidden.content) == (404, absent.content)
    assert get(world.staff, "my_access", account="x").status_code == 404


def test_every_role_has_its_paragraph(world: SimpleNamespace) -> None:
    page = get(world.staff, "roles")
    assert len(page.context["roles"]) == 18
    assert [str(role.title) for role, _words, is_own in page.context["roles"] if is_own] != []


def test_access_is_asked_and_granted(world: SimpleNamespace) -> None:
    assert post(world.staff, "access_ask", world.account.pk, kind="care", reason="lyhyt").status_code == 422
    assert post(world.staff, "access_ask", world.account.pk, kind="care", reason=WHY).status_code == 302
    assert post(world.staff, "access_ask", world.account.pk, kind="care", reason=WHY).status_code == 422
    asked = AccessRequest.objects.get()
    assert WHY in get(world.owner, "access_requests").content.decode()
    assert get(world.staff, "access_decide", asked.pk).status_code == 403
    empty = post(world.owner, "access_decide", asked.pk, decision="refuse", ends_on="2026-12-01")
    assert empty.status_code == 422
    past = post(world.owner, "access_decide", asked.pk, decision="grant", ends_on="2026-01-01")
    assert past.status_code == 422
    assert post(world.owner, "access_decide", asked.pk, decision="grant", ends_on="2026-12-01").status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.grant.ends_on) == ("granted", datetime.date(2026, 12, 1))
    page = client_of(world.staff).get(reverse("reporting:account", args=[world.account.pk]))
    assert page.context["page"].rights.care
    assert post(world.owner, "access_decide", asked.pk, decision="refuse", answer="ei").status_code == 422


def test_access_is_refused_with_words_and_withdrawn(world: SimpleNamespace) -> None:
    post(world.staff, "access_ask", world.account.pk, kind="money", reason=WHY)
    asked = AccessRequest.objects.get()
    post(world.owner, "access_decide", asked.pk, decision="refuse", answer="Kysy controllerilta")
    assert "Kysy controllerilta" in get(world.staff, "access_requests").content.decode()
    post(world.staff, "access_ask", world.account.pk, kind="care", reason=WHY)
    second = AccessRequest.objects.exclude(pk=asked.pk).get()
    assert post(world.owner, "access_withdraw", second.pk).status_code == 404
    assert post(world.staff, "access_withdraw", second.pk).status_code == 302
    second.refresh_from_db()
    assert second.state == "withdrawn"


def test_one_who_sees_everything_has_nothing_to_ask(world: SimpleNamespace) -> None:
    assert get(world.owner, "access_ask", world.account.pk).status_code == 403


def masked(response: HttpResponse, *words: str) -> str:
    text = response.content.decode()
    for word in words:
        text = text.replace(word, "*")
    return text.split("<main", 1)[-1]


def test_break_glass_answers_the_same_for_hidden_and_absent(world: SimpleNamespace) -> None:
    assert post(world.admin, "break_glass", named="Salainen Oy", reason="liian lyhyt").status_code == 422
    pages = []
    for named in ("Salainen Oy", "Olematon Oy"):
        AccessRequest.objects.all().delete()
        client = client_of(world.admin)
        sent = client.post(reverse("accounts:break_glass"), {"named": named, "reason": WHY}, follow=True)
        pages.append(masked(sent, named))
    assert pages[0] == pages[1]
    trails = [get(world.admin, "trail_search", account=words).content.decode() for words in ("Salainen", "Olematon")]
    assert [page.count("Salainen Oy") for page in trails] == [0, 0]
    asked = AccessRequest.objects.get()
    assert get(world.admin, "access_decide", asked.pk).status_code == 404


def test_the_trail_shows_changes_and_views_and_comes_as_a_file(world: SimpleNamespace) -> None:
    listed = reverse("accounts:record_list", args=[world.account.pk, "contact"])
    for _ in range(2):
        assert client_of(world.owner).get(listed).status_code == 200
    assert AuditEvent.objects.filter(act="view.contacts", account_no=world.account.pk).count() == 1
    page = get(world.owner, "trail", world.account.pk)
    assert len(page.context["lines"]) == 1
    file = get(world.admin, "trail_search", format="csv", person="omistaja")
    assert file["Content-Type"].startswith("text/csv")
    assert "Avoin Oy" in file.content.decode("utf-8-sig")
    assert get(world.admin, "trail_search", format="pdf").status_code == 404
    assert get(world.admin, "trail_search", first="eilen").status_code == 200
    assert get(world.admin, "trail_search", act="nonsense").status_code == 200


def test_the_page_of_a_secret_account_leaves_a_trace() -> None:
    owner = make_user()
    account = make_account(owner=owner.person, confidentiality="secret")
    client_of(owner).get(reverse("reporting:account", args=[account.pk]))
    assert AuditEvent.objects.get(act="view.secret").account_no == account.pk


def test_what_is_kept_about_a_contact_opens_to_those_in_charge(world: SimpleNamespace) -> None:
    make_meeting(world.account, datetime.date(2026, 9, 1), subject="Kaarina Kontakti kävi").contacts.add(world.contact)
    where = (world.account.pk, world.contact.pk)
    for who, code in (("owner", 200), ("keeper", 200), ("admin", 200), ("staff", 403)):
        assert get(getattr(world, who), "contact_data", *where).status_code == code, who
    assert get(world.owner, "contact_data", world.account.pk, world.hidden.pk).status_code == 404
    assert get(world.owner, "contact_data", world.secret.pk, world.hidden.pk).status_code == 404
    assert get(world.owner, "contact_data", *where, format="xml").status_code == 404
    file = get(world.owner, "contact_data", *where, format="json")
    assert json.loads(file.content)["name"] == "Kaarina Kontakti"
    assert AuditEvent.objects.filter(act="contact.export").count() == 1


def test_anonymising_asks_for_the_tick(world: SimpleNamespace) -> None:
    where = (world.account.pk, world.contact.pk)
    assert post(world.staff, "contact_anonymise", *where, sure="yes").status_code == 403
    post(world.owner, "contact_anonymise", *where)
    world.contact.refresh_from_db()
    assert world.contact.name == "Kaarina Kontakti"
    post(world.owner, "contact_anonymise", *where, sure="yes")
    world.contact.refresh_from_db()
    assert world.contact.name == ANONYMOUS
    assert get(world.owner, "contact_data", *where).status_code == 200


def test_the_next_run_is_shown_without_hidden_accounts(world: SimpleNamespace) -> None:
    for contact in (world.contact, world.hidden):
        contact.left_on = datetime.date(2024, 1, 1)
        contact.save()
    page = get(world.keeper, "privacy")
    assert page.context["count"] == 1
    assert "Hilla Hiljainen" not in page.content.decode()


def test_pages_ask_little_whatever_the_number_of_people(world: SimpleNamespace) -> None:
    def count(name: str, *args: object) -> int:
        client = client_of(world.owner)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"accounts:{name}", args=args)).status_code == 200
        return len(queries)

    few = count("members", world.account.pk)
    for _ in range(8):
        make_site(world.account, supervisor=make_person(), area_director=make_person())
        AccountGrant.objects.create(account=world.account, person=make_person(), starts_on=datetime.date(2026, 1, 1))
    assert count("members", world.account.pk) == few <= 20
    assert count("trail", world.account.pk) <= 12
    assert count("access_requests") <= 12


def test_a_login_of_nobody_has_nothing_here() -> None:
    nobody = User.objects.create_user("nobody")
    for name in ("break_glass", "barriers", "trail_search", "privacy"):
        assert get(nobody, name).status_code == 403
    assert get(nobody, "my_access").status_code == 200
    assert Account.objects.count() == 0
