"""What the law says and what of the program stands on it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction
from typing import Any

from bontot.catalogue import ACTS
from bontot.cli.reference.markdown import code, codes, first_sentence, section, sections, table
from bontot.directives.sentences import BOOKS as COMMITMENTS
from bontot.exchange.sentences import CELLS, FILES, Sentence
from bontot.kernel.citation import Citation, Confidence
from bontot.kernel.period import EVER, OPEN, Period
from bontot.law.kinds import KINDS
from bontot.law.parameters import PARAMETERS
from bontot.law.rules import Rule
from bontot.law.sources import SOURCES, Source, cite, replaced_by
from bontot.law.vocabulary import NAMES, vocabulary
from bontot.ledger.sentences import MEANS
from bontot.ledger.verifying import ADVICE, INVARIANTS
from bontot.meetings.books.sentences import BOOKS
from bontot.meetings.rules import RULES as MEETINGS
from bontot.meetings.rules import YEAR_RULES
from bontot.reforms import gaining
from bontot.reforms.checks import CHECKS
from bontot.reforms.sentences import SENTENCES as PLANS
from bontot.regulations.rules import RULES as REGULATIONS
from bontot.regulations.sentences import BOOKS as BOOKS_OF_REGULATIONS
from bontot.scorecards.sentences import FRAMEWORK_BOOKS
from bontot.statistics.forms import FORMS
from bontot.statistics.indicators import INDICATORS
from bontot.strengthening.criteria import versions

SURE = {
    Confidence.VERIFIED: "V: read in the text in force",
    Confidence.PREDECESSOR: "P: read in a predecessor or a digest only",
    Confidence.BACKGROUND: "B: background knowledge",
    Confidence.HOUSE: "H: a rule of this house",
}


def by_code() -> dict[str, list[tuple[Rule, str]]]:
    """Every rule by its code, with the acts that must satisfy it; a code may bind acts in different strength."""
    found: dict[str, list[tuple[Rule, str]]] = defaultdict(list)
    for act in ACTS.values():
        for rule in act.rules:
            found[rule.code].append((rule, act.act))
    for rule in (*MEETINGS, *YEAR_RULES):
        found[rule.code].append((rule, "meeting"))
    for rule in REGULATIONS:
        found[rule.code].append((rule, "regulation"))
    return dict(sorted(found.items()))


def rules() -> str:
    """Rules of acts, and what must hold of all facts whatever wrote them."""
    legend = table(("Mark", "The place has been", "So at most the rule"), [
        ("V", "read in the text in force", "refuses"),
        ("P", "read in a predecessor or a digest only", "warns"),
        ("B", "heard of", "hints"),
        ("H", "no law: what a record must be to keep its meaning", "refuses"),
    ])  # fmt: skip
    acts = [_rule(code_, bound) for code_, bound in by_code().items()]
    always = [
        (code(name), first_sentence(check.__doc__), strength)
        for checks, strength in ((INVARIANTS, "refusal"), (ADVICE, "warning"))
        for name, check in sorted(checks.items())
    ]
    everywhere = section(
        "Whatever wrote it",
        "Checked of what a decision touched before it is signed, and of everything by `bontot verify`.",
        table(("Code", "What holds", "Otherwise"), always),
    )
    return sections([legend, *acts, everywhere])


def _rule(name: str, bound: list[tuple[Rule, str]]) -> str:
    first = bound[0][0]
    strengths: dict[str, list[str]] = defaultdict(list)
    for rule, act in bound:
        strengths[str(rule.severity)].append(act)
    period = _days(first.in_force)
    lines = [
        first.says,
        f"- Source: {_cited(first.because)} ({SURE[first.because.confidence]})",
        *[f"- {strength} in {codes(acts)}" for strength, acts in strengths.items()],
        *([f"- in force {period}"] if period else []),
    ]
    return section(name, lines[0], "\n".join(lines[1:]))


def findings() -> str:
    """Everything that may be said and is no rule."""
    return sections([
        section("About a file or a sheet", _sentences(FILES)),
        section("About a cell or a row", _sentences(CELLS)),
        section("About a plan of a reform", _sentences(PLANS)),
        section(
            "When a plan is checked",
            "Judged by the law of the plan's day, over how things would stand without and with it.",
            table(("Code", "What holds", "Otherwise at most", "Rests on"), _checks()),
        ),
        section(
            "About the workbooks of frameworks", table(("Code", "Says"), [(code(c), says) for c, says in FRAMEWORK_BOOKS.items()])
        ),
        section("About the books of meetings", table(("Code", "Says"), [(code(c), says) for c, says in BOOKS.items()])),
        section(
            "About the books of regulations",
            table(("Code", "Says"), [(code(c), says) for c, says in BOOKS_OF_REGULATIONS.items()]),
            "About workbooks of commitments",
            table(("Code", "Says"), [(code(c), says) for c, says in COMMITMENTS.items()]),
        ),
        section(
            "By the ledger and by single acts",
            "Contradictions, unknown codes, missing authority: said where they are found.",
            table(("Code", "Says"), [(code(name), says) for name, says in sorted(MEANS.items())]),
        ),
    ])  # fmt: skip


def _checks() -> list[tuple[str, str, str, str]]:
    rows = [(code(rule.code), rule.says, rule.severity.value, str(rule.because)) for rule in CHECKS]
    return [*rows, (code(gaining.CODE), gaining.SAYS, "warning", str(cite("HOUSE")))]


def _sentences(found: dict[str, Sentence]) -> str:
    rows = [(code(s.code), s.says, s.severity, s.source) for s in found.values()]
    return table(("Code", "Sentence", "Strength", "Rests on"), rows)


# --- sources and parameters ---------------------------------------------------------------------------


def sources() -> str:
    """Every paper, its places in our own words, and what stands on each."""
    return sections(_source(paper) for paper in SOURCES.values())


def _source(paper: Source) -> str:
    standing = dependants()
    after = replaced_by(paper.key)
    facts = [
        f"{paper.title}. *{paper.english}.*",
        f"- Issued by {paper.issued_by}; {SURE[paper.confidence]}",
        *([f"- in force {period}"] if (period := _days(paper.in_force)) else []),
        *([f"- replaces {codes(paper.replaces)}"] if paper.replaces else []),
        *([f"- replaced by {codes(p.key for p in after)}"] if after else []),
        *([f"- {paper.note}"] if paper.note else []),
    ]
    whole = standing.get((paper.key, ""), [])
    rows = [("(the paper)", paper.title, paper.confidence, ", ".join(whole))] if whole else []
    rows += [
        (name, place.says, place.confidence, ", ".join(standing.get((paper.key, name), [])))
        for name, place in paper.places.items()
    ]
    title = f"{paper.key} — {paper.name}" if paper.name != paper.title else paper.key
    return section(
        title,
        facts[0],
        "\n".join(facts[1:]),
        table(("Place", "Says, in our words", "Sure", "What depends on it"), rows),
    )


def dependants() -> dict[tuple[str, str], list[str]]:
    """By source and place: the rules, parameters, kinds, forms, indicators, criteria and vocabularies that rely on it."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)

    def note(citation: Citation, says: str) -> None:
        known = found[citation.source, citation.place]
        if says not in known:
            known.append(says)

    for name, bound in by_code().items():
        for rule, _ in bound:
            note(rule.because, f"rule {name}")
    for name, known in PARAMETERS.items():
        for stretch in known.stretches:
            note(stretch.because, f"parameter {code(name)}")
    for name, kind in KINDS.items():
        for under in kind.under:
            note(under.because, f"kind “{name}”")
    for form in FORMS.values():
        note(form.source, f"form {form.code}")
    for indicator in INDICATORS.values():
        note(indicator.source, f"indicator {code(indicator.code)}")
    for version in versions():
        note(version.because, f"criteria {code(version.code)}")
        for criterion in version.criteria:
            note(criterion.because, f"criterion {code(criterion.code)}")
    for name in NAMES:
        if source := vocabulary(name).source:
            found[source, ""].append(f"vocabulary {code(name)}")
    return found


def parameters() -> str:
    """Every number of the law with its days."""
    return sections(
        section(
            name,
            f"{known.says}. *{known.english}.*",
            table(("Days", "Value", "Unit", "Source", "Sure"), [
                (_days(s.period) or "always", _value(s.value), known.unit, _cited(s.because), s.because.confidence)
                for s in known.stretches
            ]),
        )
        for name, known in PARAMETERS.items()
    )  # fmt: skip


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return f"{value.numerator}/{value.denominator}" if isinstance(value, Fraction) else str(value)


def _cited(citation: Citation) -> str:
    return ", ".join(part for part in (citation.place, code(citation.source)) if part)


def _days(period: Period) -> str:
    first = "" if period.first == EVER else f"from {_day(period.first)}"
    end = "" if period.end == OPEN else f"up to, not including, {_day(period.end)}"
    return " ".join(part for part in (first, end) if part)


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")
