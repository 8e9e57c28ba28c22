"""The sentences of the ledger itself: contradictions in time, missing authority."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bontot.kernel.codes import LONGEST, unfit
from bontot.kernel.finding import Finding, Severity
from bontot.kernel.period import EVER, OPEN
from bontot.kernel.text import blank
from bontot.law.sources import cite
from bontot.ledger.models import Decision, Fact, limits
from bontot.ui.clock import today

if TYPE_CHECKING:
    from django.db.models import Model

    from bontot.ledger.acts import Act
    from bontot.ledger.authority import Authority
    from bontot.ledger.paper import Paper
    from bontot.ledger.state import State

HOUSE = str(cite("HOUSE"))
A_YEAR = timedelta(days=366)
"""How far ahead a paper may be dated."""


def days(fact: Fact) -> str:
    """The days of a fact, as people write them: `từ 01/02/2020 đến trước 03/04/2021`."""
    first = "" if fact.valid_from == EVER else f"từ {fact.valid_from:%d/%m/%Y}"
    until = "" if fact.valid_to == OPEN else f"đến trước {fact.valid_to:%d/%m/%Y}"
    return " ".join(part for part in (first, until) if part) or "từ trước đến nay"


def clash(state: State, old: Fact, new: Fact) -> Finding:
    """Two facts of which only one can hold on a day."""
    from bontot.ledger.state import identity_of

    code = state.code_of(identity_of(type(new)), getattr(new, new.subject))
    what = type(new).called
    says = (
        f"{code}: {what} {days(new)} trùng ngày với {what} đã có {days(old)}. Mỗi ngày chỉ được có một; "
        "hãy sửa ngày bắt đầu hoặc ngày kết thúc, hoặc kết thúc cái đã có trước."
    )
    return Finding("SO-01", says, source=HOUSE)


def no_days(fact: Fact) -> Finding:
    """A fact that would hold on no day at all."""
    says = f"{type(fact).called}: ngày kết thúc {fact.valid_to:%d/%m/%Y} phải sau ngày bắt đầu {fact.valid_from:%d/%m/%Y}."
    return Finding("SO-09", says[0].upper() + says[1:], source=HOUSE)


def too_long(said: Fact | Paper, model: type[Model]) -> Sequence[Finding]:
    """The first text that has no room in its column, or that no database keeps; a database would answer with an error."""
    texts = said.__dict__  # asked of each fact of a crowd: past Django's own way
    for name, most, called in limits(model):
        text = texts.get(name)
        if text and (len(text) > most or "\x00" in text):
            says = f"{called}: dài {len(text)} ký tự, nhiều nhất là {most}, và không có ký tự rỗng; hãy ghi ngắn gọn hơn."
            return [Finding("SO-10", says[0].upper() + says[1:], source=HOUSE)]
    return ()


def no_paper(paper: Paper) -> Iterator[Finding]:
    """What keeps a paper from being one: a text without room, no number, nobody who issued it, a day far ahead."""
    yield from too_long(paper, Decision)
    if blank(paper.number):
        yield Finding(
            "SO-12", "Quyết định chưa có số; hãy ghi số của quyết định, như 01-QĐ/TU.", source=HOUSE
        )
    if blank(paper.by):
        yield Finding(
            "SO-12", "Quyết định chưa ghi cơ quan ban hành; hãy ghi mã tổ chức ban hành.", source=HOUSE
        )
    if paper.dated > today() + A_YEAR:
        says = f"Quyết định ghi ngày {paper.dated:%d/%m/%Y}, sau hôm nay hơn một năm; hãy kiểm tra lại ngày quyết định."
        yield Finding("SO-13", says, source=HOUSE)


def far_ahead(what: str, first: date) -> Finding:
    """Something that begins so late that a year may have been mistyped."""
    says = (
        f"{what}: bắt đầu từ ngày {first:%d/%m/%Y}, sau hôm nay hơn năm năm; "
        "hãy kiểm tra lại ngày có hiệu lực."
    )
    return Finding("SO-14", says[0].upper() + says[1:], Severity.WARNING, source=HOUSE)


def no_code(act: Act, code: str) -> Iterator[Finding]:
    """A new code that is none: nobody could write down where it leads."""
    why = unfit(code)
    if why:
        says = (
            f"Mã “{code[:20]}” {why}; hãy ghi mã bằng chữ, số, dấu chấm, gạch ngang hoặc gạch dưới, "
            f"nhiều nhất {LONGEST} ký tự."
        )
        column = next((name for name, value in act.as_json().items() if value == code and name != "act"), "")
        yield Finding("SO-11", says, source=HOUSE, column=column, value=code[:LONGEST])


def no_authority(act: Act, by: Authority, before: State) -> Finding:
    """Somebody orders what they may not."""
    field, says = act.elsewhere(before, lambda over: by.may(act.act, over))
    if says:
        return Finding("SO-02", says, source=HOUSE, column=field)
    says = (
        f"Tài khoản {by.name} không có quyền thực hiện “{act.says}” ở tổ chức này; hãy nhờ cấp ủy cấp trên."
    )
    return Finding("SO-02", says, source=HOUSE)
