"""Forms of the newsroom: the article itself, and a figure to be put into it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from bontot.publishing.models import Article
from bontot.publishing.questions import Part, questions
from bontot.statistics.indicators import INDICATORS
from bontot.statistics.published import choices
from bontot.ui.fields import DayField
from bontot.ui.picking import ORGANISATION, Pick
from bontot.ui.saying import plainly

FIELDS = ("title", "lead", "author", "source", "body")


class ArticleForm(forms.Form):
    """An article: its text in Markdown, with the places where figures stand."""

    title = forms.CharField(max_length=250)
    lead = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    author = forms.CharField(max_length=120)
    source = forms.CharField(max_length=250, required=False)
    body = forms.CharField(max_length=200_000, strip=False, widget=forms.Textarea(attrs={"rows": 18}))

    def __init__(self, data: Any = None, article: Article | None = None) -> None:
        super().__init__(data, initial={name: getattr(article, name) for name in FIELDS} if article else None)
        labels = {
            "title": (_("Tên bài"), ""),
            "lead": (_("Tóm tắt"), _("Một hai câu, hiện dưới tên bài và trong danh sách.")),
            "author": (_("Tác giả"), ""),
            "source": (_("Nguồn"), _("Nếu bài lấy của nơi khác.")),
            "body": (
                _("Nội dung"),
                _("Đầu mục: dòng bắt đầu bằng ##. Danh sách: dòng bắt đầu bằng dấu -. Chữ đậm: **chữ**."),
            ),
        }
        for name, (label, help_text) in labels.items():
            self.fields[name].label, self.fields[name].help_text = label, help_text

    def clean_body(self) -> str:
        body = self.cleaned_data["body"].replace("\r\n", "\n").strip()
        try:
            questions(body)
        except ValueError as reason:
            raise forms.ValidationError(str(reason)) from reason
        return str(body)


class FigureForm(forms.Form):
    """A figure by name: an indicator of an organisation, on a day or over a period, perhaps as known at a position."""

    indicator = forms.ChoiceField()
    organisation = Pick(ORGANISATION)
    since = DayField(required=False)
    on = DayField()
    at = forms.IntegerField(required=False, min_value=1, max_value=10**12)
    part = forms.ChoiceField()

    def __init__(self, data: Any = None, on: date | None = None) -> None:
        super().__init__(data, prefix="figure", initial={"on": on})
        parts = {
            Part.NUMERATOR: _("con số"),
            Part.DENOMINATOR: _("tổng số để so"),
            Part.RATIO: _("tỷ lệ phần trăm"),
        }
        found = [(code, plainly(says)) for code, says in choices()]
        self.fields["indicator"].choices = [("", "—"), *found]  # type: ignore[attr-defined]  # a ChoiceField, see above
        self.fields["part"].choices = [(part.value, says) for part, says in parts.items()]  # type: ignore[attr-defined]  # likewise
        labels = {
            "indicator": (_("Chỉ tiêu"), ""),
            "organisation": (
                _("Của tổ chức"),
                _("Gõ tên hoặc mã. Tổ chức ít đảng viên thì không công bố số."),
            ),
            "since": (_("Từ ngày"), _("Với số phát sinh trong kỳ, như kết nạp.")),
            "on": (_("Đến ngày, hoặc tại ngày"), ""),
            "at": (_("Theo sổ đến số thứ tự"), _("Để trống thì theo mọi quyết định đến lúc đăng.")),
            "part": (_("Viết ra"), ""),
        }
        for name, (label, help_text) in labels.items():
            self.fields[name].label, self.fields[name].help_text = label, help_text

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        indicator = INDICATORS.get(said.get("indicator", ""))
        if indicator is not None and said.get("since") and said.get("on") and said["since"] > said["on"]:
            self.add_error("since", _("Ngày đầu phải trước ngày cuối."))
        return said

    def placeholder(self) -> str:
        """What stands in the text in the figure's place. Call it on a valid form."""
        said = self.cleaned_data
        words = [f"[[indicator:{said['indicator']}", f"organisation={said['organisation']}"]
        words += [f"since={said['since']}"] if said["since"] else []
        words += [f"on={said['on']}"]
        words += [f"at={said['at']}"] if said["at"] else []
        words += [f"part={said['part']}"] if said["part"] != Part.NUMERATOR else []
        return " ".join(words) + "]]"
