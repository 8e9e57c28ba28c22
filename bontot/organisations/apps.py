"""Loading the chapter declares what must always hold of it."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Tổ chức đảng."""

    name = "bontot.organisations"

    def ready(self) -> None:
        from bontot.organisations import invariants  # noqa: F401  (declares its invariants)
