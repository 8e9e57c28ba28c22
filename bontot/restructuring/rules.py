"""What an act that rearranges organisations must satisfy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bontot.kernel.finding import Severity
from bontot.kernel.period import covering
from bontot.kernel.text import clean
from bontot.law import kinds
from bontot.law.rules import Problem, Rule
from bontot.law.sources import cite
from bontot.ledger.state import State
from bontot.members.models import Belonging, Person
from bontot.organisations import succession
from bontot.organisations.models import Organisation, Place, Succession
from bontot.organisations.rules import KIND_UNDER_NEW_PARENT, PARENT_EXISTS, latest_kind, name_on


def _empty_or_heir(act: Any, before: State) -> Iterator[Problem]:
    subject = before.id_of(Organisation, act.organisation)
    if act.heir == act.organisation:
        yield Problem("Tổ chức không thể kế thừa chính nó.", "heir")
    if act.heir:
        return
    below = [p for p in before.naming(Place, "parent_id", subject) if p.valid_to > act.on]
    members = [
        b
        for b in before.naming(Belonging, "organisation_id", subject)
        if b.valid_to > act.on and not b.temporary
    ]
    if below or members:
        says = (
            f"{name_on(before, act.organisation, act.on)} còn {len(members)} đảng viên và {len(below)} tổ chức trực thuộc "
            f"từ ngày {act.on:%d/%m/%Y}; hãy chuyển đi trước, hoặc ghi tổ chức kế thừa."
        )
        yield Problem(says, "heir")


def _ends_once(act: Any, before: State) -> Iterator[Problem]:
    """Who is to end later already: what was given to the later heirs stays there from that day on."""
    subject = before.id_of(Organisation, act.organisation)
    later = [
        s
        for s in before.facts(Succession, subject)
        if s.valid_from > act.on and s.way != succession.SPLIT_OFF
    ]
    if later and covering(before.facts(Place, subject), later[0].valid_from) is None:
        heirs = [before.called(Organisation, s.successor_id) for s in later if s.successor_id is not None]
        into = f" ({', '.join(heirs)} kế thừa)" if heirs else ""
        yield Problem(
            f"{name_on(before, act.organisation, act.on)} đã có quyết định {later[0].way} từ "
            f"{later[0].valid_from:%d/%m/%Y}{into}; đảng viên vẫn theo quyết định ấy từ ngày đó. Nếu quyết định này "
            "thay cho quyết định ấy, hãy thu hồi quyết định ấy trước.",
            "organisation",
        )


def _from_within(act: Any, before: State) -> Iterator[Problem]:
    own = before.id_of(Organisation, act.organisation)
    for code in act.members:
        stays = [b for b in before.facts(Belonging, before.id_of(Person, code)) if not b.temporary]
        held = covering(stays, act.on)
        if before.id_of(Person, code) is not None and (held is None or held.organisation_id != own):
            yield Problem(
                f"{code} không sinh hoạt ở {act.organisation} vào ngày {act.on:%d/%m/%Y}.", "members"
            )
    for code in act.organisations:
        place = covering(before.facts(Place, before.id_of(Organisation, code)), act.on)
        if before.id_of(Organisation, code) is not None and (place is None or place.parent_id != own):
            says = f"{code} không trực thuộc {act.organisation} vào ngày {act.on:%d/%m/%Y}."
            yield Problem(says, "organisations")


def _has_ended(act: Any, before: State) -> Iterator[Problem]:
    places = before.facts(Place, before.id_of(Organisation, act.organisation))
    if before.id_of(Organisation, act.organisation) is None:
        return  # the plan says it
    there = covering(places, act.on)
    if there is not None:
        yield Problem(
            f"{name_on(before, act.organisation, act.on)} đang hoạt động vào ngày {act.on:%d/%m/%Y}, không cần phục hồi.",
            "organisation",
        )
    elif not places:
        says = (
            f"{name_on(before, act.organisation, act.on)} chưa hoạt động ngày nào (kết thúc ngay trong ngày thành lập, hoặc "
            "việc thành lập đã bị thu hồi) nên không có gì để phục hồi; hãy thành lập lại, có thể dùng chính mã ấy."
        )
        yield Problem(says, "organisation")
    elif not any(place.valid_to <= act.on for place in places):
        says = f"{name_on(before, act.organisation, act.on)} chưa từng kết thúc trước ngày {act.on:%d/%m/%Y}."
        yield Problem(says, "organisation")


def _under_last_parent(act: Any, before: State) -> Iterator[Problem]:
    """Whatever stands in `parent`, or where that is blank the one that it stood under last, must be able to have it."""
    places = before.facts(Place, before.id_of(Organisation, act.organisation))
    last = next((place for place in reversed(places) if place.valid_from < act.on), None)
    parent = act.parent or (before.code_of(Organisation, last.parent_id) if last and last.parent_id else "")
    if parent:
        said = replace(act, parent=parent)
        yield from PARENT_EXISTS.problems(said, before)
        yield from KIND_UNDER_NEW_PARENT.problems(said, before)


def _level_under_parent(act: Any, before: State) -> Iterator[Problem]:
    """The superior that is said is judged with the handing over; here only the one under which it stays."""
    place = covering(before.facts(Place, before.id_of(Organisation, act.organisation)), act.on)
    if act.parent or place is None or act.kind not in kinds.KINDS:
        return
    above = before.code_of(Organisation, place.parent_id) if place.parent_id is not None else ""
    kind = latest_kind(before, above, act.on) if above else None
    if kind != "" and kind not in kinds.allowed_parents(act.kind, act.on):
        where = f"dưới {name_on(before, above, act.on)}" if above else "đứng đầu"
        yield Problem(
            f"“{act.kind}” không được đặt {where}; hãy ghi cấp trên mới trong cùng nội dung.", "parent"
        )


def _below_fits(act: Any, before: State) -> Iterator[Problem]:
    below = before.naming(Place, "parent_id", before.id_of(Organisation, act.organisation))
    for place in below:
        if place.valid_from <= act.on < place.valid_to:
            code = before.code_of(Organisation, place.organisation_id)
            kind = latest_kind(before, code, act.on)
            if kind in kinds.KINDS and act.kind not in kinds.allowed_parents(kind, act.on):
                yield Problem(
                    f"{name_on(before, code, act.on)} là “{kind}”, không được đặt dưới “{act.kind}”; "
                    "hãy đổi cấp hoặc chuyển giao tổ chức này trong cùng quyết định.",
                    "kind",
                )


def _members_fit(act: Any, before: State) -> Iterator[Problem]:
    if act.kind not in kinds.KINDS or kinds.may_have_members(act.kind):
        return
    stays = before.naming(Belonging, "organisation_id", before.id_of(Organisation, act.organisation))
    count = sum(b.valid_from <= act.on < b.valid_to and not b.temporary for b in stays)
    if count:
        yield Problem(
            f"“{act.kind}” không có đảng viên sinh hoạt trực tiếp, mà {count} đảng viên đang ở đó; "
            "hãy lập chi bộ trực thuộc và chuyển họ về trong cùng quyết định.",
            "kind",
        )


def _several_merge(act: Any, before: State) -> Iterator[Problem]:
    named = {clean(code) for code in act.merged}
    if len(named) < 2:
        first = next(iter(sorted(named)), "")
        alone = f"chỉ có {name_on(before, first, act.on)}" if first else "chưa ghi tổ chức nào"
        yield Problem(
            f"Hợp nhất cần ít nhất hai tổ chức, đây {alone}. Nếu tổ chức ấy chỉ đổi tên hoặc đổi loại, hãy dùng “đổi tên”, "
            "“đổi loại”, giữ nguyên mã; nếu nhập vào tổ chức đang có, hãy dùng “sáp nhập”; nếu còn một phần tách từ tổ chức "
            "khác, hãy tách phần ấy thành tổ chức mới trước, rồi dùng “hợp nhất vào tổ chức mới”.",
            "merged",
        )


def _into_several(act: Any, before: State) -> Iterator[Problem]:
    named = {clean(str(part["code"])) for part in act.into}
    if len(named) < 2:
        yield Problem(
            f"Chia {name_on(before, act.organisation, act.on)} cần ít nhất hai tổ chức mới, đây có {len(named)}. Nếu tổ chức "
            "cũ còn hoạt động, hãy dùng “tách”; nếu chỉ đổi tên hoặc đổi loại, hãy dùng “đổi tên”, “đổi loại”, giữ nguyên mã; "
            "nếu lập tổ chức khác thay nó, hãy dùng “thành lập” rồi “giải thể” và ghi tổ chức kế thừa.",
            "into",
        )


def _into_new(act: Any, before: State) -> Iterator[Problem]:
    heir = before.id_of(Organisation, act.heir) if act.heir else None
    if heir is None:
        if not act.heir:
            yield Problem("Hãy ghi tổ chức mới mà tổ chức này hợp nhất vào.", "heir")
        return
    new = name_on(before, act.heir, act.on)
    if covering(before.facts(Place, heir), act.on - timedelta(days=1)) is not None:
        yield Problem(
            f"{new} đã có từ trước ngày {act.on:%d/%m/%Y}; nhập vào tổ chức đang có là “sáp nhập”.", "heir"
        )
    elif not any(s.valid_from == act.on for s in before.naming(Succession, "successor_id", heir)):
        yield Problem(
            f"{new} chưa nhận gì của tổ chức khác vào ngày {act.on:%d/%m/%Y}. Hợp nhất cần ít nhất hai: hãy dùng “hợp nhất” "
            "và ghi đủ các tổ chức, hoặc tách, chia phần của tổ chức khác trước trong cùng quyết định.",
            "heir",
        )


SEVERAL_MERGE = Rule(
    code="SX-09",
    says="Hợp nhất là từ hai tổ chức trở lên thành một tổ chức mới.",
    because=cite("HOUSE"),
    problems=_several_merge,
)
INTO_SEVERAL = Rule(
    code="SX-10",
    says="Chia là một tổ chức thành từ hai tổ chức mới trở lên.",
    because=cite("HOUSE"),
    problems=_into_several,
)
INTO_NEW = Rule(
    code="SX-11",
    says="Tổ chức hợp nhất vào một tổ chức mới lập trong chính ngày ấy từ tổ chức khác.",
    because=cite("HOUSE"),
    problems=_into_new,
)
LEVEL_UNDER_PARENT = Rule(
    code="SX-05",
    says="Tổ chức đổi cấp phải đứng dưới cấp trên được phép có loại mới của nó.",
    because=cite("DL-2011"),
    problems=_level_under_parent,
)
BELOW_FITS = Rule(
    code="SX-06",
    says="Các tổ chức trực thuộc phải được phép đứng dưới loại mới.",
    because=cite("DL-2011"),
    problems=_below_fits,
    at_most=Severity.WARNING,
)
MEMBERS_FIT = Rule(
    code="SX-07",
    says="Chỉ chi bộ có đảng viên sinh hoạt trực tiếp.",
    because=cite("DL-2011", "Điều 21"),
    problems=_members_fit,
    at_most=Severity.WARNING,
)
UNDER_LAST_PARENT = Rule(
    code="SX-04",
    says="Tổ chức được phục hồi đặt dưới cấp trên đang có và được phép có nó.",
    because=cite("DL-2011"),
    problems=_under_last_parent,
)
HAS_ENDED = Rule(
    code="SX-03",
    says="Chỉ phục hồi tổ chức đã kết thúc trước ngày ấy.",
    because=cite("HOUSE"),
    problems=_has_ended,
)
EMPTY_OR_HEIR = Rule(
    code="SX-01",
    says="Tổ chức giải thể phải không còn đảng viên và tổ chức trực thuộc, hoặc có tổ chức kế thừa.",
    because=cite("HOUSE"),
    problems=_empty_or_heir,
)
ENDS_ONCE = Rule(
    code="SX-08",
    says="Tổ chức đã có quyết định kết thúc về sau thì không kết thúc sớm hơn bằng một quyết định khác.",
    because=cite("HOUSE"),
    problems=_ends_once,
    at_most=Severity.WARNING,
)
FROM_WITHIN = Rule(
    code="SX-02",
    says="Chỉ tách những gì đang thuộc tổ chức ấy.",
    because=cite("HOUSE"),
    problems=_from_within,
)
