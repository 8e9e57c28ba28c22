"""Báo cáo kết quả: one reply upward to a commitment, with its evidence; the superior accepts it or sends it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from bontot.directives import measuring
from bontot.directives.keeping import changing, must_exist, trace
from bontot.directives.models import Commitment, Reply
from bontot.directives.words import COUNTED, EVIDENCE, REPLIES
from bontot.kernel.text import said
from bontot.ledger import queries as ledger
from bontot.meetings.keeping import Conflict, Refused
from bontot.meetings.models import Meeting
from bontot.organisations.tree import lasting_tree, tree
from bontot.statistics.indicators import INDICATORS
from bontot.ui.clock import today


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What somebody replies."""

    done_on: date
    reached: bool = False
    """Whether it was done; for what is measured it follows from the value."""
    value: Decimal | None = None
    says: str = ""
    evidence: str = "none"
    reference: str = ""


def reply(id: int, answer: Answer, seen: str | None, by: str) -> Reply:
    """The reply to a commitment; it replaces an earlier one. What the system counts is counted, whatever was typed.

    `seen` is the text of the reply that the writer had before them, None for whoever has seen both. Raises Conflict,
    Refused.
    """
    with changing(id) as found:
        must_exist(found.organisation_id, today())
        before = Reply.objects.filter(commitment=found).first()
        answer = _counted(found, answer)
        if wrong := list(_problems(found, answer, before)):
            raise Refused(*wrong)
        reached = answer.reached if found.measure == "done" else (answer.value or 0) >= (found.target or 0)
        made = Reply(
            commitment=found, value=answer.value if found.measure != "done" else None, reached=reached,
            done_on=answer.done_on, says=said(answer.says, 1000), evidence=answer.evidence,
            reference=said(answer.reference, 300), sent_on=today(), by=by, state="sent",
        )  # fmt: skip
        theirs, mine = as_text(before), as_text(made)
        if before and theirs == mine and before.state == "sent":
            return before
        if seen is not None and "\n".join(seen.splitlines()) != theirs:
            raise Conflict(mine, theirs)
        if before:
            made.id, made.version = before.id, before.version + 1
        made.save(force_update=before is not None)
        trace(
            "reply", by, {"reply": theirs}, {"reply": mine}, organisation=found.organisation_id, commitment=found
        )  # fmt: skip
        return made


def judge(id: int, accept: bool, reason: str, seen: str | None, by: str) -> Reply:
    """Accept a reply or send it back with a reason. Raises Refused; Conflict where it was replaced meanwhile."""
    with changing(id) as found:
        given = Reply.objects.filter(commitment=found).first()
        if given is None:
            raise Refused(_("Chưa có báo cáo nào để xem xét."))
        if not accept and not said(reason, 400):
            raise Refused(_("Hãy ghi lý do trả lại, để bên dưới biết cần làm gì."))
        theirs = as_text(given)
        if seen is not None and "\n".join(seen.splitlines()) != theirs:
            raise Conflict(seen, theirs)
        before = {"state": given.state, "reason": given.reason}
        given.state = "accepted" if accept else "returned"
        given.reason = said(reason, 400)
        given.judged_on, given.judged_by = today(), by
        given.save(update_fields=["state", "reason", "judged_on", "judged_by"])
        after = {"state": given.state, "reason": given.reason}
        trace("judge", by, before, after, organisation=found.organisation_id, commitment=found)
        return given


def accept_all(id: int, by: str) -> int:
    """Accept every reply of those directly below that says it was done; how many. Raises Refused where there is none."""
    with changing(id) as found:
        below = Reply.objects.filter(commitment__parent=found, state="sent", reached=True)
        made = Reply.objects.filter(id__in=list(below.values_list("id", flat=True))).update(
            state="accepted", reason="", judged_on=today(), judged_by=by
        )
        if not made:
            raise Refused(_("Không có báo cáo “đã làm được” nào đang chờ công nhận."))
        trace("judge", by, {}, {"accepted": made}, organisation=found.organisation_id, commitment=found)
        return made


def as_text(given: Reply | None) -> str:
    """A reply as one text: what two people compare. Nothing where there is none."""
    if given is None:
        return ""
    evidence = f"{EVIDENCE[given.evidence]} {given.reference}".strip()
    state = str(REPLIES[given.state]) if given.state == "accepted" else ""
    return "\n".join(line for line in (in_words(given), evidence, state) if line)


def in_words(given: Reply) -> str:
    """What a reply says was reached, and when."""
    result = _("Đã làm được") if given.reached else _("Chưa làm được")
    value = f" ({measuring.amount(given.value, '')})" if given.value is not None else ""
    return "\n".join(filter(None, (f"{result}{value}, {given.done_on:%d/%m/%Y}", given.says)))


def superior(found: Commitment) -> int:
    """The organisation that judges the reply: the one that handed it down, else the one above, else itself."""
    if found.own or (found.parent_id is None and not _above(found.organisation_id)):
        return found.organisation_id
    if found.parent_id is not None and found.parent:
        return found.parent.organisation_id
    return _above(found.organisation_id)


def _above(organisation: int) -> int:
    path = lasting_tree(today()).path(organisation)
    return path[-2] if len(path) > 1 else 0


def _counted(found: Commitment, answer: Answer) -> Answer:
    """For what the system counts: the value as it counts it, and that as evidence."""
    if found.measure not in COUNTED:
        return answer
    result = measuring.counted(found, min(answer.done_on, today()))
    if result is None:
        raise Refused(_("Hệ thống chưa tính được chỉ tiêu này cho tổ chức vào ngày ấy; hãy chọn ngày khác."))
    evidence = "indicator" if found.measure == "indicator" else "meeting"
    return Answer(
        done_on=answer.done_on, value=result.value, says=answer.says, evidence=evidence, reference=found.counted
    )  # fmt: skip


def _problems(found: Commitment, answer: Answer, before: Reply | None) -> Iterator[str]:
    if before and before.state == "accepted":
        yield _("Cấp trên đã công nhận báo cáo này; muốn sửa, hãy đề nghị cấp trên trả lại.")
    if answer.done_on > today():
        yield _("Ngày của kết quả chưa đến.")
    if found.measure != "done" and found.target is None:
        yield _("Chưa có chỉ tiêu; hãy cụ thể hóa cam kết trước khi báo cáo.")
    if found.measure == "amount" and (answer.value is None or answer.value < 0):
        yield _("Hãy ghi kết quả là một số, đơn vị là %(unit)s.") % {"unit": found.unit}
    done = answer.reached if found.measure == "done" else bool(answer.value)
    if done and answer.evidence == "none":
        yield _("Ghi đã làm thì phải có minh chứng: văn bản, quyết định, buổi sinh hoạt hoặc chỉ tiêu.")
    if found.measure not in COUNTED:
        yield from _wrong_evidence(found, answer)


def _wrong_evidence(found: Commitment, answer: Answer) -> Iterator[str]:
    said_, kind = answer.reference.strip(), answer.evidence
    whole = int(said_) if said_.isdecimal() and len(said_) < 16 else 0
    if kind not in EVIDENCE:
        yield _("Không có loại minh chứng này; hãy chọn trong danh sách.")
    elif kind == "paper" and not said_:
        yield _("Hãy ghi số, ký hiệu hoặc nơi lưu của văn bản làm minh chứng.")
    elif kind == "decision" and not 0 < whole <= ledger.end():
        yield _("Sổ quyết định không có số thứ tự “%(said)s”.") % {"said": said_[:20]}
    elif kind == "indicator" and said_ not in INDICATORS:
        yield _("Không có chỉ tiêu mang mã “%(said)s”.") % {"said": said_[:40]}
    elif kind == "meeting":
        met = Meeting.objects.filter(id=whole, state="approved").values_list("organisation_id", flat=True)
        if not any(tree(today()).stands_under(place, found.organisation_id) for place in met):
            yield _("Không có buổi sinh hoạt số “%(said)s” đã duyệt biên bản trong tổ chức này.") % {
                "said": said_[:20]
            }
