"""TB · Tổ chức đảng và cán bộ ở thôn, tổ dân phố."""

from __future__ import annotations

from bontot.law.sources import cite
from bontot.law.vocabulary import vocabulary
from bontot.statistics.form import Check, Form
from bontot.statistics.questions import Line, Ratio, among
from bontot.statistics.roster import POSTS

_titles = vocabulary("title")
_head = among("title", _titles.in_group("village_head"))
_front = among("title", _titles.in_group("front_head"))


TB = Form(
    code="TB",
    title="Cán bộ thôn, tổ dân phố là đảng viên",
    source=cite("11-HD/BTCTW-2021"),
    of=POSTS,
    rows=(
        Line(code="1", says="Trưởng thôn, tổ trưởng tổ dân phố", where=_head),
        Line(code="1a", says="Trưởng thôn", where=among("title", ("trưởng thôn",)), depth=1),
        Line(
            code="1b", says="Tổ trưởng tổ dân phố", where=among("title", ("tổ trưởng tổ dân phố",)), depth=1
        ),
        Line(code="2", says="Trưởng ban công tác mặt trận", where=_front),
    ),
    columns=(
        Line(code="TS", says="Tổng số"),
        Line(code="DV", says="Là đảng viên", where=lambda r: r.member),
        Line(code="KDV", says="Không là đảng viên", where=lambda r: ~r.member),
        Ratio(code="TL", says="Tỷ lệ đảng viên (%)", part="DV", whole="TS"),
        Line(code="BT", says="Kiêm bí thư chi bộ", where=lambda r: r.branch_secretary),
    ),
    checks=(Check("1", ("1a", "1b")),),
    across=(Check("TS", ("DV", "KDV")), Check("TS", ("BT",), at_least=True)),
)
