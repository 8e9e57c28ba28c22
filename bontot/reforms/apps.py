"""Loading the chapter declares that copies go before the tables change their shape."""

from django.apps import AppConfig
from django.db.models.signals import pre_migrate


class ReformsConfig(AppConfig):
    """Phương án sắp xếp."""

    name = "bontot.reforms"

    def ready(self) -> None:
        from bontot.reforms import copying

        pre_migrate.connect(copying.remove_all, sender=self)
