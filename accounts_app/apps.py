"""Start-up of the room `accounts_app`."""

from django.apps import AppConfig


class AccountsAppConfig(AppConfig):
    """Facts about accounts."""

    name = "accounts_app"
    verbose_name = "Accounts"
