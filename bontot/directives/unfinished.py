"""What an organisation has promised and not done when it ends."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.utils.translation import gettext_noop as _

from bontot.directives.queries import not_done
from bontot.members.unfinished import Work, counted


def unfinished(organisations: Collection[int], day: date) -> Iterator[Work]:
    """One statement."""
    yield Work(
        _("Cam kết chưa có kết quả"),
        _("Cam kết dừng lại; việc còn phải làm thì cấp trên giao lại cho bên nhận."),
        "directives.read",
        counted(not_done(organisations)),
    )
