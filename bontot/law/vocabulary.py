"""Danh mục: the words that a field may hold, how people write them, and the groups that statistics count.

A vocabulary is a YAML file in `vocabularies/`. What is stored is always the canonical Vietnamese word; people
may type it with or without diacritics, capitals, hyphens and apostrophes, or use one of its aliases. Where the file
says `first_words`, more may follow: `Đại học Luật` is `đại học`; words listed under `alone` may not go on so.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from bontot.law.reading import HERE, load
from bontot.law.words import Entry, Group, Vocabulary

__all__ = ["FOLDER", "NAMES", "Entry", "Group", "Vocabulary", "vocabulary"]

FOLDER = HERE / "vocabularies"


@lru_cache(maxsize=64)
def vocabulary(name: str) -> Vocabulary:
    """The vocabulary of that name, read from its file once. Raises KeyError where there is none."""
    if name not in NAMES:
        raise KeyError(f"there is no vocabulary {name!r}")
    said = load(FOLDER / f"{name}.yaml")
    groups = {group: Group(**about) for group, about in said.pop("groups", {}).items()}
    entries = [_entry(value, groups) for value in said.pop("values")]
    return Vocabulary(name, entries, groups=groups, **said)


def _entry(said: Mapping[str, Any], groups: Mapping[str, Group]) -> Entry:
    """An entry belongs to its groups and to every wider group around them."""
    mine = set(said.get("groups", ()))
    for group in tuple(mine):
        while wider := groups[group].within:
            mine.add(wider)
            group = wider
    return Entry(
        value=said["value"],
        english=said["english"],
        aliases=tuple(map(str, said.get("aliases", ()))),
        groups=frozenset(mine),
        attributes=MappingProxyType(dict(said.get("attributes", {}))),
    )


NAMES = (
    "base_kind",
    "belonging_form",
    "capacity",
    "category",
    "course_kind",
    "discipline_form",
    "ethnicity",
    "general_schooling",
    "grade",
    "leaving",
    "succession_way",
    "occupation",
    "offence",
    "organisation_kind",
    "professional",
    "recognition_title",
    "religion",
    "sex",
    "theory",
    "title",
    "unit_kind",
)
"""Every vocabulary there is."""
