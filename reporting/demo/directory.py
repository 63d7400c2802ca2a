"""What the whole staff may know of an account before calling, and a report that the wrong person stands as owner."""

from accounts_app.models import Account, OwnerReport
from reporting.demo.world import Holding, World

Industry = Account.Industry
# What to talk about, by industry; the last line by care model.
POINTS = {
    Industry.RETAIL: ("Myymälöiden aukioloajat muuttuvat: siivousajat kannattaa kysyä uudestaan.",),
    Industry.CARE: ("Hygienia ja vaihtuvuus kiinnostavat johtoa eniten.", "Uusia hoivakoteja avataan joka vuosi."),
    Industry.HEALTH: ("Omavalvonnan kirjaukset pyydetään nähtäväksi jokaisella käynnillä.",),
    Industry.MANUFACTURING: ("Työturvallisuus ennen kaikkea: havainnot kirjataan heti.",),
    Industry.LOGISTICS: ("Terminaalit toimivat yöllä, joten yövuoron yhteyshenkilö on tärkeä.",),
    Industry.OFFICES: ("Toimistoja tiivistetään: kysy, mitkä tilat jäävät käyttöön.",),
    Industry.HOTELS: ("Sesonki alkaa kesäkuussa ja joulukuussa: lisätyöt sovitaan hyvissä ajoin.",),
    Industry.RESTAURANTS: ("Keittiöiden yösiivous kiinnostaa; kerro kokemuksista muualta.",),
}
BY_MODEL = {
    "A": "Kysy, mitä palvelua seuraavaksi kehitetään yhdessä.",
    "B": "Kerro ikkunanpesusta ja kiinteistönhoidosta; niitä ei vielä osteta kaikkialla.",
}
WRONG = "Kuulin, että tästä asiakkaasta vastaa nykyään joku toinen. Tarkistaisitteko vastuuhenkilön?"


def build(world: World) -> None:
    """Add talking points to accounts in active care; one open report."""
    for holding in world.holdings:
        holding.account.talking_points = "\n".join(_points(holding))
    told = next((one for one in world.holdings if one.owner is world.owners[0] and _is_open(one)), None)
    if told is not None:
        world.add(OwnerReport(account=told.account, reported_by=world.desks["projekti"], text=WRONG))


def _points(holding: Holding) -> list[str]:
    if holding.spec.model not in BY_MODEL:
        return []
    return [*POINTS.get(Industry(holding.spec.industry), ()), BY_MODEL[holding.spec.model]]


def _is_open(holding: Holding) -> bool:
    is_secret = holding.spec.confidentiality != Account.Confidentiality.OPEN
    return not is_secret and not holding.spec.story.owner_missing
