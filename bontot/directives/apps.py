"""Loading the chapter lets it propose for the agendas of meetings, and offer its papers there."""

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    """Chỉ thị, nghị quyết."""

    name = "bontot.directives"

    def ready(self) -> None:
        from bontot.directives.told import for_handouts, for_meeting
        from bontot.meetings import agenda
        from bontot.meetings.handed import linking

        if for_meeting not in agenda.FURTHER:
            agenda.FURTHER.append(for_meeting)
        if for_handouts not in linking.FURTHER:
            linking.FURTHER.append(for_handouts)
