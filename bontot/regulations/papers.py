"""Văn bản quy chế: the regulation as a paper of the Party, made from what it sets."""

from __future__ import annotations

from datetime import date

from django.utils.translation import override

from bontot.law.sources import SOURCES
from bontot.meetings.written.phrasing import long_day
from bontot.organisations.committees import committee, letters
from bontot.organisations.queries import Book, Named
from bontot.organisations.tree import tree
from bontot.regulations.holders import Holders, called
from bontot.regulations.models import Duty, Regulation
from bontot.regulations.phrasing import NAMED
from bontot.regulations.showing import DutyShown, assignments, assignments_shown, duties_shown
from bontot.ui.papers import Block, Column, Paper, Signature, Table, Text

DUTIES = (
    Column("TT", 4),
    Column("Nội dung", 30),
    Column("Định kỳ", 16),
    Column("Trách nhiệm", 16),
    Column("Minh chứng", 16),
)
ASSIGNED = (
    Column("TT", 4),
    Column("Họ và tên", 20),
    Column("Lĩnh vực phụ trách", 30),
    Column("Theo dõi", 26),
)


def regulation_paper(named: Named, found: Regulation, on: date) -> Paper:
    """The regulation: what it rests on, the duties as a table, who has what in hand, how it is kept; a draft says so."""
    with override("vi"):
        return _paper(named, found, on)


def _paper(named: Named, found: Regulation, on: date) -> Paper:
    issuer, called_so = letters(named.name, named.kind), committee(named.name)
    above = [id for id in tree(on).path(named.id) if id != named.id][-1:]
    over = Book(above, at=None).on(above[0], on) if above else None
    day = found.adopted_on or on
    branch = issuer == "CB"
    return Paper(
        above=over.name if over else "",
        organisation=called_so,
        symbol=f"Số {_bare(found.number)}-QC/{issuer}",
        place_and_day=f"…, {long_day(day)}" if found.adopted_on else f"…, ngày … tháng … năm {on.year}",
        title="Quy chế làm việc",
        subject=_subject(called_so, found.term),
        body=_body(named, found, on),
        recipients=(
            "Cấp ủy cấp trên (để báo cáo)",
            "Các tổ chức trực thuộc",
            "Các đồng chí cấp ủy viên",
            "Lưu",
        ),
        mark="DỰ THẢO" if found.state == "draft" else "",
        right=Signature(("T/M chi bộ" if branch else "T/M cấp ủy", "Bí thư"), _secretary(named.id, on)),
    )


def _bare(number: str) -> str:
    """`05` of `05-QC/ĐU`: what comes after it the symbol says itself."""
    return number.partition("-")[0].strip() or "…"


def _subject(called_so: str, term: str) -> str:
    return f"của {called_so}, nhiệm kỳ {term}" if term else f"của {called_so}"


def _secretary(organisation: int, on: date) -> str:
    held = Holders([organisation]).of(organisation, "bí thư", None, on)
    return called(held, on)[held[0]] if len(held) == 1 else ""


def _body(named: Named, found: Regulation, on: date) -> tuple[Block, ...]:
    duties = duties_shown(found, on)
    assigned = [
        each
        for each in assignments_shown(assignments(found), on)
        if each.valid_to is None or each.valid_to > on
    ]
    blocks: list[Block] = [Text(f"Căn cứ {name};", italic=True) for name in _rests(found, on)]
    if found.adopted_by:
        blocks.append(Text(f"Căn cứ kết quả thông qua tại {found.adopted_by};", italic=True))
    blocks += [
        Text("Điều 1. Nguyên tắc làm việc", heading=True),
        Text(
            f"{committee(named.name)} làm việc theo nguyên tắc tập trung dân chủ: tập thể lãnh đạo, cá nhân phụ trách; "
            "những việc dưới đây được làm đúng kỳ và có minh chứng."
        ),
        Text("Điều 2. Việc định kỳ", heading=True),
        Table(
            "",
            DUTIES,
            tuple(
                (
                    str(i),
                    duty.says,
                    duty.often,
                    _whose(duty),
                    duty.proof,
                )
                for i, duty in enumerate(duties, 1)
            ),
        ),
        Text("Điều 3. Phân công", heading=True),
    ]
    if assigned:
        rows = tuple(
            (str(i), each.name, each.field, "; ".join(of.name for of in each.follows))
            for i, each in enumerate(assigned, 1)
        )
        blocks.append(Table("", ASSIGNED, rows))
    else:
        blocks.append(Text("Cấp ủy phân công từng đồng chí bằng văn bản riêng."))
    blocks += [
        Text("Điều 4. Điều khoản thi hành", heading=True),
        Text(_force(found)),
    ]
    return tuple(blocks)


def _rests(found: Regulation, on: date) -> list[str]:
    """The papers that the duties come from, as far as they are in force on the day of the adoption; a rule of this house is none."""
    sources = dict.fromkeys(
        ("DL-2011", *Duty.objects.filter(regulation=found).values_list("source", flat=True))
    )
    known = [SOURCES[source] for source in sources if source in SOURCES and source != "HOUSE"]
    return [paper.name for paper in known if (found.adopted_on or on) in paper.in_force]


def _whose(duty: DutyShown) -> str:
    named = 0 < len(duty.holders) <= NAMED
    return f"{duty.who}: {', '.join(duty.holders)}" if named else duty.who


def _force(found: Regulation) -> str:
    said = f"Quy chế này có hiệu lực từ {long_day(found.valid_from)}" if found.valid_from else "Quy chế này"
    if found.review_due:
        said += f", được rà soát trước {long_day(found.review_due)}"
    return f"{said}; khi nhân sự hoặc nhiệm vụ thay đổi thì cấp ủy xem xét sửa đổi, bổ sung."
