"""Chỉ tiêu của chương trình: each is one question put to a roster; where it is a share, two."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from bontot.law.sources import cite
from bontot.law.vocabulary import vocabulary
from bontot.statistics.asking import Ask, Asking, asking, identify, must_exist, period
from bontot.statistics.compiling import counting, listing
from bontot.statistics.errors import Unanswerable, UnknownIndicator
from bontot.statistics.indicator import PARTS, Indicator, IndicatorAnswer, Part
from bontot.statistics.questions import among, both
from bontot.statistics.roster import (
    ATTENDANCES,
    ENTRIES,
    EXITS,
    HOLDERS,
    MEMBERS,
    POSTS,
    TRAINED_HOLDERS,
)
from bontot.statistics.tables import Condition
from bontot.statistics.viewing import AS_WAS, View

_MOVEMENTS = cite("11-HD/BTCTW-2021", "Biểu 1")
_ONE_HEAD, _ONE_HEAD_OF_SERVICE = cite("18-NQ/TW-2017", "Kiêm nhiệm"), cite("19-NQ/TW-2017", "Kiêm nhiệm")
_PROGRAMME = cite("PROGRAMME-2025")
_KINDS, _TITLES = vocabulary("organisation_kind"), vocabulary("title")
_secretary = among("title", _TITLES.in_group("secretary"))
_in_committee = among("kind", (*_KINDS.in_group("committee"), "chi bộ cơ sở"))
_in_grassroots = among("kind", _KINDS.in_group("grassroots"))
_party_work = among("course_kind", ("nghiệp vụ công tác xây dựng Đảng",))


def _heads(title: str, unit_kind: str) -> tuple[Condition, Condition, Condition]:
    """Of heads of units: those who are secretaries of the grassroots organisation, all, and those of unknown units."""
    heads = among("title", (title,))
    all_of_them = both(heads, among("unit_kind", (unit_kind,)))
    return (
        both(all_of_them, lambda r: r.grassroots_secretary),
        all_of_them,
        both(heads, among("unit_kind", ("",))),
    )


_agency, _service, _enterprise = (
    _heads("thủ trưởng cơ quan", "cơ quan hành chính"),
    _heads("thủ trưởng đơn vị sự nghiệp", "đơn vị sự nghiệp công lập"),
    _heads("chủ doanh nghiệp", "doanh nghiệp ngoài nhà nước"),
)
_village_head = among("title", ("trưởng thôn", "tổ trưởng tổ dân phố"))

INDICATORS: dict[str, Indicator] = {
    indicator.code: indicator
    for indicator in (
        Indicator(
            code="members",
            says="Đảng viên có trong danh sách",
            of=MEMBERS,
            source=_MOVEMENTS,
        ),
        Indicator(
            code="admitted",
            says="Đảng viên kết nạp trong kỳ",
            of=ENTRIES,
            numerator=lambda r: r.way == "admit",
            source=_MOVEMENTS,
        ),
        Indicator(
            code="removed_by_screening",
            says="Đảng viên bị xóa tên trong kỳ",
            of=EXITS,
            numerator=lambda r: r.way == "strike_off",
            source=cite("28-CT/TW-2019"),
        ),
        Indicator(
            code="trained_update",
            says="Đảng viên dự lớp cập nhật kiến thức trong kỳ",
            of=ATTENDANCES,
            numerator=among("course_kind", ("cập nhật kiến thức",)),
            source=_PROGRAMME,
        ),
        Indicator(
            code="trained_committee_members",
            says="Cấp ủy viên cơ sở được bồi dưỡng nghiệp vụ công tác xây dựng Đảng trong kỳ",
            of=TRAINED_HOLDERS,
            numerator=both(
                both(_party_work, among("title", _TITLES.in_group("committee_member"))), _in_grassroots
            ),
            source=_PROGRAMME,
        ),
        Indicator(
            code="trained_branch_secretaries",
            says="Bí thư chi bộ trực thuộc được bồi dưỡng nghiệp vụ công tác xây dựng Đảng trong kỳ",
            of=TRAINED_HOLDERS,
            numerator=both(both(_party_work, _secretary), among("kind", ("chi bộ",))),
            source=_PROGRAMME,
        ),
        Indicator(
            code="secretary_and_council_chair",
            says="Bí thư cấp ủy đồng thời là chủ tịch Hội đồng nhân dân",
            of=HOLDERS,
            numerator=both(
                both(_secretary, _in_committee), among("also_title", _TITLES.in_group("council_chair"))
            ),
            source=_ONE_HEAD,
        ),
        Indicator(
            code="secretary_and_commune_chair",
            says="Bí thư cấp ủy cấp xã đồng thời là chủ tịch Ủy ban nhân dân",
            of=HOLDERS,
            numerator=both(
                both(_secretary, among("kind", ("đảng bộ cơ sở", "đảng bộ xã"))),
                both(
                    among("also_title", ("chủ tịch UBND",)),
                    among("also_unit_kind", ("xã, phường, thị trấn",)),
                ),
            ),
            source=_ONE_HEAD,
        ),
        Indicator(
            code="agency_head_secretaries",
            says="Thủ trưởng cơ quan hành chính đồng thời là bí thư cấp ủy cơ sở",
            of=POSTS,
            numerator=_agency[0],
            denominator=_agency[1],
            unknown=_agency[2],
            source=_ONE_HEAD,
        ),
        Indicator(
            code="service_head_secretaries",
            says="Thủ trưởng đơn vị sự nghiệp công lập đồng thời là bí thư cấp ủy cơ sở",
            of=POSTS,
            numerator=_service[0],
            denominator=_service[1],
            unknown=_service[2],
            source=_ONE_HEAD_OF_SERVICE,
        ),
        Indicator(
            code="enterprise_owner_secretaries",
            says="Chủ doanh nghiệp ngoài nhà nước đồng thời là bí thư cấp ủy cơ sở",
            of=POSTS,
            numerator=_enterprise[0],
            denominator=_enterprise[1],
            unknown=_enterprise[2],
            source=_PROGRAMME,
        ),
        Indicator(
            code="village_heads_members",
            says="Trưởng thôn, tổ trưởng tổ dân phố là đảng viên",
            of=POSTS,
            numerator=both(_village_head, lambda r: r.member),
            denominator=_village_head,
            source=cite("21-NQ/TW-2022", "Chỉ tiêu"),
        ),
    )
}


def find(code: str) -> Indicator:
    """The indicator with this code. Raises UnknownIndicator."""
    try:
        return INDICATORS[code]
    except KeyError:
        raise UnknownIndicator(code, INDICATORS) from None


def indicator(
    code: str,
    organisation: str,
    on: date,
    since: date | None = None,
    at: int | None = None,
    view: View = AS_WAS,
) -> IndicatorAnswer:
    """The indicator for an organisation (by code) and all below it. Raises Unanswerable."""
    (found,) = indicators(organisation, on, since, at, codes=(code,), view=view)
    return found


def indicators(
    organisation: str,
    on: date,
    since: date | None = None,
    at: int | None = None,
    codes: Sequence[str] = tuple(INDICATORS),
    view: View = AS_WAS,
) -> list[IndicatorAnswer]:
    """Several indicators, by default all of them. Raises Unanswerable."""
    asked_for = [find(code) for code in codes]
    id, (first, last) = identify(organisation), period(on, since)
    with asking(at, view) as asked:
        ask = Ask(id, first, last)
        must_exist(asked, ask, organisation, on_the_day=not all(found.flow for found in asked_for))
        asked.put([ask])
        return [_answered(found, asked, organisation, ask) for found in asked_for]


def indicator_names(
    code: str,
    part: Part,
    organisation: str,
    on: date,
    since: date | None = None,
    at: int | None = None,
    view: View = AS_WAS,
) -> list[int]:
    """The ids of the people behind the numerator, the denominator or the unknown. Raises Unanswerable."""
    found = find(code)
    if part not in PARTS:
        raise Unanswerable(f"Chỉ tiêu “{code}” không có phần “{part}”.")
    if part != "numerator" and found.condition(part) is None:
        return []
    id, (first, last) = identify(organisation), period(on, since)
    with asking(at, view) as asked:
        ask = Ask(id, first, last)
        must_exist(asked, ask, organisation, on_the_day=not found.flow)
        asked.put([ask])
        return [int(row[1]) for row in asked.rows(_listing(found, part))]


def _answered(found: Indicator, asked: Asking, organisation: str, ask: Ask) -> IndicatorAnswer:
    rows = asked.rows(_counting(found))
    numerator, denominator, unknown = rows[0][1:] if rows else (0, 0, 0)
    return IndicatorAnswer(
        found.code,
        found.says,
        int(numerator),
        int(denominator) if found.denominator is not None else None,
        int(unknown) if found.unknown is not None else 0,
        str(found.source),
        organisation,
        ask.last,
        ask.first if found.flow else None,
        asked.position,
    )


@lru_cache(maxsize=64)
def _counting(found: Indicator) -> str:
    return counting(found.of, [_given(found.condition(part)) for part in PARTS])


@lru_cache(maxsize=64)
def _listing(found: Indicator, part: Part) -> str:
    return listing(found.of, _given(found.condition(part)))


def _given(condition: Condition | None) -> tuple[Condition, ...]:
    return () if condition is None else (condition,)
