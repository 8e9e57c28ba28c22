"""The forms of plans: about a plan, a line of each table, a step, a workbook."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _

from bontot.exchange.forms import Files
from bontot.kernel.text import clean
from bontot.law.vocabulary import vocabulary
from bontot.reforms.models import Reform
from bontot.reforms.sheets import HEADERS, MEMBER, NEW, ORGANISATION, POST
from bontot.ui.fields import DayField
from bontot.ui.picking import ORGANISATION as AN_ORGANISATION
from bontot.ui.picking import PERSON, Pick

RESERVED = frozenset({"moi"})
"""Words that are addresses of their own."""


class Word(forms.CharField):
    """A word of an open vocabulary, or anything else; known words are kept in their one spelling."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(max_length=120, **kwargs)
        self.vocabulary = vocabulary(name)

    def clean(self, value: Any) -> Any:
        said = clean(super().clean(value) or "")
        return (self.vocabulary.read(said) or said) if said else ""


class PlanForm(forms.Form):
    """What a plan is about."""

    code = forms.CharField(max_length=60, validators=[RegexValidator(r"^[-a-zA-Z0-9_]+\Z")])
    title = forms.CharField(max_length=300)
    day = DayField()
    organisation = Pick(AN_ORGANISATION)

    def __init__(
        self, data: Any = None, initial: dict[str, Any] | None = None, plan: Reform | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        words = {
            "code": (_("Mã phương án"), _("Chữ không dấu, chữ số, gạch ngang, như sap-xep-2025-07-01.")),
            "title": (_("Tên phương án"), ""),
            "day": (_("Ngày có hiệu lực"), _("Mọi thay đổi có giá trị từ ngày này.")),
            "organisation": (
                _("Tổ chức được sắp xếp"),
                _("Mọi dòng của phương án nói về tổ chức này và bên dưới."),
            ),
        }
        for name, (label, hint) in words.items():
            self.fields[name].label, self.fields[name].help_text = label, hint
        self.fields["code"].error_messages["invalid"] = _("Chỉ dùng chữ cái không dấu, chữ số và gạch ngang.")
        if plan is not None:
            del self.fields["code"], self.fields["organisation"]

    def clean_code(self) -> str:
        """A code that nobody has used."""
        code: str = self.cleaned_data["code"]
        if code in RESERVED or Reform.objects.filter(code=code).exists():
            raise forms.ValidationError(_("Mã này đã dùng; hãy chọn mã khác."))
        return code


class PaperForm(forms.Form):
    """The decision under which a plan is executed; it comes with the approval."""

    number = forms.CharField(max_length=80)
    dated = DayField()
    by = Pick(AN_ORGANISATION)
    says = forms.CharField(max_length=400, required=False)

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        labels = {
            "number": _("Số quyết định"),
            "dated": _("Ngày quyết định"),
            "by": _("Cơ quan ban hành"),
            "says": _("Trích yếu"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["number"].help_text = _("Như 01-QĐ/TU.")


class BookForm(forms.Form):
    """Workbooks of a plan, and the version that they rest on."""

    books = Files()
    base = forms.IntegerField(min_value=0, max_value=2**31 - 2, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, files, initial=initial)
        field = self.fields["books"]
        field.label = _("Các tệp phương án")
        field.help_text = _(
            "Tệp .xlsx, .xls, .ods hoặc .csv; trang nào có trong tệp thì thay cho trang ấy của phương án."
        )
        field.error_messages["required"] = _("Hãy chọn ít nhất một tệp.")
        field.error_messages["empty"] = _("Có tệp không có nội dung.")


class MoveForm(forms.Form):
    """An organisation, and what it is to stand under."""

    node = forms.CharField(max_length=60, widget=forms.HiddenInput)
    base = forms.IntegerField(min_value=0, max_value=2**31 - 2, widget=forms.HiddenInput)
    to = Pick(AN_ORGANISATION)

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["to"].label = _("Đặt dưới tổ chức nào")


# --- a line -----------------------------------------------------------------------------------------------

_OF_WAY: dict[str, tuple[str, ...]] = {
    "establish": ("code", "name", "kind", "parent", "base_kind", "territory", "related"),
    "split_off": ("code", "related", "name", "kind", "parent", "base_kind", "territory"),
    "adjust": ("code", "name", "kind", "parent", "base_kind", "territory"),
    "absorb": ("code", "related"),
    "merge": ("code", "related"),
    "divide": ("code",),
    "dissolve": ("code", "related"),
    "disband": ("code", "related"),
    "keep": ("code",),
}
_OF_SHEET = {
    MEMBER: ("member", "to"),
    POST: ("title", "person", "full_name", "organisation", "unit", "unit_kind", "since", "until", "term"),
}
_REQUIRED = {
    "establish": {"code", "name", "kind", "parent"},
    "split_off": {"code", "related", "name", "kind", "parent"},
    "absorb": {"code", "related"},
    "merge": {"code", "related"},
    MEMBER: {"member", "to"},
    POST: {"title"},
}
_PICKED = {"related": AN_ORGANISATION, "parent": AN_ORGANISATION, "to": AN_ORGANISATION, "member": PERSON,
           "person": PERSON, "organisation": AN_ORGANISATION}  # fmt: skip


class LineForm(forms.Form):
    """One line of a table; of an organisation it asks only what its way needs."""

    def __init__(
        self,
        sheet: str,
        way: str,
        data: Any = None,
        initial: dict[str, Any] | None = None,
        *,
        new: bool = True,
    ) -> None:
        super().__init__(data, initial=initial)
        self.sheet, self.way = sheet, way
        names = _OF_WAY[way] if sheet == ORGANISATION else _OF_SHEET[sheet]
        required = _REQUIRED.get(way if sheet == ORGANISATION else sheet, {"code"})
        hints = _hints(way)
        for name in (*names, "note"):
            field = self._field(name, required=name in required)
            field.label, field.help_text = HEADERS[sheet][name], hints.get(name, "")
            self.fields[name] = field
        if not new:  # what the line is about stays; another subject is another line
            for name in ("code", "member"):
                self.fields.pop(name, None)

    def _field(self, name: str, *, required: bool) -> forms.Field:
        if name == "code" and self.way not in NEW:
            return Pick(AN_ORGANISATION, required=required)
        if name in _PICKED:
            return Pick(_PICKED[name], required=required)
        if name == "kind":
            words = vocabulary("organisation_kind").values
            return forms.ChoiceField(
                choices=[("", "—"), *((word, word) for word in words)], required=required
            )
        if name in ("base_kind", "title", "unit_kind"):
            return Word(name, required=required)
        if name in ("since", "until"):
            return DayField(required=required)
        if name == "note":
            return forms.CharField(max_length=900, required=False, widget=forms.Textarea(attrs={"rows": 2}))
        return forms.CharField(max_length=60 if name == "code" else 300, required=required)

    def said(self) -> dict[str, Any]:
        """The filled columns as a line keeps them. Call it on a valid form."""
        fields = {"way": self.way} if self.sheet == ORGANISATION else {}
        for name, value in self.cleaned_data.items():
            if value not in (None, ""):
                fields[name] = value.isoformat() if name in ("since", "until") else clean(str(value))
        return fields


def _hints(way: str) -> dict[str, str]:
    hints = {
        "adjust": {
            "name": _("Để trống nếu tên không đổi."),
            "kind": _("Để trống nếu loại không đổi."),
            "parent": _("Để trống nếu cấp trên không đổi."),
        },
        "absorb": {"related": _("Tổ chức nhận, vẫn hoạt động sau ngày ấy.")},
        "merge": {"related": _("Tổ chức mới, có dòng “lập mới” trong phương án.")},
        "split_off": {"related": _("Tổ chức bị tách, vẫn hoạt động sau ngày ấy.")},
        "establish": {"related": _("Chỉ ghi khi là một phần của tổ chức bị chia.")},
        "dissolve": {
            "related": _(
                "Tổ chức nhận những gì còn lại; để trống nếu không còn đảng viên và tổ chức trực thuộc."
            )
        },
        "disband": {"related": _("Tổ chức nhận đảng viên còn lại.")},
    }
    return {
        "until": _("Ghi ngày có hiệu lực của phương án và để trống “Từ ngày” nếu thôi giữ chức vụ."),
        "since": _("Để trống nếu từ ngày có hiệu lực của phương án."),
        "full_name": _("Chỉ cần khi không phải đảng viên."),
    } | hints.get(way, {})
