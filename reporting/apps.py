"""Start-up of the room `reporting`."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ReportingConfig(AppConfig):
    """Judges and shows."""

    name = "reporting"
    verbose_name = "Reporting"

    def ready(self) -> None:
        """Published cards stay guarded after every migration."""
        from reporting import freeze

        post_migrate.connect(freeze.install_after_migrate, sender=self)
