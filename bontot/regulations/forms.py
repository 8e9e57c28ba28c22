"""Forms of regulations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from bontot.ui.fields import DayField
from bontot.ui.picking import ORGANISATION, PERSON, Pick, PickMany

type Choices = list[tuple[str, Any]]
type Data = Mapping[str, Any] | None


def sent(request: HttpRequest) -> Data:
    """What was sent, be it nothing at all; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


class AdoptForm(forms.Form):
    """What stands on the regulation, and when it was adopted. `samples` are offered where there is no draft."""

    def __init__(self, samples: Choices, meetings: Choices, data: Data = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if samples:
            self.fields["sample"] = forms.ChoiceField(label=_("Lập theo mẫu"), choices=samples)
        self.fields["number"] = forms.CharField(label=_("Số quy chế"), max_length=60)
        self.fields["adopted_on"] = DayField(label=_("Ngày thông qua"))
        self.fields["valid_from"] = DayField(
            label=_("Có hiệu lực từ"), required=False, help_text=_("Để trống là từ ngày thông qua.")
        )
        self.fields["term"] = forms.CharField(label=_("Nhiệm kỳ"), max_length=40, required=False)
        self.fields["meeting"] = forms.ChoiceField(
            label=_("Thông qua tại cuộc họp"),
            choices=[("", _("không có trong sổ sinh hoạt")), *meetings],
            required=False,
        )
        self.fields["adopted_by"] = forms.CharField(
            label=_("Hội nghị, nghị quyết thông qua"), max_length=300, required=False
        )
        self.fields["kept_at"] = forms.CharField(label=_("Nơi lưu văn bản"), max_length=300, required=False)


class ReviewForm(forms.Form):
    """When the regulation was looked at again, and with what result."""

    def __init__(self, data: Data = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["on"] = DayField(label=_("Ngày rà soát"))
        self.fields["note"] = forms.CharField(label=_("Kết quả rà soát"), max_length=400)
        self.fields["revise"] = forms.BooleanField(
            label=_("Cần sửa: mở một dự thảo với các việc như hiện nay"), required=False
        )


class AssignForm(forms.Form):
    """Who is to have what in hand."""

    def __init__(self, people: Choices, duties: Choices, data: Data = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["person"] = forms.ChoiceField(
            label=_("Người được phân công"),
            choices=[("", _("chọn, hoặc tìm người khác ở ô dưới")), *people],
            required=False,
        )
        self.fields["other"] = Pick(PERSON, label=_("Người khác"), required=False)
        self.fields["field"] = forms.CharField(label=_("Lĩnh vực phụ trách"), max_length=300)
        self.fields["follows"] = PickMany(
            ORGANISATION, label=_("Tổ chức được phân công theo dõi"), required=False
        )
        self.fields["duty"] = forms.ChoiceField(
            label=_("Việc định kỳ do người này làm"), choices=[("", _("không có")), *duties], required=False
        )
        self.fields["since"] = DayField(label=_("Từ ngày"))

    def clean(self) -> dict[str, Any]:
        """Somebody has to be chosen."""
        said = super().clean() or {}
        if not said.get("person") and not said.get("other") and "other" not in self.errors:
            self.add_error("person", _("Hãy chọn người được phân công."))
        return said


class DoForm(forms.Form):
    """That something was done."""

    def __init__(self, today: date, data: Data = None, **kwargs: Any) -> None:
        super().__init__(data, initial={"on": today}, **kwargs)
        self.fields["on"] = DayField(label=_("Làm ngày"))
        self.fields["evidence"] = forms.CharField(
            label=_("Minh chứng"),
            max_length=200,
            required=False,
            help_text=_("Số, ngày của báo cáo hay văn bản."),
        )
        self.fields["note"] = forms.CharField(
            label=_("Ghi chú"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
        )
