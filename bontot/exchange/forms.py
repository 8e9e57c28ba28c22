"""The forms of importing and exporting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from bontot.exchange.reading.door import SUFFIXES
from bontot.organisations.models import Organisation
from bontot.ui.fields import DayField


class _FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class Files(forms.FileField):
    """One file or several."""

    widget = _FilesInput(attrs={"accept": ",".join(SUFFIXES)})

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(Files, self).clean(each, initial) for each in given or [None]]


class UploadForm(forms.Form):
    """Workbooks, and the decision under which they are entered."""

    books = Files()
    number = forms.CharField(max_length=80)
    dated = DayField()
    by = forms.CharField(max_length=60)
    says = forms.CharField(max_length=400, required=False)

    def __init__(self, data: Any = None, files: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, files, initial=initial)
        words = {
            "books": (
                _("Các tệp bảng tính"),
                _("Tệp .xlsx, .xls, .ods hoặc .csv; có thể chọn nhiều tệp một lần."),
            ),
            "number": (_("Số quyết định"), _("Như 01-QĐ/TU.")),
            "dated": (_("Ngày quyết định"), _("Ngày/tháng/năm, như 30/06/2024.")),
            "by": (_("Mã tổ chức ban hành"), ""),
            "says": (_("Trích yếu"), _("Nội dung ngắn gọn của quyết định.")),
        }
        for name, (label, help_text) in words.items():
            self.fields[name].label, self.fields[name].help_text = label, help_text
        self.fields["number"].error_messages["required"] = _("Hãy ghi số của quyết định.")
        self.fields["books"].error_messages["required"] = _("Hãy chọn ít nhất một tệp.")
        self.fields["books"].error_messages["empty"] = _("Có tệp không có nội dung.")

    def clean_by(self) -> str:
        """An organisation that there is; before the first import any code will do."""
        code: str = self.cleaned_data["by"]
        if Organisation.objects.exists() and not Organisation.objects.filter(code=code).exists():
            raise forms.ValidationError(_("Không có tổ chức nào mang mã “%(code)s”.") % {"code": code})
        return code


class ExtractForm(forms.Form):
    """An organisation and a day."""

    organisation = forms.CharField(max_length=60)
    on = DayField()

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        words = {
            "organisation": (_("Mã tổ chức"), _("Xuất cả những tổ chức ở bên dưới.")),
            "on": (_("Đến ngày"), _("Ngày/tháng/năm, như 30/06/2024.")),
        }
        for name, (label, help_text) in words.items():
            self.fields[name].label, self.fields[name].help_text = label, help_text
