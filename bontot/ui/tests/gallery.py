"""A page with every component, and the addresses to reach it: what the tests of the kit look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path

from bontot.ui import charts
from bontot.ui.components import Event, Node
from bontot.ui.page import Page


class SampleForm(forms.Form):
    """A form with a hint, a choice, an optional field and something wrong."""

    name = forms.CharField(label="Họ và tên", help_text="Như trong hồ sơ đảng viên.")
    on = forms.DateField(label="Ngày chuyển")
    why = forms.ChoiceField(
        label="Lý do", choices=[("a", "chuyển công tác"), ("b", "nghỉ hưu")], widget=forms.RadioSelect
    )
    temporary = forms.BooleanField(label="Sinh hoạt tạm thời", required=False, help_text="Dưới ba tháng.")
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea(attrs={"rows": 3}))


@dataclass(frozen=True, slots=True)
class SamplePage:
    """Everything that a page may have."""

    title: str
    on: date
    at: int | None
    rows: tuple[tuple[str, int, int], ...]
    charts: tuple[charts.Chart, ...]
    form: SampleForm
    events: tuple[Event, ...] = ()
    nodes: tuple[Node, ...] = field(default=())


def sample(on: date, at: int | None = None, filled: bool = True) -> SamplePage:
    """A filled page."""
    ages = [(f"{age}–{age + 4}", 40 + age, 30 + age // 2) for age in range(20, 80, 5)]
    return SamplePage(
        title="Đảng bộ xã Tân Mỹ",
        on=on,
        at=at,
        rows=(("Chi bộ thôn Đông", 48, 20), ("Chi bộ thôn Trại Hạ", 39, 11), ("Chi bộ Trường THCS", 31, 24)),
        charts=(
            charts.pyramid("Tuổi đảng viên", ages, "Nam", "Nữ"),
            charts.flows(
                "Đảng viên vào và ra",
                [("2021", 312, 201), ("2022", 298, 222)],
                "Vào Đảng bộ",
                "Ra khỏi Đảng bộ",
            ),
            charts.shares(
                "Đảng viên theo chi bộ", [("Chi bộ thôn Đông", 48), ("Chi bộ Trường THCS", 31)], "đảng viên"
            ),
        ),
        form=SampleForm({"name": "Nguyễn Văn A", "on": "31/02/2024"}) if filled else SampleForm(),
        events=(
            Event(date(2015, 3, 1), "Thành lập", "/", "12-QĐ/HU"),
            Event(date(2020, 1, 1), "Đổi tên", "", "04-QĐ/HU"),
        ),
        nodes=(
            Node(
                "Đảng bộ xã",
                "/",
                "312 đảng viên",
                True,
                (Node("Chi bộ thôn Đông", "/"), Node("Chi bộ thôn Hạ")),
            ),
        ),
    )


def sample_page(request: HttpRequest, day: str = "2024-06-30") -> HttpResponseBase:
    """The sample page on a day; as JSON where the address says so."""
    return Page(request, "gallery.html", sample(date.fromisoformat(day), filled="empty" not in request.GET))


def broken(request: HttpRequest) -> HttpResponseBase:
    """A page that fails."""
    raise RuntimeError("a secret of the machinery")


urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("bontot.ui.urls")),
    path("mau/<str:day>/", sample_page, name="sample"),
    path("mau/<str:day>.json", sample_page),
    path("hong/", broken),
]
handler400 = "bontot.ui.errors.bad_request"
handler403 = "bontot.ui.errors.forbidden"
handler404 = "bontot.ui.errors.not_found"
handler500 = "bontot.ui.errors.server_error"
