"""Makes the first administrator of a new installation."""

import getpass
import os
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from config.common import clock
from teams.actions.people import add_person, give_login, grant_role
from teams.models import Person, RoleGrant, User

PERSON_NO = "admin-{}"


class Command(BaseCommand):
    """Asks for the password by prompt, or reads it from an environment variable; it is never an argument."""

    help = "Create an administrator: a person with a login and the role administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        """The login and the person; the password only by the name of a variable."""
        parser.add_argument("username")
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True, help="full name of the person")
        parser.add_argument("--password-env", metavar="VAR", help="read the password from this environment variable")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse a taken name or a weak password with one sentence."""
        if User.objects.filter(username=options["username"]).exists():
            raise CommandError(f"The user name {options['username']} is already in use.")
        password = read_password(options["password_env"])
        try:
            validate_password(password, User(username=options["username"], email=options["email"]))
            with transaction.atomic():
                create(options["username"], options["email"], options["name"], password)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from None
        self.stdout.write(f"Administrator {options['username']} created.")


def create(username: str, email: str, name: str, password: str) -> Person:
    """The person, the login and the role, all or none."""
    person = add_person(person_no=PERSON_NO.format(username), name=name, email=email, by=None)
    give_login(person=person, username=username, password=password, by=None)
    grant_role(person=person, role=RoleGrant.Role.ADMINISTRATOR, starts_on=clock.today(), by=None)
    return person


def read_password(variable: str | None) -> str:
    """The password from the variable or asked twice. Raises CommandError when it is empty or differs."""
    if variable is not None:
        password = os.environ.get(variable, "")
        if not password:
            raise CommandError(f"The environment variable {variable} is empty. Set it to the password and try again.")
        return password
    password = getpass.getpass("Password: ")
    if password != getpass.getpass("Password (again): "):
        raise CommandError("The passwords differ.")
    if not password:
        raise CommandError("The password is empty.")
    return password
