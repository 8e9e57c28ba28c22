"""Loading the chapter declares what must always hold of it."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Đảng viên."""

    name = "bontot.members"

    def ready(self) -> None:
        from bontot.members import invariants  # noqa: F401  (declares its invariants)
