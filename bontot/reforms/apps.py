"""Loading the chapter declares that copies go before the tables change their shape, and offers its papers to meetings."""

from django.apps import AppConfig
from django.db.models.signals import pre_migrate


class ReformsConfig(AppConfig):
    """Phương án sắp xếp."""

    name = "bontot.reforms"

    def ready(self) -> None:
        from bontot.meetings.handed import linking
        from bontot.reforms import copying
        from bontot.reforms.offering import for_handouts

        if for_handouts not in linking.FURTHER:
            linking.FURTHER.append(for_handouts)
        pre_migrate.connect(copying.remove_all, sender=self)
