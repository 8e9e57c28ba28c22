"""The words that a field may hold."""

from __future__ import annotations

from bontot.cli.reference.markdown import code, section, sections, table
from bontot.law.vocabulary import NAMES, Vocabulary, vocabulary


def vocabularies() -> str:
    """Every vocabulary with its words and the groups that statistics count."""
    return sections(_vocabulary(vocabulary(name)) for name in NAMES)


def _vocabulary(words: Vocabulary) -> str:
    strict = "Other words are refused." if words.closed else "Other words are kept as they are, with a hint."
    source = f" Source: {code(words.source)}." if words.source else ""
    groups = table(
        ("Group", "Tiếng Việt"), [(code(name), group.says) for name, group in words.groups.items()]
    )
    entries = [words.entry(value) for value in words.values]
    rows = [(e.value, e.english, ", ".join(sorted(e.groups)), ", ".join(e.aliases)) for e in entries]
    return section(
        words.name,
        f"{words.says}. *{words.english}.* {strict}{source}",
        table(("Word", "English", "Groups", "Also written"), rows),
        groups,
    )
