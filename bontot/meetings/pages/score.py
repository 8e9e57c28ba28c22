"""Trang chấm điểm: the points that the records propose, changed where people know better."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.law.frameworks.framework import Framework
from bontot.meetings import scoring
from bontot.meetings.frames import frame, frame_on
from bontot.meetings.models import Meeting, Score
from bontot.meetings.pages.opening import Head, ahead, attempt, head, meeting, seen, writes
from bontot.meetings.words import STEPS
from bontot.ui.page import Page


@dataclass(frozen=True, slots=True)
class Shown:
    """A criterion as shown: the points to start from, and why."""

    code: str
    says: str
    most: int
    why: str
    value: int
    before: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ScorePage:
    """The score of a meeting, at one of its steps."""

    title: str
    head: Head
    frame: str
    source: str
    step: str
    step_says: str
    whole: int
    lines: list[Shown]
    done: list[tuple[str, int, str]]
    """Steps taken: what, how many points, which band."""
    overtaken: list[str]
    """Criteria for which the records, changed since, propose other points than the branch gave itself."""
    reason: str
    seen: str
    scores: bool
    problems: tuple[str, ...]


@may("meetings.read", "meetings.edit", "meetings.grade")
def score_page(request: Asked, id: int) -> HttpResponseBase:
    """Score the meeting: oneself, then by the vote of the branch, then by the superior committee."""
    found = meeting(request, id)
    if found.kind == "committee":
        raise Http404(_("Họp cấp ủy không chấm điểm: khung điểm là của sinh hoạt chi bộ."))
    score = Score.objects.filter(meeting=found).first()
    used = frame(score.frame) if score else frame_on(found.day)
    step = request.POST.get("step") or request.GET.get("step") or _next_step(score, found.locked)
    if step not in STEPS:
        raise Http404(_("Không có bước chấm điểm này."))
    permission = "meetings.grade" if step == "superior" else "meetings.edit"
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        points = _points(request, used)
        by, reason = request.user.get_username(), request.POST.get("reason", "")
        then = reverse("meeting" if step == "superior" else "meeting_minutes", args=[id])
        answer, problems = attempt(
            request,
            permission,
            found.organisation_id,
            lambda: scoring.keep(id, step, points, by, reason, seen(request)),
            then=then,
            says=_("Đã lưu điểm."),
        )
        if answer:
            return answer
    kept = score.points if score else {}
    said = _points(request, used) if request.method == "POST" else {}
    lines = scoring.lines(used, scoring.facts(found), kept)
    page = ScorePage(
        title=_("Chấm điểm buổi sinh hoạt"),
        head=head(request, found),
        frame=used.says,
        source=str(used.because),
        step=step,
        step_says=str(STEPS[step]),
        whole=used.whole,
        lines=[_shown(line, step, said) for line in lines],
        done=_done(score, used),
        overtaken=_overtaken(found, lines),
        reason=score.reason if score else "",
        seen=request.POST.get("seen", scoring.points_text(step, kept, score.reason if score else "")),
        scores=writes(request, permission, found.organisation_id)
        and (not found.locked or step == "superior")
        and not ahead(found),
        problems=problems,
    )
    return Page(request, "meetings/score.html", page, status=422 if problems else 200)


def _next_step(score: Score | None, locked: bool) -> str:
    if locked:
        return "superior"
    return "branch" if score and score.self_total is not None else "self"


def _points(request: Asked, used: Framework) -> dict[str, int]:
    """Points as they were sent; what is no number is below the least."""
    said = {c.code: request.POST.get(f"p-{c.code}", "") for c in used.leaves}
    return {code: int(text) if text.isdecimal() and len(text) < 5 else -1 for code, text in said.items()}


def _shown(line: scoring.Line, step: str, said: dict[str, int]) -> Shown:
    order = list(STEPS)
    earlier = [(str(STEPS[each]), line.points[each]) for each in order if each in line.points]
    last = [line.points[each] for each in order[: order.index(step) + 1] if each in line.points]
    value = said.get(line.criterion.code, last[-1] if last else line.proposed)
    return Shown(
        line.criterion.code, line.criterion.says, line.criterion.most, line.why, max(value, 0), tuple(earlier)
    )


def _overtaken(found: Meeting, lines: list[scoring.Line]) -> list[str]:
    """None once the minutes are locked, and none where nothing was recorded after the points."""
    if found.locked or not scoring.recorded_since(found):
        return []
    says = _("%(criterion)s: đã chấm %(given)s, nay hồ sơ đề xuất %(proposed)s")
    return [
        says % {"criterion": line.criterion.says, "given": line.points["self"], "proposed": line.proposed}
        for line in lines
        if line.criterion.evidence and line.points.get("self", line.proposed) != line.proposed
    ]


def _done(score: Score | None, used: Framework) -> list[tuple[str, int, str]]:
    totals = [(step, getattr(score, f"{step}_total")) for step in STEPS] if score else []
    return [(str(STEPS[step]), total, used.band(total).says) for step, total in totals if total is not None]
