"""How figures and thresholds of a criterion are put into words."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from bontot.strengthening.computing import Figure
from bontot.strengthening.criteria import Criterion
from bontot.ui.writing import day as written
from bontot.ui.writing import number, percent


def figure_says(computed: str, figure: Figure) -> str:
    """What a figure says: `2/3 tháng không họp`."""
    said = {
        "amount": number(figure.amount),
        "base": number(figure.base),
        "part": percent(figure.amount, figure.base),
    }
    words = {
        "months_without_meeting": _("%(amount)s/%(base)s tháng không họp"),
        "attendance": _("%(part)s, là %(amount)s/%(base)s lượt dự"),
        "late_tasks": _("%(amount)s/%(base)s nhiệm vụ quá hạn"),
        "missed_duties": _("%(amount)s/%(base)s việc theo quy chế bị bỏ"),
        "late_commitments": _("%(amount)s/%(base)s cam kết quá hạn hoặc xong chậm"),
        "admissions": _("%(amount)s người được kết nạp"),
        "secretary_vacant": _("%(amount)s ngày không có bí thư"),
        "disciplined_members": _("%(amount)s lượt kỷ luật đảng viên"),
        "disciplined": _("%(amount)s lần tổ chức bị kỷ luật"),
        "years_not_done": _("%(amount)s năm liền không hoàn thành nhiệm vụ"),
    }
    return words[computed] % said


def threshold_says(criterion: Criterion) -> str:
    """From when on it is a sign of weakness: `từ 1 tháng, trong 3 tháng gần nhất`."""
    said: dict[str, str] = {name: number(value) for name, value in criterion.numbers.items()}
    said |= {name: percent(each.numerator, each.denominator, 0) for name, each in criterion.shares.items()}
    words = {
        "months_without_meeting": _("từ %(least)s tháng không họp, trong %(months)s tháng trọn gần nhất"),
        "attendance": _("dưới %(below)s lượt phải dự, trong %(months)s tháng gần nhất"),
        "late_tasks": _(
            "từ %(share)s quá hạn, khi có ít nhất %(least)s nhiệm vụ đến hạn trong %(months)s tháng gần nhất"
        ),
        "missed_duties": _(
            "từ %(share)s bị bỏ, khi có ít nhất %(least)s việc đến hạn trong %(months)s tháng gần nhất"
        ),
        "late_commitments": _(
            "từ %(share)s quá hạn hoặc chậm, khi có ít nhất %(least)s cam kết đến hạn trong %(months)s tháng gần nhất"
        ),
        "admissions": _("không kết nạp ai trong %(months)s tháng gần nhất"),
        "secretary_vacant": _("quá %(days)s ngày"),
        "disciplined_members": _("từ %(least)s lượt trong %(months)s tháng gần nhất"),
        "disciplined": _("từ %(least)s lần trong %(months)s tháng gần nhất"),
        "years_not_done": _("từ %(least)s năm liền"),
    }
    return words[criterion.computed] % said


def silence_says(last: date | None) -> str:
    """Why a criterion is not computed, given the last record of its kind."""
    if last is None:
        return _("Không tính: sổ chưa ghi việc nào loại này.")
    return _("Không tính: sổ chưa ghi việc nào loại này sau ngày %(day)s.") % {"day": written(last)}
