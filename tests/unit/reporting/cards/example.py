"""The filled example of domain.md 1.10 as facts, context and sheet."""

import datetime
from decimal import Decimal as D

from reporting.cards.build import build
from reporting.cards.context import CardContext, SourceLine
from reporting.cards.follow_up import ActionLine, FollowUp, Kind, RequestLine, StanceLine
from reporting.cards.sheet import Sheet, Standing, sheet
from reporting.facts.types import AccountFacts, SiteScore
from reporting.rules import Limits
from reporting.status import judge

AS_OF = datetime.date(2026, 9, 11)
MONTH = datetime.date(2026, 8, 1)
FRESH = frozenset(
    ["revenue", "margin", "rounds", "scores", "complaints", "csat", "clock", "supervisors", "contracts", "hours"]
)
SOURCE_DATES = {name: datetime.date(2026, 9, 10) for name in FRESH} | {
    "revenue": datetime.date(2026, 8, 31),
    "margin": datetime.date(2026, 8, 31),
    "csat": datetime.date(2026, 5, 31),
}
FROZEN_AT = datetime.datetime(2026, 9, 14, 9, tzinfo=datetime.UTC)
PUBLISHED = Standing(state="published", version=1, checksum="1a2b3c4d" * 8, frozen_at=FROZEN_AT)
DRAFT = Standing(state="draft", version=1)
COMMENT = (
    "Koivulan kohteessa laatu jäi alle rajan, koska vakituinen siistijä vaihtui kahdesti. Aluejohtaja on sopinut "
    "viikoittaiset käynnit lokakuun loppuun. Liikevaihto jää tavoitteesta, koska kahden kohteen aloitus siirtyi "
    "syyskuulle. Hinnantarkistus on sovittu lokakuulle ja tuo noin 12 t€ kuussa."
)
GOALS = tuple(
    ActionLine(
        kind=Kind.GOAL, what=name, owner="Aino Mallinen", due_on=datetime.date(2026, 12, 31), state=state,
    )
    for name, state in (("Laatupisteet yli 93 %", "late"), ("Laajennus Poriin", "on_track"))
)  # fmt: skip
TOWNS = ("Espoo", "Jyväskylä", "Kuopio", "Lahti", "Oulu", "Pori", "Tampere", "Turku", "Vaasa")


def instruction(what: str = "Korjaa Koivulan laatu ja kerro asiakkaalle aikataulu.", **changes) -> ActionLine:
    """An instruction of the board that was acknowledged in August."""
    values = dict(
        kind=Kind.INSTRUCTION, what=what, owner="Aino Mallinen", due_on=datetime.date(2026, 9, 30),
        state="acknowledged", since=datetime.date(2026, 8, 20), metric="Q3", effect="Ei kohteita alle 80 %",
    )  # fmt: skip
    return ActionLine(**(values | changes))


def step(what: str = "Viikoittaiset käynnit Koivulassa", **changes) -> ActionLine:
    """A step of the path to green that waits for the board."""
    values = dict(
        kind=Kind.PATH, what=what, owner="Eero Esimerkkilä", due_on=datetime.date(2026, 10, 31), state="open",
        since=datetime.date(2026, 9, 10), metric="Q3", effect="1 → 0 kohdetta", decider="board",
    )  # fmt: skip
    return ActionLine(**(values | changes))


def example_follow_up(**changes) -> FollowUp:
    """An instruction, a path of two steps, two goals, a request and the stance on the card of July."""
    told = instruction()
    last = StanceLine(
        month=datetime.date(2026, 7, 1), version=1, kind="instructed", text="Laatu ensin.",
        made_on=datetime.date(2026, 8, 18), instructions=(told,),
    )  # fmt: skip
    values = dict(
        actions=(told, step(), step("Uusintakierros", decider="owner"), *GOALS),
        requests=(
            RequestLine(
                kind="decision", text="Lisätäänkö Koivulaan kymmenen tuntia viikossa?",
                asked_on=datetime.date(2026, 9, 10), asked_by="Aino Mallinen",
            ),
        ),
        last_stance=last,
    )  # fmt: skip
    return FollowUp(**(values | changes))


def example_facts(**changes) -> AccountFacts:
    """Esimerkkihoiva Oy on 11.9.2026, with some facts changed."""
    values = dict(
        as_of=AS_OF, month=8, year=2026, model="A", fresh=FRESH,
        rev_ytd=D(3126500), rev_target_ytd=D(3250000), rev_prev_ytd=D(3100000), rev_month=D(398200), rev_r12=D(4700000),
        margin_pct=D("16.2"), margin_target=D("17.0"), margin_eur_ytd=D(506500), margin_pct_month=D("15.9"),
        margin_pct_prev_ytd=D("17.1"),
        sites_active=38, rounds_planned_r3=116, rounds_done_r3=113, rounds_month_done=37, rounds_month_planned=38,
        rounds_ytd_done=296, rounds_ytd_planned=304, rounds_prev_ytd_done=281, rounds_prev_ytd_planned=304,
        score_avg=D("92.1"), score_ytd_mean=D("91.7"), score_prev=D("91.0"), sites_measured=37, sites_below=1,
        sites_below_prev=0, sites_below_names=(SiteScore(name="Koivula, Jyväskylä", score_pct=D(76)),),
        critical_site_fail2=False,
        csat=D("4.2"), csat_n=22, csat_month=datetime.date(2026, 5, 1), csat_prev=D("4.1"), csat_prev_n=19,
        complaints_r3=5, complaints_month=2, complaints_ytd=14, complaints_prev_ytd=17, complaints_open=2,
        compl_overdue=1, compl_overdue_max_days=3, critical_open=0, critical_closed_30d=0,
        days_since_meeting=93, last_meeting_on=datetime.date(2026, 6, 10), next_meeting_in_days=13,
        next_meeting_on=datetime.date(2026, 9, 24), goals_active=3, goals_on_track=3, goals_at_risk=0, goals_late=0,
        goals_unchecked=0,
        sup_changes_r12=2, sup_positions=11, sup_changes_prev_r12=4, owner=True, deputy=True, owner_absent_wd=0,
        contract_days=476, contract_share=D(100), contract_name="S-1", contract_ends_on=datetime.date(2027, 12, 31),
        renewal_plan=False, notice=False, notice_withdrawn_30d=False, risk_max=6, risk_review_overdue=0,
        orderbook_eur=D(4740000), orderbook_prev_eur=D(4655000), recv30=D(0), recv60=D(0), recv30_prev=D(0),
        csat_prev_month=datetime.date(2025, 5, 1), nps_n=22, nps_promoters=12, nps_detractors=4, nps_prev_n=19,
        nps_prev_promoters=8, nps_prev_detractors=2, fr_n=5, fr_within=5, repeat_max=1,
        clock_late14=0, key_late_max=0, meetings_done=3, meetings_due=3,
        hours_used=D(119), hours_budget=D(128), time_budget_pct=D("92.96875"), hours_month=D(14),
        hours_month_budget=D(16), sites_nosup=0, sites_nosup_maxdays=0, potential_eur=D(1035000),
        potential_weighted_eur=D(121200), wallet_pct=D(60), wallet_class="C", wallet_year=2026, opportunities=3,
        opportunities_eur=D(210000), source_dates=SOURCE_DATES,
    )  # fmt: skip
    return AccountFacts(**(values | changes))


def example_context(**changes) -> CardContext:
    """Names, places and sources of the example."""
    loaded_at = datetime.datetime(2026, 9, 10, 6, 5, tzinfo=datetime.UTC)
    values = dict(
        month=MONTH, as_of=AS_OF, account_id=1, name="Esimerkkihoiva Oy", master={"business_id": "0000000-0"},
        care_model="A", stage="established", towns=TOWNS, site_ids=tuple(range(1, 39)), supervisors=11,
        owner="Aino Mallinen", deputy="Eero Esimerkkilä",
        follow_up=FollowUp(actions=GOALS),
        sources=(
            SourceLine(
                source="revenue", known_until=datetime.date(2026, 8, 31), as_of_on=datetime.date(2026, 9, 5),
                loaded_at=loaded_at, batch_id=7,
            ),
            SourceLine(
                source="rounds", known_until=datetime.date(2026, 9, 10), as_of_on=datetime.date(2026, 9, 10),
                loaded_at=loaded_at, batch_id=7,
            ),
        ),
    )  # fmt: skip
    return CardContext(**(values | changes))


def example_content(facts: AccountFacts | None = None, context: CardContext | None = None, comment: str = "") -> dict:
    """The snapshot of the example."""
    known = facts or example_facts()
    content = build(known, judge(known, Limits()), context or example_context())
    content["summary"]["comment"] = comment
    return content


def example_sheet(lang: str = "fi", standing: Standing = PUBLISHED, **parts) -> Sheet:
    """The printed texts of the example."""
    return sheet(example_content(**parts), lang, standing)
