"""Forms of papers, commitments and replies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from bontot.directives.measuring import choices
from bontot.directives.models import Commitment
from bontot.directives.words import COUNTED, EVIDENCE, KINDS
from bontot.law.sources import SOURCES
from bontot.ui.fields import DayField
from bontot.ui.picking import ORGANISATION, PickMany

type Data = Mapping[str, Any] | None
type People = list[tuple[str, str]]
LONG = forms.Textarea(attrs={"rows": 2})


_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")


class NumberField(forms.DecimalField):
    """A number as people here write it: `1.000` is a thousand, `12,5` and `12.5` are twelve and a half."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 12})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.strip()
            value = value.replace(".", "") if _GROUPED.fullmatch(value) else value
            value = value.replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return f"{value.normalize():f}".replace(".", ",")
        return value

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=14, decimal_places=2, **kwargs)
        self.error_messages["invalid"] = _("Hãy ghi một số, như 1.000 hoặc 12,5.")


def _number(label: str, *, required: bool = False, help_text: str = "") -> NumberField:
    return NumberField(label=label, required=required, help_text=help_text)


class DirectiveForm(forms.Form):
    """A paper to be registered."""

    def __init__(self, organisations: People, data: Data = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        sources = [("", _("không có trong danh mục")), *((key, each.name) for key, each in SOURCES.items())]
        self.fields["organisation"] = forms.ChoiceField(label=_("Tổ chức đăng ký"), choices=organisations)
        self.fields["kind"] = forms.ChoiceField(label=_("Loại văn bản"), choices=list(KINDS.items()))
        self.fields["number"] = forms.CharField(
            label=_("Số, ký hiệu"), max_length=80, help_text=_("Như 26-CT/TU.")
        )
        self.fields["dated"] = DayField(label=_("Ngày ban hành"))
        self.fields["title"] = forms.CharField(label=_("Trích yếu"), max_length=400, widget=LONG)
        self.fields["issuer"] = forms.CharField(
            label=_("Cơ quan ban hành"), max_length=200, required=False, help_text=_("Để trống nếu là chính tổ chức trên.")
        )  # fmt: skip
        self.fields["source"] = forms.ChoiceField(
            label=_("Nguồn trong danh mục văn bản"), choices=sources, required=False
        )
        self.fields["place"] = forms.CharField(
            label=_("Nơi lưu văn bản"), max_length=300, required=False, help_text=_("Không đưa văn bản mật vào hệ thống.")
        )  # fmt: skip
        self.fields["first"] = DayField(label=_("Có hiệu lực từ"))
        self.fields["last"] = DayField(label=_("Có hiệu lực đến hết"), required=False)


class CommitForm(forms.Form):
    """A commitment to be made."""

    def __init__(self, people: People, data: Data = None, *, paper: bool = False, **kwargs: Any) -> None:
        super().__init__(data, auto_id="commit_%s", **kwargs)
        self.fields["says"] = forms.CharField(label=_("Việc sẽ làm"), max_length=400, widget=LONG)
        self.fields["measure"] = forms.ChoiceField(label=_("Đo bằng"), choices=choices(), initial="done")
        self.fields["target"] = _number(_("Chỉ tiêu"))
        self.fields["unit"] = forms.CharField(
            label=_("Đơn vị"), max_length=40, required=False, help_text=_("Như hộ, buổi, %.")
        )
        self.fields["since"] = DayField(
            label=_("Đếm từ ngày"), required=False, help_text=_("Để trống thì đếm từ ngày ghi cam kết.")
        )
        self.fields["deadline"] = DayField(label=_("Hạn"))
        self.fields["head"] = _head(people)
        digits = forms.TextInput(attrs={"inputmode": "numeric", "size": 4})
        self.fields["year"] = forms.IntegerField(
            label=_("Nêu gương năm"), required=False, min_value=1930, max_value=9998,
            help_text=_("Chỉ ghi với cam kết nêu gương hằng năm."), widget=digits,
        )  # fmt: skip

    def measured(self) -> tuple[str, str]:
        """The measure, and what is counted by it."""
        measure, _colon, counted = self.cleaned_data["measure"].partition(":")
        return measure, counted


class ConcreteForm(forms.Form):
    """What one will do of what was handed down."""

    def __init__(self, found: Commitment, people: People, data: Data = None) -> None:
        initial = {
            "says": found.says,
            "target": found.target,
            "deadline": found.deadline,
            "head": found.head.code if found.head else "",
        }
        super().__init__(data, auto_id="concrete_%s", initial=initial)
        self.fields["says"] = forms.CharField(label=_("Việc sẽ làm"), max_length=400, widget=LONG)
        if found.measure != "done":
            label = _("Chỉ tiêu (%(unit)s)") % {"unit": found.unit} if found.unit else _("Chỉ tiêu")
            self.fields["target"] = _number(label, required=True)
        self.fields["deadline"] = DayField(
            label=_("Hạn"), help_text=_("Không sau hạn cấp trên giao.") if found.parent_id else ""
        )
        self.fields["head"] = _head(people)


class CascadeForm(forms.Form):
    """To whom a commitment is handed down."""

    def __init__(
        self,
        found: Commitment,
        kinds: dict[str, int],
        data: Data = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, auto_id="cascade_%s", initial={"deadline": found.deadline, **(initial or {})})
        if len(kinds) > 1:
            offered = [(kind, f"{kind} ({number})") for kind, number in kinds.items()]
            self.fields["kinds"] = forms.MultipleChoiceField(
                label=_("Giao cho loại tổ chức"), choices=offered, required=False, widget=forms.CheckboxSelectMultiple,
                help_text=_("Không chọn thì giao cho mọi tổ chức trực thuộc."),
            )  # fmt: skip
            self.fields["kinds"].widget.use_fieldset = True
        self.fields["only"] = PickMany(
            ORGANISATION, label=_("Chỉ giao cho"), required=False, help_text=_("Tên hoặc mã; để trống thì theo loại ở trên.")
        )  # fmt: skip
        if found.measure != "done":
            self.fields["each"] = _number(
                _("Chỉ tiêu của mỗi nơi"), help_text=_("Để trống thì mỗi nơi tự ghi.")
            )
        self.fields["deadline"] = DayField(label=_("Hạn"))
        self.fields["concrete_by"] = DayField(
            label=_("Phải cụ thể hóa trước hoặc trong ngày"), required=False
        )
        self.fields["deep"] = forms.BooleanField(label=_("Giao đến tận chi bộ"), required=False)


class ReplyForm(forms.Form):
    """The result of a commitment."""

    def __init__(self, found: Commitment, on: date, data: Data = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="reply_%s", **kwargs)
        if found.measure == "done":
            self.fields["reached"] = forms.BooleanField(label=_("Đã làm xong"), required=False)
        elif found.measure == "amount":
            label = _("Kết quả (%(unit)s)") % {"unit": found.unit}
            self.fields["value"] = _number(label, required=True)
        self.fields["done_on"] = DayField(label=_("Kết quả vào ngày"), initial=on)
        self.fields["told"] = forms.CharField(
            label=_("Nội dung báo cáo"), max_length=1000, required=False, widget=LONG
        )
        if found.measure not in COUNTED:
            self.fields["evidence"] = forms.ChoiceField(label=_("Minh chứng"), choices=list(EVIDENCE.items()))
            self.fields["reference"] = forms.CharField(
                label=_("Số hiệu của minh chứng"),
                max_length=300,
                required=False,
                help_text=_("Buổi sinh hoạt, chỉ tiêu: chọn trong gợi ý hiện ra khi bấm vào ô."),
                widget=forms.TextInput(attrs={"list": "known-evidence", "autocomplete": "off"}),
            )

    known: tuple[tuple[str, str], ...] = ()
    """What may be named as evidence, and what it is called: the latest meetings with approved minutes, and indicators."""


class BookForm(forms.Form):
    """A workbook of commitments."""

    def __init__(self, data: Data = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.fields["book"] = forms.FileField(
            label=_("Bảng tính"), help_text=_("Tệp .xlsx, .xls, .ods hoặc .csv, theo mẫu.")
        )


def _head(people: People) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Người chịu trách nhiệm"), choices=[("", _("chưa phân công")), *people], required=False
    )
