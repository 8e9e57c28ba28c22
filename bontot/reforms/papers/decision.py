"""Quyết định: the decision that orders a plan, with its annexes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bontot.reforms.papers import handing, tables
from bontot.reforms.papers.gathering import Gathered
from bontot.reforms.papers.words import ANNEXES, WORDS, basis, day, number
from bontot.reforms.sheets import WAY_WORDS
from bontot.ui.papers import Annex, Block, Paper, Text


def decision(found: Gathered) -> Paper:
    """The decision: a draft leaves its number and day open."""
    plan, by = found.plan, found.issuer
    articles = list(_articles(found))
    body: list[Block] = [Text(f"- {says}", italic=True) for says in basis(plan.dated or plan.day, by.name)]
    body.append(Text(by.decides, heading=True, centred=True))
    body += [Text(f"Điều {place}. {says}") for place, (says, _) in enumerate(articles, 1)]
    recipients = [each.format(last=len(articles)) for each in WORDS["recipients"]["decision"]]
    return Paper(
        above=by.above,
        organisation=by.name,
        symbol=by.symbol("QĐ", by.number),
        place_and_day=by.place_and_day(plan.dated, plan.day.year),
        title="Quyết định",
        subject=f"về việc {_subject(plan.says or plan.title)}",
        body=tuple(body),
        recipients=tuple(recipients),
        right=by.signature(signs(found)),
        mark=found.mark,
        annexes=tuple(annex for _, annex in articles if annex),
    )


def signs(found: Gathered) -> str:
    """The name under the papers; blank where whoever prints may not read it."""
    person = found.people.get(found.issuer.signs)
    return person.name if person else ""


def _subject(title: str) -> str:
    """A title in the middle of a sentence, without the words that are there already."""
    text = title.strip()
    for said in ("Quyết định về việc ", "Phương án ", "Về việc "):
        if text.casefold().startswith(said.casefold()):
            text = text[len(said) :]
    return text[:1].lower() + text[1:]


def _articles(found: Gathered) -> Iterator[tuple[str, Annex | None]]:
    """What each article says, and the annex that goes with it; annexes are numbered as they come."""
    said, plan, beside = WORDS["articles"], found.plan, f"(kèm theo {found.issuer.decision})"
    numbers = iter(ANNEXES)
    if found.organisations:
        annex = next(numbers)
        title = "Các tổ chức đảng được sắp xếp"
        table = tables.organisations(found, found.organisations, "")
        says = said["organisations"].format(
            organisation=found.was(found.ids.get(plan.organisation)),
            day=day(plan.day),
            ways=_ways(found),
            annex=annex,
        )
        yield says, Annex(annex, title, beside, (table,), wide=True)
    if found.moved:
        annex = next(numbers)
        title = "Đảng viên chuyển sinh hoạt đảng"
        rows = (
            tables.moved_in_numbers(found, found.moved),
            tables.moved(found, found.moved, "Danh sách đảng viên"),
        )
        yield (
            said["members"].format(count=number(len(found.moved)), annex=annex),
            Annex(annex, title, beside, rows),
        )
    if found.posts:
        annex = next(numbers)
        title = "Chỉ định, thôi giữ chức vụ"
        yield said["posts"].format(annex=annex), Annex(annex, title, beside, (tables.posts(found, ""),))
    if found.minutes:
        annex = next(numbers)
        says = said["handing_over"].format(count=number(len(found.minutes)), annex=annex)
        yield says, _handing_over(found, annex, beside)
    yield said["carrying_out"].format(day=day(plan.day)), None


def _ways(found: Gathered) -> str:
    counted = Counter(line.way for line in found.organisations)
    return ", ".join(f"{word} {number(counted[way])}" for way, word in WAY_WORDS.items() if counted[way])


def _handing_over(found: Gathered, annex: str, beside: str) -> Annex:
    title = "Bàn giao con dấu, hồ sơ, đảng viên và tổ chức"
    named = handing.letters(found.minutes)
    body: list[Block] = [Text(says) for says in handing.things(named)]
    body.append(handing.handed_over(found, found.minutes, named, "Bên giao và bên nhận"))
    for table in (
        handing.unfinished(found, found.minutes),
        handing.relieved(found, found.minutes),
        handing.accounts(found, found.minutes),
    ):
        if table.rows:
            body.append(table)
    return Annex(annex, title, beside, tuple(body), wide=True)
