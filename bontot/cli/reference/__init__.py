"""The pages of docs/reference: every list is made from what the program itself uses, so none can be out of date.

Deterministic: the same program always gives the same text, on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bontot.cli.reference import answering, entering, law, using, words
from bontot.cli.reference.markdown import page, table

_PAGES: Mapping[str, tuple[str, Callable[[], str]]] = {
    "acts.md": ("Acts: what can be ordered, with fields, rules, and who may enter it", entering.acts),
    "facts.md": ("Facts: what is kept of organisations and people", entering.facts),
    "workbooks.md": ("Workbooks: sheets, columns and how cells are read", entering.workbooks),
    "vocabularies.md": ("Vocabularies: the words that a field may hold, and how statistics group them", words.vocabularies),
    "rules.md": ("Rules: each sentence with its source and how surely it is known", law.rules),
    "findings.md": ("Other findings: what the reader of workbooks and the ledger itself may say", law.findings),
    "sources.md": ("Sources: the papers relied on, and what depends on each place", law.sources),
    "parameters.md": ("Parameters: the numbers that the law fixes, by day", law.parameters),
    "forms.md": ("Forms: rows and columns with their codes, and the sums that must hold", answering.forms),
    "indicators.md": ("Indicators: definitions and sources", answering.indicators),
    "roles.md": ("Roles: who may read and enter what", using.roles),
    "pages.md": ("Pages: every address, who may open it, what it shows", using.addresses),
    "commands.md": ("Commands: every command with its options", using.commands),
}  # fmt: skip


def pages() -> dict[str, str]:
    """The name and the text of every page."""
    written = {name: page(says.partition(":")[0], make()) for name, (says, make) in _PAGES.items()}
    rows = [(f"[{says.partition(': ')[0]}]({name})", says.partition(": ")[2]) for name, (says, _) in _PAGES.items()]  # fmt: skip
    return {"index.md": page("Reference", table(("Page", "What it lists"), rows)), **written}
