"""Points of a tree of criteria: what is made of parts is their sum, unless only the sum was given. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from bontot.evaluation import reading
from bontot.law.frameworks.framework import Criterion, Framework


def read(criterion: Criterion, text: str) -> Decimal | None:
    """The points that were written for a criterion; None for what is none, or more than there are."""
    kept = reading.points(text) if text else None
    return Decimal(kept) if kept is not None and Decimal(kept) <= criterion.most else None


def summed(framework: Framework, typed: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """From what was typed, by codes, the points of every criterion that has any, and a sentence for all that is wrong.

    Nothing typed is nothing wrong: not scored yet. Else every main criterion needs points: its own, or those of all its parts.
    """
    found: dict[str, Decimal] = {}
    if not any(typed.values()):
        return {}, []
    wrong = [says for main in framework.parts() for says in _sum(framework, main, typed, found)]
    return {code: f"{points.normalize():f}" for code, points in sorted(found.items())}, wrong


def _sum(
    framework: Framework, criterion: Criterion, typed: Mapping[str, str], found: dict[str, Decimal]
) -> Iterator[str]:
    own = typed.get(criterion.code, "")
    if not _opened(framework, criterion, typed):
        points = read(criterion, own)
        if points is None:
            yield _not_points(criterion, own)
        else:
            found[criterion.code] = points
        return
    parts = framework.parts(criterion.code)
    wrong = [says for part in parts for says in _sum(framework, part, typed, found)]
    yield from wrong
    if wrong:
        return
    total = sum((found[part.code] for part in parts), Decimal(0))
    if own and read(criterion, own) != total:
        yield _(
            "các phần của “%(criterion)s” cộng lại được %(sum)s, không phải %(text)s; hãy sửa, hoặc để trống ô tổng."
        ) % {"criterion": criterion.says, "sum": comma(total), "text": own}
    found[criterion.code] = total


def _opened(framework: Framework, criterion: Criterion, typed: Mapping[str, str]) -> bool:
    """Whether something was written for a part of a criterion, however deep."""
    return any(
        typed.get(part.code) or _opened(framework, part, typed) for part in framework.parts(criterion.code)
    )


def _not_points(criterion: Criterion, text: str) -> str:
    return _("điểm “%(criterion)s” phải từ 0 đến %(most)s, như 27,5; đã ghi “%(text)s”.") % {
        "criterion": criterion.says,
        "most": criterion.most,
        "text": text,
    }


def comma(points: Decimal) -> str:
    """`27,5`."""
    return f"{points.normalize():f}".replace(".", ",")
