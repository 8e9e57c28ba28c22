"""What a decision on discipline must satisfy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bontot.kernel.finding import Severity
from bontot.kernel.period import covering
from bontot.law.rules import Problem, Rule
from bontot.law.sources import cite
from bontot.law.vocabulary import vocabulary
from bontot.ledger.state import State
from bontot.members.measures import EXPULSION, lapses
from bontot.members.models import Censure, Discipline, Person, Standing
from bontot.members.rules import is_party_title
from bontot.organisations.models import Organisation

HOUSE = cite("HOUSE")
_EVE = timedelta(days=1)


def measures(act: Any, before: State) -> Sequence[Discipline] | Sequence[Censure]:
    """What is known of the discipline of the very person or organisation that the act is about."""
    if hasattr(act, "member"):
        return before.facts(Discipline, before.id_of(Person, act.member))
    return before.facts(Censure, before.id_of(Organisation, act.organisation))


def _standings(act: Any, before: State) -> list[Standing]:
    return before.facts(Standing, before.id_of(Person, act.member))


def _member_then(act: Any, before: State) -> Iterator[Problem]:
    known = _standings(act, before)
    if act.form != EXPULSION:
        if known and covering(known, act.on) is None:
            yield Problem(f"{act.member} không phải là đảng viên vào ngày {act.on:%d/%m/%Y}.", "on")
    elif not any(s.valid_to == act.on and s.ended == "expel" for s in known):
        says = (
            f"{act.member} không ra khỏi Đảng vì khai trừ vào ngày {act.on:%d/%m/%Y}; hãy ghi ngày và lý do "
            "ra khỏi Đảng ở trang Đảng viên trước."
        )
        yield Problem(says, "on")


def _form_for_standing(act: Any, before: State) -> Iterator[Problem]:
    if act.form in vocabulary("discipline_form").in_group("probationary"):
        return
    there = covering(_standings(act, before), act.on - _EVE if act.form == EXPULSION else act.on)
    if there and there.standing == "probationary":
        says = f"{act.member} là đảng viên dự bị: chỉ khiển trách hoặc cảnh cáo; không còn đủ tư cách thì xóa tên."
        yield Problem(says, "form" if "form" in act.__dict__ else "member")


def _measure_in_order(act: Any, before: State) -> Iterator[Problem]:
    if act.decided_on and act.decided_on > act.on:
        says = f"Ngày quyết định {act.decided_on:%d/%m/%Y} không thể sau ngày công bố {act.on:%d/%m/%Y}."
        yield Problem(says, "decided_on")
    if act.until and act.until <= act.on:
        says = f"Ngày hết hiệu lực {act.until:%d/%m/%Y} phải sau ngày công bố {act.on:%d/%m/%Y}."
        yield Problem(says, "until")


def _offence_known(act: Any, before: State) -> Iterator[Problem]:
    known = vocabulary("offence")
    if act.offence and act.offence not in known.values:
        near = " hoặc ".join(f"“{word}”" for word in known.nearest(act.offence)) or f"“{known.values[0]}”"
        says = f"“{act.offence}” không phải là một nhóm nội dung nên biểu chỉ tính là chưa rõ; có phải là {near}?"
        yield Problem(says, "offence")


def _one_form(act: Any, before: State) -> Iterator[Problem]:
    if not act.offence:
        return
    for fact in measures(act, before):
        same = fact.form == act.form and fact.valid_from == act.on  # said once more
        if fact.offence == act.offence and fact.valid_from <= act.on < fact.valid_to and not same:
            says = (
                f"Đã {fact.form} từ {fact.valid_from:%d/%m/%Y} về “{act.offence}”; mỗi vi phạm chỉ xử lý một lần, bằng "
                "một hình thức. Nếu là vi phạm khác thì để nguyên; nếu là thay đổi hình thức thì dùng nội dung ấy."
            )
            yield Problem(says, "offence")
            return


def _lapses(act: Any, before: State) -> Iterator[Problem]:
    end = lapses(act.form, act.on)
    if act.until and act.until > end:
        says = f"Hình thức {act.form} từ {act.on:%d/%m/%Y} hết hiệu lực ngày {end:%d/%m/%Y}; ở đây ghi {act.until:%d/%m/%Y}."
        yield Problem(says, "until")


def _party_post(act: Any, before: State) -> Iterator[Problem]:
    if not is_party_title(act.title):
        says = f"“{act.title}” không phải là chức vụ trong Đảng; Đảng chỉ cách chức vụ trong Đảng."
        yield Problem(says, "title")


def _form_of_organisations(act: Any, before: State) -> Iterator[Problem]:
    for field in ("form", "instead"):
        form = getattr(act, field, "")
        if form and form not in vocabulary("discipline_form").in_group("organisation"):
            says = f"Tổ chức đảng bị khiển trách hoặc cảnh cáo, không {form}; giải tán là quyết định riêng."
            yield Problem(says, field)


def _form_instead(act: Any, before: State) -> Iterator[Problem]:
    if act.instead == act.form:
        yield Problem(f"Hình thức thay thế phải khác {act.form}.", "instead")
    elif act.instead == EXPULSION:
        yield Problem(
            "Khai trừ cũng đưa ra khỏi Đảng nên có nội dung riêng; hãy dùng nội dung ấy.", "instead"
        )


MEMBER_THEN = Rule(
    code="KL-01",
    says="Người bị kỷ luật là đảng viên vào ngày ấy; người bị khai trừ ra khỏi Đảng đúng ngày ấy.",
    because=HOUSE,
    problems=_member_then,
)
FORM_FOR_STANDING = Rule(
    code="KL-02",
    says="Đảng viên dự bị chỉ bị khiển trách hoặc cảnh cáo.",
    because=cite("DL-2011", "Điều 35"),
    problems=_form_for_standing,
)
FORM_FOR_STANDING_THEN = replace(FORM_FOR_STANDING, at_most=Severity.WARNING)
"""Of lists: what was decided once is recorded as it was."""
MEASURE_IN_ORDER = Rule(
    code="KL-03",
    says="Quyết định kỷ luật, công bố và hết hiệu lực theo đúng thứ tự.",
    because=HOUSE,
    problems=_measure_in_order,
)
ONE_FORM = Rule(
    code="KL-04",
    says="Mỗi vi phạm chỉ bị xử lý một lần, bằng một hình thức kỷ luật.",
    because=cite("69-QĐ/TW-2022", "Điều 2"),
    problems=_one_form,
)
LAPSES = Rule(
    code="KL-05",
    says="Kỷ luật hết hiệu lực sau thời gian quy định, trừ khai trừ.",
    because=cite("30-QĐ/TW-2016", "Điều 40"),
    problems=_lapses,
    at_most=Severity.HINT,
)
PARTY_POST = Rule(
    code="KL-06",
    says="Cách chức là cách một chức vụ trong Đảng đang giữ.",
    because=HOUSE,
    problems=_party_post,
    at_most=Severity.WARNING,
)
FORM_OF_ORGANISATIONS = Rule(
    code="KL-08",
    says="Tổ chức đảng bị khiển trách hoặc cảnh cáo; giải tán là quyết định riêng.",
    because=cite("DL-2011", "Điều 35"),
    problems=_form_of_organisations,
)
FORM_INSTEAD = Rule(
    code="KL-09",
    says="Hình thức thay thế khác hình thức cũ và không phải là khai trừ.",
    because=HOUSE,
    problems=_form_instead,
)
OFFENCE_KNOWN = Rule(
    code="KL-10",
    says="Nội dung vi phạm theo danh mục.",
    because=HOUSE,
    problems=_offence_known,
    at_most=Severity.HINT,
)
