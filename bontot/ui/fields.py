"""Form fields of the kit."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from bontot.ui.days import read_day


class DayField(forms.DateField):
    """A day as people write it, or in ISO order."""

    widget = forms.DateInput(format="%d/%m/%Y", attrs={"size": 10, "maxlength": 10, "inputmode": "text"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["invalid"] = _("Hãy viết ngày, tháng, năm, như 30/06/2024.")

    def strptime(self, value: str, format: str) -> date:
        return read_day(value)
