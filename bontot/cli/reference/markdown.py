"""Markdown in one spelling."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MADE = "<!-- Made by `bontot docs`; change the program, not this page. -->"


def page(title: str, body: str) -> str:
    """A page with its title and the note that it is made by a program."""
    return f"# {title}\n\n{MADE}\n\n{body.strip()}\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; nothing where it would have no rows."""
    lines = [_row(row) for row in rows]
    if not lines:
        return ""
    return "\n".join([_row(heads), "|" + " --- |" * len(heads), *lines]) + "\n"


def section(title: str, *parts: str, level: int = 2) -> str:
    """A heading and what stands under it; empty parts are left out."""
    return "\n\n".join(["#" * level + " " + title, *[part.strip() for part in parts if part.strip()]]) + "\n"


def sections(found: Iterable[str]) -> str:
    """Sections one after another."""
    return "\n".join(found)


def code(text: object) -> str:
    """As it is typed."""
    return f"`{text}`" if str(text) else ""


def codes(words: Iterable[object]) -> str:
    """Several, as they are typed."""
    return ", ".join(code(word) for word in words)


def first_sentence(text: str | None) -> str:
    """The first sentence of a docstring, in one line."""
    line = " ".join((text or "").strip().split("\n\n")[0].split())
    return line.partition(". ")[0].rstrip(".") + "." if line else ""


def paragraph(text: str | None) -> str:
    """A docstring in lines of its own."""
    return "\n".join(line.strip() for line in (text or "").strip().splitlines())


def _row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(" ".join(str(cell).split()).replace("|", "\\|") for cell in cells) + " |"
