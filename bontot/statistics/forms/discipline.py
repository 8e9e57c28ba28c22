"""KL · Thi hành kỷ luật đảng viên và tổ chức đảng."""

from __future__ import annotations

from bontot.law.sources import cite
from bontot.law.vocabulary import vocabulary
from bontot.statistics.form import Check, Form
from bontot.statistics.forms import sections
from bontot.statistics.questions import Line, Ratio, among, codes, each, section
from bontot.statistics.roster import CENSURES, CLEARED, DISCIPLINES

_forms = tuple(
    Line(code=code, says=word[:1].upper() + word[1:], where=among("form", (word,)))
    for code, word in zip(("KT", "CC", "CCH", "KTR"), vocabulary("discipline_form").values, strict=True)
)
_offences = section("1", each("offence", "offence"))
_committees = Line(
    code="T5",
    says="Trong đó: cấp ủy viên",
    where=lambda r: r.of_province | r.of_superior | r.of_grassroots | r.of_below,
    depth=1,
)
_levels = (
    Line(code="T5a", says="Cấp ủy cấp tỉnh", where=lambda r: r.of_province, depth=2),
    Line(code="T5b", says="Cấp ủy cấp trên trực tiếp cơ sở", where=lambda r: r.of_superior, depth=2),
    Line(code="T5c", says="Cấp ủy cơ sở", where=lambda r: r.of_grassroots, depth=2),
    Line(code="T5d", says="Đảng ủy bộ phận, chi ủy chi bộ trực thuộc", where=lambda r: r.of_below, depth=2),
)
_among = (
    sections.WOMEN,
    sections.MINORITIES,
    sections.RELIGIOUS,
    Line(code="T4", says="Trong đó: đảng viên dự bị", where=lambda r: r.standing == "probationary", depth=1),
    _committees,
)
_organisations = section(
    "2",
    (
        Line(code="1", says="Đảng bộ cơ sở", where=among("kind", ("đảng bộ cơ sở",))),
        Line(code="2", says="Chi bộ cơ sở", where=among("kind", ("chi bộ cơ sở",))),
        Line(code="3", says="Đảng bộ bộ phận", where=among("kind", ("đảng bộ bộ phận",))),
        Line(code="4", says="Chi bộ trực thuộc", where=among("kind", ("chi bộ",))),
    ),
    rest="Cấp trên của tổ chức cơ sở, hoặc chưa rõ",
)

KL = Form(
    code="KL",
    title="Thi hành kỷ luật đảng viên và tổ chức đảng",
    source=cite("885-QĐ/UBKTTW-2022", "Kỷ luật"),
    flow=True,
    listed_to="discipline.read",
    of=DISCIPLINES,
    rows=(
        Line(code="T", says="Lượt đảng viên bị thi hành kỷ luật"),
        *_among,
        *_levels,
        *_offences,
        Line(code="X", says="Lượt đảng viên được xóa hoặc thay đổi hình thức kỷ luật", of=CLEARED),
        Line(code="O", says="Lượt tổ chức đảng bị thi hành kỷ luật", of=CENSURES),
        *[
            Line(code=line.code, says=line.says, of=CENSURES, where=line.where, depth=1)
            for line in _organisations
        ],
    ),
    columns=(
        Line(code="TS", says="Tổng số"),
        *_forms,
        Line(code="NT", says="Cùng kỳ năm trước", year_before=True),
        Ratio(code="TL", says="So với cùng kỳ (%)", part="TS", whole="NT"),
    ),
    checks=(
        Check("T", codes(_offences)),
        *[Check("T", (line.code,), at_least=True) for line in _among],
        *[Check(_committees.code, (line.code,), at_least=True) for line in _levels],
        Check("O", codes(_organisations)),
    ),
    across=(Check("TS", codes(_forms)),),
    notes=(
        "Tính vào ngày công bố quyết định, ở nơi đảng viên sinh hoạt chính thức ngày ấy; người bị khai trừ tính ở nơi sinh hoạt "
        "ngày liền trước.",
        "Mỗi lần kỷ luật là một lượt. Hình thức thay cho hình thức cũ không tính thêm; người bị khai trừ chỉ tính một lần, dù "
        "do quyết định kỷ luật hay chỉ do danh sách đảng viên nói đến.",
    ),
)
