"""XL · Đánh giá, xếp loại tổ chức đảng và đảng viên."""

from __future__ import annotations

from bontot.law.sources import cite
from bontot.law.vocabulary import vocabulary
from bontot.statistics.form import Check, Form
from bontot.statistics.questions import Line, Ratio, among, codes, each
from bontot.statistics.roster import GRADED_MEMBERS, GRADED_ORGANISATIONS

_grades, _kinds = vocabulary("grade"), vocabulary("organisation_kind")
_lines = tuple(
    Line(code=line.code, says=line.says, where=line.where, depth=1) for line in each("grade", "grade")
)
_not_yet = Line(code="x", says="Chưa xếp loại", where=lambda r: r.grade == "", depth=1)

XL = Form(
    code="XL",
    title="Đánh giá, xếp loại tổ chức đảng và đảng viên",
    source=cite("11-HD/BTCTW-2021", "Biểu 6"),
    listed_to="evaluation.read",
    of=GRADED_ORGANISATIONS,
    rows=(
        Line(code="T", says="Tổng số"),
        Line(code="D", says="Đã xếp loại", where=lambda r: r.grade != ""),
        *_lines,
        _not_yet,
        Line(
            code="xm",
            says="Trong đó: được miễn công tác và sinh hoạt đảng",
            where=lambda r: (r.grade == "") & r.exempt,
            depth=2,
        ),
        Line(
            code="G", says="Hoàn thành tốt nhiệm vụ trở lên", where=among("grade", _grades.in_group("good"))
        ),
        Ratio(code="TLD", says="Tỷ lệ đã xếp loại (%)", part="D", whole="T"),
        Ratio(code="TLG", says="Hoàn thành tốt trở lên trong số đã xếp loại (%)", part="G", whole="D"),
        Ratio(code="TLX", says="Xuất sắc trong số hoàn thành tốt trở lên (%)", part="1", whole="G"),
        Line(code="B", says="Được công nhận bốn tốt", where=lambda r: r.recognised),
        Ratio(code="TLB", says="Tỷ lệ được công nhận bốn tốt (%)", part="B", whole="T"),
    ),
    columns=(
        Line(code="TC", says="Tổ chức đảng"),
        Line(code="TT", says="Cấp trên của tổ chức cơ sở", where=among("kind", _kinds.in_group("superior"))),
        Line(code="CS", says="Tổ chức cơ sở đảng", where=among("kind", _kinds.in_group("grassroots"))),
        Line(code="DBCS", says="Đảng bộ cơ sở", where=among("kind", ("đảng bộ cơ sở",))),
        Line(code="CBCS", says="Chi bộ cơ sở", where=among("kind", ("chi bộ cơ sở",))),
        Line(code="DBBP", says="Đảng bộ bộ phận", where=among("kind", ("đảng bộ bộ phận",))),
        Line(code="CBTT", says="Chi bộ trực thuộc", where=among("kind", ("chi bộ",))),
        Line(code="DV", says="Đảng viên", of=GRADED_MEMBERS),
    ),
    checks=(
        Check("T", ("D", "x")),
        Check("D", codes(_lines)),
        Check("G", codes(_lines[:2])),
        Check("x", ("xm",), at_least=True),
        Check("T", ("B",), at_least=True),
    ),
    across=(Check("CS", ("DBCS", "CBCS")),),
    notes=(
        "Của năm gần nhất đã kết thúc vào ngày hỏi; ngày 31/12 là ngày kết thúc năm. Tính tổ chức, đảng viên có vào ngày ấy, theo "
        "quyết định xếp loại sau cùng về năm ấy, dù quyết định vào ngày nào.",
        "Không tính xếp loại theo quý, của tập thể lãnh đạo và của cán bộ lãnh đạo với tư cách riêng.",
    ),
)
