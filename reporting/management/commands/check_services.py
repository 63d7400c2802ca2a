"""`manage.py check_services`: what is reachable and what is missing, in plain words."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from reporting.service_checks import examine


class Command(BaseCommand):
    """Exit code 1 when something needed does not answer."""

    help = "Says in plain words which services answer and what is missing."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line per service."""
        findings = list(examine())
        for finding in findings:
            self.stdout.write(f"{'ok     ' if finding.is_fine else 'MISSING'}  {finding.name:<9} {finding.sentence}")
        if not all(finding.is_fine for finding in findings):
            sys.exit(1)
