"""The small demo: 25 accounts with the names and values of domain.md 6.5, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from accounts_app.models import Account
from reporting.demo.stories import CALM, Episode, LowSite, NamedRisk, Story

D = Decimal
Industry = Account.Industry


@dataclass(frozen=True, kw_only=True)
class Spec:
    """One account of a demo before anything is generated."""

    no: int
    name: str
    industry: str
    town: str
    revenue_teur: int  # R12, thousand euros
    sites: int
    model: str
    owner: int  # index of the owner
    numbers: tuple[str, ...]  # customer numbers
    index_pct: Decimal  # revenue of the period / target
    margin_pct: Decimal  # of the period
    margin_target_pct: Decimal
    score_pct: Decimal  # mean quality score
    critical: int  # critical sites
    positions: int  # supervisor positions
    changes: int  # supervisor changes in 12 months
    answers: int  # to the latest survey
    csat: Decimal | None
    contracts: int
    growth_pct: Decimal  # from last year
    story: Story = field(default=CALM)
    former_names: str = ""
    trade_name: str = ""
    group: str = ""
    confidentiality: str = Account.Confidentiality.OPEN
    phase: str = ""  # lifecycle stage when it does not follow from the story
    projects: int = 0  # running ones, when the account is cared for by the consultancy rules

    @property
    def stage(self) -> str:
        """Lifecycle stage; follows from the story when nothing else is said."""
        if self.phase:
            return self.phase
        if self.story.onboarding_days is not None:
            return Account.Stage.ONBOARDING
        if self.story.exit_days is not None:
            return Account.Stage.ENDING
        return Account.Stage.DEVELOPING if self.model == "B" and self.no % 4 == 0 else Account.Stage.ESTABLISHED


# What is special today (domain.md 6.5); everybody else is calm.
STORIES = {
    1: Story(low_sites=(LowSite("Koivula", "Jyväskylä", D("76.0")),), overdue_days=(3,)),
    2: Story(tender_days=24),
    4: Story(low_sites=(LowSite("Niemelä", "Lappeenranta", D("77.5"), rounds=2, is_critical=True),)),
    7: Story(critical_open_days=3),
    9: Story(contract_days=200),
    10: Story(low_sites=(LowSite("Rantala", "Kuopio", D("77.5")),), overdue_days=(7,), last_meeting_days=268),
    11: Story(big_project_share=D("0.21")),
    12: Story(rounds_silent_days=47),
    14: Story(last_meeting_days=250),
    15: Story(onboarding_days=40),
    16: Story(quiet_days=190),
    17: Story(overdue_days=(4,)),
    18: Story(late_goal_days=20),
    20: Story(risk=NamedRisk("Avainhenkilö jää eläkkeelle", 3, 4)),
    25: Story(exit_days=111),
}
# What went wrong and was put right, in months before the last closed one.
EPISODES: Mapping[int, Mapping[str, tuple[int, ...]]] = {
    1: {"overdue": (9, 15)},
    2: {"low_site": (7, 8, 19), "critical": (13,)},
    3: {"low_site": (14,), "low_sites": (18,)},
    4: {"low_site": (12, 13), "critical": (6, 17)},
    5: {"complaints": (17,), "low_sites": (20,)},
    6: {"missed_rounds": (13,), "overdue": (20,), "low_sites": (4,)},
    7: {"low_sites": (11,), "critical": (16, 20)},
    8: {"low_site": (5, 6, 7), "low_sites": (15,)},
    9: {"missed_rounds": (18,), "low_sites": (12, 13)},
    10: {"low_site": (4, 10, 16), "low_sites": (7, 13)},
    11: {"low_sites": (8, 9)},
    12: {"complaints": (6,), "low_sites": (14,)},
    13: {"overdue": (4, 12), "critical": (17,)},
    14: {"low_site": (15,), "low_sites": (8, 9)},
    15: {"missed_rounds": (10,), "overdue": (16,)},
    16: {"critical": (11,)},
    17: {"overdue": (2, 3), "critical": (13,)},
    18: {"low_site": (3,), "low_sites": (11, 12)},
    19: {"complaints": (6, 7)},
    20: {"overdue": (14,), "critical": (8,)},
    21: {"critical": (2,)},
    22: {"overdue": (6,)},
    23: {"critical": (15,)},
    24: {"overdue": (8,)},
}

# no; account; industry; town; R12 t€; sites; model; owner; customer numbers;
# index %, margin %, margin target %, quality score %; critical sites, supervisor positions, changes; answers, CSAT;
# contracts; growth %
TABLE = """
1;Tarulinnan Hoivakodit Oy;care;Espoo;5579;55;A;0;004513;96.2;16.2;17.0;92.1;4;11;2;22;4.2;1;0.9
2;Satumaan Kauppaketju Oyj;retail;Helsinki;3143;39;A;1;004528;99.4;15.1;15.4;93.4;3;16;2;18;4.2;5;2.8
3;Keksityn Logistiikka Oy;logistics;Vantaa;2296;33;A;2;004538;101.8;18.9;18.0;95.2;2;11;1;16;4.5;5;4.6
4;Pilvilinnan Hotellit Oy;hotels;Tampere;1821;28;A;3;004550;100.7;14.8;14.9;93.8;2;11;1;14;4.3;5;3.2
5;Olevinaan Energia Oy;manufacturing;Oulu;1507;25;B;0;004564;99.1;17.6;17.5;92.7;2;6;2;12;4.1;3;1.7
6;Näennäis Vakuutus Oyj;offices;Helsinki;1278;23;B;1;004573;100.3;20.4;19.8;94.4;1;7;1;12;4.4;1;2.1
7;Toivelaakson Terveysasemat Oy;health;Jyväskylä;1102;21;B;2;004584;101.2;15.7;15.6;91.8;1;6;1;11;4.1;3;3.9
8;Kangastus Optikot Oy;retail;Turku;961;19;B;3;004597,007731;98.6;17.2;17.6;93.0;1;7;1;10;4.3;3;0.4
9;Lumetehdas Oy;manufacturing;Lahti;845;18;B;0;004612;98.9;13.4;13.6;92.2;1;5;0;9;4.1;3;-1.2
10;Sadunkerta Päiväkodit Oy;education;Kuopio;747;17;B;1;004622;95.4;12.8;13.3;91.6;1;5;0;9;4.1;3;-2.4
11;Haavekuvan Apteekit Oy;retail;Pori;663;15;B;2;004634;102.4;18.3;17.5;94.1;1;6;1;9;4.4;3;-1.8
12;Unelmavirta Verkot Oy;manufacturing;Vaasa;590;14;B;3;004648;100.1;16.6;16.5;92.9;1;5;0;8;4.2;3;2.6
13;Mielikuva Media Oy;offices;Helsinki;526;13;C;0;004657;99.0;19.1;19.0;93.5;0;3;0;6;4.3;3;-0.8
14;Ihmemaa Elintarvike Oy;manufacturing;Seinäjoki;468;13;B;1;004668;101.0;15.9;15.5;91.9;1;4;0;7;4.1;3;3.5
15;Tuulentupa Toimitilat Oy;offices;Espoo;417;12;C;2;004681;100.9;14.2;14.5;92.4;0;3;0;0;;3;6.1
16;Muka Motors Oy;retail;Vantaa;370;11;C;3;004696;98.8;17.9;17.5;93.9;1;4;0;5;4.4;3;1.1
17;Vaahtopää Kylpylät Oy;hotels;Rovaniemi;327;10;C;0;004706;99.7;13.1;13.0;91.4;1;4;0;5;4.2;3;2.2
18;Olematon Pankki Oyj;offices;Helsinki;288;9;B;1;004718;100.6;21.3;21.0;95.6;1;4;0;6;4.5;3;1.9
19;Taikaruoka Ravintolat Oy;restaurants;Turku;251;9;C;2;004732;98.3;12.2;12.5;91.2;0;3;0;4;4.0;2;-1.9
20;Huhupuhe Tele Oy;offices;Oulu;216;8;C;3;004741;99.5;18.4;18.0;92.8;0;3;0;0;;3;0.7
21;Hattaravaaran Hammaslääkärit Oy;health;Joensuu;184;7;C;0;004752;102.0;16.9;16.5;93.7;1;3;0;5;4.2;3;4.1
22;Sepite Kustannus Oy;offices;Helsinki;152;6;C;1;004765;98.1;17.1;17.5;92.0;0;2;0;0;;3;-2.7
23;Arvoituksen Arkistot Oy;public;Mikkeli;120;6;D;2;004780;99.8;15.3;15.0;91.7;0;3;0;0;;2;0.3
24;Kuvitelman Kiinteistöt Oy;offices;Kotka;88;5;D;3;004790;101.4;14.4;14.0;93.1;0;2;0;0;;3;2.0
25;Pikku-Sadun Leikkimaailma Oy;retail;Kokkola;60;4;D;0;004802;99.2;10.6;10.5;90.9;0;2;0;0;;1;-9.5
"""
FORMER_NAMES = {
    4: "Pilvilinnan Majatalot Oy",
    9: "Lumetehtaan Osuuskunta",
    13: "Mielikuvakustannus Oy",
    18: "Olematon Säästökassa Oy",
    20: "Huhupuhelin Oy",
}
TRADE_NAMES = {2: "Satumarket", 8: "Kangastus", 16: "Muka Autotalo", 19: "Taikapata", 25: "Leikki-Satu"}
GROUPS = {8: "Kangastus-ryhmä", 11: "Haavekuva-yhtiöt", 7: "Toivelaakso-konserni", 21: "Toivelaakso-konserni"}


def small() -> tuple[Spec, ...]:
    """The 25 accounts in the order of the table."""
    return tuple(_spec(line) for line in TABLE.strip().splitlines())


def episodes(told: Mapping[str, tuple[int, ...]]) -> tuple[Episode, ...]:
    """The troubles of the past one by one."""
    return tuple(Episode(kind, months_ago) for kind, times in told.items() for months_ago in times)


def _spec(line: str) -> Spec:
    cells = line.split(";")
    no = int(cells[0])
    return Spec(
        no=no,
        name=cells[1],
        industry=Industry(cells[2]),
        town=cells[3],
        revenue_teur=int(cells[4]),
        sites=int(cells[5]),
        model=cells[6],
        owner=int(cells[7]),
        numbers=tuple(cells[8].split(",")),
        index_pct=D(cells[9]),
        margin_pct=D(cells[10]),
        margin_target_pct=D(cells[11]),
        score_pct=D(cells[12]),
        critical=int(cells[13]),
        positions=int(cells[14]),
        changes=int(cells[15]),
        answers=int(cells[16]),
        csat=D(cells[17]) if cells[17] else None,
        contracts=int(cells[18]),
        growth_pct=D(cells[19]),
        story=replace(STORIES.get(no, CALM), episodes=episodes(EPISODES.get(no, {}))),
        former_names=FORMER_NAMES.get(no, ""),
        trade_name=TRADE_NAMES.get(no, ""),
        group=GROUPS.get(no, ""),
    )
