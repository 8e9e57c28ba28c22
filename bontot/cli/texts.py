"""What the program says out of its data: acts, fields, forms, indicators, roles, vocabularies, sentences of rules.

Each text is Vietnamese and becomes an entry of the English catalogue (`bontot.ui.messages`); vocabularies carry
their English themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

import bontot
from bontot.access.roles import table
from bontot.catalogue import ACTS
from bontot.law.vocabulary import NAMES, vocabulary
from bontot.reforms.sheets import WAYS
from bontot.scorecards.figures import countings
from bontot.statistics.forms import FORMS
from bontot.statistics.indicators import INDICATORS
from bontot.strengthening.criteria import said_of_criteria

FIELDS = Path(bontot.__file__).parent / "decisions/fields.yaml"
KINDS_LAST = ("base_kind",)
"""A word of two vocabularies has the English of the first: people before places."""


def texts() -> Iterator[tuple[str, str, str]]:
    """Every text, its English where the data has one (else nothing), and where it stands."""
    yield from _words()
    yield from _acts()
    yield from _forms()
    for word in WAYS:
        yield word, "", "reforms/sheets.py"
    for indicator in INDICATORS.values():
        yield indicator.says, "", "statistics/indicators.py"
    for says, english in said_of_criteria():
        yield says, english, "strengthening/criteria.yaml"
    for counting in countings().values():
        yield counting.part, "", "scorecards/evidence.yaml"
        yield counting.whole, "", "scorecards/evidence.yaml"
    roles = table()
    for says in (
        *roles.permissions.values(),
        *roles.acts.values(),
        *(role.name for role in roles.roles.values()),
    ):
        yield says, "", "access/roles.yaml"


def _words() -> Iterator[tuple[str, str, str]]:
    for name in sorted(NAMES, key=lambda each: each in KINDS_LAST):
        known = vocabulary(name)
        for value in known.values:
            yield value, known.entry(value).english, f"law/vocabularies/{name}.yaml"


def _acts() -> Iterator[tuple[str, str, str]]:
    for act in ACTS.values():
        yield act.says, "", "catalogue.py"
    for label in _labels(yaml.safe_load(FIELDS.read_text(encoding="utf-8"))):
        yield label, "", "decisions/fields.yaml"


def _labels(said: dict[str, Any]) -> Iterator[str]:
    for name, value in said.items():
        if isinstance(value, dict):
            yield from _labels(value)
        elif name in ("label", "hint"):
            yield value


def _forms() -> Iterator[tuple[str, str, str]]:
    english = _capitals()
    for form in FORMS.values():
        where = f"statistics/forms/{form.code}"
        yield form.title, "", where
        for said in (*form.rows, *form.columns):
            yield said.says, english.get(said.says, ""), where
        for note in form.notes:
            yield note, "", where


def _capitals() -> dict[str, str]:
    """Lines that are words of a vocabulary: `Nông dân` has the English of `nông dân`."""
    found: dict[str, str] = {}
    for name in NAMES:
        known = vocabulary(name)
        pairs = [(known.entry(value).value, known.entry(value).english) for value in known.values]
        pairs += [(group.says, group.english) for group in known.groups.values()]
        for says, english in pairs:
            found.setdefault(says[:1].upper() + says[1:], english[:1].upper() + english[1:])
    return found
