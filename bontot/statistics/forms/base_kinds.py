"""LH · Tổ chức cơ sở đảng và đảng viên trong các loại hình cơ sở."""

from __future__ import annotations

from bontot.law.sources import cite
from bontot.law.vocabulary import vocabulary
from bontot.statistics.form import Check, Form
from bontot.statistics.questions import Line, among, codes, each, section
from bontot.statistics.roster import MEMBERS_BY_BASE_KIND, ORGANISATIONS_BY_BASE_KIND

_lines = section("1", each("base_kind", "base_kind"), rest="Chưa rõ loại hình")
_kinds = vocabulary("organisation_kind")

LH = Form(
    code="LH",
    title="Tổ chức cơ sở đảng và đảng viên trong các loại hình cơ sở",
    source=cite("11-HD/BTCTW-2021", "Biểu 5"),
    of=ORGANISATIONS_BY_BASE_KIND,
    rows=(Line(code="T", says="Cộng"), *_lines),
    columns=(
        Line(code="CS", says="Tổ chức cơ sở đảng", where=among("kind", _kinds.in_group("grassroots"))),
        Line(code="DBCS", says="Đảng bộ cơ sở", where=among("kind", ("đảng bộ cơ sở",))),
        Line(code="CBCS", says="Chi bộ cơ sở", where=among("kind", ("chi bộ cơ sở",))),
        Line(code="DBBP", says="Đảng bộ bộ phận", where=among("kind", ("đảng bộ bộ phận",))),
        Line(code="CBTT", says="Chi bộ trực thuộc", where=among("kind", ("chi bộ",))),
        Line(code="DV", says="Đảng viên", of=MEMBERS_BY_BASE_KIND),
    ),
    checks=(Check("T", codes(_lines)),),
    across=(Check("CS", ("DBCS", "CBCS")),),
)
