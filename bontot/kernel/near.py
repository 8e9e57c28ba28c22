"""What an unknown code or word was probably meant to be: one idea of likeness for everybody who has to suggest."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rapidfuzz import fuzz, process

ALIKE = 75.0
"""Below this likeness (of 100) a suggestion would only puzzle."""
MOST = 500
"""Different unknown codes for which near ones are looked for: who has more has another mistake than a slip."""
_LONGEST = 120


def nearest(code: str, known: Collection[str], most: int = 3) -> list[str]:
    """At most so many of the known codes, the likeliest first; where none is alike, by letters and digits alone.

    One that differs by small and capital letters alone leaves no doubt: the others are not named.
    """
    asked, choices = code[:_LONGEST].upper(), tuple(known)
    for processor in (str.upper, _letters):
        found = process.extract(
            asked, choices, scorer=fuzz.ratio, processor=processor, score_cutoff=ALIKE, limit=most
        )
        same = [near for near, score, _ in found if score == 100]
        if same:
            return same
        if found:
            return [near for near, _, _ in found]
    return []


def either(near: Iterable[str]) -> str:
    """`“A” hoặc “B”`; nothing for none."""
    return " hoặc ".join(f"“{each}”" for each in near)


def meant(near: Iterable[str]) -> str:
    """A question to add to a sentence, with the blank before it; nothing where nothing is near."""
    said = either(near)
    return f" Có phải {said}?" if said else ""


def perhaps(near: Iterable[str]) -> str:
    """The same inside a sentence: `; có phải là “A”?`, or its full stop."""
    said = either(near)
    return f"; có phải là {said}?" if said else "."


def _letters(code: str) -> str:
    """A code without the marks between its parts: `TH-X1` may mean `T.H.X.1`."""
    return "".join(filter(str.isalnum, code)).upper()
