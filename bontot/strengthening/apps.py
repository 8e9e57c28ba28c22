"""Loading the chapter declares what its criteria may be computed by."""

from django.apps import AppConfig


class StrengtheningConfig(AppConfig):
    """Củng cố tổ chức đảng yếu kém."""

    name = "bontot.strengthening"

    def ready(self) -> None:
        from bontot.strengthening import (  # noqa: F401  (declare their computations)
            of_directives,
            of_facts,
            of_meetings,
            of_regulations,
        )
