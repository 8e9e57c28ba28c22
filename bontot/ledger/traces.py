"""Dấu vết of working records: who changed what, when, from what to what. In the ledger itself nothing changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import orjson
from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from bontot.ledger.sealing import seal, unseal
from bontot.ui.writing import day as written

type Values = Mapping[str, Any]
"""What stood, or stands, in the columns of a record, by their names."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S*[+-]\d\d:\d\d")

type Columns = Mapping[str, Column]


@dataclass(frozen=True, slots=True)
class Column:
    """How people read a column of a trail: its label, and the words of values that are stored by a key."""

    label: object
    words: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Traced:
    """A change as people read it."""

    at: datetime
    by: str
    what: str
    before: str
    after: str


class Trail(models.Model):
    """A change of a record, kept by the chapter that keeps the record. The values are sealed."""

    at = models.DateTimeField("lúc")
    by = models.CharField("tài khoản", max_length=150)
    before = models.TextField("trước")
    after = models.TextField("sau")

    class Meta:
        abstract = True

    def told(self, what: object, columns: Columns) -> Traced:
        """The change as people read it: `what` are the words for the deed, `columns` those for what has changed."""
        before, after = (lines(side, columns) for side in (self.before, self.after))
        return Traced(self.at, self.by, str(what), before, after)


def sealed(values: Values) -> str:
    """Values as a trail keeps them; nothing stays nothing."""
    return seal(orjson.dumps(values, default=str).decode()) if values else ""


def differing(before: Values, after: Values) -> dict[str, str]:
    """The columns `before` and `after` of a trail with only what differs, sealed; empty where nothing does."""
    changed = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    if not changed:
        return {}
    pairs = (("before", before), ("after", after))
    return {side: sealed({name: said[name] for name in changed if name in said}) for side, said in pairs}


def worded(sealed: str) -> str:
    """What one side of a trail says, values alone, since the deed says what they are about; days as people write them."""
    values = orjson.loads(unseal(sealed)).values() if sealed else ()
    return "; ".join(as_written(value) for value in values if value not in ("", None))


def lines(sealed: str, columns: Columns) -> str:
    """One side of a trail, a line for each column; a column without a label is a code that people know: say `1.2`."""
    values = orjson.loads(unseal(sealed)) if sealed else {}
    return "\n".join(
        _line(columns.get(name, Column(name)), value)
        for name, value in values.items()
        if value not in ("", None)
    )


def _line(column: Column, value: object) -> str:
    if isinstance(value, bool):
        return f"{column.label}: {_('Có') if value else _('Không')}"
    text = str(column.words.get(str(value), as_written(value)))
    return f"{column.label}:\n{text}" if "\n" in text else f"{column.label}: {text}"


def as_written(value: object) -> str:
    """A value of a trail as people write it: days and moments in their way, all else as it is."""
    text = str(value)
    with suppress(ValueError):  # a text that only looks like a day
        if _DAY.fullmatch(text):
            return written(date.fromisoformat(text))
        if _MOMENT.fullmatch(text):
            return f"{localtime(datetime.fromisoformat(text)):%d/%m/%Y %H:%M}"
    return text
