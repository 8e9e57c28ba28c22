"""Forms of the meeting's pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bontot.meetings.keeping import Refused
from bontot.meetings.words import MATTERS, METHODS, WAYS
from bontot.ui.fields import CountField, DayField

type Data = Mapping[str, Any] | None
type Choices = list[tuple[str, str | Promise]]


def must_be_valid(form: forms.Form) -> None:
    """Raises Refused, with every sentence, where a form is not filled in as it should be."""
    if not form.is_valid():
        raise Refused(*[f"{form[name].label}: {says}" for name, all_ in form.errors.items() for says in all_])


class HourField(forms.TimeField):
    """An hour as people write it: `19:30`, `19h30`, `19 giờ 30`."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})

    def to_python(self, value: Any) -> time | None:
        if isinstance(value, str):
            value = value.lower().replace("giờ", ":").replace("h", ":").replace(" ", "").rstrip(":")
            value = value if ":" in value or not value else f"{value}:00"
        return super().to_python(value)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["invalid"] = _("Hãy viết giờ và phút, như 19:30.")


class WhenForm(forms.Form):
    """Day, hour and place of a meeting, and who leads and writes."""

    def __init__(self, people: Choices, data: Data = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["day"] = DayField(label=_("Ngày họp"))
        self.fields["begins"] = HourField(label=_("Giờ bắt đầu"))
        self.fields["place"] = forms.CharField(label=_("Địa điểm"), max_length=200, required=False)
        someone = [("", _("chưa chọn")), *people]
        self.fields["chair"] = forms.ChoiceField(label=_("Chủ trì"), choices=someone, required=False)
        self.fields["secretary"] = forms.ChoiceField(label=_("Thư ký"), choices=someone, required=False)
        self.fields["keep"] = forms.BooleanField(
            label=_("Các tháng sau cũng họp ngày, giờ và nơi này"), required=False
        )


class NewForm(forms.Form):
    """A meeting beside the regular one."""

    def __init__(self, kinds: Choices, data: Data = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["kind"] = forms.ChoiceField(label=_("Loại buổi họp"), choices=kinds)
        self.fields["day"] = DayField(label=_("Ngày họp"))
        self.fields["begins"] = HourField(label=_("Giờ bắt đầu"))
        self.fields["place"] = forms.CharField(label=_("Địa điểm"), max_length=200, required=False)
        self.fields["subject"] = forms.CharField(
            label=_("Chuyên đề hoặc lý do"), max_length=300, required=False
        )


class TaskForm(forms.Form):
    """A task to be given."""

    def __init__(self, people: Choices, data: Data = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="task_%s", **kwargs)
        self.fields["task"] = forms.CharField(label=_("Việc cần làm"), max_length=400)
        self.fields["owner"] = forms.ChoiceField(
            label=_("Người phụ trách"), choices=[("", _("chưa phân công")), *people], required=False
        )
        self.fields["deadline"] = DayField(label=_("Hạn"))


class NoteForm(forms.Form):
    """Who spoke, and what about."""

    def __init__(self, people: Choices, data: Data = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="note_%s", **kwargs)
        self.fields["speaker"] = forms.ChoiceField(
            label=_("Người phát biểu"), choices=[("", _("không ghi tên")), *people], required=False
        )
        self.fields["says"] = forms.CharField(
            label=_("Ý kiến"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
        )


class MotionForm(forms.Form):
    """What is to be put to the vote."""

    motion = forms.CharField(max_length=400)
    about = forms.ChoiceField(choices=list(MATTERS.items()))

    def __init__(self, data: Data = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="motion_%s", **kwargs)
        self.fields["motion"].label = _("Nội dung biểu quyết")
        self.fields["about"].label = _("Loại việc")


class VoteForm(forms.Form):
    """The totals of a vote."""

    method = forms.ChoiceField(choices=list(METHODS.items()))
    in_favour = CountField()
    against = CountField()
    abstained = CountField()
    invalid = CountField(required=False)

    def __init__(self, data: Data = None, motion: int = 0, **kwargs: Any) -> None:
        super().__init__(data, auto_id=f"vote_{motion}_%s", **kwargs)
        labels = {
            "method": _("Hình thức"),
            "in_favour": _("Tán thành"),
            "against": _("Không tán thành"),
            "abstained": _("Ý kiến khác"),
            "invalid": _("Phiếu không hợp lệ"),
        }
        for name, label in labels.items():
            self.fields[name].label = label


class ContactForm(forms.Form):
    """A call, a visit, a message."""

    def __init__(self, people: Choices, day: date, data: Data = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["person"] = forms.ChoiceField(label=_("Đảng viên"), choices=people)
        self.fields["way"] = forms.ChoiceField(label=_("Cách liên hệ"), choices=list(WAYS.items()))
        self.fields["day"] = DayField(label=_("Ngày"), initial=day)
        self.fields["says"] = forms.CharField(
            label=_("Nội dung"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
        )


class TopicForm(forms.Form):
    """What every branch below is to speak of."""

    def __init__(self, data: Data = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["says"] = forms.CharField(label=_("Nội dung các chi bộ cần sinh hoạt"), max_length=400)
        self.fields["first"] = DayField(label=_("Từ ngày"))
        self.fields["last"] = DayField(label=_("Đến ngày"))
