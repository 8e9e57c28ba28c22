"""What a decision on classification or recognition must satisfy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from bontot.evaluation import reading
from bontot.evaluation.models import Classification
from bontot.kernel.finding import Severity
from bontot.kernel.period import Period
from bontot.law import kinds
from bontot.law.parameters import PARAMETERS, bands
from bontot.law.rules import Problem, Rule
from bontot.law.sources import cite
from bontot.law.vocabulary import vocabulary
from bontot.ledger.models import Fact
from bontot.ledger.state import State
from bontot.members.discipline_rules import measures
from bontot.members.models import Person, Standing
from bontot.organisations.models import Organisation, Place
from bontot.organisations.rules import latest_kind, name_on

HOUSE = cite("HOUSE")
GRADES = vocabulary("grade").values
OUTSTANDING, GOOD, DONE, NOT_DONE = GRADES
BRANCH, COMMITTEE = vocabulary("recognition_title").values
POINTS_FROM = PARAMETERS["classification.bands"].stretches[0].period.first
"""The day from which there are points."""


def _days(text: str, on: date) -> tuple[date, date] | None:
    """The days of a period that has begun by `on`; None where there is none such."""
    kept = reading.period(text)
    days = reading.days(kept) if kept else None
    return days if days and days[0] <= on else None


def _period(act: Any, before: State) -> Iterator[Problem]:
    field = "period" if hasattr(act, "period") else "year"
    said = getattr(act, field)
    kept = reading.period(said)
    if kept is None or (field == "year" and len(kept) != 4):
        how = "hãy ghi như 2025." if field == "year" else "hãy ghi năm như 2025, hoặc quý như Quý I/2025."
        yield Problem(f"“{said}” không phải là một kỳ đánh giá; {how}", field)
    elif _days(said, act.on) is None:
        yield Problem(f"Kỳ {said} chưa bắt đầu vào ngày quyết định {act.on:%d/%m/%Y}.", field)


def _points(act: Any, before: State) -> Iterator[Problem]:
    if act.score and reading.points(act.score) is None:
        yield Problem(f"“{act.score}” không phải là điểm từ 0 đến 100, như 87,5.", "score")


def _capacity(act: Any, before: State) -> Iterator[Problem]:
    group = "person" if hasattr(act, "member") else "organisation"
    if act.capacity and act.capacity not in vocabulary("capacity").in_group(group):
        whom = "đảng viên" if group == "person" else "tổ chức đảng"
        yield Problem(f"Không đánh giá {whom} với tư cách “{act.capacity}”.", "capacity")


def _there_then(act: Any, before: State) -> Iterator[Problem]:
    """Judged where the subject and the period are known: the plan and another rule say it where they are not."""
    days = _days(act.period if hasattr(act, "period") else act.year, act.on)
    known: list[Fact]
    if hasattr(act, "member"):
        who = "không phải là đảng viên"
        id, name = before.id_of(Person, act.member), act.member
        known = list(before.facts(Standing, id))
    else:
        who = "không tồn tại"
        id, name = before.id_of(Organisation, act.organisation), name_on(before, act.organisation, act.on)
        known = list(before.facts(Place, id))
    if id is None or days is None or (hasattr(act, "member") and not known):
        return
    if not any(fact.valid_from < days[1] and days[0] < fact.valid_to for fact in known):
        yield Problem(f"{name} {who} vào ngày nào của kỳ ấy.", _subject(act))


def _subject(act: Any) -> str:
    return "member" if hasattr(act, "member") else "organisation"


def _bands(act: Any, before: State) -> Iterator[Problem]:
    points = reading.points(act.score) if act.score else None
    if points is None or act.grade not in GRADES:
        return
    least = dict(zip((DONE, GOOD, OUTSTANDING), bands("classification.bands", act.on).value, strict=True))
    if act.grade in least and float(points) < least[act.grade]:
        says = f"{act.score} điểm chưa đủ {least[act.grade]} điểm để xếp {act.grade}."
        yield Problem(says, "score")


def _disciplined(act: Any, before: State) -> list[Fact]:
    """Measures decided in the period against the very person or organisation."""
    days = _days(act.period, act.on)
    return [m for m in measures(act, before) if days and days[0] <= m.valid_from < days[1]]


def _outstanding(act: Any, before: State) -> Iterator[Problem]:
    if act.grade == OUTSTANDING:
        for measure in _disciplined(act, before)[:1]:
            says = f"Bị kỷ luật ngày {measure.valid_from:%d/%m/%Y}, trong kỳ đánh giá, nên không xếp {OUTSTANDING}."
            yield Problem(says, "grade")


def _not_done(act: Any, before: State) -> Iterator[Problem]:
    if act.grade in (GOOD, DONE):
        for measure in _disciplined(act, before)[:1]:
            says = f"Bị kỷ luật ngày {measure.valid_from:%d/%m/%Y}, trong kỳ đánh giá; thường xếp {NOT_DONE}."
            yield Problem(says, "grade")


def _title(act: Any, before: State) -> Iterator[Problem]:
    if act.title not in vocabulary("recognition_title").values:
        near = vocabulary("recognition_title").nearest(act.title) or [BRANCH, COMMITTEE]
        says = f"“{act.title}” chưa có trong danh mục nên biểu không tính; có phải là {' hoặc '.join(near)}?"
        yield Problem(says, "title")


def _title_fits(act: Any, before: State) -> Iterator[Problem]:
    kind = latest_kind(before, act.organisation, act.on)
    fits = {BRANCH: kinds.is_branch(kind), COMMITTEE: kind == "đảng bộ cơ sở"} if kind else {}
    if not fits.get(act.title, True):
        name = name_on(before, act.organisation, act.on)
        yield Problem(f"{name} là {kind}, không được công nhận {act.title}.", "title")


def _recognised_done(act: Any, before: State) -> Iterator[Problem]:
    year = reading.period(act.year)
    for said in before.facts(Classification, before.id_of(Organisation, act.organisation)):
        if said.period == year and said.grade == NOT_DONE and said.valid_from <= act.on < said.valid_to:
            yield Problem(f"Năm {year} tổ chức này xếp {NOT_DONE}.", "title")


PERIOD = Rule(
    code="XL-01",
    says="Kỳ đánh giá là một năm hoặc một quý đã bắt đầu.",
    because=HOUSE,
    problems=_period,
)
POINTS = Rule(code="XL-02", says="Điểm từ 0 đến 100.", because=HOUSE, problems=_points)
THERE_THEN = Rule(
    code="XL-03",
    says="Tổ chức, đảng viên được xếp loại hoặc công nhận thì có trong kỳ ấy.",
    because=HOUSE,
    problems=_there_then,
)
BANDS = Rule(
    code="XL-04",
    says="Mức xếp loại không cao hơn mức mà số điểm cho phép.",
    because=cite("366-QĐ/TW-2025", "Điều 11"),
    problems=_bands,
    in_force=Period(POINTS_FROM),
    at_most=Severity.WARNING,
)
NOT_OUTSTANDING = Rule(
    code="XL-05",
    says="Bị kỷ luật trong kỳ thì không xếp hoàn thành xuất sắc nhiệm vụ.",
    because=cite("366-QĐ/TW-2025", "Điều 11"),
    problems=_outstanding,
    at_most=Severity.WARNING,
)
DISCIPLINED = Rule(
    code="XL-06",
    says="Bị kỷ luật trong kỳ là một trường hợp không hoàn thành nhiệm vụ.",
    because=cite("366-QĐ/TW-2025", "Không hoàn thành"),
    problems=_not_done,
    at_most=Severity.HINT,
)
CAPACITY = Rule(
    code="XL-07",
    says="Tập thể lãnh đạo là của tổ chức, cán bộ lãnh đạo là của đảng viên.",
    because=HOUSE,
    problems=_capacity,
)
TITLE_KNOWN = Rule(
    code="XL-08",
    says="Danh hiệu theo danh mục.",
    because=HOUSE,
    problems=_title,
    at_most=Severity.HINT,
)
TITLE_FITS = Rule(
    code="XL-09",
    says="Chi bộ bốn tốt là chi bộ; Đảng bộ cơ sở bốn tốt là đảng bộ cơ sở.",
    because=cite("21-NQ/TW-2022", "Bốn tốt"),
    problems=_title_fits,
)
RECOGNISED_DONE = Rule(
    code="XL-10",
    says="Tổ chức không hoàn thành nhiệm vụ thì không được công nhận bốn tốt trong năm ấy.",
    because=HOUSE,
    problems=_recognised_done,
    at_most=Severity.HINT,
)
