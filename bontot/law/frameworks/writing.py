"""A framework as plain data: what `reading.version` reads back as the same framework.

Lines are listed: a database that keeps JSON does not keep the order of keys.
"""

from __future__ import annotations

from typing import Any

from bontot.kernel.citation import Citation
from bontot.law.frameworks.framework import Condition, Criterion, Evidence, Framework
from bontot.law.frameworks.shipped import evidence


def content(framework: Framework) -> dict[str, Any]:
    """Everything that a version says, but for its code, its name and whose it is."""
    said: dict[str, Any] = {
        "says": framework.says,
        "title": framework.title,
        "purpose": str(framework.purpose),
        "subject": str(framework.subject),
        "capacity": framework.capacity,
        "cycles": list(framework.cycles),
        "from": framework.first.isoformat(),
        **_citation(framework.because),
        "demonstration": framework.demonstration,
        "note": framework.note,
        "whole": framework.whole,
        "criteria": [{"code": each.code, **_criterion(each)} for each in framework.criteria],
        "hard": [{"code": each.code, **_condition(each)} for each in framework.hard],
        "bands": [{"code": each.code, "from": each.least, "says": each.says} for each in framework.bands],
        "caps": [
            {"band": each.band, "of": list(each.of), "percent": each.percent, "parameter": each.parameter}
            for each in framework.caps
        ],
        "steps": [
            {"code": each.code, "says": each.says, "who": each.who, "side": str(each.side)}
            for each in framework.steps
        ],
    }
    return said


def _citation(because: Citation) -> dict[str, str]:
    return {"source": because.source or because.title, "place": because.place}


def _evidence(known: Evidence) -> str | dict[str, str]:
    if known in evidence():
        return known.code
    return {"code": known.code, "says": known.says, "kind": str(known.kind)}


def _criterion(each: Criterion) -> dict[str, Any]:
    said: dict[str, Any] = {"says": each.says, "most": each.most, "scale": each.scale}
    said |= _citation(each.because) if each.because else {}
    return said | ({"evidence": _evidence(each.evidence)} if each.evidence else {})


def _condition(each: Condition) -> dict[str, Any]:
    said: dict[str, Any] = {"says": each.says, "best": each.best, **_citation(each.because)}
    return said | ({"evidence": _evidence(each.evidence)} if each.evidence else {})
