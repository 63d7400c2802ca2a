"""The kinds of workbooks, in the order they depend on each other. A new kind is one file and one line here."""

from reporting.imports.absences import AbsencesImporter
from reporting.imports.base import Importer
from reporting.imports.complaints import ComplaintsImporter
from reporting.imports.contracts import ContractsImporter
from reporting.imports.costs import CostsImporter
from reporting.imports.customers import CustomersImporter
from reporting.imports.hours import HoursImporter
from reporting.imports.opportunities import OpportunitiesImporter
from reporting.imports.people import PeopleImporter
from reporting.imports.prices import PricesImporter
from reporting.imports.revenue import RevenueImporter
from reporting.imports.rounds import RoundsImporter
from reporting.imports.sites import SitesImporter
from reporting.imports.survey import SurveyImporter
from reporting.imports.targets import TargetsImporter

IMPORTERS: tuple[Importer, ...] = tuple(
    sorted(
        (
            PeopleImporter(),
            CustomersImporter(),
            SitesImporter(),
            RevenueImporter(),
            CostsImporter(),
            TargetsImporter(),
            RoundsImporter(),
            ComplaintsImporter(),
            SurveyImporter(),
            ContractsImporter(),
            HoursImporter(),
            PricesImporter(),
            OpportunitiesImporter(),
            AbsencesImporter(),
        ),
        key=lambda importer: importer.order,
    )
)
BY_KIND = {importer.kind: importer for importer in IMPORTERS}
