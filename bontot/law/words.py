"""A list of words: how each may be written, what it is counted with, and what somebody may have meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from bontot.kernel.text import clean, fold

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


@dataclass(frozen=True, slots=True)
class Group:
    """Words that are counted together."""

    says: str
    english: str
    within: str = ""
    """The wider group that this one belongs to."""


class Vocabulary:
    """The words that one field may hold. Build it with `vocabulary(name)`."""

    def __init__(
        self,
        name: str,
        entries: Iterable[Entry],
        *,
        says: str,
        english: str,
        closed: bool,
        groups: Mapping[str, Group],
        source: str = "",
        first_words: bool = False,
        alone: Iterable[str] = (),
    ) -> None:
        self.name = name
        self.says = says
        self.english = english
        self.closed = closed
        """Whether a word that is not in the list is refused; an open list only suggests."""
        self.groups = groups
        self.source = source
        """The paper that the list comes from, as a key of `sources.yaml`; nothing where it is our own."""
        self._first_words = first_words
        self._alone = frozenset(map(key, alone))
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
