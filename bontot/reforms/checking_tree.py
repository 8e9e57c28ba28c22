"""Checks of what stands under what, of which kind, by which name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from bontot.kernel.text import fold
from bontot.law import kinds
from bontot.law.rules import Problem
from bontot.reforms.sides import Sides


def superiors(seen: Sides, before: None) -> Iterator[Problem]:
    """What stands under nothing, or under what has ended."""
    for id in seen.touched:
        parent = seen.after.tree.parents.get(id)
        if parent is None and seen.before.tree.parents.get(id) is not None:
            yield Problem(f"{seen.called(id)} không còn cấp trên; hãy ghi mã cấp trên.", seen.codes[id])
        elif parent is not None and parent not in seen.after.tree:
            says = f"{seen.called(id)} đứng dưới {seen.called(parent)}, tổ chức đã kết thúc; hãy ghi cấp trên khác."
            yield Problem(says, seen.codes[id])


def kind_in_use(seen: Sides, before: None) -> Iterator[Problem]:
    """Districts after the last of their days."""
    for id in sorted(seen.after.inside):
        kind = seen.kind(id)
        if kind and not kinds.in_use(kind, seen.day):
            says = f"{seen.called(id)} vẫn là “{kind}”, loại không còn vào ngày {seen.day:%d/%m/%Y}; hãy cho kết thúc hoặc chuyển loại."
            yield Problem(says, seen.codes[id])


def kind_under(seen: Sides, before: None) -> Iterator[Problem]:
    """Where the plan has changed either of the two."""
    changed = set(seen.touched)
    for id in sorted(seen.after.inside):
        parent = seen.after.tree.parents.get(id)
        if parent is None or not changed & {id, parent}:
            continue
        kind, above = seen.kind(id), seen.kind(parent)
        if (
            kinds.in_use(kind, seen.day)
            and kinds.in_use(above, seen.day)
            and above not in kinds.allowed_parents(kind, seen.day)
        ):
            says = f"{seen.called(id)} là “{kind}” nên không được đặt dưới “{above}” ({seen.called(parent)})."
            yield Problem(says, seen.codes[id])


def names_differ(seen: Sides, before: None) -> Iterator[Problem]:
    """Siblings, with or without diacritics."""
    changed = set(seen.touched)
    named: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    for id in seen.after.inside:
        named[seen.after.tree.parents.get(id), fold(seen.after.names.get(id, ""))].append(id)
    for same in named.values():
        if len(same) > 1 and changed.intersection(same):
            others = ", ".join(seen.codes[id] for id in sorted(same)[:5])
            first = next(id for id in sorted(same) if id in changed)
            yield Problem(
                f"{len(same)} tổ chức cùng cấp trên cùng mang tên {seen.after.names[first]}: {others}.",
                seen.codes[first],
            )
