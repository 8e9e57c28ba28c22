"""Thông báo: to each organisation concerned, what becomes of it and of its branches, and what it hands over or receives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from bontot.organisations.committees import committee
from bontot.reforms.papers import handing, tables
from bontot.reforms.papers.concerning import Concerned
from bontot.reforms.papers.decision import signs
from bontot.reforms.papers.words import WORDS, day
from bontot.reforms.planned import Planned
from bontot.restructuring.minutes import HandedOver
from bontot.ui.papers import Block, Paper, Text


def notices(concerned: Concerned) -> Iterator[tuple[str, str, Paper]]:
    """A notice for each: its code, its name, the paper. No person is named in them."""
    found = concerned.found
    lines, giving = _lines(concerned), _giving(concerned)
    ids = dict.fromkeys([*lines, *giving, *concerned.received])
    for id in ids:
        name = found.was(id) or found.name(id)
        minutes = list(
            {each.code: each for each in (*giving.get(id, ()), *concerned.received.get(id, ()))}.values()
        )
        yield found.seen.codes[id], name, _notice(concerned, name, lines.get(id, []), minutes)


def _lines(concerned: Concerned) -> dict[int, list[Planned]]:
    """The lines by the organisations that they concern: whoever gets the papers before the day, and after it."""
    found = concerned.found
    told: dict[int, list[Planned]] = defaultdict(list)
    for line in found.organisations:
        own, result = found.ids.get(line.subject), found.result(line)
        concern = {}
        if own is not None and own in found.seen.before.tree:
            concern[found.holder(own, before=True)] = True
        if result is not None and result in found.seen.after.tree:
            concern[found.holder(result)] = True
        for id in concern:
            told[id].append(line)
    return dict(told)


def _giving(concerned: Concerned) -> dict[int, list[HandedOver]]:
    found = concerned.found
    given: dict[int, list[HandedOver]] = defaultdict(list)
    for each in found.minutes:
        given[found.holder(found.ids[each.code], before=True)].append(each)
    return dict(given)


def _notice(concerned: Concerned, name: str, lines: list[Planned], minutes: list[HandedOver]) -> Paper:
    found = concerned.found
    plan, by = found.plan, found.issuer
    return Paper(
        above=by.above,
        organisation=by.name,
        symbol=by.symbol("TB"),
        place_and_day=by.place_and_day(None, plan.day.year),
        title="Thông báo",
        subject=f"việc sắp xếp tổ chức đảng liên quan đến {name}",
        body=tuple(_body(concerned, name, lines, minutes)),
        recipients=tuple(each.format(committee=committee(name)) for each in WORDS["recipients"]["notice"]),
        right=by.signature(signs(found)),
        mark=found.mark,
    )


def _body(
    concerned: Concerned, name: str, lines: list[Planned], minutes: list[HandedOver]
) -> Iterator[Block]:
    found = concerned.found
    said = WORDS["notice"]
    yield Text(
        said["opening"].format(
            decision=found.issuer.decision,
            day=day(found.plan.day),
            issuer=found.issuer.name,
            committee=committee(name),
        )
    )
    if lines:
        yield tables.organisations(found, lines, "Các tổ chức được sắp xếp", narrow=True)
    if minutes:
        named = handing.letters(minutes)
        yield handing.handed_over(found, minutes, named, "Bàn giao", narrow=True)
        yield Text(said["giving"], heading=True)
        yield from (Text(says) for says in handing.things(named))
        if (left := handing.unfinished(found, minutes)).rows:
            yield left
    else:
        yield Text(said["nothing"])
