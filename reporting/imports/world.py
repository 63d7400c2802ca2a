"""What codes and names are known while a delivery is read: the database and what earlier files of it bring."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from accounts_app.models import CustomerNumber, Site
from accounts_app.models.account import Account
from config.common.folding import fold
from teams.models import Person

CUSTOMER_LENGTH = 6


@dataclass
class World:
    """Known people, customer numbers, accounts and sites by their natural keys; read in four questions."""

    people: dict[str, str] = field(default_factory=dict)
    customers: dict[str, str] = field(default_factory=dict)
    sites: dict[str, str] = field(default_factory=dict)
    business_ids: dict[str, str] = field(default_factory=dict)
    _accounts: dict[str, str] = field(default_factory=dict)
    _by_name: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    customer_length: int | None = CUSTOMER_LENGTH
    site_length: int | None = None
    person_length: int | None = None

    def add_person(self, number: str, name: str) -> None:
        """Learn a person of an earlier file or of the database."""
        if number not in self.people:
            self._by_name[fold(name)].append(number)
        self.people[number] = name

    def add_account(self, name: str, business_id: str) -> None:
        """Learn an account and its business ID."""
        self._accounts[fold(name)] = name
        if business_id:
            self.business_ids.setdefault(business_id, name)

    def people_named(self, name: str) -> list[str]:
        """Person numbers of the people of this name."""
        return self._by_name.get(fold(name), [])

    def account_named(self, name: str) -> str | None:
        """The name of the account as we write it."""
        return self._accounts.get(fold(name))

    def measure(self) -> None:
        """Find the usual length of the codes, so that lost zeros can be given back."""
        self.customer_length = _usual_length(self.customers) or CUSTOMER_LENGTH
        self.site_length = _usual_length(self.sites)
        self.person_length = _usual_length(self.people)


def known_world() -> World:
    """The references of the database."""
    world = World()
    for number, name in Person.objects.order_by("person_no").values_list("person_no", "name"):
        world.add_person(number, name)
    for name, business_id in Account.objects.order_by("pk").values_list("name", "business_id"):
        world.add_account(name, business_id)
    world.customers = dict(CustomerNumber.objects.values_list("number", "account__name"))
    world.sites = dict(Site.objects.values_list("site_no", "account__name"))
    world.measure()
    return world


def _usual_length(codes: Iterable[str]) -> int | None:
    lengths = Counter(len(code) for code in codes if code.isdigit())
    return lengths.most_common(1)[0][0] if lengths else None
