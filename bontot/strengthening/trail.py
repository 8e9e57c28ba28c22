"""Dấu vết of a case as people read it: criteria, people, ways and states by their names, never by a key or a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import orjson
from django.utils.translation import gettext as _

from bontot.ledger.sealing import unseal
from bontot.ledger.traces import as_written
from bontot.strengthening.criteria import names
from bontot.strengthening.models import Change
from bontot.strengthening.words import DEEDS, STEP_STATES, WAYS
from bontot.ui.saying import plainly


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """One change of a case."""

    at: datetime
    by: str
    what: str
    says: str


def owners_in(changes: Iterable[Change]) -> set[int]:
    """Everybody whom a trail tells of."""
    return {owner for each in changes if isinstance(owner := _values(each).get("owner"), int)}


def changes_shown(changes: Iterable[Change], people: Mapping[int, str]) -> list[ChangeShown]:
    """Who changed what; `people` are the names of those whom the trail tells of."""
    return [ChangeShown(c.at, c.by, str(DEEDS[c.what]), _says(c, people)) for c in changes]


def _says(change: Change, people: Mapping[int, str]) -> str:
    told = (_said(name, value, people) for name, value in _values(change).items())
    return "; ".join(each for each in told if each)


def _said(name: str, value: object, people: Mapping[int, str]) -> str:
    if value in ("", None):
        return ""
    if name == "grounds":
        known = names()
        return ", ".join(plainly(known.get(code, code)) for code in str(value).split())
    if name == "owner":
        return people.get(value, "") if isinstance(value, int) else ""
    if name == "next":
        return _("lần sau %(day)s") % {"day": as_written(value)}
    words = {"way": WAYS, "state": STEP_STATES}.get(name, {})
    return str(words.get(str(value), as_written(value)))


def _values(change: Change) -> dict[str, object]:
    """What stands after the change."""
    found: dict[str, object] = orjson.loads(unseal(change.after)) if change.after else {}
    return found
