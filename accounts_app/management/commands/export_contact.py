"""Prints what is kept about a contact, for somebody who asks for the own data."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts_app.models import Contact
from accounts_app.privacy import kept_about

BAD_INPUT = 2  # exit code


class Command(BaseCommand):
    """`export_contact 17`: the contact of this number as JSON."""

    help = "Prints everything that is kept about a contact of a customer as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        """The number of the contact."""
        parser.add_argument("contact", type=int, help="number of the contact, as in the address of its page")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        contact = Contact.objects.select_related("account").filter(pk=options["contact"]).first()
        if contact is None:
            raise CommandError(f"There is no contact {options['contact']}.", returncode=BAD_INPUT)
        self.stdout.write(json.dumps(kept_about(contact).to_json(), ensure_ascii=False, indent=2))
