"""From the account page to a logged meeting: the row exists, the clock is fulfilled, the reader is back on the page."""

import datetime
import re

import pytest
from django.test import Client

from accounts_app.models import ClockEvent, Contact, GoalCheck, Meeting
from tests.factories import make_account, make_clock_event, make_contact, make_meeting, make_site, make_user

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)


def links(page: str, ending: str) -> list[str]:
    return [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', page) if ending in link]


def test_a_meeting_logged_from_the_account_page_fulfils_the_clock(client: Client) -> None:
    owner = make_user("Oili Omistaja")
    account = make_account("Esimerkki Oy", owner=owner.person, care_model="A")
    decider = make_contact(account, name="Päivi Päättäjä")
    make_meeting(account, TODAY - datetime.timedelta(days=130)).contacts.add(decider)
    event = make_clock_event(account, "JT", TODAY + datetime.timedelta(days=4))
    client.force_login(owner)

    page = client.get(f"/accounts/{account.pk}/", {"tab": "care"}).content.decode()
    address = links(page, "records/meeting/new/")[0]
    form = client.get(address)
    shown = form.content.decode()
    assert re.search(rf'name="contacts" value="{decider.pk}"[^>]* checked', shown), "the people of the last meeting"
    assert re.search(rf'name="events" value="{event.pk}"[^>]* checked', shown), "the open event of the clock"
    response = client.post(
        address,
        {
            "kind": "director",
            "mode": "face_to_face",
            "meets_on": "2026-09-11",
            "contacts": [decider.pk],
            "events": [event.pk],
            "notes": "Jatkokausi kiinnostaa.",
            "next": form.context["next"],
        },
        follow=True,
    )
    assert response.redirect_chain[-1][0] == f"/accounts/{account.pk}/?tab=care"
    assert "Jatkokausi kiinnostaa." in response.content.decode()

    meeting = Meeting.objects.get(account=account, meets_on=TODAY)
    assert (meeting.state, meeting.host, meeting.with_decision_maker) == ("held", owner.person, True)
    assert ClockEvent.objects.get(pk=event.pk).meeting == meeting


def test_a_supervisor_logs_a_visit_with_somebody_new(client: Client) -> None:
    supervisor = make_user("Saara Esimies", role="supervisor")
    account = make_account("Esimerkki Oy")
    make_site(account, supervisor=supervisor.person)
    client.force_login(supervisor)
    page = client.get(f"/accounts/{account.pk}/").content.decode()
    address = links(page, "records/meeting/new/")[0]
    assert links(page, "records/goal/new/") == [], "goals are of those in charge"
    typed = {"kind": "visit", "mode": "face_to_face", "meets_on": "2026-09-11", "new_name": "Kari", "new_role": "user"}
    assert client.post(address, typed).status_code == 302
    assert list(Meeting.objects.get(account=account).contacts.all()) == [Contact.objects.get(name="Kari")]


def test_a_goal_is_set_and_its_check_marked_done(client: Client) -> None:
    owner = make_user("Oili Omistaja")
    account = make_account("Esimerkki Oy", owner=owner.person)
    client.force_login(owner)
    place = f"/accounts/{account.pk}/records/goal/"
    typed = {
        "name": "Laatu yli 92 %",
        "owner": owner.person.pk,
        "due_on": "2026-12-31",
        "rhythm": "monthly",
        "first_check_on": "2026-09-11",
    }
    assert client.post(f"{place}new/", typed).status_code == 302
    first = GoalCheck.objects.order_by("due_on").first()
    assert first is not None
    assert GoalCheck.objects.count() == 4
    change = {**typed, "state": "on_track", "progress_pct": "25", f"check_{first.pk}_done_on": "2026-09-11"}
    assert client.post(f"{place}{first.goal_id}/", change).status_code == 302
    first.refresh_from_db()
    assert first.done_on == TODAY
