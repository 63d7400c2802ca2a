"""Accounts, their customer numbers, who answers for them, and the people on the customer's side."""

from datetime import date, timedelta

from accounts_app.models import Account, AccountGrant, Assignment, Contact, CustomerGroup, CustomerNumber
from config.common.folding import fold
from reporting.demo.dice import dice
from reporting.demo.names import FIRST_NAMES, SURNAME_ENDS, business_ids, email, phone
from reporting.demo.portfolio import Spec
from reporting.demo.world import Holding, World
from teams.models import Person

CONTACTS = {"A": 8, "B": 5, "C": 3, "D": 2}
ROLE = Contact.BuyingRole
TITLES = (
    ("Toimitusjohtaja", ROLE.DECIDER),
    ("Hankintajohtaja", ROLE.BUYER),
    ("Kiinteistöpäällikkö", ROLE.DECIDER),
    ("Palvelupäällikkö", ROLE.INFLUENCER),
    ("Toimipaikan päällikkö", ROLE.USER),
    ("Johdon assistentti", ROLE.GATEKEEPER),
    ("Laatupäällikkö", ROLE.INFLUENCER),
    ("Aluepäällikkö", ROLE.USER),
)
CUSTOMER_SURNAMES = ("Uni", "Pilvi", "Tuuli", "Vale", "Kangas", "Taika", "Ihme", "Toive", "Sumu", "Usva")
BRIEFS = {
    "A": "Avainasiakas, jonka kanssa palvelua kehitetään yhdessä. Johto tapaa neljästi vuodessa, ohjausryhmä kahdesti.",
    "B": "Kehitettävä asiakas: tavoitteena laajentaa palveluja ja paikkakuntia. Tapaaminen puolivuosittain.",
    "C": "Perusasiakas. Yhteys tarpeen mukaan, vuosikeskustelu kerran vuodessa.",
    "D": "Ei aktiivista hoitoa. Palvelu sopimuksen mukaan, kasvun merkkejä seurataan.",
}
HANDED_OVER = {8: 10, 14: 14, 21: 6}  # account -> months since the owner changed
PAYER_SUFFIX = " / liikkeet"


def build(world: World, specs: tuple[Spec, ...]) -> None:
    """Add the accounts in the order of the portfolio."""
    groups: dict[str, CustomerGroup] = {}
    for spec, business_id in zip(specs, business_ids(), strict=False):
        if spec.group and spec.group not in groups:
            groups[spec.group] = world.add(CustomerGroup(name=spec.group))
        holding = Holding(spec=spec, account=_account(world, spec, business_id, groups.get(spec.group)))
        world.holdings.append(holding)
        for number, code in enumerate(spec.numbers):
            payer = spec.name + (PAYER_SUFFIX if number else "")
            row = CustomerNumber(account=holding.account, number=code, payer_name=payer)
            holding.numbers.append(world.add(row))
        _assign(world, holding)
        _contacts(world, holding)


def started_on(world: World, spec: Spec) -> date:
    """When the customer came: six or seven years ago, on the first of some month."""
    return date(world.era.as_of.year - 6 - spec.no % 2, 1 + spec.no * 5 % 12, 1)


def _account(world: World, spec: Spec, business_id: str, group: CustomerGroup | None) -> Account:
    story = spec.story
    direction = Account.Direction.GROW if spec.model in "AB" else Account.Direction.KEEP
    account = Account(
        name=spec.name,
        former_names=spec.former_names,
        trade_name=spec.trade_name,
        business_id=business_id,
        group=group,
        care_model=spec.model,
        stage=spec.stage,
        direction=Account.Direction.REDUCE if story.exit_days is not None else direction,
        industry=spec.industry,
        home_town=world.towns[spec.town],
        profile=Account.Profile.CONSULTANCY if spec.projects else Account.Profile.SERVICE,
        relationship_started_on=started_on(world, spec),
        exit_approved_on=world.era.ago(60) if story.exit_days is not None else None,
        confidentiality=spec.confidentiality,
        brief=BRIEFS[spec.model],
    )
    words = (spec.name, spec.former_names, spec.trade_name, business_id, spec.town, *spec.numbers)
    account.search_text = fold(" ".join(words))
    return world.add(account)


def _assign(world: World, holding: Holding) -> None:
    """The owner and the deputy; a few accounts were handed over during the history."""
    spec, owners = holding.spec, world.owners
    holding.owner, holding.deputy = owners[spec.owner], owners[(spec.owner + 1) % len(owners)]
    since = started_on(world, spec)
    months = HANDED_OVER.get(spec.no)
    if not spec.story.owner_missing:
        if months is not None:
            handed_over_on = world.era.months_ago(months)
            before = owners[(spec.owner + 2) % len(owners)]
            _responsible(world, holding, before, "owner", since, ends=handed_over_on - timedelta(days=1))
            since = handed_over_on
        _responsible(world, holding, holding.owner, "owner", since)
    _responsible(world, holding, holding.deputy, "deputy", started_on(world, spec))
    if spec.confidentiality == Account.Confidentiality.SECRET:
        for person in (world.desks["controller"], world.desks["puheenjohtaja"]):
            reason = "Salattu tiimi: luvut ja johtoryhmän käsittely"
            world.add(AccountGrant(account=holding.account, person=person, reason=reason, starts_on=since))


def _responsible(
    world: World, holding: Holding, person: Person, role: str, starts: date, *, ends: date | None = None
) -> None:
    world.add(Assignment(account=holding.account, person=person, role=role, starts_on=starts, ends_on=ends))


def _contacts(world: World, holding: Holding) -> None:
    spec = holding.spec
    chance = dice(world.size, "contacts", spec.no)
    domain = fold(spec.name.split()[0].replace("-", "")).replace(" ", "") + ".example"
    given: set[str] = set()
    for number in range(CONTACTS[spec.model]):
        title, role = TITLES[number]
        name = _contact_name(
            chance.choice(FIRST_NAMES), chance.choice(CUSTOMER_SURNAMES), chance.choice(SURNAME_ENDS), given
        )
        contact = Contact(
            account=holding.account,
            name=name,
            title=title,
            buying_role=role,
            counterpart=holding.owner if role in (ROLE.DECIDER, ROLE.BUYER) else holding.deputy,
            email=email(name, domain),
            phone=phone(400 + spec.no * 10 + number),
        )
        holding.contacts.append(world.add(contact))
    if spec.no % 6 == 0 and len(holding.contacts) > 2:
        holding.contacts[-1].left_on = world.era.months_ago(9, 15)
        holding.contacts[-1].successor = holding.contacts[0]  # who is at every director meeting


def _contact_name(first: str, start: str, end: str, given: set[str]) -> str:
    name = f"{first} {start}{end}"
    while name in given:
        start = start + "s"
        name = f"{first} {start}{end}"
    given.add(name)
    return name
