"""CL · Chất lượng đội ngũ đảng viên."""

from __future__ import annotations

from bontot.law.sources import cite
from bontot.statistics.form import Check, Form
from bontot.statistics.forms import sections
from bontot.statistics.questions import PERIODS, Average, Line, age, codes
from bontot.statistics.roster import MEMBERS

_ages = sections.ages("1")
_party_ages = sections.party_ages("2")
_schooling = sections.schooling("3")
_profession = sections.profession("4")
_theory = sections.theory("5")

CL = Form(
    code="CL",
    title="Đội ngũ đảng viên",
    source=cite("11-HD/BTCTW-2021", "Biểu 3"),
    of=MEMBERS,
    rows=(
        Line(code="T", says="Tổng số đảng viên"),
        sections.WOMEN,
        sections.MINORITIES,
        sections.RELIGIOUS,
        Line(code="T4", says="Trong đó: dự bị", where=lambda r: r.standing == "probationary", depth=1),
        Line(
            code="T5",
            says="Trong đó: được miễn công tác và sinh hoạt đảng",
            where=lambda r: r.exempt,
            depth=1,
        ),
        *_ages,
        Average(code="1.tb", says="Tuổi đời bình quân", value=age, depth=1),
        *_party_ages,
        *_schooling,
        *_profession,
        *_theory,
    ),
    columns=PERIODS,
    checks=(
        *[Check("T", codes(lines)) for lines in (_ages, _party_ages, _schooling, _profession, _theory)],
        *[Check("T", (f"T{number}",), at_least=True) for number in range(1, 6)],
    ),
)
