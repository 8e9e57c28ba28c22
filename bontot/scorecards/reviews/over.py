"""Quá tỷ lệ: groups in which people have decided a capped grade more often than the cap allows. It is said, not forbidden."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bontot.evaluation import reading
from bontot.evaluation.caps import allowed
from bontot.scorecards.ranking import cap_share
from bontot.scorecards.reviews.sheet import ReviewSheet
from bontot.ui.saying import plainly


def over_says(sheet: ReviewSheet) -> list[str]:
    """A sentence for each group and capped grade; who has no decided grade yet counts as proposed."""
    groups: dict[str, list[str]] = {}
    decided: dict[tuple[str, str], int] = {}
    for each in sheet.subjects:
        review, proposal = sheet.reviews.get(each.id), sheet.ranking.proposals[each.code]
        grade = review.grade if review and review.grade else ""
        groups.setdefault(proposal.group, []).append(grade or proposal.band)
        if grade:
            decided[proposal.group, grade] = decided.get((proposal.group, grade), 0) + 1
    found, first = [], reading.days(sheet.period)[0]
    for cap in sheet.framework.caps:
        for group, grades in sorted(groups.items()):
            of = sum(grade in cap.of for grade in grades)
            places = allowed(of, cap_share(cap, first))
            many = decided.get((group, cap.band), 0)
            if many > places:
                found.append(
                    _("Quá tỷ lệ: nhóm %(group)s đã quyết định %(many)s %(band)s, nhiều nhất là %(places)s.")
                    % {
                        "group": plainly(group),
                        "many": many,
                        "band": plainly(sheet.framework.named(cap.band).says),
                        "places": places,
                    }
                )
    return found
