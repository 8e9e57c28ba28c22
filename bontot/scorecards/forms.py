"""What the pages of cards are sent: points, reasons, votes, a new campaign, a paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from bontot.frameworks.queries import frameworks
from bontot.kernel.text import said
from bontot.meetings.forms import must_be_valid
from bontot.scorecards.appraising import Appraisal, Judged
from bontot.scorecards.sheet import Sheet
from bontot.scorecards.steps import Ballot, Said
from bontot.scorecards.words import TARGETS
from bontot.ui.fields import CountField, DayField

type Data = Mapping[str, Any] | None
type Places = list[tuple[str, str]]
"""Organisations to choose from: code and name."""


def number(text: str) -> int | None:
    """A whole number as it was sent; None for what is none."""
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) < 6 else None


def said_of(data: Mapping[str, str], known: Sheet) -> dict[str, Said]:
    """What a branch has sent of each criterion that is scored."""
    return {
        line.code: Said(
            number(data.get(f"p-{line.code}", "")),
            said(data.get(f"r-{line.code}", ""), 400),
            said(data.get(f"n-{line.code}", ""), 400),
        )
        for line in known.lines
        if line.scored
    }


def seen_of(data: Mapping[str, str], known: Sheet) -> dict[str, Said]:
    """What stood there when the writer began."""
    return {
        line.code: Said(
            number(data.get(f"op-{line.code}", "")),
            said(data.get(f"or-{line.code}", ""), 400),
            said(data.get(f"on-{line.code}", ""), 400),
        )
        for line in known.lines
        if line.scored
    }


def judged(data: Mapping[str, str], known: Sheet) -> Appraisal:
    """What a superior has sent; before anything was sent, what the branch voted and what the records say."""
    if not data:
        return Appraisal(
            {
                line.code: Judged(
                    line.vote_points if line.appraisal_points is None else line.appraisal_points,
                    line.appraisal_reason,
                )
                for line in known.lines
                if line.scored
            },
            {
                each.place: Judged(
                    int(not each.found if each.holds is None else each.holds)
                    if each.found is not None or each.holds is not None
                    else None,
                    each.reason,
                )
                for each in known.conditions
            },
            known.edits,
        )
    return Appraisal(
        {
            line.code: Judged(
                number(data.get(f"p-{line.code}", "")), said(data.get(f"r-{line.code}", ""), 400)
            )
            for line in known.lines
            if line.scored
        },
        {
            each.place: Judged(
                number(data.get(f"h-{each.place}", "")), said(data.get(f"hr-{each.place}", ""), 400)
            )
            for each in known.conditions
        },
        None if data.get("both_seen") else number(data.get("edits", "")),
    )


class VoteForm(forms.Form):
    """The totals of a vote."""

    day = DayField()
    base = CountField()
    in_favour = CountField()
    against = CountField(required=False)

    def __init__(self, data: Data = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        words = {
            "day": _("Ngày biểu quyết"),
            "base": _("Số người được biểu quyết"),
            "in_favour": _("Tán thành"),
            "against": _("Không tán thành"),
        }
        for name, label in words.items():
            self.fields[name].label = label

    def ballot(self) -> Ballot:
        """The totals. Raises Refused where one of them cannot be read: what is mistyped is not none."""
        must_be_valid(self)
        said_ = self.cleaned_data
        return Ballot(said_.get("day"), said_.get("base"), said_.get("in_favour"), said_.get("against") or 0)


class CampaignForm(forms.Form):
    """A new campaign."""

    title = forms.CharField(max_length=200)
    framework = forms.ChoiceField()
    organisation = forms.ChoiceField()
    target = forms.ChoiceField()
    year = forms.IntegerField(min_value=1930, max_value=2200)
    register_by = DayField()
    score_by = DayField()
    appraise_by = DayField()
    recognise_by = DayField()

    def __init__(self, places: Places, data: Data = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        known = [(f"{f.code}/{f.version}", f"{f.says} ({f.version})") for f in frameworks() if f.title]
        self.fields["framework"] = forms.ChoiceField(choices=known)
        self.fields["organisation"] = forms.ChoiceField(choices=places)
        self.fields["target"] = forms.ChoiceField(choices=list(TARGETS.items()))
        words = {
            "title": _("Tên đợt"),
            "framework": _("Khung điểm"),
            "organisation": _("Phạm vi"),
            "target": _("Chấm những tổ chức nào"),
            "year": _("Năm"),
            "register_by": _("Hạn đăng ký"),
            "score_by": _("Hạn tự chấm và biểu quyết"),
            "appraise_by": _("Hạn thẩm định"),
            "recognise_by": _("Hạn công nhận"),
        }
        for name, label in words.items():
            self.fields[name].label = label
        self.fields["organisation"].help_text = _("Mọi tổ chức bên dưới thuộc loại được chấm đều có phiếu.")

    def clean(self) -> dict[str, Any]:
        """The days of the steps follow one another."""
        found: dict[str, Any] = super().clean() or {}
        order = [found.get(name) for name in ("register_by", "score_by", "appraise_by", "recognise_by")]
        known: list[date] = [day for day in order if day]
        if known != sorted(known):
            raise forms.ValidationError(
                _("Hạn của các bước phải theo thứ tự: đăng ký, tự chấm, thẩm định, công nhận.")
            )
        return found


class PaperForm(forms.Form):
    """The decision by which organisations are recognised."""

    number = forms.CharField(max_length=80)
    dated = DayField()
    by = forms.ChoiceField()
    says = forms.CharField(max_length=400, required=False)

    def __init__(self, places: Places, data: Data = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["by"] = forms.ChoiceField(choices=places)
        words = {
            "number": _("Số quyết định"),
            "dated": _("Ngày quyết định"),
            "by": _("Cơ quan ban hành"),
            "says": _("Trích yếu"),
        }
        for name, label in words.items():
            self.fields[name].label = label
