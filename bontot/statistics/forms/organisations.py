"""TC · Tăng, giảm tổ chức đảng."""

from __future__ import annotations

from bontot.law.sources import cite
from bontot.law.vocabulary import vocabulary
from bontot.statistics.form import Check, Form
from bontot.statistics.questions import Line, among
from bontot.statistics.roster import (
    GONE_ORGANISATIONS,
    NEW_ORGANISATIONS,
    ORGANISATIONS,
    ORGANISATIONS_BEFORE,
)

_kinds = vocabulary("organisation_kind")
_of_kind = tuple(
    Line(code=code, says=says, where=among("kind", (value,)))
    for code, says, value in (
        ("DBCS", "Đảng bộ cơ sở", "đảng bộ cơ sở"),
        ("CBCS", "Chi bộ cơ sở", "chi bộ cơ sở"),
        ("DBBP", "Đảng bộ bộ phận", "đảng bộ bộ phận"),
        ("CBTT", "Chi bộ trực thuộc", "chi bộ"),
    )
)

TC = Form(
    code="TC",
    title="Tăng, giảm tổ chức đảng",
    source=cite("11-HD/BTCTW-2021"),
    flow=True,
    of=ORGANISATIONS,
    rows=(
        Line(code="A", says="Tổ chức đảng có đầu kỳ", of=ORGANISATIONS_BEFORE),
        Line(code="B", says="Tăng trong kỳ", of=NEW_ORGANISATIONS),
        Line(code="B1", says="Thành lập", of=NEW_ORGANISATIONS, where=lambda r: ~r.existed, depth=1),
        Line(code="B2", says="Chuyển đến", of=NEW_ORGANISATIONS, where=lambda r: r.existed, depth=1),
        Line(code="C", says="Giảm trong kỳ", of=GONE_ORGANISATIONS),
        Line(code="C1", says="Kết thúc hoạt động", of=GONE_ORGANISATIONS, where=lambda r: ~r.exists, depth=1),
        Line(code="C2", says="Chuyển đi", of=GONE_ORGANISATIONS, where=lambda r: r.exists, depth=1),
        Line(code="D", says="Tổ chức đảng có cuối kỳ"),
    ),
    columns=(Line(code="TS", says="Tổng số"), *_of_kind),
    checks=(Check("B", ("B1", "B2")), Check("C", ("C1", "C2"))),
    across=(Check("TS", tuple(line.code for line in _of_kind), at_least=True),),
    notes=(
        "Tổ chức đổi loại trong kỳ được tính ở cột của loại mà nó có vào ngày đầu kỳ, cuối kỳ hoặc ngày tăng, giảm.",
    ),
)
