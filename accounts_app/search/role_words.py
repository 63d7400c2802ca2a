"""The many titles of the same responsibility: every one leads to the list of responsibilities (R055)."""

from collections.abc import Mapping

from rapidfuzz import fuzz

from accounts_app.models import Assignment
from accounts_app.search.query import Query
from accounts_app.search.results import RoleHit

LIKE_ENOUGH = 88.0
SHORTEST_FUZZY = 5
# Folded, written together.
TITLES: Mapping[Assignment.Role, tuple[str, ...]] = {
    Assignment.Role.OWNER: (
        "kam", "keyaccountmanager", "keyaccount", "accountdirector", "accountowner", "asiakkuusjohtaja",
        "asiakasjohtaja", "asiakasvastaava", "asiakkuusvastaava", "asiakasvastuullinen", "asiakasvastuuhenkilo",
        "asiakkuusvastuuhenkilo", "paaasiakasvastuullinen", "kumppanuuspaallikko", "kumppanuusjohtaja",
        "avainasiakaspaallikko", "yhteyspaallikko", "vastuuhenkilo", "kundansvarig", "kunddirektor",
        "nyckelkundsansvarig", "kundansvariga", "omistaja",
    ),
    Assignment.Role.DEPUTY: ("varahenkilo", "deputy", "ersattare", "sijainen", "varavastuuhenkilo"),
    Assignment.Role.LOCAL_OWNER: (
        "paikallinenvastuuhenkilo", "paikallinenasiakasvastaava", "paikallinenyhteyshenkilo", "localowner",
        "lokaltansvarig",
    ),
    Assignment.Role.SUPPORT: ("tukiorganisaatio", "tukihenkilo", "supportorganisation", "stodorganisation"),
    Assignment.Role.SPONSOR: ("johdonkummi", "kummi", "sponsor", "executivesponsor"),
    Assignment.Role.ACCOUNT_MANAGER: ("accountmanager", "asiakkuuspaallikko", "asiakaspaallikko", "kundchef"),
}  # fmt: skip


def roles_named(query: Query) -> tuple[RoleHit, ...]:
    """The responsibilities the words name; small typing errors are forgiven. No statement."""
    typed = query.joined
    exact = [role for role, titles in TITLES.items() if typed in titles]
    alike = exact or [role for role, titles in TITLES.items() if any(_like(typed, one) for one in titles)]
    return tuple(RoleHit(role.label) for role in alike)


def _like(typed: str, title: str) -> bool:
    """A beginning or a typing error of a title; three letters name a title only exactly."""
    if len(typed) < SHORTEST_FUZZY:
        return False
    return title.startswith(typed) or fuzz.ratio(typed, title) >= LIKE_ENOUGH
