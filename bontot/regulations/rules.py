"""Quy tắc về quy chế làm việc. None of them refuses: they are grounds, and people judge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from bontot.kernel.finding import Finding, Severity
from bontot.kernel.period import months_later
from bontot.law.parameters import parameter
from bontot.law.rules import Problem, Rule
from bontot.law.sources import cite


@dataclass(frozen=True, slots=True)
class Charged:
    """Somebody who is assigned something, as the rules look at them on a day."""

    name: str
    field: str
    holds_post: bool
    belongs: bool
    """Whether the person belongs to the organisation, or to one below it."""
    left: date | None
    """Since when the person is no member any more: dead, struck off, gone."""
    elsewhere: str
    """Where the person belongs, where that is not here."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A regulation, or that there is none, as the rules look at it on a day."""

    today: date
    must: bool
    adopted_on: date | None
    """None where none is in force."""
    review_due: date | None
    term: str
    term_now: str
    """Of those who lead today, where their posts say it."""
    led_since: date | None
    """Since when the present secretary leads; None where nobody does or nobody knows."""
    charged: tuple[Charged, ...]
    idle: tuple[str, ...]
    """Names of those of the committee who are assigned nothing."""


def _has_one(seen: Looked, before: None) -> Iterator[Problem]:
    if seen.adopted_on is not None or not seen.must:
        return
    says = "Chưa có quy chế làm việc đang thi hành"
    if seen.led_since:
        within = int(parameter("regulation.adopt_within", seen.today).value)
        last = months_later(seen.led_since, within)
        says += f"; bí thư đương nhiệm từ {seen.led_since:%d/%m/%Y}, nên thông qua trước {last:%d/%m/%Y}"
    yield Problem(f"{says}. Hãy lập từ mẫu rồi thông qua ở hội nghị gần nhất.")


def _soon_enough(seen: Looked, before: None) -> Iterator[Problem]:
    if seen.adopted_on is None or seen.led_since is None:
        return
    last = months_later(seen.led_since, int(parameter("regulation.adopt_within", seen.led_since).value))
    if seen.term and seen.term_now and seen.term != seen.term_now:
        yield Problem(
            f"Quy chế của nhiệm kỳ {seen.term}, cấp ủy nay là nhiệm kỳ {seen.term_now}. Hãy thông qua quy chế mới."
        )
    elif seen.term and (over := _over(seen.term, seen.today)):
        yield Problem(
            f"Quy chế của nhiệm kỳ {seen.term}, mà nhiệm kỳ ấy đã hết từ năm {over}. "
            "Hãy ghi cấp ủy của nhiệm kỳ mới rồi thông qua quy chế mới."
        )
    elif seen.adopted_on > last:
        yield Problem(
            f"Thông qua ngày {seen.adopted_on:%d/%m/%Y}, sau {last:%d/%m/%Y} là hạn tính từ khi bí thư đương nhiệm nhận nhiệm vụ."
        )


def _over(term: str, today: date) -> int | None:
    """The last year of a term that is written as `2020–2025`, where that year is over; None else."""
    years = re.fullmatch(r"(\d{4})\D+(\d{4})", term.strip())
    return int(years[2]) if years and int(years[2]) < today.year else None


def _reviewed(seen: Looked, before: None) -> Iterator[Problem]:
    if seen.review_due and seen.review_due < seen.today:
        yield Problem(f"Đã quá hạn rà soát {seen.review_due:%d/%m/%Y}. Hãy rà soát rồi ghi kết quả.")


def _in_the_committee(seen: Looked, before: None) -> Iterator[Problem]:
    for each in seen.charged:
        what = f"{each.name} được phân công “{each.field}”"
        if each.left:
            yield Problem(
                f"{what} nhưng không còn là đảng viên từ {each.left:%d/%m/%Y}. Hãy thôi phân công và giao người khác."
            )
        elif each.elsewhere:
            yield Problem(
                f"{what} nhưng sinh hoạt ở {each.elsewhere}. Hãy thôi phân công, hoặc ghi chức vụ ở cấp ủy này."
            )
        elif not each.holds_post and not each.belongs:
            yield Problem(
                f"{what} nhưng không giữ chức vụ trong cấp ủy và không sinh hoạt ở đây. Hãy kiểm tra lại."
            )
        elif not each.holds_post:
            yield Problem(
                f"{what} nhưng không còn giữ chức vụ trong cấp ủy. Hãy thôi phân công, hoặc ghi chức vụ mới."
            )


def _everybody(seen: Looked, before: None) -> Iterator[Problem]:
    if seen.adopted_on is not None and seen.idle:
        yield Problem(f"Chưa được phân công: {', '.join(seen.idle[:20])}.")


def _rule(code: str, says: str, source: str, place: str, problems: Any) -> Rule:
    return Rule(
        code=code, says=says, because=cite(source, place), problems=problems, at_most=Severity.WARNING
    )


RULES = (
    _rule(
        "QC-01", "Cấp ủy làm việc theo quy chế do mình thông qua.", "DL-2011", "Quy chế làm việc", _has_one
    ),
    _rule("QC-02", "Quy chế được thông qua từ đầu nhiệm kỳ.", "DL-2011", "Quy chế làm việc", _soon_enough),
    _rule("QC-03", "Quy chế được rà soát theo kỳ.", "HOUSE", "Rà soát quy chế", _reviewed),
    _rule("QC-04", "Người được phân công là người của cấp ủy.", "HOUSE", "Quy chế mẫu", _in_the_committee),
    _rule("QC-05", "Mỗi cấp ủy viên có việc được phân công.", "HOUSE", "Quy chế mẫu", _everybody),
)
"""All rules of regulations, judged by the law of the day on which one looks."""


def judge(seen: Looked) -> list[Finding]:
    """What should be looked at again."""
    return [found for rule in RULES for found in rule.findings(seen, None, seen.today)]
