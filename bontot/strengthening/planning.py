"""Kế hoạch củng cố: goal, steps with who and by when, extension, results, and what was found on following it up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bontot.kernel.text import said
from bontot.ledger.sealing import seal
from bontot.meetings.keeping import Refused
from bontot.strengthening.keeping import Overtaken, changing, not_ahead, trace
from bontot.strengthening.models import Case, Remedy, Step, Visit
from bontot.strengthening.words import STEP_STATES, WAYS
from bontot.ui.clock import now, today
from bontot.ui.writing import day as written

STEPS_MOST = 60
"""Steps of one case; a plan with more is no plan."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A remedy as it is entered."""

    goal: str
    owner: int | None
    begins: date
    deadline: date


def plan(case: int, wanted: Plan, by: str, *, seen: str | None, reason: str = "") -> Remedy:
    """Draw up the remedy of a case, or change it. A later deadline is an extension and needs a reason.

    `seen` is the goal that the writer had before them, None for whoever has seen both. Raises Refused and Overtaken.
    """
    with changing(case) as found:
        old = Remedy.objects.filter(case=found).first()
        wrong = _plan_problems(found, wanted, old, reason)
        if wrong:
            raise Refused(*wrong)
        if seen is not None and said(seen, 600) != (old.goal if old else ""):
            raise Overtaken(
                _(
                    "Người khác vừa sửa kế hoạch, mục tiêu nay là: “%(goal)s”. Nội dung đồng chí viết vẫn còn ở dưới."
                )
                % {"goal": old.goal if old else ""}
            )
        before = _said(old)
        made = old or Remedy(case=found)
        later = old is not None and wanted.deadline > old.deadline
        made.goal, made.owner_id = said(wanted.goal, 600), wanted.owner
        made.begins, made.deadline = wanted.begins, wanted.deadline
        made.extended += later
        made.save()
        after = _said(made) | ({"reason": said(reason, 400)} if later else {})
        trace(found, by, "extend" if later else "plan", before, after)
    return made


def _plan_problems(case: Case, wanted: Plan, old: Remedy | None, reason: str) -> list[str]:
    wrong = []
    if not said(wanted.goal, 600):
        wrong.append(_("Hãy ghi mục tiêu của kế hoạch."))
    if wanted.begins < case.decided_on:
        wrong.append(
            _("Kế hoạch bắt đầu trước ngày vào danh sách %(day)s.") % {"day": written(case.decided_on)}
        )
    if wanted.deadline <= wanted.begins:
        wrong.append(
            _("Ngày hoàn thành %(end)s không sau ngày bắt đầu %(first)s.")
            % {"end": written(wanted.deadline), "first": written(wanted.begins)}
        )
    if old is not None and wanted.deadline > old.deadline and not said(reason, 400):
        wrong.append(_("Gia hạn kế hoạch thì phải ghi lý do."))
    early = Step.objects.filter(case=case, deadline__lt=wanted.begins).exclude(state="dropped").count()
    if early:
        wrong.append(
            _("%(number)s biện pháp có hạn trước ngày bắt đầu này; hãy sửa ngày bắt đầu.") % {"number": early}
        )
    return wrong


def _said(remedy: Remedy | None) -> dict[str, object]:
    if remedy is None:
        return {}
    return {
        "goal": remedy.goal,
        "owner": remedy.owner_id,
        "begins": remedy.begins,
        "deadline": remedy.deadline,
    }


def add_step(case: int, says: str, owner: int | None, deadline: date, by: str) -> Step:
    """Something to be done. Raises Refused where its deadline is before the plan, or there is no plan."""
    with changing(case) as found:
        remedy = Remedy.objects.filter(case=found).first()
        wrong = [] if said(says, 400) else [_("Hãy ghi biện pháp.")]
        if remedy is None:
            wrong.append(_("Hãy lập kế hoạch trước, rồi ghi biện pháp."))
        elif deadline < remedy.begins:
            wrong.append(
                _("Hạn %(day)s trước ngày bắt đầu kế hoạch %(first)s.")
                % {"day": written(deadline), "first": written(remedy.begins)}
            )
        elif deadline > remedy.deadline:
            wrong.append(
                _(
                    "Hạn %(day)s sau ngày hoàn thành kế hoạch %(end)s; hãy chọn hạn sớm hơn hoặc gia hạn kế hoạch."
                )
                % {"day": written(deadline), "end": written(remedy.deadline)}
            )
        if Step.objects.filter(case=found).count() >= STEPS_MOST:
            wrong.append(_("Kế hoạch đã có %(most)s biện pháp, là nhiều nhất.") % {"most": STEPS_MOST})
        if wrong:
            raise Refused(*wrong)
        step = Step.objects.create(case=found, says=said(says, 400), owner_id=owner, deadline=deadline)
        trace(found, by, "step", {}, {"step": step.says, "owner": owner, "deadline": deadline})
    return step


def report(case: int, step: int, state: str, result: str, by: str) -> Step:
    """What became of a step. Raises Refused where it is not open any more."""
    with changing(case) as found:
        each = Step.objects.select_for_update().filter(case=found, id=step).first()
        if each is None:
            raise Refused(_("Không có biện pháp này trong kế hoạch."))
        if state not in STEP_STATES or state == "open":
            raise Refused(_("Hãy chọn biện pháp đã xong hay thôi không làm."))
        if each.state != "open":
            raise Overtaken(
                _("Biện pháp này đã được ghi là “%(state)s”.") % {"state": STEP_STATES[each.state]}
            )
        if state == "dropped" and not said(result, 400):
            raise Refused(_("Hãy ghi vì sao thôi không làm."))
        each.state, each.result, each.finished_on = state, said(result, 400), today()
        each.save(update_fields=["state", "result", "finished_on"])
        trace(
            found, by, "result", {"state": "open"}, {"step": each.says, "state": state, "result": each.result}
        )
    return each


def follow_up(case: int, day: date, way: str, says: str, next_on: date | None, by: str) -> Visit:
    """What was seen or heard when somebody looked after the organisation."""
    with changing(case) as found:
        wrong = not_ahead(day, today())
        if day < found.decided_on:
            wrong.append(
                _("Ngày theo dõi trước ngày vào danh sách %(day)s.") % {"day": written(found.decided_on)}
            )
        if way not in WAYS:
            wrong.append(_("Hãy chọn cách theo dõi."))
        if not said(says, 2000):
            wrong.append(_("Hãy ghi nhận xét."))
        if next_on is not None and next_on <= day:
            wrong.append(_("Lần theo dõi sau phải sau lần này."))
        if wrong:
            raise Refused(*wrong)
        visit = Visit.objects.create(
            case=found, day=day, way=way, says=seal(said(says, 2000)), next_on=next_on, by=by, at=now()
        )
        trace(found, by, "visit", {}, {"day": day, "way": way, "next": next_on})
    return visit
