"""What every private page knows of its reader: where they may go."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One place that the reader may go to."""

    says: str
    href: str
    current: bool


def _under(href: str) -> tuple[str, ...]:
    """What an entry of the menu leads to: importing and exporting share one."""
    return (href, reverse("exports")) if href == reverse("imports") else (href,)


def reader(request: HttpRequest) -> dict[str, object]:
    """The main menu of whoever has come through a door, what stands under their name, and the position that links to
    dated pages carry on."""
    grants = getattr(request, "grants", None)
    if grants is None:
        return {"menu": [], "office": [], "carried": ""}
    places = (
        ("own.read", _("Trang đầu"), reverse("home")),
        ("organisations.read", _("Tổ chức đảng"), reverse("organisations")),
        ("meetings.read", _("Sinh hoạt"), reverse("meetings")),
        ("regulations.read", _("Quy chế"), reverse("regulations")),
        ("strengthening.read", _("Củng cố tổ chức"), reverse("strengthening")),
        ("directives.read", _("Chỉ thị, nghị quyết"), reverse("directives")),
        ("campaigns.read", _("Bốn tốt"), reverse("campaigns")),
        ("members.read", _("Việc đến hạn"), reverse("due")),
        ("statistics.read", _("Biểu thống kê"), reverse("forms")),
        ("statistics.read", _("Chỉ tiêu"), reverse("indicators")),
        ("decisions.read", _("Quyết định"), reverse("decisions")),
        ("reforms.read", _("Phương án"), reverse("reforms")),
        ("import", _("Nhập, xuất"), reverse("imports")),
        ("publish", _("Viết bài"), reverse("edit_articles")),
    )
    office = (
        ("accounts.manage", _("Quản lý tài khoản"), reverse("accounts")),
        ("readings.read", _("Nhật ký đọc"), reverse("readings")),
    )
    here, home, at = request.path, reverse("home"), request.GET.get("at", "")

    def offered(listed: tuple[tuple[str, str, str], ...]) -> list[MenuEntry]:
        return [
            MenuEntry(says, href, here == href or (href != home and here.startswith(_under(href))))
            for permission, says, href in listed
            if permission in grants.permissions
        ]

    carried = f"?at={at}" if at.isdecimal() else ""
    return {"carried": carried, "menu": offered(places), "office": offered(office)}
