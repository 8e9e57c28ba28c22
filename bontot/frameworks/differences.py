"""In what one version of a framework differs from another, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from bontot.frameworks.words import SIDES
from bontot.law.frameworks.framework import Condition, Criterion, Framework


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is other than before; blank where there was, or is, no such thing."""

    what: str
    before: str
    after: str


def differences(before: Framework, after: Framework) -> list[Difference]:
    """Everything that differs, in the order in which a framework is read."""
    found = [_about(what, first, second) for what, first, second in _heads(before, after)]
    found += _lines(_("Tiêu chí"), _criteria(before), _criteria(after))
    found += _lines(_("Điều kiện"), _conditions(before), _conditions(after))
    found += _lines(_("Mức"), _bands(before), _bands(after))
    found += _lines(_("Tỷ lệ"), _caps(before), _caps(after))
    found += _lines(_("Bước chấm"), _steps(before), _steps(after))
    return [each for each in found if each.before != each.after]


def _about(what: str, first: Any, second: Any) -> Difference:
    said = [f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value) for value in (first, second)]
    return Difference(what, said[0], said[1])


def _heads(before: Framework, after: Framework) -> list[tuple[str, Any, Any]]:
    return [
        (_("Tên khung"), before.says, after.says),
        (_("Từ ngày"), before.first, after.first),
        (_("Căn cứ"), before.because, after.because),
        (_("Tổng điểm"), before.whole, after.whole),
        (_("Ghi chú"), before.note, after.note),
    ]


def _lines(what: str, before: dict[str, str], after: dict[str, str]) -> list[Difference]:
    codes = [*before, *(code for code in after if code not in before)]
    return [Difference(f"{what} {code}", before.get(code, ""), after.get(code, "")) for code in codes]


def _criteria(each: Framework) -> dict[str, str]:
    return {criterion.code: _criterion(criterion) for criterion in each.criteria}


def _criterion(each: Criterion) -> str:
    proof = each.evidence.says if each.evidence else ""
    points = _("%(points)s điểm") % {"points": each.most}
    return "; ".join(filter(None, (each.says, points, proof, each.scale)))


def _conditions(each: Framework) -> dict[str, str]:
    return {condition.code: _condition(each, condition) for condition in each.hard}


def _condition(framework: Framework, each: Condition) -> str:
    return _("%(says)s Thiếu thì nhiều nhất: %(best)s.") % {
        "says": each.says,
        "best": framework.named(each.best).says,
    }


def _bands(each: Framework) -> dict[str, str]:
    return {f"“{band.says}”": _("từ %(points)s điểm") % {"points": band.least} for band in each.bands}


def _caps(each: Framework) -> dict[str, str]:
    return {
        f"“{each.named(cap.band).says}”": f"{cap.percent}%"
        if cap.percent is not None
        else _("theo quy định của Trung ương")
        for cap in each.caps
    }


def _steps(each: Framework) -> dict[str, str]:
    return {
        f"{number}": f"{step.says}: {step.who} ({SIDES[step.side]})"
        for number, step in enumerate(each.steps, 1)
    }
