"""Loading the chapter lets the agenda of a meeting propose what its duties demand."""

from django.apps import AppConfig


class RegulationsConfig(AppConfig):
    """Quy chế làm việc."""

    name = "bontot.regulations"

    def ready(self) -> None:
        from bontot.meetings import agenda
        from bontot.regulations.proposing import proposals

        if proposals not in agenda.FURTHER:
            agenda.FURTHER.append(proposals)
