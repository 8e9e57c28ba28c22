"""Hai bản cạnh nhau: two texts line by line, with what differs marked and long stretches of what does not left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

AROUND = 2
"""Lines that are kept around what differs."""


@dataclass(frozen=True, slots=True)
class Told:
    """A line of one of the texts."""

    says: str
    differs: bool


def beside(mine: str, theirs: str) -> tuple[list[Told], list[Told]]:
    """Both texts, their lines marked where the other has none such."""
    one, other = mine.splitlines(), theirs.splitlines()
    same = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    kept = {block.a + i for block in same for i in range(block.size)}
    held = {block.b + i for block in same for i in range(block.size)}
    return list(_short(one, kept)), list(_short(other, held))


def _short(lines: list[str], same: set[int]) -> Iterator[Told]:
    near = {i + j for i in range(len(lines)) if i not in same for j in range(-AROUND, AROUND + 1)}
    left_out = False
    for i, says in enumerate(lines):
        if i in near:
            yield Told(says, i not in same)
        elif not left_out:
            yield Told("…", False)
        left_out = i not in near
