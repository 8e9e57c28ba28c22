"""The form by which the workbook of a framework is sent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from bontot.exchange.reading.door import SUFFIXES


class SendForm(forms.Form):
    """The workbook of a framework."""

    book = forms.FileField(widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}))

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        field = self.fields["book"]
        field.label = _("Tệp khung điểm")
        field.help_text = _("Tệp .xlsx, .xls hoặc .ods có các trang như tệp tải về.")
        field.error_messages["required"] = _("Hãy chọn một tệp.")
        field.error_messages["empty"] = _("Tệp không có nội dung.")
