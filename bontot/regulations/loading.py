"""Nạp sổ quy chế: regulations that have been in force for some time with what was done by them, all or nothing.

Rows are written in crowds, past Django's own way; what the records prove is settled afterwards as it is every night.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import Max, Min

from bontot.kernel.period import OPEN, months_later
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.ledger.sealing import seal
from bontot.meetings.books.loading import numbers_go_on
from bontot.meetings.books.reading import day
from bontot.members.models import Person
from bontot.organisations.models import Organisation, Place
from bontot.regulations.adopting import next_review
from bontot.regulations.doing import in_words
from bontot.regulations.holders import Holders
from bontot.regulations.laying import AHEAD, BACK, settle
from bontot.regulations.models import Assignment, Duty, Followed, Occurrence, Regulation, Trace
from bontot.regulations.proving import judged
from bontot.regulations.reading import Books, Line
from bontot.regulations.recurrence import days
from bontot.regulations.samples import SAMPLES, Sample
from bontot.ui.clock import now

REGULATION = (
    "id", "organisation", "number", "term", "state", "adopted_on", "adopted_by", "valid_from", "valid_to", "kept_at",
    "reviewed_on", "review_due", "review_note", "template", "laid_to",
)  # fmt: skip
DUTY = ("id", "regulation", "place", "says", "rule", "who", "proof", "key", "source", "source_place")
ASSIGNMENT = ("id", "regulation", "person", "field", "valid_from", "valid_to")
OCCURRENCE = (
    "organisation",
    "duty",
    "due",
    "state",
    "done_on",
    "holder",
    "evidence",
    "note",
    "by",
    "checked_by",
)
TRACE = ("organisation", "regulation", "at", "by", "what", "before", "after")
BY = "sổ quy chế"


@dataclass(slots=True)
class Loaded:
    """How much was written."""

    regulations: int = 0
    assignments: int = 0
    occurrences: int = 0
    settled: int = 0


@dataclass(frozen=True, slots=True)
class _Of:
    """A regulation that is being loaded."""

    id: int
    organisation: int
    valid_from: date
    end: date
    """From which day the organisation is no longer there."""
    sample: Sample
    duties: dict[str, int]
    """Ids by the keys of the sample."""


@dataclass(slots=True)
class _Crowds:
    """Rows to be written, by table."""

    regulations: list[tuple[Any, ...]] = field(default_factory=list)
    duties: list[tuple[Any, ...]] = field(default_factory=list)
    assignments: list[tuple[Any, ...]] = field(default_factory=list)
    followed: list[tuple[Any, ...]] = field(default_factory=list)
    of: dict[str, _Of] = field(default_factory=dict)
    done: dict[tuple[int, date], tuple[date, str, str]] = field(default_factory=dict)


class _Known:
    """What the ledger says, as far as books of regulations need it."""

    def __init__(self) -> None:
        self.organisations = dict(Organisation.objects.values_list("code", "id"))
        self.people = dict(Person.objects.values_list("code", "id"))
        places = Place.objects.filter(ledger.known(None)).values("organisation_id")
        stretches = places.annotate(first=Min("valid_from"), end=Max("valid_to"))
        self.days = {row["organisation_id"]: (row["first"], row["end"]) for row in stretches}
        self.taken = set(
            Regulation.objects.filter(state="in_force").values_list("organisation_id", flat=True)
        )


def load(books: Books, on: date, progress: Callable[[str, float], None] | None = None) -> Loaded:
    """Write everything in one transaction. Nothing is written where something is wrong: see `books.findings`."""
    tell = progress or (lambda says, share: None)
    with transaction.atomic():
        crowds = _crowds(books, on)
        if books.findings:
            return Loaded()
        tell("Ghi quy chế", 0.3)
        for model, columns, rows in (
            (Regulation, REGULATION, crowds.regulations),
            (Duty, DUTY, crowds.duties),
            (Assignment, ASSIGNMENT, crowds.assignments),
            (Followed, ("assignment", "organisation"), crowds.followed),
            (Trace, TRACE, _traces(crowds)),
        ):
            bulk.insert(model, columns, rows)
        tell("Trải lịch", 0.5)
        occurrences = _occurrences(crowds, on)
        bulk.insert(Occurrence, OCCURRENCE, occurrences)
        kinds: list[type[models.Model]] = [Regulation, Duty, Assignment]
        numbers_go_on(kinds)
        bulk.recount([*kinds, Followed, Occurrence])
        tell("Chốt từ sổ", 0.7)
        settled = settle([each.organisation for each in crowds.of.values()], on)
    tell("Xong", 1.0)
    return Loaded(len(crowds.of), len(crowds.assignments), len(occurrences), settled)


def _crowds(books: Books, on: date) -> _Crowds:
    crowds, known = _Crowds(), _Known()
    for line in books.regulations:
        _regulation(crowds, books, known, line, on)
    number = bulk.last_id(Assignment)
    for line in books.assignments:
        number += 1
        _assignment(crowds, books, known, line, number)
    for line in books.done:
        _done(crowds, books, line, on)
    return crowds


def _regulation(crowds: _Crowds, books: Books, known: _Known, line: Line, on: date) -> None:
    file, number, row = line
    code, sample = row.get("Mã tổ chức", ""), SAMPLES.get(row.get("Mẫu", ""))
    organisation = known.organisations.get(code)
    if organisation is None or sample is None:
        says = f"Không có tổ chức mang mã “{code[:60]}” hoặc mẫu “{row.get('Mẫu', '')[:40]}”."
        books.wrong("SQ-04", says, file, number)
        return
    if organisation in known.taken:
        books.wrong("SQ-03", f"{code} đã có quy chế đang thi hành.", file, number)
        return
    try:
        adopted, since, reviewed = (
            day(row.get(name, "")) for name in ("Ngày thông qua", "Có hiệu lực từ", "Ngày rà soát")
        )
    except ValueError as reason:
        books.wrong("SQ-02", f"Ngày không có thật: {reason}.", file, number)
        return
    since = since or adopted
    if (
        not adopted
        or not since
        or adopted > on
        or since < adopted
        or (reviewed and not adopted <= reviewed <= on)
    ):
        says = "Cần ngày thông qua đã qua; hiệu lực không trước ngày ấy; ngày rà soát nằm giữa ngày ấy và hôm nay."
        books.wrong("SQ-02", says, file, number)
        return
    first, end = known.days.get(organisation, (OPEN, OPEN))
    if not first <= adopted < end or end <= on:
        says = f"{code} không hoạt động từ ngày {adopted:%d/%m/%Y} đến nay; tổ chức kế thừa thông qua quy chế của mình."
        books.wrong("SQ-04", says, file, number)
        return
    known.taken.add(organisation)
    _enter(crowds, organisation, sample, row, (adopted, since, reviewed, end), on)


def _enter(
    crowds: _Crowds,
    organisation: int,
    sample: Sample,
    row: dict[str, str],
    when: tuple[date, date, date | None, date],
    on: date,
) -> None:
    adopted, since, reviewed, end = when
    id = crowds.regulations[-1][0] + 1 if crowds.regulations else bulk.last_id(Regulation) + 1
    crowds.regulations.append((
        id, organisation, row.get("Số quy chế", "")[:60], row.get("Nhiệm kỳ", "")[:40], "in_force", adopted.isoformat(),
        row.get("Thông qua tại", "")[:300], since.isoformat(), OPEN.isoformat(), row.get("Nơi lưu", "")[:300],
        reviewed.isoformat() if reviewed else None, next_review(reviewed or adopted).isoformat(),
        row.get("Kết quả rà soát", "")[:400], sample.code, months_later(on, AHEAD).isoformat(),
    ))  # fmt: skip
    number = crowds.duties[-1][0] + 1 if crowds.duties else bulk.last_id(Duty) + 1
    duties = {}
    for place, duty in enumerate(sample.duties):
        duties[duty.key] = number + place
        crowds.duties.append((
            number + place, id, place, duty.says, duty.rule, duty.who, duty.proof, duty.key, duty.source, duty.source_place,
        ))  # fmt: skip
    crowds.of[row["Mã tổ chức"]] = _Of(id, organisation, since, end, sample, duties)


def _assignment(crowds: _Crowds, books: Books, known: _Known, line: Line, id: int) -> None:
    file, number, row = line
    of, person = crowds.of.get(row.get("Mã tổ chức", "")), known.people.get(row.get("Mã người", ""))
    follows = [code.strip() for code in row.get("Theo dõi", "").split(";") if code.strip()]
    if of is None:
        books.wrong(
            "SQ-05", f"Không có quy chế của “{row.get('Mã tổ chức', '')[:60]}” trong sổ.", file, number
        )
        return
    if person is None or any(code not in known.organisations for code in follows) or not row.get("Lĩnh vực"):
        books.wrong("SQ-04", "Không có người hoặc tổ chức mang mã ấy, hoặc thiếu lĩnh vực.", file, number)
        return
    try:
        first, end = day(row.get("Từ ngày", "")) or of.valid_from, day(row.get("Đến trước ngày", "")) or OPEN
    except ValueError as reason:
        books.wrong("SQ-02", f"Ngày không có thật: {reason}.", file, number)
        return
    if end <= first:
        books.wrong("SQ-02", "Phân công kết thúc trước khi bắt đầu.", file, number)
        return
    crowds.assignments.append((id, of.id, person, row["Lĩnh vực"][:300], first.isoformat(), end.isoformat()))
    crowds.followed += [(id, known.organisations[code]) for code in dict.fromkeys(follows)]


def _done(crowds: _Crowds, books: Books, line: Line, on: date) -> None:
    file, number, row = line
    of = crowds.of.get(row.get("Mã tổ chức", ""))
    duty = of.duties.get(row.get("Việc", "")) if of else None
    try:
        due, done = day(row.get("Hạn", "")), day(row.get("Ngày làm", ""))
    except ValueError as reason:
        books.wrong("SQ-02", f"Ngày không có thật: {reason}.", file, number)
        return
    if of is None or duty is None or due is None:
        books.wrong(
            "SQ-05",
            f"{row.get('Mã tổ chức', '')[:60]} không có việc “{row.get('Việc', '')[:40]}” vào hạn ấy.",
            file,
            number,
        )
    elif done is None or done > on:
        books.wrong("SQ-02", "Thiếu ngày làm, hoặc ngày làm chưa đến.", file, number)
    else:
        crowds.done[duty, due] = (done, in_words(row.get("Minh chứng", "")), row.get("Ghi chú", "")[:1000])


def _traces(crowds: _Crowds) -> list[tuple[Any, ...]]:
    at = str(now())
    after = seal('{"says":"nạp từ sổ quy chế"}')
    return [(of.organisation, of.id, at, BY, "load", "", after) for of in crowds.of.values()]


def _occurrences(crowds: _Crowds, on: date) -> list[tuple[Any, ...]]:
    """The calendar of every regulation, with what the book says was done."""
    holders = Holders([of.organisation for of in crowds.of.values()])
    until, back = months_later(on, AHEAD), months_later(on, -BACK)
    found: list[tuple[Any, ...]] = []
    for of in crowds.of.values():
        first, end = max(of.valid_from, back), min(until, of.end)
        for duty in of.sample.duties:
            id = of.duties[duty.key]
            for due in days(duty.rule, first, end):
                done = crowds.done.get((id, due))
                if done is None:
                    found.append((of.organisation, id, due.isoformat(), "open", None, None, "", "", "", ""))
                    continue
                day_, evidence, note = done
                found.append((
                    of.organisation, id, due.isoformat(), judged(due, day_), day_.isoformat(),
                    holders.one(of.organisation, duty.who, None, due), evidence, seal(note) if note else "", BY, "",
                ))  # fmt: skip
    return found
