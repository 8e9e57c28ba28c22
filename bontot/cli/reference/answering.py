"""What is answered: forms and indicators."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import bontot
from bontot.cli.reference.markdown import code, section, sections, table
from bontot.law.reading import load
from bontot.statistics.form import Form
from bontot.statistics.forms import FORMS
from bontot.statistics.indicator import PARTS, Indicator
from bontot.statistics.indicators import INDICATORS
from bontot.statistics.questions import AnyLine, Average, Line, Ratio
from bontot.statistics.roster import Measure


@lru_cache(maxsize=1)
def _glossary() -> dict[str, dict[str, Any]]:
    """The glossary of the checkout; the reference is written there."""
    path = Path(bontot.__file__).resolve().parent.parent / "docs" / "glossary.yaml"
    return dict(load(path)) if path.exists() else {}


def _means(kind: str, name: str) -> str:
    return str(_glossary().get(kind, {}).get(name, {}).get("means", ""))


def forms() -> str:
    """Every form: what stands in it, under which codes."""
    return sections(map(_form, FORMS.values()))


def _form(form: Form) -> str:
    when = "for a period" if form.flow else "on a day"
    checks = [f"- {check.says}" for check in form.checks]
    checks += [f"- {check.says} (columns)" for check in form.across]
    return section(
        f"{form.code} — {form.title}",
        f"{_means('forms', form.code)} Answered {when}. Source: {form.source} ({form.source.confidence}).",
        table(("Row", "Says", "Counts"), [_line(form, line) for line in form.rows]),
        table(("Column", "Says", "Counts"), [_line(form, line) for line in form.columns]),
        "Sums that must hold:\n\n" + "\n".join(checks) if checks else "",
    )


def _line(form: Form, line: AnyLine) -> tuple[str, str, str]:
    return code(line.code), "· " * line.depth + line.says, _counts(form, line)


def _counts(form: Form, line: AnyLine) -> str:
    if isinstance(line, Ratio):
        return f"{line.part} per hundred of {line.whole}"
    roster = line.of or (form.of if line in form.rows else None)
    about = roster.says if roster else ""
    if isinstance(line, Average):
        return f"mean; {about}"
    earlier = "a year before" if isinstance(line, Line) and line.year_before else ""
    return "; ".join(part for part in (about, earlier) if part)


def indicators() -> str:
    """Every indicator with its parts."""
    return sections(map(_indicator, INDICATORS.values()))


def _indicator(found: Indicator) -> str:
    parts = ["numerator", *(part for part in PARTS[1:] if found.condition(part) is not None)]
    when = "in a period" if found.of.measure is Measure.FLOW else "on a day"
    once = "; whoever has several rows counts once" if found.of.once else ""
    return section(
        found.code,
        f"**{found.says}.** {_means('indicators', found.code)}",
        f"- Counts {when}: {found.of.says}{once}\n- Gives: {', '.join(parts)}\n- Source: {found.source}",
    )
