"""Danh mục: the words that a field may hold, how people write them, and the groups that statistics count.

A vocabulary is a YAML file in `vocabularies/`. What is stored is always the canonical Vietnamese word; people
may type it with or without diacritics, capitals, hyphens and apostrophes, or use one of its aliases. Where the file
says `first_words`, more may follow: `Đại học Luật` is `đại học`; words listed under `alone` may not go on so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from rapidfuzz import fuzz, process

from bontot.kernel.text import clean, fold
from bontot.law.reading import HERE, load

FOLDER = HERE / "vocabularies"

_ELSE = re.compile(r"[^0-9a-z/%+<>]")
_MOST_REMEMBERED = 20_000
"""Readings kept by one vocabulary; a file full of different nonsense must not fill the memory."""
_MOST_WORDS = 20
_LONGEST = 300
"""Characters of a cell beyond which it is no word of any list, and not worth comparing."""
_NEAR = 65.0
"""Below this likeness (of 100) a suggestion would only puzzle."""


def key(text: str) -> str:
    """What two spellings of one word share: no diacritics, capitals, spaces, hyphens or apostrophes."""
    return _ELSE.sub("", fold(text))


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of a vocabulary."""

    value: str
    english: str
    aliases: tuple[str, ...]
    groups: frozenset[str]
    attributes: Mapping[str, Any]


class Vocabulary:
    """The words that one field may hold. Build it with `vocabulary(name)`."""

    def __init__(self, name: str, says: str, english: str, entries: Iterable[Entry], **kept: Any) -> None:
        self.name = name
        self.says = says
        self.english = english
        self.closed: bool = kept.get("closed", True)
        """Whether a word that is not in the list is refused; an open list only suggests."""
        self.groups: Mapping[str, Group] = kept.get("groups", {})
        self.source: str = kept.get("source", "")
        self._first_words: bool = kept.get("first_words", False)
        self._alone = frozenset(map(key, kept.get("alone", ())))
        self._entries = {entry.value: entry for entry in entries}
        self.values: tuple[str, ...] = tuple(self._entries)
        self._by_key = {
            key(word): entry.value
            for entry in self._entries.values()
            for word in (entry.value, *entry.aliases)
        }
        self._read: dict[str, str | None] = {value: value for value in self.values}

    def __contains__(self, value: str) -> bool:
        return value in self._entries

    def entry(self, value: str) -> Entry:
        """All that is known of a canonical word. Raises KeyError for any other."""
        return self._entries[value]

    def in_group(self, group: str) -> tuple[str, ...]:
        """The words of a group, in the order of the list. Raises KeyError for a group that there is not."""
        if group not in self.groups:
            raise KeyError(f"{self.name} has no group {group!r}")
        return tuple(entry.value for entry in self._entries.values() if group in entry.groups)

    def read(self, text: str) -> str | None:
        """The canonical word that `text` means, or None where nobody can tell."""
        try:
            return self._read[text]
        except KeyError:
            pass
        if len(text) > _LONGEST:
            return None
        found = self._look_up(text)
        if len(self._read) < _MOST_REMEMBERED:
            self._read[text] = found
        return found

    def nearest(self, text: str) -> list[str]:
        """At most three canonical words that `text` may have been meant to be, the likeliest first."""
        found: list[str] = []
        likely = process.extract(
            key(text[:_LONGEST]), tuple(self._by_key), scorer=fuzz.ratio, limit=8, score_cutoff=_NEAR
        )
        for known, _, _ in likely:
            if self._by_key[known] not in found:
                found.append(self._by_key[known])
        return found[:3]

    def _look_up(self, text: str) -> str | None:
        found = self._by_key.get(key(text))
        if found is None and self._first_words:
            words = clean(text).split()[:_MOST_WORDS]
            beginnings = (key(" ".join(words[:count])) for count in range(len(words) - 1, 0, -1))
            found = next((self._by_key[first] for first in beginnings if self._may_begin(first)), None)
        return found

    def _may_begin(self, first: str) -> bool:
        """Whether words that go on are read by this beginning: `bí thư` may go on to be anything."""
        return first in self._by_key and first not in self._alone


@dataclass(frozen=True, slots=True)
class Group:
    """Words that are counted together."""

    says: str
    english: str
    within: str = ""
    """The wider group that this one belongs to."""


@lru_cache(maxsize=64)
def vocabulary(name: str) -> Vocabulary:
    """The vocabulary of that name, read from its file once. Raises KeyError where there is none."""
    if name not in NAMES:
        raise KeyError(f"there is no vocabulary {name!r}")
    said = load(FOLDER / f"{name}.yaml")
    groups = {group: Group(**about) for group, about in said.get("groups", {}).items()}
    return Vocabulary(
        name,
        said["says"],
        said["english"],
        (_entry(value, groups) for value in said["values"]),
        closed=said["closed"],
        groups=groups,
        source=said.get("source", ""),
        first_words=said.get("first_words", False),
        alone=said.get("alone", ()),
    )


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
    "category",
    "course_kind",
    "ethnicity",
    "general_schooling",
    "leaving",
    "occupation",
    "organisation_kind",
    "professional",
    "religion",
    "sex",
    "theory",
    "title",
    "unit_kind",
)
"""Every vocabulary there is."""
