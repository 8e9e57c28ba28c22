"""Củng cố in the demonstration: what committees decided in the last years, on the grounds that the program computes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import orjson

from bontot.kernel.period import months_later
from bontot.law.vocabulary import vocabulary
from bontot.ledger import queries as ledger
from bontot.ledger.sealing import seal
from bontot.members.models import Post
from bontot.organisations.tree import Tree, ids, tree
from bontot.strengthening.assessing import Assessment, assess
from bontot.strengthening.models import Case, Change, Remedy, Sign, Step, Visit
from bontot.ui.clock import now

YEARS = 3
EVERY = 6
"""Months between two looks at all organisations."""
BY = "xa"
HARD = frozenset({"no_meeting", "attendance", "secretary_vacant", "disciplined", "not_done"})
"""Grounds on which a committee acts; the others it more often sets aside or leaves for the next time."""
GOALS = {
    "no_meeting": "Sinh hoạt đủ kỳ mười hai tháng liền",
    "attendance": "Tỷ lệ dự sinh hoạt bình quân từ 85% trở lên",
    "tasks_late": "Trên chín phần mười nhiệm vụ được giao xong đúng hạn",
    "duties_missed": "Không bỏ việc nào theo quy chế trong sáu tháng",
    "commitments_late": "Xong mọi cam kết đã quá hạn, không để chậm thêm",
    "no_admission": "Có ít nhất hai quần chúng ưu tú và kết nạp được một đảng viên",
    "secretary_vacant": "Kiện toàn bí thư, chi ủy",
    "disciplined_members": "Không để phát sinh vi phạm mới",
    "disciplined": "Khắc phục xong hạn chế nêu trong quyết định kỷ luật",
    "not_done": "Được xếp loại hoàn thành nhiệm vụ trở lên",
}
STEPS = {
    "no_meeting": ("Thống nhất ngày sinh hoạt cố định", "Cử cấp ủy viên dự mọi kỳ sinh hoạt"),
    "attendance": ("Gặp từng đảng viên hay vắng", "Đổi giờ sinh hoạt cho hợp với người đi làm xa"),
    "tasks_late": ("Rà lại nhiệm vụ tồn, giao lại người và hạn", "Báo cáo tiến độ mỗi kỳ sinh hoạt"),
    "duties_missed": ("Rà lại lịch việc theo quy chế, phân công lại", "Nhắc việc trước hạn một tuần"),
    "commitments_late": (
        "Rà từng cam kết quá hạn, chốt ngày xong",
        "Báo cáo tiến độ hằng tháng lên cấp trên",
    ),
    "no_admission": ("Lập danh sách nguồn, cử người giúp đỡ", "Mở lớp nhận thức về Đảng cho quần chúng"),
    "secretary_vacant": ("Giới thiệu nhân sự bí thư", "Tổ chức bầu bổ sung chi ủy"),
    "disciplined_members": (
        "Học tập lại quy định về những điều đảng viên không được làm",
        "Kiểm tra chuyên đề",
    ),
    "disciplined": ("Kiểm điểm tập thể chi ủy", "Báo cáo kết quả khắc phục"),
    "not_done": ("Kiểm điểm, làm rõ nguyên nhân", "Cấp ủy viên cấp trên phụ trách trực tiếp"),
}
SEEN = (
    "Chi ủy đã họp, thống nhất việc cần sửa; đảng viên đồng tình.",
    "Có chuyển biến nhưng còn chậm; cần phân công rõ người.",
    "Đã dự sinh hoạt, nội dung sát hơn, nhiều ý kiến hơn.",
    "Đảng viên đi làm ăn xa nhiều, khó giữ lịch; đề nghị đổi giờ.",
)
ASIDE = (
    "Chi bộ ít người, đã hết nguồn trong độ tuổi; giao theo dõi tiếp.",
    "Đã có hai quần chúng đang học lớp nhận thức về Đảng.",
    "Vắng do đợt mưa lũ; đã sinh hoạt bù.",
)
LEFT = "Các biện pháp đã xong, cấp ủy cấp trên kiểm tra và công nhận kết quả."
LEFT_ANYWAY = "Chi bộ chuyển biến rõ; căn cứ còn lại do số liệu của các tháng đầu kỳ."


@dataclass(slots=True)
class _Made:
    """What is to be written, in the order of the tables."""

    cases: list[Case] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    remedies: list[Remedy] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def load_cases(top: str, today: date, seed: int) -> int:
    """Write the cases of an invented province; how many there are. A constant number of statements for each look."""
    rng, made = Random(f"{seed}:củng cố"), _Made()
    open_cases: dict[int, Case] = {}
    aside: dict[int, date] = {}
    for on in _looks(today):
        standing = tree(on)
        found = assess(standing.under(ids([top])[top]), on)
        _off(made, open_cases, found, rng)
        _on(made, open_cases, aside, found, today, rng)
    _work(made, today, rng)
    _write(made)
    return len(made.cases)


def _looks(today: date) -> Iterator[date]:
    """The ends of the half-years of the last years, and some weeks ago."""
    half = date(today.year - YEARS, 6, 30)
    while half < today - timedelta(days=60):
        yield half
        half = months_later(half + timedelta(days=1), EVERY) - timedelta(days=1)
    yield today - timedelta(days=40)


def _on(
    made: _Made,
    open_cases: dict[int, Case],
    aside: dict[int, date],
    found: Assessment,
    today: date,
    rng: Random,
) -> None:
    for organisation in sorted(found.weak):
        codes, chance = found.weak[organisation], rng.random()
        if organisation in open_cases or aside.get(organisation, date.min) > found.on:
            continue
        hard = len(HARD & set(codes))
        if chance < (0.75 if hard else 0.03):
            day = min(found.on + timedelta(days=rng.randint(8, 25)), today)
            open_cases[organisation] = _case(made, organisation, "listed", found, day, "")
        elif chance > (0.95 if hard else 0.9):
            day = found.on + timedelta(days=10)
            case = _case(made, organisation, "aside", found, day, rng.choice(ASIDE))
            aside[organisation] = months_later(case.decided_on, found.version.again_after)


def _case(made: _Made, organisation: int, outcome: str, found: Assessment, day: date, reason: str) -> Case:
    case = Case(
        organisation_id=organisation,
        outcome=outcome,
        version=found.version.code,
        seen_on=found.on,
        decided_on=day,
        paper=f"Kết luận số {len(made.cases) % 90 + 10}-KL/ĐU ngày {day:%d/%m/%Y}"
        if outcome == "listed"
        else "",
        reason=seal(reason) if reason else "",
        by=BY,
        at=now(),
    )
    made.cases.append(case)
    made.signs += _signs(case, found, at_end=False)
    grounds = " ".join(found.weak.get(organisation, []))
    made.changes.append(
        _change(case, "confirm" if outcome == "listed" else "aside", {"day": day, "grounds": grounds})
    )
    return case


def _off(made: _Made, open_cases: dict[int, Case], found: Assessment, rng: Random) -> None:
    """Whoever has no ground any more mostly leaves; after a year sometimes whoever still has one."""
    for organisation, case in sorted(open_cases.items()):
        still, chance = organisation in found.weak, rng.random()
        long = found.on >= months_later(case.decided_on, 12)
        if organisation not in found.kinds or chance > (0.25 if still and long else 0.0 if still else 0.8):
            continue
        day = found.on + timedelta(days=rng.randint(5, 25))
        case.ended, case.ended_on, case.ended_by, case.ended_at = "left", day, BY, now()
        case.ended_paper = f"Kết luận số {len(made.cases) % 90 + 10}-KL/ĐU ngày {day:%d/%m/%Y}"
        case.ended_reason = seal(LEFT_ANYWAY if still else LEFT)
        made.signs += _signs(case, found, at_end=True)
        made.changes.append(_change(case, "leave", {"day": day}))
        del open_cases[organisation]


def _signs(case: Case, found: Assessment, *, at_end: bool) -> Iterator[Sign]:
    for ground in found.grounds(case.organisation_id):
        if ground.figure is not None:
            yield Sign(
                case=case,
                at_end=at_end,
                criterion=ground.criterion.code,
                version=found.version.code,
                day=found.on,
                amount=ground.figure.amount,
                base=ground.figure.base,
                holds=ground.weak,
            )


def _work(made: _Made, today: date, rng: Random) -> None:
    """A remedy for nearly every organisation that has been on the list for some weeks, with what came of it."""
    led = _leaders(today)
    standing = tree(today)
    grounds: dict[int, list[str]] = {}  # by the object: a case has no number yet
    for sign in made.signs:
        if sign.holds and not sign.at_end:
            grounds.setdefault(id(sign.case), []).append(sign.criterion)
    for case in made.cases:
        if case.outcome == "listed" and (case.ended_on or case.decided_on < today - timedelta(days=30)):
            held, above = grounds[id(case)], _superior(standing, case.organisation_id, led)
            _remedy(made, case, held[0], above, today)
            _steps(made, case, held, led.get(case.organisation_id, above), today, rng)
            _visits(made, case, today, rng)


def _remedy(made: _Made, case: Case, criterion: str, owner: int | None, today: date) -> None:
    deadline = months_later(case.decided_on, 12)
    extended = 0
    while deadline < (case.ended_on or today) and extended < 2:
        deadline, extended = months_later(deadline, 6), extended + 1
    goal = GOALS.get(criterion, "Đưa tổ chức ra khỏi danh sách")
    made.remedies.append(
        Remedy(
            case=case, goal=goal, owner_id=owner, begins=case.decided_on, deadline=deadline, extended=extended
        )
    )


def _steps(
    made: _Made, case: Case, grounds: Iterable[str], owner: int | None, today: date, rng: Random
) -> None:
    end = case.ended_on or today
    for says in (says for code in grounds for says in STEPS.get(code, ())):
        deadline = case.decided_on + timedelta(days=rng.randint(40, 240))
        step = Step(case=case, says=says, owner_id=owner, deadline=deadline)
        if case.ended_on or (deadline < today and rng.random() < 0.7):
            finished = min(deadline + timedelta(days=rng.randint(-25, 12)), end)
            step.state, step.result, step.finished_on = (
                "done",
                "Đã làm, có biên bản",
                max(finished, case.decided_on),
            )
        made.steps.append(step)


def _visits(made: _Made, case: Case, today: date, rng: Random) -> None:
    day = case.decided_on + timedelta(days=rng.randint(15, 40))
    while day < min(case.ended_on or today, today):
        later = day + timedelta(days=rng.randint(70, 120))
        way = rng.choice(("visit", "meeting", "talk", "report"))
        made.visits.append(
            Visit(case=case, day=day, way=way, says=seal(rng.choice(SEEN)), next_on=later, by=BY, at=now())
        )
        day = later


def _leaders(on: date) -> dict[int, int]:
    """Who is secretary of which organisation."""
    titles = vocabulary("title").in_group("secretary")
    rows = Post.objects.filter(ledger.holding(on), title__in=titles, organisation__isnull=False)
    return dict(rows.order_by("-id").values_list("organisation_id", "person_id"))


def _superior(standing: Tree, organisation: int, led: dict[int, int]) -> int | None:
    above = standing.parents.get(organisation)
    return led.get(above) if above else None


def _change(case: Case, what: str, after: dict[str, object]) -> Change:
    said = seal(orjson.dumps(after, default=str).decode())
    return Change(case=case, at=now(), by=BY, what=what, before="", after=said)


def _write(made: _Made) -> None:
    Case.objects.bulk_create(made.cases, batch_size=500)
    for rows in (made.signs, made.remedies, made.steps, made.visits, made.changes):
        for row in rows:
            row.case_id = row.case.id
    Sign.objects.bulk_create(made.signs, batch_size=500)
    Remedy.objects.bulk_create(made.remedies, batch_size=500)
    Step.objects.bulk_create(made.steps, batch_size=500)
    Visit.objects.bulk_create(made.visits, batch_size=500)
    Change.objects.bulk_create(made.changes, batch_size=500)
