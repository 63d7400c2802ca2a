"""Start-up of the room `accounts_app`."""

from django.apps import AppConfig


class AccountsAppConfig(AppConfig):
    """Facts about accounts."""

    name = "accounts_app"
    verbose_name = "Accounts"

    def ready(self) -> None:
        """Tell the audit trail how acts of a substitute are known."""
        from accounts_app.actions.behalf import in_whose_place
        from teams.actions.audit_events import ask_in_whose_place

        ask_in_whose_place(in_whose_place)
