"""Giao xuống: one press hands a commitment to every organisation directly below, or down to the branches.

Set-based: a level of the tree costs the same few statements whether it holds three organisations or four thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError
from django.utils.translation import gettext as _

from bontot.directives.committing import heads, too_late
from bontot.directives.keeping import changing, must_exist, trace
from bontot.directives.models import Commitment
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.meetings.keeping import Refused
from bontot.organisations.models import Kind
from bontot.organisations.queries import Book
from bontot.organisations.tree import Tree, tree
from bontot.ui.clock import today

BATCH = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """To whom a commitment is handed, and on which terms."""

    deadline: date
    concrete_by: date | None = None
    target: Decimal | None = None
    """What each is to reach; None where each says that itself."""
    kinds: frozenset[str] = frozenset()
    """Kinds of organisations directly below; all where it is empty."""
    only: frozenset[int] = frozenset()
    """Of these alone, where it is not empty."""
    deep: bool = False
    """Further down, to the branches."""


def hand_down(
    id: int,
    terms: Terms,
    by: str,
    on: date | None = None,
    shape: Callable[[Commitment], None] | None = None,
) -> int:
    """Give each organisation its part; how many were given one. Raises Refused; nothing is given twice.

    Whoever has its part already keeps it: pressing again gives only to those that have been added below since. Where
    records of earlier days are entered, `on` is that day, and `shape` says what each has made of its part since.
    """
    on = on or today()
    try:
        with changing(id) as found:
            if wrong := list(_problems(found, terms, tree(on), on)):
                raise Refused(*wrong)
            must_exist(found.organisation_id, on)
            made = _given(found, terms, tree(on), on, shape)
            if not made:
                raise Refused(_nobody(found, terms, tree(on)))
            after = {"given": made, "deadline": terms.deadline, "deep": terms.deep}
            trace("cascade", by, {}, after, organisation=found.organisation_id, commitment=found)
            return made
    except IntegrityError as reason:
        raise Refused(_("Người khác vừa giao cùng cam kết này; hãy mở lại trang để xem.")) from reason


def kinds_below(organisation: int, on: date) -> dict[str, int]:
    """The kinds of organisations directly below, and how many there are of each."""
    found: dict[str, int] = {}
    for kind in _kinds(tree(on).children(organisation), on).values():
        found[kind] = found.get(kind, 0) + 1
    return dict(sorted(found.items()))


def _problems(found: Commitment, terms: Terms, standing: Tree, on: date) -> Iterable[str]:
    if strangers := terms.only - set(standing.children(found.organisation_id)):
        names = Book(strangers, at=None)
        yield _("Không trực thuộc tổ chức này: %(names)s.") % {
            "names": ", ".join(sorted(names.on(id, on).name for id in strangers))
        }
    if terms.deadline < on:
        yield _("Hạn %(day)s đã qua; hãy ghi hạn từ hôm nay trở đi.") % {"day": f"{terms.deadline:%d/%m/%Y}"}
    if terms.deadline > found.deadline:
        yield too_late(found.deadline)
    if terms.concrete_by and not on <= terms.concrete_by <= terms.deadline:
        yield _("Hạn cụ thể hóa phải từ hôm nay đến hạn thực hiện.")
    if terms.target is not None and terms.target <= 0:
        yield _("Hãy ghi chỉ tiêu là một số lớn hơn 0.")


def _given(
    found: Commitment,
    terms: Terms,
    standing: Tree,
    on: date,
    shape: Callable[[Commitment], None] | None,
) -> int:
    """Level by level: those that stand under somebody who has a part get theirs."""
    chosen = [id for id in standing.children(found.organisation_id) if not terms.only or id in terms.only]
    if terms.kinds:
        kinds = _kinds(chosen, on)
        chosen = [id for id in chosen if kinds.get(id, "") in terms.kinds]
    level, made = dict.fromkeys(chosen, found), 0
    while level:
        parts = _parts(level)
        new = {id: above for id, above in level.items() if id not in parts}
        led = heads(list(new), on)
        rows = [_part(id, above, terms, led.get(id), on) for id, above in new.items()]
        if shape:
            for row in rows:
                shape(row)
        for row in Commitment.objects.bulk_create(rows, batch_size=BATCH):
            parts[row.organisation_id] = row
        made += len(rows)
        level = {id: parts[above] for above in parts for id in standing.children(above)} if terms.deep else {}
    return made


def _parts(level: dict[int, Commitment]) -> dict[int, Commitment]:
    """The parts that organisations of this level have already."""
    ids = {above.id for above in level.values()}
    there = Commitment.objects.filter(bulk.where_among("parent_id", ids), own=False).exclude(state="dropped")
    return {each.organisation_id: each for each in there if each.organisation_id in level}


def _part(organisation: int, above: Commitment, terms: Terms, head: int | None, on: date) -> Commitment:
    return Commitment(
        organisation_id=organisation, directive_id=above.directive_id, parent=above, head_id=head, says=above.says,
        measure=above.measure, unit=above.unit, counted=above.counted, since=above.since, year=above.year,
        target=terms.target if above.measure != "done" else None, given=on, deadline=terms.deadline,
        concrete_by=terms.concrete_by, state="given",
    )  # fmt: skip


def _nobody(found: Commitment, terms: Terms, standing: Tree) -> str:
    if not standing.children(found.organisation_id):
        return _("Bên dưới không có tổ chức nào để giao; hãy chia nhỏ thành việc của từng đảng viên.")
    if Commitment.objects.filter(parent=found, own=False).exclude(state="dropped").exists():
        return _("Mọi tổ chức được chọn đã có phần của mình; không giao hai lần.")
    return _("Không tổ chức nào bên dưới khớp với lựa chọn.")


def _kinds(ids: list[int], on: date) -> dict[int, str]:
    found = Kind.objects.filter(ledger.holding(on)).filter(bulk.where_among("organisation_id", ids))
    return dict(found.values_list("organisation_id", "kind"))
