"""The grounds of a proposal, as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from bontot.law.frameworks.framework import Framework, Subject
from bontot.law.sources import cite
from bontot.scorecards.ranking import Count, Ground, Proposal, Why
from bontot.scorecards.reviews.steps import total
from bontot.scorecards.reviews.summing import comma
from bontot.ui.saying import plainly


def says(framework: Framework, proposal: Proposal) -> list[str]:
    """Why a band is proposed, a sentence for each ground."""
    return [_says(framework, proposal, ground) for ground in proposal.grounds]


def _says(framework: Framework, proposal: Proposal, ground: Ground) -> str:
    conditions = {condition.code: condition.says for condition in framework.hard}
    filled = {
        "band": plainly(framework.named(ground.band).says) if ground.band else "",
        "condition": plainly(conditions.get(ground.condition, "")).rstrip("."),
        "group": plainly(proposal.group),
        "place": ground.place,
        "places": ground.places,
        "tied": ground.tied,
    }
    return _sentence(ground.why) % filled


def _sentence(why: Why) -> str:
    match why:
        case Why.UNSCORED:
            return _("Chưa có điểm.")
        case Why.POINTS:
            return _("Điểm đạt mức %(band)s.")
        case Why.CONDITION:
            return _("Chưa đạt điều kiện “%(condition)s” nên nhiều nhất %(band)s.")
        case Why.HINT:
            return _(
                "Chưa đạt “%(condition)s”: thường xếp %(band)s (chưa đọc được trong văn bản đang hiệu lực)."
            )
        case Why.OPEN:
            return _("“%(condition)s”: tổ chức ấy chưa được xếp loại.")
        case Why.WITHIN:
            return _("Đứng thứ %(place)s trong nhóm %(group)s; mức %(band)s được %(places)s chỗ.")
        case Why.ABOVE:
            return _(
                "Đứng thứ %(place)s trong nhóm %(group)s, mà mức %(band)s chỉ được %(places)s chỗ, nên đề xuất mức dưới."
            )
        case Why.TIE:
            return _(
                "Bằng điểm ở chỗ cuối: %(tied)s cùng đứng thứ %(place)s trong nhóm %(group)s, mức %(band)s chỉ được %(places)s "
                "chỗ; tập thể quyết định."
            )


def points_says(framework: Framework, step: str, points: Mapping[str, str]) -> str:
    """What a step gave: `Tự nhận điểm: 28 + 61 = 89`."""
    says = {each.code: each.says for each in framework.steps}.get(step, step)
    parts = [comma(Decimal(points.get(part.code, "0"))) for part in framework.parts()]
    return f"{plainly(says)}: {' + '.join(parts)} = {comma(total(points) or Decimal(0))}"


def count_says(framework: Framework, count: Count) -> str:
    """A cap as it is in one group."""
    filled = {
        "group": plainly(count.group),
        "of": count.of,
        "places": count.places,
        "reach": count.reach,
        "band": plainly(framework.named(count.band).says),
    }
    said = (
        _("Nhóm %(group)s: %(of)s được tính, nhiều nhất %(places)s xếp %(band)s; %(reach)s đạt điểm mức ấy.")
        % filled
    )
    if count.tied:
        said += " " + _("%(tied)s bằng điểm ở chỗ cuối.") % {"tied": count.tied}
    return said


def grouping_says(framework: Framework) -> str:
    """By which rule members stand on a sheet; nothing of organisations.

    366-QĐ/TW has an appendix each for leaders, for individuals without a post and for members outside the political system.
    What was read of it does not say in which a secretary of a branch under a committee belongs, so that both capacities are
    kept: as a member with everybody, as a leader beside it. 43-HD/BTCTW has who holds several posts reviewed in each.
    """
    if framework.subject is not Subject.MEMBER:
        return ""
    if framework.capacity:
        return _(
            "Có tên ở đây: ai đang giữ chức vụ từ bí thư, phó bí thư chi bộ trở lên, đánh giá thêm với tư cách cán bộ lãnh đạo, "
            "quản lý. Phần văn bản đã đọc (%(source)s) chưa nói bí thư, phó bí thư chi bộ trực thuộc thuộc nhóm nào; "
            "đây là quy ước của hệ thống, cấp có thẩm quyền quy định khác thì theo quy định ấy."
        ) % {"source": cite("366-QĐ/TW-2025", "Phụ lục")}
    return _(
        "Có tên ở đây: mọi đảng viên sinh hoạt tại tổ chức, xếp loại với tư cách đảng viên, trừ ai đã chấm theo khung khác; "
        "người giữ chức vụ có ghi chức vụ và được đánh giá thêm ở khung cán bộ lãnh đạo, quản lý. Phần văn bản đã đọc "
        "(%(source)s) chưa nói bí thư, phó bí thư chi bộ trực thuộc thuộc nhóm nào; đây là quy ước của hệ thống, "
        "cấp có thẩm quyền quy định khác thì theo quy định ấy."
    ) % {"source": cite("366-QĐ/TW-2025", "Phụ lục")}
