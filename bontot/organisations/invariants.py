"""What must hold of organisations whatever wrote them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from django.db.models import QuerySet

from bontot.ledger.coverage import Since, uncovered
from bontot.ledger.models import STILL_KNOWN
from bontot.ledger.verifying import foreseen, invariant, placed
from bontot.organisations.models import Kind, Name, Place
from bontot.organisations.saying import code, stretch


@foreseen("TC-20")
def superiors_exist(since: Since) -> Iterator[str]:
    """On every day on which an organisation stands under another, that other exists."""
    for subject, parent, first, end in uncovered(Place, "parent_id", Place, since):
        below, above = code(subject, since), code(parent, since)
        yield placed(
            f"{below} trực thuộc {above} {stretch(first, end)}, "
            f"nhưng {above} không tồn tại suốt thời gian ấy. Hãy chuyển {below} sang cấp trên khác trước.",
            (Place, subject),
            (Place, parent),
            field="parent",
        )


@foreseen("TC-21")
def called_and_classed(since: Since) -> Iterator[str]:
    """On every day on which an organisation exists it has a name and a kind."""
    for kind, what in ((Name, "tên"), (Kind, "loại")):
        for subject, _, first, end in uncovered(Place, "organisation_id", kind, since):
            yield placed(
                f"{code(subject, since)} không có {what} vào một số ngày {stretch(first, end)}.",
                (Place, subject),
                (kind, subject),
            )


@invariant("TC-22")
def no_circles(position: int | None) -> Iterator[str]:
    """On no day does an organisation stand below itself. Only a beginning edge can close a circle."""
    known = Place.objects.filter(known_to=STILL_KNOWN)
    if position is not None and not known.filter(known_from=position).exists():
        return
    if not _circular(known):
        return
    edges = list(known.values_list("valid_from", "valid_to", "organisation_id", "parent_id"))
    changes = sorted(
        [(first, 1, child, parent) for first, _, child, parent in edges]
        + [(end, 0, child, None) for _, end, child, _ in edges],
        key=lambda change: change[:3],
    )
    above: dict[int, int | None] = {}
    for day, today in groupby(changes, key=lambda change: change[0]):
        begun = []
        for _, begins, child, parent in today:
            above[child] = parent
            if begins:
                begun.append(child)
        for child in begun:
            if _circles(child, above):
                yield f"Ngày {day:%d/%m/%Y}, {code(child)} đứng dưới chính nó."


def _circular(known: QuerySet[Place]) -> bool:
    """Whether there is a circle when all days are taken together; hardly ever, and only then single days can have one."""
    above: dict[int, list[int]] = defaultdict(list)
    waiting: dict[int, int] = defaultdict(int)
    for child, parent in known.exclude(parent=None).values_list("organisation_id", "parent_id").distinct():
        above[child].append(parent)
        waiting[parent] += 1
    done, lowest = 0, [child for child in above if child not in waiting]
    while lowest:
        done += 1
        for parent in above.get(lowest.pop(), ()):
            waiting[parent] -= 1
            if not waiting[parent]:
                lowest.append(parent)
    return done < len(above.keys() | waiting.keys())


def _circles(child: int, above: dict[int, int | None]) -> bool:
    seen, at = {child}, above.get(child)
    while at is not None:
        if at in seen:
            return True
        seen.add(at)
        at = above.get(at)
    return False
