"""What an act about an organisation must satisfy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from bontot.kernel.near import perhaps
from bontot.kernel.period import EVER, OPEN, covering
from bontot.law import kinds
from bontot.law.rules import Problem, Rule
from bontot.law.sources import cite
from bontot.law.vocabulary import vocabulary
from bontot.ledger.state import State
from bontot.organisations.models import Kind, Name, Organisation, Place
from bontot.organisations.saying import fate

HOUSE = cite("HOUSE")
STATUTE = cite("DL-2011")


def existing(before: State, code: str, day: date) -> bool:
    """Whether the organisation exists on the day."""
    return covering(before.facts(Place, before.id_of(Organisation, code)), day) is not None


def latest_kind(before: State, code: str, day: date) -> str:
    """Its kind on the day, or the latest known where it had none yet; nothing where nobody knows it."""
    known = before.facts(Kind, before.id_of(Organisation, code))
    there = covering(known, day) or (known[-1] if known else None)
    return there.kind if there else ""


def name_on(before: State, code: str, day: date) -> str:
    """What it is called on the day, for sentences; its code where it had no name."""
    known = before.facts(Name, before.id_of(Organisation, code))
    there = covering(known, day) or (known[-1] if known else None)
    return f"{there.name} ({code})" if there else code


def not_there(before: State, code: str, day: date) -> str:
    """That a known organisation does not exist on a day, and what had become of it by then."""
    id = before.id_of(Organisation, code)
    became = fate(id, day, before) if id is not None else ""
    return f"{name_on(before, code, day)} không tồn tại vào ngày {day:%d/%m/%Y}.{became}"


def _exists(act: Any, before: State) -> Iterator[Problem]:
    known = before.id_of(Organisation, act.organisation)
    if known is not None and not existing(before, act.organisation, act.on):
        yield Problem(not_there(before, act.organisation, act.on), "organisation")


def _parent_exists(act: Any, before: State) -> Iterator[Problem]:
    if not act.parent or before.id_of(Organisation, act.parent) is None:
        return  # the plan says it
    day = max(getattr(act, "established", None) or act.on, EVER)
    end = getattr(act, "ended", None)
    if end and end <= day:
        return  # the order of the days is another rule's
    if not existing(before, act.parent, day):
        yield Problem(f"Cấp trên {not_there(before, act.parent, day)}", "parent")


def _kind_known(act: Any, before: State) -> Iterator[Problem]:
    for field, name in (("kind", "organisation_kind"), ("base_kind", "base_kind")):
        value = getattr(act, field)
        words = vocabulary(name)
        if value and words.closed and value not in words.values:
            near = perhaps(words.nearest(value))
            yield Problem(f"“{value}” không có trong danh mục{near}", field)


def _under_parent(kind: str, act: Any, before: State) -> Iterator[Problem]:
    ended = getattr(act, "ended", None)
    day = (
        min(act.on, ended - timedelta(days=1)) if ended else act.on
    )  # what has ended is judged by its last day
    above = latest_kind(before, act.parent, day) if act.parent else None
    allowed = kinds.allowed_parents(kind, day)
    if kind and above != "" and above not in allowed:
        under = "đứng đầu" if above is None else f"đặt dưới “{above}”"
        may = ", ".join(f"“{k}”" for k in allowed if k) or "không tổ chức nào"
        where = f" ({kinds.because(kind, day)})" if kind in kinds.KINDS else ""
        says = f"“{kind}” không được {under} vào ngày {day:%d/%m/%Y}; có thể đặt dưới: {may}{where}."
        yield Problem(says, "parent")


def _kind_under_parent(act: Any, before: State) -> Iterator[Problem]:
    own = getattr(act, "organisation", "")
    places = before.facts(Place, before.id_of(Organisation, own))
    if not act.parent and places and places[-1].parent_id is not None:
        return  # a blank superior leaves it where it stands
    if act.kind in vocabulary("organisation_kind").values:
        yield from _under_parent(act.kind, act, before)


def _kind_under_new_parent(act: Any, before: State) -> Iterator[Problem]:
    yield from _under_parent(latest_kind(before, act.organisation, act.on), act, before)


def _not_below_itself(act: Any, before: State) -> Iterator[Problem]:
    own = before.id_of(Organisation, act.organisation)
    above: int | None = before.id_of(Organisation, act.parent)
    passed: set[int] = set()  # an act refused before this one may have closed a circle that `own` is not in
    while above is not None and above not in passed:
        passed.add(above)
        if above == own:
            own_name = name_on(before, act.organisation, act.on)
            yield Problem(f"{own_name} không thể đặt dưới chính nó hoặc cấp dưới của nó.", "parent")
            return
        place = covering(before.facts(Place, above), act.on)
        above = place.parent_id if place else None


def _days_in_order(act: Any, before: State) -> Iterator[Problem]:
    if act.established and act.ended and act.ended <= act.established:
        says = f"Ngày kết thúc {act.ended:%d/%m/%Y} phải sau ngày thành lập {act.established:%d/%m/%Y}."
        yield Problem(says, "ended")


def _stretches_in_order(act: Any, before: State) -> Iterator[Problem]:
    last = EVER
    if act.what == "succession":  # several may take over from one on the same day
        words = vocabulary("succession_way")
        for value, _, _ in act.stretches:
            if value.split(" · ", 1)[0] not in words.values:
                yield Problem(
                    f"“{value}” phải bắt đầu bằng cách sắp xếp: {', '.join(words.values)}.", "stretches"
                )
        return
    for value, first, end in act.stretches:
        if (first or EVER) < last or (end or OPEN) <= (first or EVER):
            yield Problem(
                f"Các giai đoạn “{act.what}” của {act.organisation} chồng nhau hoặc ngược ngày ở “{value}”."
            )
        last = end or OPEN


EXISTS = Rule(
    code="TC-03",
    says="Chỉ thay đổi được tổ chức đang tồn tại vào ngày có hiệu lực.",
    because=HOUSE,
    problems=_exists,
)
PARENT_EXISTS = Rule(
    code="TC-04",
    says="Cấp trên trực tiếp phải tồn tại vào ngày có hiệu lực.",
    because=HOUSE,
    problems=_parent_exists,
)
KIND_KNOWN = Rule(
    code="TC-05",
    says="Loại tổ chức và loại hình phải có trong danh mục.",
    because=HOUSE,
    problems=_kind_known,
)
KIND_UNDER_PARENT = Rule(
    code="TC-06",
    says="Mỗi loại tổ chức chỉ được đặt dưới những cấp trên mà Điều lệ quy định vào ngày ấy.",
    because=STATUTE,
    problems=_kind_under_parent,
)
KIND_UNDER_NEW_PARENT = Rule(
    code="TC-06",
    says=KIND_UNDER_PARENT.says,
    because=STATUTE,
    problems=_kind_under_new_parent,
)
NOT_BELOW_ITSELF = Rule(
    code="TC-07",
    says="Không tổ chức nào đặt dưới chính nó.",
    because=HOUSE,
    problems=_not_below_itself,
)
DAYS_IN_ORDER = Rule(
    code="TC-10", says="Ngày kết thúc sau ngày thành lập.", because=HOUSE, problems=_days_in_order
)
STRETCHES_IN_ORDER = Rule(
    code="TC-11",
    says="Các giai đoạn nối tiếp nhau, không chồng ngày.",
    because=HOUSE,
    problems=_stretches_in_order,
)
