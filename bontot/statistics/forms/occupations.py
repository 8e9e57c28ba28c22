"""NN · Đảng viên theo nghề nghiệp, công tác đang làm."""

from __future__ import annotations

from bontot.law.sources import cite
from bontot.statistics.form import Check, Form
from bontot.statistics.forms import sections
from bontot.statistics.questions import Line, Ratio, codes
from bontot.statistics.roster import MEMBERS

_lines = sections.occupations("1")

NN = Form(
    code="NN",
    title="Đảng viên theo nghề nghiệp, công tác đang làm",
    source=cite("11-HD/BTCTW-2021", "Biểu 3"),
    of=MEMBERS,
    rows=(Line(code="T", says="Tổng số đảng viên"), *_lines),
    columns=(
        Line(code="KY", says="Kỳ này"),
        Line(code="NU", says="Trong đó: nữ", where=lambda r: r.sex == "nữ"),
        Line(code="DB", says="Trong đó: dự bị", where=lambda r: r.standing == "probationary"),
        Line(code="NT", says="Cùng kỳ năm trước", year_before=True),
        Ratio(code="TL", says="So với cùng kỳ (%)", part="KY", whole="NT"),
    ),
    checks=(Check("T", codes(_lines)),),
    across=(Check("KY", ("NU",), at_least=True), Check("KY", ("DB",), at_least=True)),
)
