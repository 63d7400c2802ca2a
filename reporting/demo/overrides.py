"""The manual overrides of the demo: asked by owners, better ones approved by the board chair (domain.md 6.4, 6.5)."""

from dataclasses import dataclass

from reporting.models import StatusOverride

Category = StatusOverride.Category


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What an owner asks for the first of the accounts that shows the expected computed colour."""

    accounts: tuple[int, ...]  # numbers of the specification, the first that fits
    computed: str
    colour: str
    category: str
    reason: str
    days: int  # in force from today


WISHES: dict[str, tuple[Wish, ...]] = {
    "small": (
        Wish(
            accounts=(18,),
            computed="AMBER",
            colour="GREEN",
            category=Category.ONE_OFF,
            reason="Viive johtuu asiakkaan omasta organisaatiomuutoksesta. Uusi aikataulu on sovittu kirjallisesti.",
            days=28,
        ),
    ),
    "full": (
        Wish(
            accounts=(42, 24, 67, 58, 56),
            computed="AMBER",
            colour="GREEN",
            category=Category.ACTION,
            reason="Toimenpide on käynnissä ja asiakas on sen hyväksynyt. Luvuissa se näkyy vasta syyskuun lopussa.",
            days=28,
        ),
        Wish(
            accounts=(47, 46, 45, 54),
            computed="GREEN",
            colour="RED",
            category=Category.NOT_IN_SYSTEM,
            reason="Asiakkaan uusi kiinteistöjohtaja kertoi puhelimessa aikovansa kilpailuttaa koko sopimuksen.",
            days=30,
        ),
    ),
}
