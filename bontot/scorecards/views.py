"""Trang khung điểm: which frameworks there are, and one of them with every criterion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.frameworks.differences import Difference, differences
from bontot.frameworks.queries import before, framework, frameworks
from bontot.frameworks.words import PURPOSES
from bontot.kernel.period import EVER
from bontot.law.frameworks.framework import Cap, Framework
from bontot.law.parameters import share
from bontot.ui.clock import today
from bontot.ui.page import Page
from bontot.ui.writing import percent


@dataclass(frozen=True, slots=True)
class Listed:
    """A version of a framework as a line of the list."""

    code: str
    version: str
    says: str
    first: date | None
    """None where it has always held."""
    source: str
    demonstration: bool
    owner: str
    holds: bool
    """Whether it is the version that holds today."""


@dataclass(frozen=True, slots=True)
class FrameworksPage:
    """All frameworks, those for one purpose together."""

    title: str
    frameworks: list[tuple[str, list[Listed]]]
    edits: bool


@dataclass(frozen=True, slots=True)
class FrameworkPage:
    """A framework with all that it asks for, and in what it differs from the version before."""

    title: str
    framework: Framework
    source: str
    purpose: str
    first: date | None
    caps: list[str]
    before: str
    differences: list[Difference]
    edits: bool


@may("own.read")
def frameworks_page(request: Asked) -> HttpResponseBase:
    """Every version of every framework: by what one is scored is no secret."""
    versions = frameworks()
    holding = _holding(versions, today())
    groups = [
        (
            str(says),
            [_listed(each, holding) for each in sorted(versions, key=_order) if each.purpose == purpose],
        )
        for purpose, says in PURPOSES.items()
    ]
    page = FrameworksPage(_("Khung điểm"), groups, request.grants.permits("frameworks.edit"))
    return Page(request, "scorecards/frameworks.html", page)


def _order(each: Framework) -> tuple[str, date]:
    return each.says, each.first


def _holding(versions: tuple[Framework, ...], day: date) -> dict[str, str]:
    """Of each framework the version of the day."""
    begun = sorted((each for each in versions if each.first <= day), key=lambda each: each.first)
    return {each.code: each.version for each in begun}


def _listed(each: Framework, holding: dict[str, str]) -> Listed:
    return Listed(
        each.code,
        each.version,
        each.says,
        _first(each),
        str(each.because),
        each.demonstration,
        each.owner,
        holding.get(each.code) == each.version,
    )


def _first(each: Framework) -> date | None:
    return None if each.first == EVER else each.first


@may("own.read")
def framework_page(request: Asked, code: str, version: str) -> HttpResponseBase:
    """One version of a framework."""
    found = asked_framework(code, version)
    versions = frameworks()
    earlier = before(versions, found)
    page = FrameworkPage(
        _("Khung điểm: %(name)s") % {"name": found.says},
        found,
        str(found.because),
        str(PURPOSES[found.purpose]),
        _first(found),
        [cap_says(found, cap, max(found.first, today())) for cap in found.caps],
        earlier.version if earlier else "",
        differences(earlier, found) if earlier else [],
        request.grants.permits("frameworks.edit"),
    )
    return Page(request, "scorecards/framework.html", page)


def asked_framework(code: str, version: str) -> Framework:
    """That version. Raises Http404 where there is none."""
    try:
        return framework(code, version)
    except KeyError as reason:
        raise Http404(_("Không có khung điểm này.")) from reason


def cap_says(found: Framework, cap: Cap, day: date) -> str:
    """How many of a group may be in a band, and who says so."""
    if cap.percent is not None:
        part, source = percent(cap.percent, 100, 0), str(found.because)
    else:
        known = share(cap.parameter, day)
        part, source = percent(known.value.numerator, known.value.denominator, 0), str(known.citation)
    of = " + ".join(found.named(code).says for code in cap.of)
    return _("“%(band)s”: nhiều nhất %(part)s số “%(of)s” của từng nhóm (%(source)s).") % {
        "band": found.named(cap.band).says,
        "part": part,
        "of": of,
        "source": source,
    }
