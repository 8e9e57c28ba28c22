"""Forms of this chapter's pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bontot.strengthening.words import WAYS
from bontot.ui.fields import DayField

type Data = Mapping[str, Any] | None
type Choices = list[tuple[str, str | Promise]]


class DecideForm(forms.Form):
    """Onto the list, off the list, or setting grounds aside: since when, by which paper, why."""

    def __init__(self, data: Data = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="decide_%s", **kwargs)
        self.fields["day"] = DayField(label=_("Từ ngày"))
        self.fields["paper"] = forms.CharField(
            label=_("Văn bản"), max_length=200, required=False, help_text=_("Số, ngày, cơ quan, nếu có.")
        )
        self.fields["reason"] = forms.CharField(
            label=_("Lý do, ghi chú"),
            max_length=1000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )


class HeirForm(forms.Form):
    """With which organisation the case of one that is no more goes on, or why it is closed."""

    def __init__(self, heirs: Choices, data: Data = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="heir_%s", **kwargs)
        self.fields["heir"] = forms.ChoiceField(
            label=_("Tổ chức kế thừa"), choices=[("", _("không chuyển, khép hồ sơ")), *heirs], required=False
        )
        self.fields["reason"] = forms.CharField(
            label=_("Lý do, ghi chú"),
            max_length=1000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )


class PlanForm(forms.Form):
    """The remedy as a whole."""

    def __init__(self, people: Choices, data: Data = None, *, extending: bool = False, **kwargs: Any) -> None:
        super().__init__(data, auto_id="plan_%s", **kwargs)
        self.fields["goal"] = forms.CharField(
            label=_("Mục tiêu"), max_length=600, widget=forms.Textarea(attrs={"rows": 3})
        )
        self.fields["owner"] = _owner(people)
        self.fields["begins"] = DayField(label=_("Bắt đầu ngày"))
        self.fields["deadline"] = DayField(label=_("Hoàn thành trước ngày"))
        if extending:
            self.fields["reason"] = forms.CharField(
                label=_("Lý do gia hạn"),
                max_length=400,
                required=False,
                help_text=_("Cần khi ngày hoàn thành muộn hơn trước."),
            )


class StepForm(forms.Form):
    """One thing to be done."""

    def __init__(self, people: Choices, data: Data = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="step_%s", **kwargs)
        self.fields["says"] = forms.CharField(label=_("Biện pháp"), max_length=400)
        self.fields["owner"] = _owner(people)
        self.fields["deadline"] = DayField(label=_("Hạn"))


class VisitForm(forms.Form):
    """What was seen or heard."""

    def __init__(self, day: date, data: Data = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="visit_%s", **kwargs)
        self.fields["day"] = DayField(label=_("Ngày"), initial=day)
        self.fields["way"] = forms.ChoiceField(label=_("Cách theo dõi"), choices=list(WAYS.items()))
        self.fields["says"] = forms.CharField(
            label=_("Nhận xét"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
        )
        self.fields["next_on"] = DayField(label=_("Lần sau"), required=False)


def _owner(people: Choices) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Người phụ trách"), choices=[("", _("chưa phân công")), *people], required=False
    )
