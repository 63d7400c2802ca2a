"""The one-click logins of the demonstration; offered only in demo mode and only while they exist."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from teams.models import User

PASSWORD = "demo"  # noqa: S105 - printed on the login page of the demonstration on purpose
LABELS: dict[str, str | Promise] = {
    "asiakkuusjohtaja": _("Account director"),
    "puheenjohtaja": _("Board chair"),
    "projekti": _("Project staff"),
    "esimies": _("Supervisor"),
    "controller": _("Controller"),
    "yllapito": _("Administrator"),
    "kehitys": _("Process owner"),
    "aluejohtaja": _("Area director"),
}


@dataclass(frozen=True)
class DemoLogin:
    """One button of the login page."""

    username: str
    password: str
    label: str | Promise
    name: str


def demo_logins() -> list[DemoLogin]:
    """The buttons in a fixed order; none outside the demonstration. One query."""
    if not settings.DEMO_LOGINS:
        return []
    users = User.objects.filter(username__in=LABELS, is_active=True, person__isnull=False).select_related("person")
    names = {user.username: user.person.name for user in users}
    return [DemoLogin(login, PASSWORD, label, names[login]) for login, label in LABELS.items() if login in names]
