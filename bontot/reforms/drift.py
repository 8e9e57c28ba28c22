"""Thay đổi từ khi lập phương án: where the facts have moved on since a line was entered: plan, then, now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from bontot.kernel.finding import Finding
from bontot.reforms.planned import Planned
from bontot.reforms.seeing import Seen, see
from bontot.reforms.sentences import finding
from bontot.reforms.sheets import MEMBER, NEW, ORGANISATION, WAY_WORDS

COUNTED = "members"
"""What may move on without anybody having to look again: whoever came since goes along."""


@dataclass(frozen=True, slots=True)
class Drift:
    """One thing that is otherwise than when the line was entered."""

    line: Planned
    what: str
    """`name`, `kind`, `base_kind`, `parent`, `territory`, `until`, `members`, `organisation`, `known` or `exists`."""
    plan: str
    """What the plan says, in short."""
    then: str
    now: str

    @property
    def matters(self) -> bool:
        """Whether somebody has to look at the line again before the plan can be executed."""
        return self.what != COUNTED

    @property
    def says(self) -> str:
        """What has moved on, in words."""
        return words()[self.what]


def words() -> dict[str, str]:
    """What is compared, as people call it."""
    return {
        "name": _("tên"),
        "kind": _("loại tổ chức"),
        "base_kind": _("loại hình cơ sở"),
        "parent": _("cấp trên"),
        "territory": _("địa bàn"),
        "until": _("ngày có thay đổi tiếp theo"),
        "members": _("số đảng viên"),
        "organisation": _("nơi sinh hoạt"),
        "known": _("hồ sơ"),
        "exists": _("sự tồn tại"),
    }


def drifts(day: date, top: str, lines: Sequence[Planned], seen: Seen | None = None) -> list[Drift]:
    """Everything that has moved on under the lines, in their order."""
    now = seen or see(day, lines, top)
    return [each for line in lines for each in _of(line, now)]


def _of(line: Planned, seen: Seen) -> Iterator[Drift]:
    then, now = line.seen, seen.of(line)
    if line.way in NEW:
        return  # that its code has been used since is a mistake of its own
    plan = _plan(line)
    if bool(then) != bool(now):
        yield Drift(line, "exists", plan, _there(then), _there(now))
        return
    for what in then.keys() & now.keys() - {"name" if line.sheet != ORGANISATION else ""}:
        if then[what] != now[what]:
            yield Drift(line, what, plan, _shown(then[what]), _shown(now[what]))


def _plan(line: Planned) -> str:
    said: tuple[str, ...]
    if line.sheet == ORGANISATION:
        said = (
            WAY_WORDS.get(line.way, line.way),
            line.says("related"),
            line.says("name"),
            line.says("parent"),
        )
    elif line.sheet == MEMBER:
        said = (line.says("to"),)
    else:
        said = (line.says("title"), line.says("organisation"), line.says("unit"))
    return ", ".join(filter(None, said))


def _there(seen: Any) -> str:
    return _("có") if seen else _("không có")


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return _there(value)
    return str(value) if value not in ("", None) else "—"


def findings(found: Iterable[Drift]) -> list[Finding]:
    """The same as findings about the lines: what matters refuses, what is only counted is a hint."""
    told = []
    for each in found:
        said = {"what": each.says, "then": each.then, "now": each.now, "name": each.line.subject}
        column = {ORGANISATION: "code", MEMBER: "member"}.get(each.line.sheet, "person")
        told.append(finding("PA-TROI" if each.matters else "PA-TROI-SO", each.line, column, **said))
    return told
