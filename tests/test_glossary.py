"""The glossary binds: what the program calls something is listed there, once, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bontot.access.roles import table
from bontot.catalogue import ACTS
from bontot.law.reading import load
from bontot.law.sources import cite
from bontot.law.vocabulary import NAMES
from bontot.ledger.models import Fact
from bontot.statistics.forms import FORMS
from bontot.statistics.indicators import INDICATORS

GLOSSARY: dict[str, dict[str, dict[str, Any]]] = load(Path(__file__).parents[1] / "docs" / "glossary.yaml")
ENTRIES = [(section, name) for section, entries in GLOSSARY.items() for name in entries]


@pytest.mark.parametrize(("section", "name"), ENTRIES)
def test_an_entry_is_complete_and_cites_what_exists(section: str, name: str) -> None:
    entry = GLOSSARY[section][name]
    assert set(entry) - {"source", "place"} == {"vietnamese", "english", "means"}
    assert entry["means"].endswith((".", "…"))
    if "source" in entry:
        cite(entry["source"], entry.get("place", ""))


def test_an_identifier_is_listed_once() -> None:
    names = [name for _, name in ENTRIES]
    assert len(names) == len(set(names))


def test_every_act_is_listed() -> None:
    assert set(GLOSSARY["acts"]) == set(ACTS)


def test_every_kind_of_fact_is_listed() -> None:
    assert set(GLOSSARY["facts"]) == {model.__name__ for model in _concrete(Fact)}


def test_every_role_is_listed() -> None:
    assert set(GLOSSARY["roles"]) == {f"role.{code}" for code in table().roles}


def test_every_form_and_every_indicator_is_listed() -> None:
    assert set(FORMS) <= set(GLOSSARY["forms"])
    assert set(INDICATORS) == set(GLOSSARY["indicators"])


def test_every_vocabulary_is_listed() -> None:
    assert set(NAMES) <= set(GLOSSARY["data"])


def _concrete(model: Any) -> set[Any]:
    below = {sub for child in model.__subclasses__() for sub in _concrete(child)}
    return below if model._meta.abstract else {model, *below}
