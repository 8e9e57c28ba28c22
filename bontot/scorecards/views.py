"""Trang khung điểm: which frameworks there are, and one of them with every criterion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.scorecards.frameworks import Framework, framework, frameworks
from bontot.ui.page import Page


@dataclass(frozen=True, slots=True)
class Listed:
    """A framework as a line of the list."""

    code: str
    version: str
    says: str
    first: date
    source: str
    demonstration: bool


@dataclass(frozen=True, slots=True)
class FrameworksPage:
    """All frameworks."""

    title: str
    frameworks: list[Listed]


@dataclass(frozen=True, slots=True)
class FrameworkPage:
    """A framework with all that it asks for."""

    title: str
    framework: Framework
    source: str


@may("own.read")
def frameworks_page(request: Asked) -> HttpResponseBase:
    """Every version of every framework: by what one is scored is no secret."""
    listed = [
        Listed(each.code, each.version, each.says, each.first, str(each.because), each.demonstration)
        for each in frameworks()
    ]
    return Page(request, "scorecards/frameworks.html", FrameworksPage(_("Khung điểm"), listed))


@may("own.read")
def framework_page(request: Asked, code: str, version: str) -> HttpResponseBase:
    """One version of a framework."""
    try:
        found = framework(code, version)
    except KeyError as reason:
        raise Http404(_("Không có khung điểm này.")) from reason
    title = _("Khung điểm: %(name)s") % {"name": found.says}
    return Page(request, "scorecards/framework.html", FrameworkPage(title, found, str(found.because)))
