"""DT · Đảng viên theo dân tộc và trong các tôn giáo."""

from __future__ import annotations

from bontot.law.sources import cite
from bontot.law.vocabulary import vocabulary
from bontot.statistics.form import Check, Form
from bontot.statistics.questions import Line, Ratio, among, codes, each, section
from bontot.statistics.roster import MEMBERS

_religion = vocabulary("religion")
_not_said = vocabulary("ethnicity").in_group("unknown")
_ethnicities = section("I", each("ethnicity", "ethnicity", leave_out=_not_said))
_religions = section("II", each("religion", "religion", leave_out=_religion.in_group("none")))
_faiths = _religions[:-1]
_none = Line(
    code="II.0", says="Không theo tôn giáo", where=among("religion", _religion.in_group("none")), depth=1
)


def _unknown() -> Line:
    """Whoever is neither of a religion on the list nor said to have none."""
    every = (*_faiths, _none)
    return section("II", [Line(code=line.code, says="", where=line.where) for line in every])[-1]


_rest = _unknown()

DT = Form(
    code="DT",
    title="Đảng viên theo dân tộc và trong các tôn giáo",
    source=cite("11-HD/BTCTW-2021", "Biểu 4"),
    of=MEMBERS,
    rows=(
        Line(code="T", says="Tổng số đảng viên"),
        *_ethnicities,
        Line(
            code="TG",
            says="Đảng viên theo tôn giáo",
            where=among("religion", _religion.in_group("religious")),
        ),
        *_faiths,
        _none,
        _rest,
    ),
    columns=(
        Line(code="TS", says="Tổng số"),
        Line(code="NU", says="Trong đó: nữ", where=lambda r: r.sex == "nữ"),
        Ratio(code="TL", says="Tỷ lệ nữ (%)", part="NU", whole="TS"),
    ),
    checks=(
        Check("T", codes(_ethnicities)),
        Check("TG", codes(_faiths)),
        Check("T", ("TG", _none.code, _rest.code)),
    ),
    across=(Check("TS", ("NU",), at_least=True),),
)
