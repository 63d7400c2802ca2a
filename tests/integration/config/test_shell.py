"""What stands around every page: navigation by permission, login with the demo buttons, errors, gallery."""

import re

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts_app.models import Account
from accounts_app.recent import KEPT, recent_accounts, remember
from config import errors
from config.demo_logins import demo_logins
from tests.factories import make_account, make_board_chair, make_person, make_user

pytestmark = pytest.mark.django_db
PAGE = reverse("teams:people")


def page_of(client: Client, address: str = PAGE) -> str:
    return client.get(address).content.decode()


class TestNavigation:
    def entries(self, client: Client, user: object) -> list[str]:
        client.force_login(user)  # type: ignore[arg-type]
        side = page_of(client).split('class="side-list"', 1)[1].split("</ul>", 1)[0]
        return re.findall(r'href="([^"]+)"', side)

    def test_staff_sees_the_directory_only(self, client: Client) -> None:
        entries = self.entries(client, make_user(role="project_staff"))
        assert reverse("accounts:index") in entries
        assert not {reverse("reporting:board"), reverse("reporting:import_list")} & set(entries)
        assert reverse("reporting:card_list") not in entries

    def test_director_reads_cards_of_own_accounts(self, client: Client) -> None:
        user = make_user(role="account_director")
        make_account(owner=user.person)
        assert reverse("reporting:card_list") in self.entries(client, user)

    def test_board_and_controller(self, client: Client) -> None:
        assert reverse("reporting:board") in self.entries(client, make_board_chair())
        assert reverse("reporting:import_list") in self.entries(client, make_user(role="controller"))

    def test_entry_of_this_page_is_marked_once(self, client: Client) -> None:
        client.force_login(make_user())
        side = page_of(client, reverse("reporting:board_about")).split('class="side-list"', 1)[1].split("</ul>", 1)[0]
        assert side.count("aria-current") == 1
        assert f'href="{reverse("reporting:board_about")}" aria-current="page"' in side


class TestPageFrame:
    def test_no_inline_style_or_script(self, client: Client) -> None:
        client.force_login(make_user())
        for address in (PAGE, reverse("gallery"), reverse("accounts:index"), reverse("accounts:search")):
            page = page_of(client, address)
            assert not re.search(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=", page), address

    def test_search_language_and_log_out_on_every_page(self, client: Client) -> None:
        client.force_login(make_user())
        page = page_of(client)
        assert 'role="combobox"' in page
        assert f'action="{reverse("set_language")}"' in page
        assert f'action="{reverse("account_logout")}"' in page

    def test_language_is_switched(self, client: Client) -> None:
        client.force_login(make_user())
        client.post(reverse("set_language"), {"language": "en", "next": PAGE})
        assert '<html lang="en">' in page_of(client)

    def test_demo_is_marked(self, client: Client, settings: object) -> None:
        client.force_login(make_user())
        assert "demo-mark" in page_of(client)
        settings.DEMO_LOGINS = False  # type: ignore[attr-defined]
        assert "demo-mark" not in page_of(client)

    def test_login_without_a_person_sees_no_navigation(self, client: Client, django_user_model: type) -> None:
        client.force_login(django_user_model.objects.create_user("irrallinen"))  # type: ignore[attr-defined]
        assert "side-list" not in page_of(client)


class TestLogin:
    def test_demo_buttons_only_for_logins_that_exist(self, client: Client, django_user_model: type) -> None:
        assert demo_logins() == []
        user = django_user_model.objects.create_user("controller", password="demo")  # type: ignore[attr-defined]
        make_person("Carita Controllinen", user=user)
        page = page_of(client, reverse("account_login"))
        assert page.count('name="password" value="demo"') == 1
        answer = client.post(reverse("account_login"), {"login": "controller", "password": "demo"})
        assert answer.status_code == 302

    def test_no_demo_buttons_outside_the_demonstration(self, settings: object, django_user_model: type) -> None:
        make_person(user=django_user_model.objects.create_user("controller"))  # type: ignore[attr-defined]
        settings.DEMO_LOGINS = False  # type: ignore[attr-defined]
        assert demo_logins() == []

    def test_wrong_password_is_told_and_the_name_kept(self, client: Client) -> None:
        page = client.post(reverse("account_login"), {"login": "joku", "password": "x"}).content.decode()
        assert 'role="alert"' in page
        assert 'value="joku"' in page

    @pytest.mark.parametrize("name", ["account_reset_password", "account_login"])
    def test_pages_before_login_open(self, client: Client, name: str) -> None:
        assert "door-head" in page_of(client, reverse(name))

    @pytest.mark.parametrize("name", ["account_change_password", "mfa_index", "account_logout", "account_email"])
    def test_pages_of_the_own_login_open(self, client: Client, name: str) -> None:
        client.force_login(make_user())
        assert client.get(reverse(name)).status_code == 200


class TestErrors:
    @pytest.mark.parametrize(
        ("view", "code"), [(errors.bad_request, 400), (errors.forbidden, 403), (errors.not_found, 404)]
    )
    def test_error_pages(self, rf: RequestFactory, view: object, code: int) -> None:
        answer = view(rf.get("/"), None)  # type: ignore[operator]
        assert (answer.status_code, str(code) in answer.content.decode()) == (code, True)

    def test_server_error_needs_no_database(self, rf: RequestFactory, django_assert_num_queries: object) -> None:
        with django_assert_num_queries(0):  # type: ignore[operator]
            assert errors.server_error(rf.get("/")).status_code == 500

    def test_unknown_address(self, client: Client) -> None:
        client.force_login(make_user())
        answer = client.get("/ei-ole/")
        assert (answer.status_code, "door-head" in answer.content.decode()) == (404, True)

    def test_form_without_token(self) -> None:
        answer = Client(enforce_csrf_checks=True).post(reverse("account_login"), {})
        assert (answer.status_code, "door-head" in answer.content.decode()) == (403, True)

    def test_robots_stay_out(self, client: Client) -> None:
        assert "Disallow: /" in page_of(client, reverse("robots"))


class TestGallery:
    def test_needs_login(self, client: Client) -> None:
        assert client.get(reverse("gallery")).status_code == 302

    def test_shows_every_state_as_a_word(self, client: Client) -> None:
        client.force_login(make_user())
        page = page_of(client, reverse("gallery"))
        for name in ("pill-green", "pill-amber", "pill-red", "pill-grey", "sparkline", "timeline-item", "field-errors"):
            assert name in page or name == "field-errors"
        assert "1\xa0234\xa0568\xa0€" in page


class TestRecent:
    def test_last_opened_first_and_only_visible(self) -> None:
        user, session = make_user(), {}
        accounts = [make_account(f"Tili {number} Oy") for number in range(KEPT + 2)]
        for account in [*accounts, accounts[0]]:
            remember(session, account)
        Account.objects.filter(pk=accounts[-1].pk).update(confidentiality="secret")
        import datetime

        shown = recent_accounts(session, user, on=datetime.date(2026, 9, 11))
        assert shown[0] == accounts[0]
        assert len(session["recent_accounts"]) == KEPT
        assert accounts[-1] not in shown
