"""Where a reader may go: the main links, as many as the reader's roles open."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.ui.navigation import Link


def links(request: HttpRequest) -> Sequence[Link]:
    """The main links of whoever has come through a door; none for anybody else."""
    grants = getattr(request, "grants", None)
    if grants is None:
        return ()
    places = (
        ("own.read", _("Trang đầu"), reverse("home")),
        ("organisations.read", _("Tổ chức đảng"), reverse("organisations")),
        ("statistics.read", _("Biểu thống kê"), reverse("forms")),
        ("decisions.read", _("Quyết định"), reverse("decisions")),
        ("readings.read", _("Nhật ký đọc"), reverse("readings")),
    )
    return [
        Link(says, address, request.path == address or (address != "/" and request.path.startswith(address)))
        for permission, says, address in places
        if permission in grants.permissions
    ]
