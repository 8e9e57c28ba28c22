"""Grades of last year: every organisation and every member, by one paper of the province before its campaigns are decided.

The workbooks end where the programme's report does; an office that goes on grades every December.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from random import Random

from bontot.demo.grading import OF_MEMBERS, OF_ORGANISATIONS, graded
from bontot.evaluation.acts import Classify, ClassifyMember
from bontot.ledger import queries as ledger
from bontot.ledger.authority import Authority
from bontot.ledger.enacting import enact
from bontot.ledger.paper import Paper
from bontot.members.models import Belonging, Discipline, Exemption
from bontot.organisations.models import Place


def grade(top: str, year: int, seed: int, by: Authority) -> None:
    """Grade everybody for a year, those under one committee or in one branch together, so that the caps hold."""
    day, rng = date(year, 12, 25), Random(f"{seed}:xếp loại:{year}")
    paper = Paper(f"{year % 100 + 590}-QĐ/TU", day, top, f"Xếp loại tổ chức đảng và đảng viên năm {year}")
    acts = [
        *(
            Classify(organisation=code, grade=mark, period=str(year), on=day)
            for code, mark in _organisations(day, rng)
        ),
        *(
            ClassifyMember(member=code, grade=mark, period=str(year), on=day)
            for code, mark in _members(year, day, rng)
        ),
    ]
    outcome = enact(acts, paper, by)
    if outcome.refused:
        raise SystemExit(f"Không xếp loại được: {outcome.findings[:3]}")


def _organisations(day: date, rng: Random) -> Iterator[tuple[str, str]]:
    rows = Place.objects.filter(ledger.holding(day), parent__isnull=False).order_by("organisation__code")
    groups = defaultdict[str, list[str]](list)
    for parent, code in rows.values_list("parent__code", "organisation__code"):
        groups[parent].append(code)
    for codes in groups.values():
        yield from graded(codes, (), OF_ORGANISATIONS, rng)


def _members(year: int, day: date, rng: Random) -> Iterator[tuple[str, str]]:
    """Everybody who takes part in the Party life of a branch on the day."""
    known = Discipline.objects.filter(ledger.known(None), valid_from__year=year)
    punished = set(known.values_list("person__code", flat=True))
    exempt = set(Exemption.objects.filter(ledger.holding(day)).values_list("person_id", flat=True))
    rows = Belonging.objects.filter(ledger.holding(day), temporary=False).order_by("person__code")
    branches = defaultdict[int, list[str]](list)
    for branch, id, code in rows.values_list("organisation_id", "person_id", "person__code"):
        if id not in exempt:
            branches[branch].append(code)
    for codes in branches.values():
        yield from graded(codes, punished, OF_MEMBERS, rng)
