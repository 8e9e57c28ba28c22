"""Form fields of the kit."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from bontot.kernel.period import EVER, OPEN
from bontot.ui.days import read_day


class CountField(forms.IntegerField):
    """How many: digits alone, or with the dots that Vietnamese writes between thousands."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=100_000, **kwargs)

    def to_python(self, value: Any) -> int | None:
        text = str("" if value is None else value).strip()
        if _THOUSANDS.fullmatch(text):
            text = text.replace(".", "")
        if text and not (text.isdecimal() and len(text) <= 6 and int(text) <= 100_000):
            raise forms.ValidationError(
                _("Hãy viết một số từ 0 đến 100.000, chỉ gồm chữ số."), code="invalid"
            )
        return int(text) if text else None


_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")


class DayField(forms.DateField):
    """A day as people write it, or in ISO order. The first and the last of all days stand for none."""

    widget = forms.DateInput(format="%d/%m/%Y", attrs={"size": 10, "maxlength": 10, "inputmode": "text"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["invalid"] = _("Hãy viết ngày, tháng, năm, như 30/06/2024.")

    def strptime(self, value: str, format: str) -> date:
        day = read_day(value)
        if not EVER < day < OPEN:
            raise ValueError("no day on which anything happens")
        return day
