"""Why a rule got its new level where time made the change: clauses without a full stop (domain.md 2.2, kind D).

A key is `rule` or `rule.variant` of a finding that got worse, with `.over` at its end when it turned from amber to
green. Slots are filled as those of the sentences; a day is printed short.
"""

from collections.abc import Mapping

_KEY_LATE = (
    "vuosikellon avaintapahtuma myöhästyi yli {key_days|# päivän|# päivää}",
    "a key event of the clock became more than {key_days|# day|# days} late",
    "en nyckelhändelse i årsklockan blev över {key_days|# dag|# dagar} försenad",
)
_CLAUSES: Mapping[str, tuple[str, str, str]] = {  # key -> Finnish, English, Swedish
    "R10.age": (
        "viimeisin sisäinen auditointi tuli yli {limit|# kuukauden|# kuukautta} vanhaksi",
        "the last internal audit became older than {limit|# month|# months}",
        "den senaste interna revisionen blev äldre än {limit|# månad|# månader}",
    ),
    "R14.value": (
        "{n|# reklamaatio|# reklamaatiota} ylitti määräaikansa, enimmillään {days} pv",
        "{n|# complaint|# complaints} went past due, the oldest by {days|# day|# days}",
        "{n|# reklamation|# reklamationer} passerade förfallodagen, den äldsta med {days|# dag|# dagar}",
    ),
    "R14.undated": (
        "{n|# reklamaatio|# reklamaatiota} ylitti määräaikansa",
        "{n|# complaint|# complaints} went past due",
        "{n|# reklamation|# reklamationer} passerade förfallodagen",
    ),
    "R15.ok.over": (
        "suljetun kriittisen reklamaation seuranta päättyi",
        "the follow-up of the closed critical complaint ended",
        "uppföljningen av den stängda kritiska reklamationen tog slut",
    ),
    "R18": (
        "viimeisin johtajatapaaminen, {last}, tuli yli {limit|# päivän|# päivää} vanhaksi",
        "the last one, {last}, became older than {limit|# day|# days}",
        "det senaste mötet, {last}, blev äldre än {limit|# dag|# dagar}",
    ),
    "R19.value": (
        "{n|# vuosikellon tapahtuma|# vuosikellon tapahtumaa} myöhästyi yli 14 päivää: {kinds}",
        "{n|# clock event|# clock events} became more than 14 days late: {kinds}",
        "{n|# händelse i årsklockan blev över 14 dagar sen|# händelser i årsklockan blev över 14 dagar sena}: {kinds}",
    ),
    "R19.unnamed": (
        "{n|# vuosikellon tapahtuma|# vuosikellon tapahtumaa} myöhästyi yli 14 päivää",
        "{n|# clock event|# clock events} became more than 14 days late",
        "{n|# händelse i årsklockan blev över 14 dagar sen|# händelser i årsklockan blev över 14 dagar sena}",
    ),
    "R19.key": _KEY_LATE,
    "R19.key_unnamed": _KEY_LATE,
    "R21.unacknowledged": (
        "johtoryhmän ohje oli kuittaamatta yli {limit|# työpäivän|# työpäivää}",
        "a board instruction stayed unacknowledged for more than {limit|# working day|# working days}",
        "ledningsgruppens anvisning var okvitterad i över {limit|# arbetsdag|# arbetsdagar}",
    ),
    "R21.action": (
        "toimenpide {name} myöhästyi yli {limit|# päivän|# päivää}",
        "action {name} became more than {limit|# day|# days} late",
        "åtgärden {name} blev över {limit|# dag|# dagar} försenad",
    ),
    "R21.action_unnamed": (
        "johtoryhmän ohjeen toimenpide myöhästyi yli {limit|# päivän|# päivää}",
        "the action of a board instruction became more than {limit|# day|# days} late",
        "åtgärden i ledningsgruppens anvisning blev över {limit|# dag|# dagar} försenad",
    ),
    "R23.value": (
        "edellinen laatukortti myöhästyi tai jäi ilman kommenttia",
        "the previous quality card was late or left without comment",
        "föregående kvalitetskort blev sent eller utan kommentar",
    ),
    "R25.gap": (
        "pisin aika ilman esimiestä ylitti {gap_days|# päivän|# päivää}",
        "the longest time without a supervisor went over {gap_days|# day|# days}",
        "den längsta tiden utan arbetsledare översteg {gap_days|# dag|# dagar}",
    ),
    "R27.absent": (
        "vastuuhenkilön poissaolo ilman sijaista ylitti {max_wd|# työpäivän|# työpäivää}",
        "the owner's absence without a substitute went over {max_wd|# working day|# working days}",
        "den ansvarigas frånvaro utan ersättare översteg {max_wd|# arbetsdag|# arbetsdagar}",
    ),
    "R29.no_plan": (
        "sopimuksen {name} päättymiseen ({ends}) jäi enintään {limit|# päivä|# päivää} eikä jatkosuunnitelmaa ole",
        "contract {name} came within {limit|# day|# days} of its end ({ends}) and there is no renewal plan",
        "avtalet {name} upphör {ends}, inom {limit|# dag|# dagar}, och det finns ingen förnyelseplan",
    ),
    "R29.plan": (
        "sopimuksen {name} päättymiseen ({ends}) jäi enintään {limit|# päivä|# päivää}",
        "contract {name} came within {limit|# day|# days} of its end ({ends})",
        "avtalet {name} upphör {ends}, inom {limit|# dag|# dagar}",
    ),
    "R29.no_plan_brief": (
        "sopimuksen päättymiseen jäi enintään {limit|# päivä|# päivää} eikä jatkosuunnitelmaa ole",
        "a contract came within {limit|# day|# days} of its end and there is no renewal plan",
        "ett avtal upphör inom {limit|# dag|# dagar} och det finns ingen förnyelseplan",
    ),
    "R29.plan_brief": (
        "sopimuksen päättymiseen jäi enintään {limit|# päivä|# päivää}",
        "a contract came within {limit|# day|# days} of its end",
        "ett avtal upphör inom {limit|# dag|# dagar}",
    ),
    "R31.review": (
        "riskin {name} tarkistus myöhästyi yli 30 päivää",
        "the review of risk {name} became more than 30 days late",
        "översynen av risken {name} blev över 30 dagar försenad",
    ),
    "R31.review_unnamed": (
        "{n|# riskin tarkistus|# riskin tarkistusta} myöhästyi yli 30 päivää",
        "{n|# risk review|# risk reviews} became more than 30 days late",
        "{n|# risköversyn blev över 30 dagar försenad|# risköversyner blev över 30 dagar försenade}",
    ),
}
CHANGES_FI, CHANGES_EN, CHANGES_SV = ({key: clauses[lang] for key, clauses in _CLAUSES.items()} for lang in range(3))
