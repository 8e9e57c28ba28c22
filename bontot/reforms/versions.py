"""Saving a plan and reading it at any of its versions. Lines are closed and followed by others, never changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from bontot.ledger import bulk
from bontot.reforms.models import STILL, Line, Reform, Stage, Version
from bontot.reforms.planned import Planned
from bontot.reforms.sheets import LAYOUTS
from bontot.ui.clock import now

BATCH = 2_000
type Key = tuple[str, str]
"""A sheet and what a line of it is about."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A line that somebody else has changed since it was looked at."""

    wanted: Planned | None
    """What was to be saved; None where the line was to be removed."""
    now: Planned | None
    """What stands there; None where it has been removed."""
    by: str
    version: int


class Conflict(Exception):
    """What was to be saved rests on lines that are no longer so. Nothing has been saved."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        super().__init__(f"{len(clashes)} lines have changed")
        self.clashes = list(clashes)


class Closed(Exception):
    """The plan is no draft: its lines stand as they are."""


@dataclass(slots=True)
class Saving:
    """What is to be saved of a plan, by whom, resting on which version."""

    by: str
    says: str
    base: int
    """The version that whoever saves has seen."""
    put: Sequence[Planned] = ()
    drop: Collection[Key] = ()
    whole: Collection[str] = ()
    """Tables that `put` says wholly: lines of theirs that it does not say are removed."""
    again: bool = False
    """Lines that say the same are saved too, with what the ledger says of them now."""


def save(reform: Reform, saving: Saving) -> Version | None:
    """A new version, or None where nothing would change.

    Raises Conflict where a line has been changed by somebody else since version `base`, Closed where the plan is no
    draft any more.
    """
    with transaction.atomic():
        reform = held(reform.pk)
        if reform.state != Stage.DRAFT:
            raise Closed
        standing = _standing(reform, saving)
        put = [
            line
            for line in saving.put
            if saving.again
            or (old := standing.get((line.sheet, line.key))) is None
            or old.fields != dict(line.fields)
        ]
        drop = {key: standing[key] for key in saving.drop if key in standing}
        said = {(line.sheet, line.key) for line in saving.put}
        drop |= {key: old for key, old in standing.items() if key[0] in saving.whole and key not in said}
        clashes = list(_clashes(reform, saving, put, drop, standing))
        if clashes:
            raise Conflict(clashes)
        if not put and not drop:
            return None
        return _write(reform, saving, put, drop, standing)


def held(id: int) -> Reform:
    """The plan, held until the transaction ends: whoever else would change it waits."""
    rows = Reform.objects.filter(pk=id)
    return (rows.select_for_update() if connection.vendor == "postgresql" else rows).get()


def _standing(reform: Reform, saving: Saving) -> dict[Key, Line]:
    """The lines as they stand that are to be changed or removed."""
    rows = Line.objects.filter(reform=reform, to_version=STILL)
    keys = {line.key for line in saving.put} | {key for _, key in saving.drop}
    touched = Q(bulk.where_among("key", keys)) | Q(sheet__in=list(saving.whole))
    return {(line.sheet, line.key): line for line in rows.filter(touched).iterator(chunk_size=BATCH)}


def _clashes(
    reform: Reform,
    saving: Saving,
    put: Sequence[Planned],
    drop: Mapping[Key, Line],
    standing: Mapping[Key, Line],
) -> Iterator[Clash]:
    if reform.version == saving.base:
        return
    for line in put:
        old = standing.get((line.sheet, line.key))
        if old is not None and old.from_version > saving.base:
            yield Clash(line, _planned(old), old.by, old.from_version)
    for old in drop.values():
        if old.from_version > saving.base:
            yield Clash(None, _planned(old), old.by, old.from_version)
    yield from _removed(reform, saving, [line for line in put if (line.sheet, line.key) not in standing])


def _removed(reform: Reform, saving: Saving, put: Sequence[Planned]) -> Iterator[Clash]:
    """Lines that somebody has removed since, and that would come back."""
    wanted = {(line.sheet, line.key): line for line in put}
    gone = Line.objects.filter(reform=reform, from_version__lte=saving.base, to_version__gt=saving.base)
    gone = gone.filter(Q(to_version__lt=STILL) & Q(bulk.where_among("key", {key for _, key in wanted})))
    ends = {(line.sheet, line.key): line.to_version for line in gone}
    by = dict(reform.versions.filter(number__in=set(ends.values())).values_list("number", "by"))
    for key, version in ends.items():
        if key in wanted:
            yield Clash(wanted[key], None, by.get(version, ""), version)


def _write(
    reform: Reform,
    saving: Saving,
    put: Sequence[Planned],
    drop: Mapping[Key, Line],
    standing: Mapping[Key, Line],
) -> Version:
    number = reform.version + 1
    replaced = [standing[line.sheet, line.key].pk for line in put if (line.sheet, line.key) in standing]
    ended = [*replaced, *(old.pk for old in drop.values())]
    Line.objects.filter(bulk.where_among("id", ended)).update(to_version=number)
    Line.objects.bulk_create(list(_new(reform, saving, put, standing, number)), batch_size=BATCH)
    made = Version.objects.create(
        reform=reform,
        number=number,
        by=saving.by,
        at=now(),
        says=saving.says[:400],
        lines=len(put) + len(drop),
    )
    Reform.objects.filter(pk=reform.pk).update(version=number)
    return made


def _new(
    reform: Reform, saving: Saving, put: Sequence[Planned], standing: Mapping[Key, Line], number: int
) -> Iterator[Line]:
    """New rows, each where the line stood before, else at the end of its table."""
    last = Line.objects.filter(reform=reform).order_by("-place").values_list("place", flat=True).first() or 0
    for place, line in enumerate(put, last + 1):
        old = standing.get((line.sheet, line.key))
        yield Line(
            reform=reform,
            sheet=line.sheet,
            subject=line.subject,
            key=line.key,
            place=old.place if old else place,
            fields=dict(line.fields),
            seen=dict(line.seen),
            from_version=number,
            by=saving.by,
        )


# --- reading ----------------------------------------------------------------------------------------------


def at(reform: Reform, version: int | None = None) -> QuerySet[Line]:
    """The lines of a version, of the last where none is said, in their order."""
    rows = Line.objects.filter(reform=reform)
    if version is None or version >= reform.version:
        rows = rows.filter(to_version=STILL)
    else:
        rows = rows.filter(from_version__lte=version, to_version__gt=version)
    return rows.order_by("sheet", "place", "id")


def planned(reform: Reform, version: int | None = None) -> list[Planned]:
    """The lines of a version, each with the row that it has in the workbook of that version."""
    rows: dict[str, int] = {layout.kind: 1 for layout in LAYOUTS}
    found = []
    for line in at(reform, version).iterator(chunk_size=BATCH):
        rows[line.sheet] += 1
        found.append(_planned(line, rows[line.sheet], reform.title))
    return found


def planned_one(reform: Reform, sheet: str, key: str) -> Planned | None:
    """The line about one subject as it stands, if there is one."""
    line = Line.objects.filter(reform=reform, sheet=sheet, key=key, to_version=STILL).first()
    return _planned(line) if line else None


def _planned(line: Line, row: int = 0, file: str = "") -> Planned:
    return Planned(line.sheet, line.fields, line.seen, row, file)


@dataclass(frozen=True, slots=True)
class Change:
    """What is otherwise in one version than in another, about one subject."""

    sheet: str
    key: str
    before: Planned | None
    after: Planned | None
    by: str = field(default="")


def differences(reform: Reform, first: int, second: int) -> list[Change]:
    """What the lines of version `second` say otherwise than those of `first`."""
    low, high = sorted((first, second))
    changed = Line.objects.filter(
        Q(from_version__gt=low, from_version__lte=high) | Q(to_version__gt=low, to_version__lte=high),
        reform=reform,
        from_version__lt=F("to_version"),
    ).order_by("sheet", "place", "id")
    before: dict[Key, Line] = {}
    after: dict[Key, Line] = {}
    for line in changed.iterator(chunk_size=BATCH):
        for version, side in ((first, before), (second, after)):
            if line.from_version <= version < line.to_version:
                side[line.sheet, line.key] = line
    keys: Iterable[Key] = {**before, **after}
    return [
        _change(key, before.get(key), after.get(key))
        for key in keys
        if key not in before or key not in after or _said(before[key]) != _said(after[key])
    ]


def _said(line: Line) -> tuple[Any, Any]:
    return line.fields, line.seen


def _change(key: Key, old: Line | None, new: Line | None) -> Change:
    by = new.by if new else ""
    return Change(*key, _planned(old) if old else None, _planned(new) if new else None, by)
