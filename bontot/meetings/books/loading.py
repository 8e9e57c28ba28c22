"""Nạp sổ sinh hoạt: meetings of earlier months, all or nothing, with who must attend and who may vote from the ledger.

Rows are written in crowds, past Django's own way: a province's year is a million marks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

import orjson
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils import timezone

from bontot.kernel.period import OPEN
from bontot.law.frameworks.framework import Framework
from bontot.law.frameworks.shipped import holding
from bontot.ledger import bulk
from bontot.meetings.books.columns import CONCLUSION, MEETING, MOTION, PRESENCE, SCORE, TASK
from bontot.meetings.books.reading import TASKS, Books, Key, Row, day, hour, mark, read_month
from bontot.meetings.duties import COUNTS, Duty, Facts, counted, expected
from bontot.meetings.frames import CODE, frames
from bontot.meetings.models import Conclusion, Meeting, Motion, Presence, Score, Task

EVENING = time(20, 0)


@dataclass(slots=True)
class Loaded:
    """How much was written."""

    meetings: int = 0
    presences: int = 0
    tasks: int = 0


@dataclass(slots=True)
class _Crowds:
    """Rows to be written, by table."""

    meetings: list[tuple[Any, ...]] = field(default_factory=list)
    presences: list[tuple[Any, ...]] = field(default_factory=list)
    motions: list[tuple[Any, ...]] = field(default_factory=list)
    conclusions: list[tuple[Any, ...]] = field(default_factory=list)
    scores: list[tuple[Any, ...]] = field(default_factory=list)
    tasks: list[tuple[Any, ...]] = field(default_factory=list)


def load(books: Books, progress: Callable[[str, float], None] | None = None) -> Loaded:
    """Write everything in one transaction. Nothing is written where something is wrong: see `books.findings`."""
    tell = progress or (lambda says, share: None)
    with transaction.atomic():
        facts = Facts()
        tell("Đối chiếu với sổ", 0.2)
        crowds = _crowds(books, facts)
        if books.findings:
            return Loaded()
        tell("Ghi các buổi họp", 0.5)
        for model, columns, rows in (
            (Meeting, MEETING, crowds.meetings),
            (Presence, PRESENCE, crowds.presences),
            (Motion, MOTION, crowds.motions),
            (Conclusion, CONCLUSION, crowds.conclusions),
            (Score, SCORE, crowds.scores),
            (Task, TASK, crowds.tasks),
        ):
            bulk.insert(model, columns, rows)
        numbers_go_on([Meeting])
        bulk.recount([Meeting, Presence, Motion, Conclusion, Score, Task])
    tell("Xong", 1.0)
    return Loaded(len(crowds.meetings), len(crowds.presences), len(crowds.tasks))


def _crowds(books: Books, facts: Facts) -> _Crowds:
    crowds, next_id = _Crowds(), bulk.last_id(Meeting) + 1
    there = set(Meeting.objects.exclude(state="dropped").values_list("organisation_id", "kind", "month"))
    marked, versions = _by_meeting(books), frames()
    ids: dict[Key, int] = {}
    numbers: dict[tuple[int, int], int] = defaultdict(int)
    for key, (line, row) in sorted(
        books.meetings.items(), key=lambda each: (each[0][0], each[0][2], each[0][1])
    ):
        organisation = facts.organisations.get(key[0])
        if organisation is None:
            books.wrong("SS-04", f"Không có chi bộ mang mã “{key[0]}”.", "sinh-hoat", line, "Mã chi bộ")
        elif (organisation, key[1], key[2]) in there:
            books.wrong("SS-03", f"Chi bộ {key[0]} đã có buổi họp này trong hệ thống.", "sinh-hoat", line)
        else:
            ids[key] = next_id
            numbers[organisation, key[2].year] += 1
            _meeting(
                crowds,
                books,
                facts,
                _Asked(next_id, organisation, key, line, row, numbers[organisation, key[2].year], versions),
                marked.pop(key, {}),
            )
            next_id += 1
    for key, people in marked.items():
        first = min(line for line, _mark in people.values())
        books.wrong(
            "SS-05", f"Có điểm danh kỳ {key[2]:%m/%Y} của {key[0]} mà không có buổi họp.", "diem-danh", first
        )
    for line, row in books.tasks:
        _task(crowds, books, facts, ids, line, row)
    return crowds


def _by_meeting(books: Books) -> dict[Key, dict[str, tuple[int, str]]]:
    """Marks turned from a line for each person into a list for each meeting."""
    found: dict[Key, dict[str, tuple[int, str]]] = defaultdict(dict)
    for line, branch, person, columns, marks in books.presence:
        for (kind, month), text in zip(columns, marks, strict=False):
            if text:
                status = mark(text)
                if status is None:
                    books.wrong(
                        "SS-06",
                        f"Không có ký hiệu điểm danh “{text[:20]}”; chỉ có x, m, p, k.",
                        "diem-danh",
                        line,
                    )
                elif status:
                    found[branch, kind, month][person] = (line, status)
    return found


@dataclass(frozen=True, slots=True)
class _Asked:
    id: int
    organisation: int
    key: Key
    line: int
    row: Row
    number: int
    frames: tuple[Framework, ...]


def _meeting(
    crowds: _Crowds, books: Books, facts: Facts, asked: _Asked, people: dict[str, tuple[int, str]]
) -> None:
    row, id = asked.row, asked.id
    try:
        on, begins, ends = (
            day(row.get("Ngày", "")),
            hour(row.get("Bắt đầu", "")),
            hour(row.get("Kết thúc", "")),
        )
        invited, approved, sent = (
            day(row.get(name, "")) for name in ("Ngày mời", "Ngày duyệt biên bản", "Ngày gửi")
        )
    except ValueError as reason:
        books.wrong("SS-02", f"Ngày hoặc giờ không có thật: {reason}.", "sinh-hoat", asked.line)
        return
    if on is None or begins is None:
        books.wrong("SS-02", "Thiếu ngày hoặc giờ họp.", "sinh-hoat", asked.line)
        return
    known = _presences(crowds, books, facts, asked, on, people)
    against = int(row.get("Không tán thành") or 0)
    if approved:
        in_favour = max(known["voting_present"] - against, 0)
        crowds.motions.append(
            (
                id,
                "Thông qua kết luận của buổi họp",
                "conclude",
                "card",
                known["may_vote"],
                in_favour,
                against,
                0,
                0,
                int(in_favour * 2 > known["may_vote"]),
                _moment(on),
            )
        )
    if says := row.get("Kết luận", "").strip():
        crowds.conclusions.append((id, 0, says[:1000]))
    _score(crowds, books, asked, holding(asked.frames, CODE, on))
    totals = tuple(known[name] if approved else None for name in COUNTS)
    speakers = int(row.get("Số người phát biểu") or 0) if approved else None
    crowds.meetings.append((
        id, asked.organisation, asked.key[1], asked.key[2].isoformat(), on.isoformat(), begins.isoformat(),
        ends.isoformat() if ends else None, row.get("Địa điểm", "")[:200], row.get("Chuyên đề", "")[:300],
        "approved" if approved else "held", facts.people.get(row.get("Chủ trì", "")), facts.people.get(row.get("Thư ký", "")),
        _moment(invited), _moment(approved), "sổ sinh hoạt" if approved else "", _moment(sent), asked.number if approved else None,
        "", *totals, speakers,
    ))  # fmt: skip


def _presences(
    crowds: _Crowds, books: Books, facts: Facts, asked: _Asked, on: date, people: dict[str, tuple[int, str]]
) -> dict[str, int]:
    """Rows for everybody who is marked, and the counts of the whole list of the day."""
    marked = {facts.people.get(code, 0): (code, line, status) for code, (line, status) in people.items()}
    tally: dict[tuple[Duty, str], int] = {}
    nobody = ("", 0, "")
    committee = asked.key[1] == "committee"
    for person in facts.listed(asked.organisation, committee) | marked.keys():
        code, line, status = marked.get(person, nobody)
        duty = facts.duty(person, asked.organisation, on, committee)
        if duty is not None:
            tally[duty, status] = tally.get((duty, status), 0) + 1
            if status:
                must, votes, _here = expected(duty, status)
                crowds.presences.append((asked.id, person, status, "", None, None, must, votes))
        elif status:
            says = f"{code} không có trong danh sách của {asked.key[0]} ngày {on:%d/%m/%Y}."
            books.wrong("SS-07", says, "diem-danh", line)
    return counted(tally)


def _score(crowds: _Crowds, books: Books, asked: _Asked, frame: Framework) -> None:
    steps = {"self": asked.row.get("Điểm tự chấm", ""), "superior": asked.row.get("Điểm cấp trên", "")}
    said = {
        step: [int(part) for part in text.split() if part.isdecimal()]
        for step, text in steps.items()
        if text.strip()
    }
    if not said:
        return
    for points in said.values():
        most = [criterion.most for criterion in frame.leaves]
        if len(points) != len(most) or any(p > m for p, m in zip(points, most, strict=True)):
            books.wrong(
                "SS-08", f"Điểm không khớp {frame.says}: {len(most)} tiêu chí.", "sinh-hoat", asked.line
            )
            return
    points_of = {
        criterion.code: {step: points[i] for step, points in said.items()}
        for i, criterion in enumerate(frame.leaves)
    }
    own, above = sum(said.get("self", [])), sum(said["superior"]) if "superior" in said else None
    band = frame.band(above if above is not None else own).code
    crowds.scores.append(
        (asked.id, frame.version, orjson.dumps(points_of).decode(), own, None, above, band, "")
    )


def _task(crowds: _Crowds, books: Books, facts: Facts, ids: dict[Key, int], line: int, row: Row) -> None:
    code, state = row.get("Mã chi bộ", "").strip(), TASKS.get(row.get("Tình trạng", "").strip().lower())
    month = read_month(row.get("Kỳ", ""))
    meeting = ids.get((code, "regular", month)) if month else None
    try:
        deadline, done = day(row.get("Hạn", "")), day(row.get("Ngày xong", ""))
    except ValueError as reason:
        books.wrong("SS-02", f"Ngày không có thật: {reason}.", "nhiem-vu", line)
        return
    organisation = facts.organisations.get(code)
    if organisation is None or meeting is None or state is None or deadline is None:
        books.wrong(
            "SS-05",
            f"Nhiệm vụ của {code} kỳ {row.get('Kỳ', '')} thiếu buổi họp, hạn hoặc tình trạng.",
            "nhiem-vu",
            line,
        )
        return
    owner = facts.people.get(row.get("Người phụ trách", "").strip())
    crowds.tasks.append((
        organisation, meeting, row.get("Nhiệm vụ", "")[:400], owner, deadline.isoformat(), state, row.get("Kết quả", "")[:400],
        done.isoformat() if done else None, None,
    ))  # fmt: skip


_moments: dict[date, str] = {}


def _moment(on: date | None) -> str | None:
    """The evening of a day, as the database keeps moments."""
    if on is None or on == OPEN:
        return None
    if on not in _moments:
        at = timezone.make_aware(datetime.combine(on, EVENING)).astimezone(UTC)
        _moments[on] = f"{at:%Y-%m-%d %H:%M:%S}" + ("+00" if connection.vendor == "postgresql" else "")
    return _moments[on]


def numbers_go_on(kinds: list[type[models.Model]]) -> None:
    """Let numbers given by the database go on after those given here."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kinds):
            cursor.execute(statement)
