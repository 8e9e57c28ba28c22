"""Checks of how many people there are where, and of who leads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bontot.law import kinds
from bontot.law.parameters import parameter
from bontot.law.rules import Problem
from bontot.law.vocabulary import vocabulary
from bontot.reforms.sheets import ENDING
from bontot.reforms.sides import Sides

COMMUNES = ("xã", "phường", "thị trấn")


def balanced(seen: Sides, before: None) -> Iterator[Problem]:
    """The members of the branch: those before, and who came, less who went, are those after."""
    lost = [person for person, _, new in seen.moved if new is None]
    come = [person for person, old, _ in seen.moved if old is None]
    first, last = seen.before.total(), seen.after.total()
    out = sum(
        old in seen.before.inside and new is not None and new not in seen.after.inside
        for _, old, new in seen.moved
    )
    into = sum(
        new in seen.after.inside and old is not None and old not in seen.before.inside
        for _, old, new in seen.moved
    )
    if lost or come or first + into - out + len(come) - len(lost) != last:
        yield Problem(
            f"Trước sắp xếp có {first} đảng viên, sau sắp xếp có {last}: {len(lost)} người không còn nơi sinh hoạt, {len(come)} "
            f"người thêm vào, {into} người từ nơi khác đến, {out} người đi nơi khác. Hãy phân bổ cho đủ."
        )


def allocated(seen: Sides, before: None) -> Iterator[Problem]:
    """Members still in an organisation that the plan ends: it could not be ended, for they have nowhere to go."""
    for id in seen.after.inside:
        line = seen.lines.get(seen.codes[id])
        count = seen.after.members.get(id, 0)
        if count and line is not None and line.way in ENDING:
            says = f"Còn {count} đảng viên của {seen.called(id)} chưa được phân bổ; hãy ghi tổ chức nhận hoặc trang phân bổ."
            yield Problem(says, seen.codes[id])


def large_enough(seen: Sides, before: None) -> Iterator[Problem]:
    """Branches that the plan touches, by their official members."""
    least = parameter("branch.minimum_official_members", seen.day).value
    for id in seen.touched:
        official = seen.after.official.get(id, 0)
        if kinds.is_branch(seen.kind(id)) and official < least:
            says = f"{seen.called(id)} có {official} đảng viên chính thức, ít hơn {least}; hãy ghép với chi bộ khác hoặc thêm người."
            yield Problem(says, seen.codes[id])


def not_too_large(seen: Sides, before: None) -> Iterator[Problem]:
    """Branches under a grassroots committee, by all their members."""
    most = parameter("branch.large", seen.day).value
    for id in seen.touched:
        count = seen.after.members.get(id, 0)
        if seen.kind(id) == "chi bộ" and count > most:
            says = f"{seen.called(id)} có {count} đảng viên, quá {most}; cần cấp trên trực tiếp đồng ý, hoặc hãy chia."
            yield Problem(says, seen.codes[id])


def rightly_a_committee(seen: Sides, before: None) -> Iterator[Problem]:
    """Grassroots organisations that the plan touches, by all members below them."""
    from_ = parameter("grassroots.committee_threshold", seen.day).value
    for id in seen.touched:
        kind, count = seen.kind(id), seen.after.under(id)
        if kind == "đảng bộ cơ sở" and count < from_:
            yield Problem(
                f"{seen.called(id)} có {count} đảng viên, chưa đủ {from_} để lập đảng bộ cơ sở.",
                seen.codes[id],
            )
        elif kind == "chi bộ cơ sở" and count >= from_:
            says = f"{seen.called(id)} có {count} đảng viên, đủ {from_} để lập đảng bộ cơ sở có chi bộ trực thuộc."
            yield Problem(says, seen.codes[id])


def commune_committees(seen: Sides, before: None) -> Iterator[Problem]:
    """A commune merged from three or more may have a larger committee."""
    merged = _predecessors(seen)
    for id in seen.touched:
        kind, base = seen.after.kinds.get(id, ("", ""))
        if kind == "đảng bộ xã" or (kind == "đảng bộ cơ sở" and base in COMMUNES):
            name = (
                "commune.committee_size_of_three" if merged[seen.codes[id]] >= 3 else "commune.committee_size"
            )
            yield from _committee(seen, id, name)


def small_committees(seen: Sides, before: None) -> Iterator[Problem]:
    """Branches, and parts of grassroots organisations."""
    for id in seen.touched:
        kind = seen.kind(id)
        if kind == "đảng bộ bộ phận":
            yield from _committee(seen, id, "part.committee_size")
        elif kinds.is_branch(kind):
            yield from _committee(seen, id, "branch.committee_size")


def _committee(seen: Sides, id: int, name: str) -> Iterator[Problem]:
    most = parameter(name, seen.day).value
    titles = vocabulary("title").in_group("committee_member")
    people = {held.person for held in seen.after.posts.get(id, ()) if held.title in titles}
    if len(people) > most:
        says = f"Cấp ủy {seen.called(id)} có {len(people)} người, nhiều nhất là {most}; hãy cho thôi bớt."
        yield Problem(says, seen.codes[id])


def _predecessors(seen: Sides) -> Counter[str]:
    """How many organisations the plan makes into each."""
    return Counter(line.says("related") for line in seen.lines.values() if line.way in ("merge", "absorb"))


def one_secretary(seen: Sides, before: None) -> Iterator[Problem]:
    """Two who both stay on."""
    for id, people in _secretaries(seen).items():
        if len(people) > 1:
            says = f"{seen.called(id)} có {len(people)} bí thư vào ngày {seen.day:%d/%m/%Y}; hãy cho thôi người không tiếp tục."
            yield Problem(says, seen.codes[id])


def has_secretary(seen: Sides, before: None) -> Iterator[Problem]:
    """Nobody leads it from the day on."""
    for id, people in _secretaries(seen).items():
        if not people:
            yield Problem(f"{seen.called(id)} chưa có bí thư; hãy ghi ở trang “Chức vụ”.", seen.codes[id])


def _secretaries(seen: Sides) -> dict[int, set[int]]:
    titles = vocabulary("title").in_group("secretary")
    return {
        id: {held.person for held in seen.after.posts.get(id, ()) if held.title in titles}
        for id in seen.touched
    }
