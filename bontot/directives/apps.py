"""Loading the chapter lets it propose for the agendas of meetings."""

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    """Chỉ thị, nghị quyết."""

    name = "bontot.directives"

    def ready(self) -> None:
        from bontot.directives.told import for_meeting
        from bontot.meetings import agenda

        if for_meeting not in agenda.FURTHER:
            agenda.FURTHER.append(for_meeting)
