"""Các dòng của một phương án: the tables page by page, a line by form, a line removed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.messages import error, success, warning
from django.db.models import Q
from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bontot.access.doors import Asked, may
from bontot.exchange.starting import patient
from bontot.kernel.finding import Finding
from bontot.kernel.text import said
from bontot.reforms import versions
from bontot.reforms.asked import draft_of, may_edit, plan_of, version_said
from bontot.reforms.choosing import finders
from bontot.reforms.forms import LineForm
from bontot.reforms.models import STILL, Line, Reform
from bontot.reforms.planned import Planned
from bontot.reforms.saying import judged, whole
from bontot.reforms.sheets import OF_SHEET, ORGANISATION, WAY_WORDS
from bontot.reforms.telling import Told, sheet_words, tell, tell_rows
from bontot.reforms.versions import Clash, Closed, Conflict, Saving, save
from bontot.ui.page import Page
from bontot.ui.picking import looks_for, offer, only_looked

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class LinesPage:
    """A page of the lines of one table."""

    title: str
    code: str
    sheet: str
    tables: dict[str, str]
    version: int
    may_edit: bool
    lines: list[Told]
    after: str
    way: str
    asked: str
    ways: list[tuple[str, str]]


def known_sheet(sheet: str) -> str:
    """A table of a plan. Raises Http404 where there is none such."""
    if sheet not in OF_SHEET:
        raise Http404(_("Phương án không có trang “%(sheet)s”.") % {"sheet": sheet[:20]})
    return sheet


@may("reforms.read")
def lines_page(request: Asked, code: str, sheet: str) -> HttpResponseBase:
    """The lines of a table, in their order, by what becomes of them and by code."""
    plan = plan_of(request, code)
    rows = versions.at(plan).filter(sheet=known_sheet(sheet)).order_by("place", "id")
    way, asked = request.GET.get("way", ""), said(request.GET.get("q", ""), 60)
    if way in WAY_WORDS and sheet == ORGANISATION:
        rows = rows.filter(fields__way=way)
    if asked:
        rows = rows.filter(Q(subject__icontains=asked) | Q(fields__related=asked) | Q(fields__parent=asked))
    place, _dot, id = request.GET.get("after", "").partition(".")
    if place.isdecimal() and id.isdecimal() and len(place) < 10 and len(id) < 19:
        rows = rows.filter(Q(place__gt=int(place)) | Q(place=int(place), id__gt=int(id)))
    found = list(rows[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    page = LinesPage(
        title=f"{sheet_words()[sheet]} – {plan.title}",
        code=plan.code,
        sheet=sheet,
        tables=sheet_words(),
        version=plan.version,
        may_edit=may_edit(request, plan),
        lines=tell_rows(plan, shown),
        after=f"{shown[-1].place}.{shown[-1].pk}" if len(found) > PER_PAGE else "",
        way=way if way in WAY_WORDS else "",
        asked=asked,
        ways=[(each, word) for word, each in ((word, each) for each, word in WAY_WORDS.items())],
    )
    return Page(request, "reforms/lines.html", page)


@dataclass(frozen=True, slots=True)
class Both:
    """A line that somebody else has changed: what was to be saved, what stands there now."""

    wanted: Told | None
    now: Told | None
    by: str
    version: int


@dataclass(frozen=True, slots=True)
class LinePage:
    """The form of one line."""

    title: str
    code: str
    sheet: str
    tables: dict[str, str]
    form: LineForm
    key: str
    base: int
    told: Told | None = None
    findings: list[Finding] = field(default_factory=list)
    conflict: list[Both] = field(default_factory=list)


@may("reforms.edit")
@patient
def line_page(request: Asked, code: str, sheet: str) -> HttpResponseBase:
    """Enter a line, or change the one with `?key=`."""
    plan = draft_of(request, code)
    key = said(request.GET.get("key", ""), 500)
    old = _standing(plan, known_sheet(sheet), key) if key else None
    way = request.POST.get("way") or request.GET.get("way") or (old.fields.get("way", "") if old else "")
    if sheet == ORGANISATION and way not in WAY_WORDS:
        raise Http404(_("Không có cách sắp xếp “%(way)s”.") % {"way": way[:20]})
    if request.method != "POST":
        given: dict[str, Any] = dict(old.fields) if old else request.GET.dict()
        given |= {
            name: date.fromisoformat(given[name]) for name in ("since", "until") if old and name in given
        }
        form = LineForm(sheet, way, initial=given, new=old is None)
        offer(form, finders(request.grants, plan))
        return Page(request, "reforms/line.html", _line(plan, sheet, form, key, plan.version, old))
    form = LineForm(sheet, way, request.POST, new=old is None)
    offer(form, finders(request.grants, plan))
    seen = version_said(request.POST.get("base", ""), plan.version)
    page = _line(plan, sheet, form, key, seen, old)
    valid = form.is_valid()
    if looks_for(request.POST):
        only_looked(form)
        return Page(request, "reforms/line.html", page)
    if not valid:
        return Page(request, "reforms/line.html", page, status=422)
    return _save(request, plan, page, _said(form, old))


def _standing(plan: Reform, sheet: str, key: str) -> Line:
    found = Line.objects.filter(reform=plan, sheet=sheet, key=key[:500], to_version=STILL).first()
    if found is None:
        raise Http404(_("Phương án không có dòng này, hoặc dòng đã được bỏ."))
    return found


def _said(form: LineForm, old: Line | None) -> dict[str, Any]:
    """What the form says; what a line is about stays."""
    kept = {name: old.fields[name] for name in ("code", "member") if name in old.fields} if old else {}
    return kept | form.said()


def _line(plan: Reform, sheet: str, form: LineForm, key: str, base: int, old: Line | None) -> LinePage:
    told = tell(plan, [Planned(sheet, old.fields, old.seen)])[0] if old else None
    doing = WAY_WORDS.get(form.way, sheet_words()[sheet]).capitalize()
    title = _("%(doing)s: %(name)s") % {"doing": doing, "name": told.name or told.subject} if told else doing
    return LinePage(title, plan.code, sheet, sheet_words(), form, key, base, told)


def _save(request: Asked, plan: Reform, page: LinePage, fields: dict[str, Any]) -> HttpResponseBase:
    from dataclasses import replace

    line = whole(plan, Planned(page.sheet, fields))
    found, refusing = judged(plan, line, new=not page.key)
    if refusing:
        return Page(request, "reforms/line.html", replace(page, findings=refusing), status=422)
    drop = [(page.sheet, page.key)] if page.key and page.key != line.key else []
    says = _("Dòng %(code)s") % {"code": line.subject}
    saving = Saving(request.user.get_username(), says, page.base, put=[line], drop=drop)
    try:
        save(plan, saving)
    except Conflict as conflict:
        plan.refresh_from_db()
        both = [_both(plan, clash) for clash in conflict.clashes]
        return Page(request, "reforms/line.html", replace(page, conflict=both, base=plan.version), status=409)
    except Closed:
        error(request, _("Chưa lưu: phương án không còn ở bước đang lập."))
    else:
        success(request, _("Đã lưu dòng %(code)s.") % {"code": line.subject})
        for each in found:
            warning(request, each.says)
    return HttpResponseRedirect(reverse("reform_lines", args=[plan.code, page.sheet]))


def _both(plan: Reform, clash: Clash) -> Both:
    told = tell(plan, [line for line in (clash.wanted, clash.now) if line])
    wanted = told[0] if clash.wanted else None
    return Both(wanted, told[-1] if clash.now else None, clash.by, clash.version)


@may("reforms.edit")
@require_POST
@patient
def remove_line(request: Asked, code: str, sheet: str) -> HttpResponseBase:
    """Take a line out of the plan; earlier versions keep it."""
    plan, key = draft_of(request, code), said(request.POST.get("key", ""), 500)
    seen = version_said(request.POST.get("base", ""), plan.version)
    line = _standing(plan, known_sheet(sheet), key)
    says = _("Bỏ dòng %(code)s") % {"code": line.subject}
    try:
        save(plan, Saving(request.user.get_username(), says, seen, drop=[(sheet, key)]))
    except Conflict as conflict:
        told = {"code": line.subject, "by": conflict.clashes[0].by}
        error(request, _("Chưa bỏ: %(by)s vừa sửa dòng %(code)s; hãy xem lại.") % told)
    except Closed:
        error(request, _("Chưa lưu: phương án không còn ở bước đang lập."))
    else:
        success(
            request, _("Đã bỏ dòng %(code)s; các phiên bản trước vẫn giữ dòng ấy.") % {"code": line.subject}
        )
    where = reverse("reform_lines", args=[plan.code, sheet])
    way = request.POST.get("way", "")
    return HttpResponseRedirect(f"{where}?{urlencode({'way': way})}" if way in WAY_WORDS else where)
