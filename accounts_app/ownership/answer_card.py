"""The answer card of an account: whom to call now and why, what to know before calling (domain.md 4.4)."""

import datetime
from dataclasses import dataclass

from accounts_app.handovers.steps import parallel_until
from accounts_app.models import Account, Handover, Service
from accounts_app.ownership.call_chain import CallChain, call_chain, local_towns
from accounts_app.ownership.local_expert import LocalExpert, local_expert
from config.common.collation import finnish_key
from teams.models import BusinessArea, Person, Town


@dataclass(frozen=True)
class FormerOwner:
    """Who answered before and still does beside the new owner."""

    person: Person
    until: datetime.date


@dataclass(frozen=True)
class Asked:
    """The town and the service somebody asks about; `area` is the service's business area."""

    town: Town | None = None
    service: Service | None = None
    area: BusinessArea | None = None

    @property
    def what(self) -> str:
        """The name of what is asked for; empty when nothing is."""
        named = self.service or self.area
        return named.name if named else ""


@dataclass(frozen=True)
class AnswerCard:
    """Everything the card says; `expert` is None when nobody is named or no service is asked."""

    account: Account
    chain: CallChain
    asked: Asked
    expert: LocalExpert | None
    former: FormerOwner | None

    @property
    def talking_points(self) -> list[str]:
        """One line each."""
        return [line.strip("-•* ") for line in self.account.talking_points.splitlines() if line.strip("-•* ")]


def answer_card(account: Account, on: datetime.date, asked: Asked | None = None) -> AnswerCard:
    """The card of a visible account. At most twelve statements."""
    asked = asked or Asked()
    return AnswerCard(
        account=account,
        chain=call_chain(account, on, town=asked.town),
        asked=asked,
        expert=local_expert(account, asked.area, asked.town, on) if asked.area else None,
        former=former_owner(account, on),
    )


def former_owner(account: Account, on: datetime.date) -> FormerOwner | None:
    """The former owner during the parallel period of a handover that has moved. One statement."""
    moved = Handover.objects.filter(account=account, effective_on__lte=on, is_sudden=False)
    moved = moved.filter(state__in=[Handover.State.MOVED, Handover.State.DONE]).select_related("from_person")
    last = moved.order_by("-effective_on").first()
    if last is None or (last.from_person.left_on is not None and last.from_person.left_on < on):
        return None
    until = parallel_until(last.effective_on, account.care_model)
    return FormerOwner(last.from_person, until) if on <= until else None


def towns_of(account: Account, on: datetime.date) -> list[Town]:
    """The towns the card can be asked about, in Finnish order. One statement."""
    return sorted(Town.objects.filter(local_towns(account, on)), key=lambda town: finnish_key(town.name))


def areas_with_services() -> list[tuple[BusinessArea, list[Service]]]:
    """Every business area with its services, in Finnish order. Two statements."""
    services = sorted(Service.objects.filter(business_area__isnull=False), key=lambda row: finnish_key(row.name))
    areas = sorted(BusinessArea.objects.all(), key=lambda row: finnish_key(row.name))
    return [(area, [row for row in services if row.business_area_id == area.pk]) for area in areas]
