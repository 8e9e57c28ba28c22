"""TG · Tăng, giảm đảng viên."""

from __future__ import annotations

from bontot.law.sources import cite
from bontot.statistics.form import Check, Form
from bontot.statistics.questions import PERIODS, Line
from bontot.statistics.roster import ENTRIES, EXITS, MEMBERS, OPENING

TG = Form(
    code="TG",
    title="Tăng, giảm đảng viên",
    source=cite("11-HD/BTCTW-2021", "Biểu 1"),
    flow=True,
    of=MEMBERS,
    rows=(
        Line(code="A", says="Đảng viên có đầu kỳ", of=OPENING),
        Line(code="B", says="Đảng viên tăng trong kỳ", of=ENTRIES),
        Line(code="B1", says="Kết nạp", of=ENTRIES, where=lambda r: r.way == "admit", depth=1),
        Line(code="B2", says="Chuyển đến", of=ENTRIES, where=lambda r: r.way == "arrive", depth=1),
        Line(
            code="B2r",
            says="Trong đó: do sắp xếp tổ chức",
            of=ENTRIES,
            where=lambda r: r.reorganised,
            depth=2,
        ),
        Line(code="B3", says="Phục hồi đảng tịch", of=ENTRIES, where=lambda r: r.way == "restore", depth=1),
        Line(code="C", says="Đảng viên giảm trong kỳ", of=EXITS),
        Line(code="C1", says="Từ trần", of=EXITS, where=lambda r: r.way == "die", depth=1),
        Line(code="C2", says="Khai trừ", of=EXITS, where=lambda r: r.way == "expel", depth=1),
        Line(code="C3", says="Xóa tên", of=EXITS, where=lambda r: r.way == "strike_off", depth=1),
        Line(code="C4", says="Xin ra khỏi Đảng", of=EXITS, where=lambda r: r.way == "leave", depth=1),
        Line(code="C5", says="Chuyển đi", of=EXITS, where=lambda r: r.way == "move_out", depth=1),
        Line(
            code="C5r", says="Trong đó: do sắp xếp tổ chức", of=EXITS, where=lambda r: r.reorganised, depth=2
        ),
        Line(code="D", says="Đảng viên có trong danh sách cuối kỳ"),
        Line(code="D1", says="Trong đó: nữ", where=lambda r: r.sex == "nữ", depth=1),
        Line(code="D2", says="Trong đó: dự bị", where=lambda r: r.standing == "probationary", depth=1),
        Line(
            code="D3",
            says="Trong đó: được miễn công tác và sinh hoạt đảng",
            where=lambda r: r.exempt,
            depth=1,
        ),
    ),
    columns=PERIODS,
    checks=(
        Check("D", ("A", "B"), minus=("C",)),
        Check("B", ("B1", "B2", "B3")),
        Check("C", ("C1", "C2", "C3", "C4", "C5")),
        Check("B2", ("B2r",), at_least=True),
        Check("C5", ("C5r",), at_least=True),
        Check("D", ("D1",), at_least=True),
        Check("D", ("D2",), at_least=True),
        Check("D", ("D3",), at_least=True),
    ),
)
