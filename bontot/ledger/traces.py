"""Dấu vết of working records: who changed what, when, from what to what. In the ledger itself nothing changes."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson
from django.db import models

from bontot.ledger.sealing import seal, unseal
from bontot.ui.writing import day as written

type Values = Mapping[str, Any]
"""What stood, or stands, in the columns of a record, by their names."""


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

    def told(self, what: object) -> Traced:
        """The change as people read it, `what` being the words for the deed."""
        return Traced(self.at, self.by, str(what), unseal(self.before), unseal(self.after))


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
    return "; ".join(_written(value) for value in values if value not in ("", None))


def _written(value: object) -> str:
    text = str(value)
    with suppress(ValueError):
        if len(text) == len("2026-01-31"):  # eight digits alone are the number of something
            return written(date.fromisoformat(text))
    return text
