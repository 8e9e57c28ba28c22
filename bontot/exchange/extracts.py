"""Trang xuất dữ liệu: an organisation and a day, written beside the pages, taken along when it is done."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bontot.access.asking import day
from bontot.access.doors import Asked, may
from bontot.exchange import store
from bontot.exchange.forms import ExtractForm
from bontot.exchange.models import Extract, State
from bontot.exchange.showing import ExportsPage, Written, standing
from bontot.exchange.starting import patient, start
from bontot.exchange.tasks import write_extract
from bontot.organisations.models import Organisation
from bontot.ui.clock import today
from bontot.ui.page import Page


@may("export")
@patient
def exports_page(request: Asked) -> HttpResponseBase:
    """Ask for an export; those asked for."""
    if request.method != "POST":
        codes = [request.grants.codes.get(top, "") for top in request.grants.tops()[:1]]
        given = {
            "organisation": request.GET.get("organisation") or "".join(codes),
            "on": day(request, "on") or today(),
        }
        return Page(request, "exchange/exports.html", _exports(request, ExtractForm(initial=given)))
    form = ExtractForm(request.POST)
    if form.is_valid():
        code = form.cleaned_data["organisation"]
        found = Organisation.objects.filter(code=code).first()
        if found is None or found.id not in request.scope:
            form.add_error("organisation", _("Không có tổ chức nào mang mã “%(code)s”.") % {"code": code})
    if not form.is_valid():
        return Page(request, "exchange/exports.html", _exports(request, form), status=422)
    start(
        Extract, request.user, State.WRITING, write_extract,
        organisation_code=code, on=form.cleaned_data["on"],
    )  # fmt: skip
    return HttpResponseRedirect(reverse("exports"))


def _exports(request: Asked, form: ExtractForm) -> ExportsPage:
    rows = Extract.objects.filter(account=request.user).order_by("-id")[:20]
    extracts = [Written(e.pk, e.organisation_code, e.on, e.created, standing(e), e.trouble) for e in rows]
    return ExportsPage(_("Xuất dữ liệu ra bảng tính"), form, extracts)


def _own(request: Asked, id: int) -> Extract:
    found = Extract.objects.filter(pk=id, account=request.user).first()
    if found is None:
        raise Http404(_("Không có lần xuất này, hoặc tệp của nó đã được xóa."))
    return found


@may("export")
def export_file(request: Asked, id: int) -> HttpResponseBase:
    """The workbook, for whoever asked for it and may still read what it holds."""
    extract = _own(request, id)
    organisation = Organisation.objects.filter(code=extract.organisation_code).first()
    path = store.folder(extract.folder) / "export.xlsx"
    if organisation is None or organisation.id not in request.scope or not path.exists():
        raise Http404(_("Không có lần xuất này, hoặc tệp của nó đã được xóa."))
    name = f"{extract.organisation_code}-{extract.on.isoformat()}.xlsx"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)


@may("export")
@require_POST
@patient
def remove_export(request: Asked, id: int) -> HttpResponseBase:
    """Stop it, or remove it with its file."""
    extract = _own(request, id)
    store.take_turn(extract.folder)
    if not standing(extract).under_way:
        store.remove(extract.folder)
        extract.delete()
    return HttpResponseRedirect(reverse("exports"))
