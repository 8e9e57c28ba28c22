"""TC · Tăng, giảm tổ chức đảng."""

from __future__ import annotations

from bontot.law.sources import cite
from bontot.law.vocabulary import vocabulary
from bontot.organisations import succession
from bontot.statistics import structure
from bontot.statistics.form import Check, Form
from bontot.statistics.questions import Line, among
from bontot.statistics.roster import (
    GONE_ORGANISATIONS,
    NEW_ORGANISATIONS,
    ORGANISATIONS,
    ORGANISATIONS_BEFORE,
    Roster,
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


def _by(code: str, says: str, of: Roster, way: str) -> Line:
    """Organisations that came or went by one way."""
    return Line(code=code, says=says, of=of, where=among("way", (way,)), depth=1)


TC = Form(
    code="TC",
    title="Tăng, giảm tổ chức đảng",
    source=cite("11-HD/BTCTW-2021"),
    flow=True,
    of=ORGANISATIONS,
    rows=(
        Line(code="A", says="Tổ chức đảng có đầu kỳ", of=ORGANISATIONS_BEFORE),
        Line(code="B", says="Tăng trong kỳ", of=NEW_ORGANISATIONS),
        _by("B1", "Thành lập mới", NEW_ORGANISATIONS, structure.ESTABLISHED),
        _by("B2", "Chuyển đến", NEW_ORGANISATIONS, structure.ARRIVED),
        _by("B3", "Lập bằng hợp nhất", NEW_ORGANISATIONS, succession.MERGED),
        _by("B4", "Lập bằng chia", NEW_ORGANISATIONS, succession.DIVIDED),
        _by("B5", "Lập bằng tách", NEW_ORGANISATIONS, succession.SPLIT_OFF),
        _by("B6", "Phục hồi hoạt động", NEW_ORGANISATIONS, structure.RESTORED),
        Line(code="C", says="Giảm trong kỳ", of=GONE_ORGANISATIONS),
        _by("C1", "Giải thể", GONE_ORGANISATIONS, succession.DISSOLVED),
        _by("C2", "Chuyển đi", GONE_ORGANISATIONS, structure.MOVED_OUT),
        _by("C3", "Sáp nhập vào tổ chức khác", GONE_ORGANISATIONS, succession.ABSORBED),
        _by("C4", "Hợp nhất thành tổ chức mới", GONE_ORGANISATIONS, succession.MERGED),
        _by("C5", "Chia thành các tổ chức mới", GONE_ORGANISATIONS, succession.DIVIDED),
        _by("C6", "Bị giải tán", GONE_ORGANISATIONS, succession.DISBANDED),
        _by("C7", "Kết thúc, chưa rõ cách", GONE_ORGANISATIONS, structure.ENDED),
        Line(code="D", says="Tổ chức đảng có cuối kỳ"),
    ),
    columns=(Line(code="TS", says="Tổng số"), *_of_kind),
    checks=(
        Check("B", tuple(f"B{number}" for number in range(1, 7))),
        Check("C", tuple(f"C{number}" for number in range(1, 8))),
    ),
    across=(Check("TS", tuple(line.code for line in _of_kind), at_least=True),),
    notes=(
        "Tổ chức đổi loại trong kỳ được tính ở cột của loại mà nó có vào ngày đầu kỳ, cuối kỳ hoặc ngày tăng, giảm.",
    ),
)
