"""KN · Đảng viên mới kết nạp."""

from __future__ import annotations

from typing import Any

from bontot.law.sources import cite
from bontot.law.vocabulary import vocabulary
from bontot.statistics.form import Check, Form
from bontot.statistics.forms import sections
from bontot.statistics.questions import PERIODS, Average, Line, age, among, codes
from bontot.statistics.roster import ENTRIES

_category, _ethnicity, _religion = vocabulary("category"), vocabulary("ethnicity"), vocabulary("religion")


def _admitted(row: Any) -> Any:
    return row.way == "admit"


_occupations = sections.occupations("1", _admitted)
_ages = sections.ages("2", _admitted)
_schooling = sections.schooling("3", _admitted)
_profession = sections.profession("4", _admitted)
_theory = sections.theory("5", _admitted)


def _of_which(code: str, says: str, column: str, values: tuple[str, ...]) -> Line:
    condition = among(column, values)
    return Line(code=code, says=f"Trong đó: {says}", where=lambda r: _admitted(r) & condition(r), depth=1)


KN = Form(
    code="KN",
    title="Đảng viên mới kết nạp",
    source=cite("11-HD/BTCTW-2021", "Biểu 2"),
    flow=True,
    of=ENTRIES,
    rows=(
        Line(code="T", says="Đảng viên mới kết nạp trong kỳ", where=_admitted),
        _of_which("T1", "nữ", "sex", ("nữ",)),
        _of_which("T2", "dân tộc thiểu số", "ethnicity", _ethnicity.in_group("minority")),
        _of_which("T3", "theo tôn giáo", "religion", _religion.in_group("religious")),
        _of_which("T4", "đoàn viên thanh niên", "category", _category.in_group("youth")),
        _of_which("T5", "học sinh, sinh viên", "category", _category.in_group("student")),
        _of_which("T6", "công nhân lao động", "category", _category.in_group("worker")),
        _of_which("T7", "chủ doanh nghiệp tư nhân", "category", _category.in_group("owner")),
        _of_which("T8", "kết nạp lại", "category", ("kết nạp lại",)),
        *_occupations,
        *_ages,
        Average(code="2.tb", says="Tuổi bình quân", value=age, where=_admitted, depth=1),
        *_schooling,
        *_profession,
        *_theory,
    ),
    columns=PERIODS,
    checks=(
        *[Check("T", codes(lines)) for lines in (_occupations, _ages, _schooling, _profession, _theory)],
        *[Check("T", (f"T{number}",), at_least=True) for number in range(1, 9)],
    ),
)
