"""Chấm điểm: proposed from the records, scored by the branch itself, voted, and confirmed by the superior committee."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bontot.kernel.finding import Finding
from bontot.kernel.period import months_later
from bontot.kernel.text import said
from bontot.law.frameworks.framework import Criterion, Framework
from bontot.law.parameters import parameter, share
from bontot.meetings.frames import frame, frame_on
from bontot.meetings.keeping import Conflict, Refused, changing, must_have_come, trace
from bontot.meetings.models import Conclusion, Draft, Meeting, Note, Score, Task, Trace
from bontot.meetings.recording import totals
from bontot.meetings.rolls import Totals
from bontot.meetings.rules import Seen, judge, length
from bontot.meetings.words import STEPS
from bontot.ui.clock import today
from bontot.ui.writing import percent


@dataclass(frozen=True, slots=True)
class Facts:
    """What the records know of a meeting that a criterion may look at."""

    meeting: Meeting
    totals: Totals | None
    findings: frozenset[str]
    speakers: int
    conclusions: int
    tasks_given: int
    tasks_before: int
    tasks_done: int
    drafts: int


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion with the points proposed, why, and those of each step so far."""

    criterion: Criterion
    proposed: int
    why: str
    points: Mapping[str, int]


def facts(meeting: Meeting) -> Facts:
    """Gathered in a constant number of statements."""
    known = totals(meeting)
    found: list[Finding] = judge(Seen(meeting, known, today()))
    recent = _since_last(meeting)
    return Facts(
        meeting,
        known,
        frozenset(finding.rule for finding in found),
        Note.objects.filter(meeting=meeting, person__isnull=False).values("person_id").distinct().count(),
        Conclusion.objects.filter(meeting=meeting).count(),
        Task.objects.filter(meeting=meeting, carried_from__isnull=True).count(),
        len(recent),
        sum(state == "done" for state in recent),
        Draft.objects.filter(meeting=meeting).count(),
    )


def _since_last(meeting: Meeting) -> list[str]:
    """What became of the tasks that fell due since the meeting before, and of those that were overdue already."""
    of = Task.objects.filter(organisation_id=meeting.organisation_id).exclude(meeting=meeting)
    earlier = Meeting.objects.filter(
        organisation_id=meeting.organisation_id,
        kind="regular",
        state__in=("held", "approved"),
        day__lt=meeting.day,
    )
    last = earlier.order_by("-day").values_list("day", flat=True).first() or months_later(meeting.day, -1)
    due = Q(deadline__gt=last, deadline__lte=meeting.day) | Q(state="open", deadline__lte=meeting.day)
    found = of.filter(due | Q(reported=meeting)).exclude(state="dropped")
    return list(found.values_list("state", flat=True))


def lines(frame_: Framework, known: Facts, kept: Mapping[str, Mapping[str, int]]) -> list[Line]:
    """Every criterion of a frame with what the records propose."""
    told = []
    for criterion in frame_.leaves:
        proof = criterion.evidence.code if criterion.evidence else ""
        part, why = _PROPOSED.get(proof, _judged)(known)
        told.append(Line(criterion, round(criterion.most * part), why, kept.get(criterion.code, {})))
    return told


def recorded_since(meeting: Meeting) -> bool:
    """Whether attendance, votes, the course or tasks were written down after the last points were given."""
    last = (
        Trace.objects.filter(meeting=meeting, what="score")
        .order_by("-id")
        .values_list("id", flat=True)
        .first()
    )
    what = ("attend", "vote", "proceed", "task")
    return last is not None and Trace.objects.filter(meeting=meeting, what__in=what, id__gt=last).exists()


def points_text(step: str, points: Mapping[str, Mapping[str, int]], reason: str = "") -> str:
    """The points of a step as one text, with the superior's reason: what two people compare; blank before the step."""
    told = ", ".join(f"{code}: {said[step]}" for code, said in sorted(points.items()) if step in said)
    return f"{told}. {reason}" if told and reason and step == "superior" else told


def keep(
    meeting_id: int, step: str, points: Mapping[str, int], by: str, reason: str = "", seen: str | None = None
) -> Score:
    """Keep the points of a step; `seen` as for the agenda.

    Raises Conflict, and Refused for points over the most, or a superior who differs without a reason.
    """
    if step not in STEPS:
        raise Refused(_("Không có bước chấm điểm này."))
    with changing(meeting_id, even_locked=step == "superior") as meeting:
        must_have_come(meeting)
        if meeting.kind == "committee":
            raise Refused(_("Họp cấp ủy không chấm điểm: khung điểm là của sinh hoạt chi bộ."))
        score = Score.objects.filter(meeting=meeting).first()
        frame_ = frame(score.frame) if score else frame_on(meeting.day)
        wrong = [c for c in frame_.leaves if not 0 <= points.get(c.code, -1) <= c.most]
        if wrong:
            told = _("Điểm của “%(criterion)s” phải là số nguyên từ 0 đến %(most)s.")
            raise Refused(*[told % {"criterion": c.says, "most": c.most} for c in wrong])
        theirs = points_text(step, score.points, score.reason) if score else ""
        mine = points_text(step, {c.code: {step: points[c.code]} for c in frame_.leaves}, said(reason, 400))
        if seen is not None and theirs not in ("", seen, mine):
            raise Conflict(mine, theirs)
        score = score or Score(meeting=meeting, frame=frame_.version, points={})
        total = sum(points[c.code] for c in frame_.leaves)
        if step == "superior":
            _must_say_why(score, total, reason)
            score.reason = said(reason, 400)
        before = getattr(score, f"{step}_total")
        setattr(score, f"{step}_total", total)
        for criterion in frame_.leaves:
            score.points.setdefault(criterion.code, {})[step] = points[criterion.code]
        score.band = frame_.band(total).code[:10]
        score.save()
        trace(meeting, by, "score", {step: before}, {step: total, "reason": said(reason, 400)})
        return score


def _must_say_why(score: Score, total: int, reason: str) -> None:
    own = score.branch_total if score.branch_total is not None else score.self_total
    if own is None:
        raise Refused(_("Chi bộ chưa tự chấm điểm buổi họp này."))
    if own != total and not said(reason, 400):
        raise Refused(_("Điểm khác với điểm của chi bộ (%(own)s): hãy ghi lý do.") % {"own": own})


def _judged(known: Facts) -> tuple[Fraction, str]:
    return Fraction(1), _("Chi bộ tự đánh giá.")


def _length(known: Facts) -> tuple[Fraction, str]:
    minutes = length(known.meeting)
    good = 2 - ("SH-02" in known.findings or minutes is None) - ("SH-05" in known.findings)
    least = parameter("meeting.length", known.meeting.day).value
    says = (
        _("%(minutes)s phút (ít nhất %(least)s).") % {"minutes": minutes, "least": least} if minutes else ""
    )
    if "SH-05" in known.findings:
        says = " ".join(filter(None, (says, _("Họp sau những ngày quy định trong tháng."))))
    return Fraction(good, 2), says or _("Chưa ghi giờ kết thúc.")


def _attendance(known: Facts) -> tuple[Fraction, str]:
    if known.totals is None or not known.totals.taken:
        return Fraction(0), _("Chưa điểm danh.")
    must, came = known.totals.must_attend, known.totals.attended
    target = share("meeting.attendance_target", known.meeting.day).value
    part = min(Fraction(1), Fraction(came, must) / target)
    part = part * part - Fraction(min(known.totals.absent, 4), 5)
    says = _("%(came)s/%(must)s người phải dự (%(part)s), %(absent)s vắng không lý do.") % {
        "came": came,
        "must": must,
        "part": percent(came, must),
        "absent": known.totals.absent,
    }
    if unmarked := known.totals.unmarked:
        says += " " + ngettext(
            "%(number)s người chưa điểm danh, không tính là có mặt.",
            "%(number)s người chưa điểm danh, không tính là có mặt.",
            unmarked,
        ) % {"number": unmarked}
    return max(part, Fraction(0)), says


def _preparation(known: Facts) -> tuple[Fraction, str]:
    early = known.meeting.invited_at is not None and "SH-01" not in known.findings
    return (
        (Fraction(1), _("Mời họp đúng hạn.")) if early else (Fraction(1, 2), _("Mời họp chậm hoặc chưa ghi."))
    )


def _conduct(known: Facts) -> tuple[Fraction, str]:
    here = known.totals.present if known.totals else 0
    part = Fraction(known.speakers, here) if here else Fraction(0)
    says = _("%(speakers)s người phát biểu trong %(here)s người có mặt.") % {
        "speakers": known.speakers,
        "here": here,
    }
    return min(Fraction(1), Fraction(4, 5) + part * 2 / 5), says


def _results(known: Facts) -> tuple[Fraction, str]:
    if not known.tasks_before:
        return Fraction(1), _("Không có nhiệm vụ nào đến hạn.")
    says = _("%(done)s/%(due)s nhiệm vụ đến hạn đã xong.") % {
        "done": known.tasks_done,
        "due": known.tasks_before,
    }
    return Fraction(1, 3) + Fraction(2 * known.tasks_done, 3 * known.tasks_before), says


def _closing(known: Facts) -> tuple[Fraction, str]:
    good = bool(known.conclusions) + bool(known.tasks_given)
    says = _("%(conclusions)s kết luận, %(tasks)s nhiệm vụ được giao.") % {
        "conclusions": known.conclusions,
        "tasks": known.tasks_given,
    }
    return Fraction(1 + good, 3), says


_PROPOSED: dict[str, Callable[[Facts], tuple[Fraction, str]]] = {
    "meeting_length": _length,
    "meeting_attendance": _attendance,
    "meeting_preparation": _preparation,
    "meeting_conduct": _conduct,
    "meeting_results": _results,
    "meeting_closing": _closing,
}
"""By what proves a criterion: how much of its points the records propose, and why. Of the rest people judge."""
