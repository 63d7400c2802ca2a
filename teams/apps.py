"""Start-up of the room `teams`."""

from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from config.common.collation import register


class TeamsConfig(AppConfig):
    """Registers the Finnish sort order on every SQLite connection (stack.md trap 12)."""

    name = "teams"
    verbose_name = "Teams"

    def ready(self) -> None:
        """Connect the one signal receiver of this room."""
        connection_created.connect(register_collation, dispatch_uid="finnish-collation")


def register_collation(*, connection: Any, **_: Any) -> None:
    """Give a new SQLite connection the collation that PostgreSQL has by itself."""
    register(connection)
