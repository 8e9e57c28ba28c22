"""Frameworks from plain data, as a YAML file or a kept version holds them, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bontot.kernel.citation import Citation, Confidence
from bontot.kernel.period import EVER
from bontot.law.frameworks.framework import (
    Band,
    Cap,
    Condition,
    Criterion,
    Evidence,
    Framework,
    Proof,
    Purpose,
    Side,
    Step,
    Subject,
)
from bontot.law.frameworks.soundness import problems
from bontot.law.parameters import bands
from bontot.law.sources import SOURCES, cite
from bontot.law.vocabulary import vocabulary


class Unsound(ValueError):
    """A framework that cannot be used; the message says why."""


def read(raw: Mapping[str, Any]) -> tuple[Framework, ...]:
    """Frameworks from what a file says. Raises Unsound, with every sentence, where one of them is not sound."""
    made = tuple(
        version(code, name, {**{key: said[key] for key in said if key != "versions"}, **about}, raw)
        for code, said in raw["frameworks"].items()
        for name, about in said["versions"].items()
    )
    wrong = [f"{each.says} ({each.version}): {says}" for each in made for says in problems(each)]
    if wrong:
        raise Unsound("\n".join(wrong))
    return made


def version(code: str, name: str, said: Mapping[str, Any], shared: Mapping[str, Any]) -> Framework:
    """One version. `shared` holds the evidence and the steps that are named by their codes."""
    because = _citation(said)
    first = said.get("from", EVER)
    made = Framework(
        code=code,
        version=name,
        says=said["says"],
        title=said.get("title", ""),
        first=first if isinstance(first, date) else date.fromisoformat(first),
        because=because,
        demonstration=said.get("demonstration", False),
        whole=said["whole"],
        criteria=tuple(_criterion(key, line, shared) for key, line in _lines(said["criteria"])),
        hard=tuple(_condition(key, line, because, shared) for key, line in _lines(said.get("hard", {}))),
        bands=(),
        steps=tuple(_step(step, shared) for step in said["steps"]),
        purpose=Purpose(said["purpose"]),
        subject=Subject(said["subject"]),
        capacity=said.get("capacity", ""),
        cycles=tuple(said.get("cycles", ("year",))),
        caps=tuple(_cap(cap) for cap in said.get("caps", ())),
        note=said.get("note", ""),
        owner=said.get("owner", ""),
    )
    return _with_bands(made, said["bands"])


def _lines(said: Any) -> list[tuple[str, Mapping[str, Any]]]:
    """Lines by their codes, as people write them in YAML, or listed with their codes."""
    return list(said.items()) if isinstance(said, Mapping) else [(line["code"], line) for line in said]


def _with_bands(made: Framework, said: Any) -> Framework:
    """Bands as they are listed, or the grades with the points that a parameter of the law fixes."""
    if isinstance(said, str):
        least = (*reversed(bands(said, made.first).value), 0)
        grades = zip(vocabulary("grade").values, least, strict=True)
        return replace(made, bands=tuple(Band(grade, points, grade) for grade, points in grades))
    return replace(made, bands=tuple(Band(band["code"], band["from"], band["says"]) for band in said))


def _citation(said: Mapping[str, Any]) -> Citation:
    if said["source"] in SOURCES:
        return cite(said["source"], said.get("place", ""))
    return Citation("", said.get("place", ""), said["source"], Confidence.HOUSE)


def _evidence(said: Any, shared: Mapping[str, Any]) -> Evidence:
    """Named by its code, or said in full."""
    if isinstance(said, str):
        about = shared["evidence"][said]
        return Evidence(said, about["says"], Proof(about.get("kind", Proof.DOCUMENT)))
    return Evidence(said["code"], said["says"], Proof(said["kind"]))


def _criterion(code: str, line: Mapping[str, Any], shared: Mapping[str, Any]) -> Criterion:
    known = _evidence(line["evidence"], shared) if line.get("evidence") else None
    cited = _citation(line) if line.get("source") else None
    return Criterion(code, line["says"], line["most"], known, line.get("scale", ""), cited)


def _condition(code: str, line: Mapping[str, Any], because: Citation, shared: Mapping[str, Any]) -> Condition:
    known = _evidence(line["evidence"], shared) if line.get("evidence") else None
    cited = _citation(line) if "source" in line else because
    return Condition(code, line["says"], line["best"], cited, known)


def _cap(said: Mapping[str, Any]) -> Cap:
    return Cap(said["band"], tuple(said["of"]), said.get("percent"), said.get("parameter", ""))


def _step(said: Any, shared: Mapping[str, Any]) -> Step:
    """Named by its code, or said in full. One that does not say whose it is, as of a version kept before that was asked,
    is whose the step of that code is, and else of who is scored."""
    known = shared["steps"].get(said if isinstance(said, str) else said["code"], {})
    about = known if isinstance(said, str) else said
    code = said if isinstance(said, str) else said["code"]
    side = about.get("side") or known.get("side", Side.SELF)
    return Step(code, about["says"], about["who"], Side(side))
