"""Các bước của một phiếu: register, score oneself, vote, appraise or return. Recognition is decided elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from bontot.kernel.text import said
from bontot.law.sources import cite
from bontot.meetings.keeping import Conflict, Refused
from bontot.meetings.models import Motion
from bontot.meetings.rolls import roll
from bontot.meetings.rules import needed
from bontot.meetings.words import BY_MAJORITY
from bontot.organisations import queries as organisations
from bontot.scorecards.filling import criteria, fill, sum_up
from bontot.scorecards.keeping import changing, framework_of, trace
from bontot.scorecards.models import Card, Line
from bontot.ui.clock import now, today


@dataclass(frozen=True, slots=True)
class Said:
    """What a branch says of a criterion: points, why they are not those proposed, which papers prove it."""

    points: int | None = None
    reason: str = ""
    note: str = ""

    def told(self, code: str) -> str:
        """A line of a text that two people compare."""
        points = "–" if self.points is None else str(self.points)
        return ". ".join(filter(None, (f"{code}: {points}", self.reason, self.note)))


def register(card_id: int, by: str) -> None:
    """The branch takes part. Raises Refused where it does already."""
    with changing(card_id, "open") as card:
        card.state, card.registered_at = "registered", now()
        card.save(update_fields=["state", "registered_at", "edits"])
        trace(card.campaign, card, by, "register", {}, {"state": "registered"})


def score(card_id: int, mine: Mapping[str, Said], seen: Mapping[str, Said] | None, by: str) -> Card:
    """Keep what a branch scores itself. The evidence is counted anew first, so that points are held against the present.

    `seen` is what stood there when the writer began, None for whoever has seen both. Raises Conflict where somebody else
    changed the same criterion to something else meanwhile; Refused, with every sentence, for points that cannot be.
    """
    with changing(card_id, "open", "registered", "returned", "self") as card:
        fill(card.campaign, card.organisation_id)
        lines = {line.criterion: line for line in Line.objects.filter(card=card)}
        before = {code: Said(line.self_points, line.self_reason, line.note) for code, line in lines.items()}
        merged = _merged(before if seen is None else seen, mine, before)
        known = {code: line.proposed for code, line in lines.items()}
        if wrong := _problems(card, merged, known):
            raise Refused(*wrong)
        for code, line in lines.items():
            line.self_points = merged[code].points
            line.self_reason, line.note = merged[code].reason, merged[code].note
        Line.objects.bulk_update(lines.values(), ("self_points", "self_reason", "note"))
        if card.state == "returned":
            card.reason = ""  # it has been answered; the trail keeps it
        card.state, card.scored_at = "self", now()
        card.registered_at = card.registered_at or card.scored_at
        card.save(update_fields=["state", "reason", "scored_at", "registered_at", "edits"])
        sum_up([card.id], framework_of(card.campaign))
        changed = [code for code in merged if merged[code] != before.get(code)]
        trace(
            card.campaign, card, by, "score",
            {code: before[code].told(code) for code in changed if code in before and before[code] != Said()},
            {code: merged[code].told(code) for code in changed},
        )  # fmt: skip
        return card


def _merged(
    seen: Mapping[str, Said], mine: Mapping[str, Said], theirs: Mapping[str, Said]
) -> dict[str, Said]:
    """Both changes together. Raises Conflict with both versions of what both have changed."""
    merged, torn = dict(theirs), []
    for code, one in mine.items():
        old, other = seen.get(code, Said()), theirs.get(code, Said())
        if one in (old, other):
            continue
        if other == old:
            merged[code] = one
        else:
            torn.append(code)
    if torn:
        raise Conflict(
            "\n".join(mine[code].told(code) for code in torn),
            "\n".join(theirs[code].told(code) for code in torn),
        )
    return merged


def _problems(card: Card, merged: Mapping[str, Said], known: Mapping[str, int | None]) -> list[str]:
    wrong = []
    for criterion in criteria(framework_of(card.campaign)):
        one, proposed = merged.get(criterion.code, Said()), known.get(criterion.code)
        told = {"code": criterion.code, "says": criterion.says, "most": criterion.most, "points": proposed}
        if one.points is None or not 0 <= one.points <= criterion.most:
            wrong.append(_("Tiêu chí %(code)s “%(says)s”: điểm phải là số nguyên từ 0 đến %(most)s.") % told)
        elif proposed is not None and one.points != proposed and not one.reason:
            wrong.append(
                _("Tiêu chí %(code)s “%(says)s”: sổ gợi ý %(points)s điểm; chấm khác thì ghi lý do.") % told
            )
    return wrong


@dataclass(frozen=True, slots=True)
class Ballot:
    """The totals of the vote of a branch, from a motion of a meeting or as they were counted."""

    day: date | None = None
    base: int | None = None
    in_favour: int | None = None
    against: int = 0
    motion: int | None = None


def vote(card_id: int, ballot: Ballot, by: str) -> Card:
    """Keep the vote on the scores; where more than half are in favour, the branch has voted. Raises Refused."""
    with changing(card_id, "self", "voted") as card:
        card.motion, found = _motion(card, ballot)
        day, base, in_favour, against = _counted(card, found)
        card.voted_on, card.base, card.in_favour, card.against_votes = day, base, in_favour, against
        passed = in_favour >= needed("ordinary", base, day)
        card.state = "voted" if passed else "self"
        card.save(
            update_fields=["motion", "voted_on", "base", "in_favour", "against_votes", "state", "edits"]
        )
        for line in (lines := list(Line.objects.filter(card=card))):
            line.vote_points = line.self_points if passed else None
        Line.objects.bulk_update(lines, ("vote_points",))
        sum_up([card.id], framework_of(card.campaign))
        trace(
            card.campaign, card, by, "vote", {},
            {"day": day, "base": base, "in_favour": in_favour, "against": against, "passed": passed},
        )  # fmt: skip
        return card


def scored_on(card: Card) -> date:
    """From which day on a meeting can have voted on the scores: the day on which they were last written."""
    written = localtime(card.scored_at).date() if card.scored_at else card.campaign.first
    return max(written, card.campaign.first)


def motions(card: Card) -> list[Motion]:
    """Motions that may have been on the scores: of ordinary matters or on all that was concluded, since the scores are
    written, the latest first."""
    found = _by_majority(card).filter(meeting__day__gte=scored_on(card))
    return list(found.order_by("-meeting__day", "-id")[:12])


def _by_majority(card: Card) -> QuerySet[Motion]:
    found = Motion.objects.filter(
        meeting__organisation_id=card.organisation_id, about__in=BY_MAJORITY, passed__isnull=False
    ).select_related("meeting")
    if _of_a_branch(card):  # its committee does not vote for it
        found = found.exclude(meeting__kind="committee")
    return found


def _motion(card: Card, ballot: Ballot) -> tuple[Motion | None, Ballot]:
    if ballot.motion is None:
        return None, ballot
    motion, since = _by_majority(card).filter(id=ballot.motion).first(), scored_on(card)
    if motion is None:
        raise Refused(_("Không có nội dung biểu quyết này trong các buổi họp của tổ chức."))
    if motion.meeting.day < since:
        raise Refused(
            _(
                "“%(says)s” được biểu quyết ngày %(day)s, trước khi phiếu có điểm tự chấm (%(since)s), "
                "nên không thể là biểu quyết điểm này."
            )
            % {"says": motion.says, "day": f"{motion.meeting.day:%d/%m/%Y}", "since": f"{since:%d/%m/%Y}"}
        )
    return motion, Ballot(motion.meeting.day, motion.base, motion.in_favour, motion.against or 0)


def _counted(card: Card, ballot: Ballot) -> tuple[date, int, int, int]:
    day, base, in_favour, against = ballot.day, ballot.base, ballot.in_favour, ballot.against
    if day is None or base is None or in_favour is None:
        raise Refused(_("Hãy ghi ngày biểu quyết, số người được biểu quyết và số tán thành."))
    wrong = []
    if day > today() or day < card.campaign.first:
        wrong.append(
            _("Ngày biểu quyết %(day)s phải từ %(first)s đến hôm nay.")
            % {"day": f"{day:%d/%m/%Y}", "first": f"{card.campaign.first:%d/%m/%Y}"}
        )
    if base < 1 or in_favour + against > base:
        wrong.append(
            _("%(votes)s phiếu nhiều hơn %(base)s người được biểu quyết; hãy đếm lại.")
            % {"votes": in_favour + against, "base": base}
        )
    voters = _voters(card, day) if ballot.motion is None else None
    if voters and not voters[0] <= base <= voters[1]:
        wrong.append(_other_base(card, base, voters, day))
    if wrong:
        raise Refused(*wrong)
    return day, base, in_favour, against


def voters_today(card: Card) -> int | None:
    """The base of a vote held today, where none of those who may stay away comes; None where the records name nobody."""
    found = _voters(card, today())
    return found[0] if found else None


def _voters(card: Card, day: date) -> tuple[int, int] | None:
    """How many make the base of a vote on the day, by the list of the day (see `meetings.rolls`): of a branch its members,
    of a grassroots organisation those who sat in its committee.

    At least the official ones who must attend, whether they came or not; at most those who are exempt or away with
    them, who count when they are there. None where the records name nobody.
    """
    if not organisations.exists(card.organisation_id, on=day, at=None):
        return None
    lines = roll(card.organisation_id, "regular" if _of_a_branch(card) else "committee", day).lines
    least, most = sum(line.may_vote for line in lines), sum(line.votes_when_present for line in lines)
    return (least, most) if lines else None


def _of_a_branch(card: Card) -> bool:
    return card.campaign.target == "branches"


def _other_base(card: Card, base: int, voters: tuple[int, int], day: date) -> str:
    """Why a base is not that of the list: the numbers, and the rule by which they are counted."""
    told = {"day": f"{day:%d/%m/%Y}", "least": voters[0], "most": voters[1], "base": base}
    if base > voters[1]:
        says = _(
            "Theo sổ, ngày %(day)s tổ chức có %(most)s người được biểu quyết, ít hơn %(base)s; hãy xem lại."
        )
    else:
        says = _(
            "Theo sổ, ngày %(day)s tổ chức có ít nhất %(least)s người được biểu quyết, nhiều hơn %(base)s; hãy xem lại."
        )
    return f"{says % told} {_rule(card)}"


def _rule(card: Card) -> str:
    if _of_a_branch(card):
        return _(
            "Số để tính là mọi đảng viên chính thức được triệu tập, có mặt hay không; "
            "người được miễn, người sinh hoạt tạm thời nơi khác chỉ tính khi có mặt (%(source)s)."
        ) % {"source": cite("294-QĐ/TW-2025", "Điểm 9.3.2")}
    return _(
        "Số để tính là mọi cấp ủy viên đương nhiệm ngày ấy, có mặt hay không (%(source)s). "
        "Sổ ghi thiếu hoặc thừa cấp ủy viên thì sửa chức vụ trong sổ trước."
    ) % {"source": cite("DL-2011", "Điều 9")}


def give_back(card_id: int, reason: str, by: str) -> None:
    """Return a card to the branch with a reason. Raises Refused without one."""
    reason = said(reason, 400)
    if not reason:
        raise Refused(_("Trả lại phiếu thì phải ghi lý do để bên dưới biết cần sửa gì."))
    with changing(card_id, "self", "voted", "appraised") as card:
        before = card.state
        card.state, card.reason = "returned", reason
        card.save(update_fields=["state", "reason", "edits"])
        trace(card.campaign, card, by, "return", {"state": before}, {"state": "returned", "reason": reason})
