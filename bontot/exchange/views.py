"""Trang nhập dữ liệu: send workbooks, read what was found, decide about doubles, enter."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.contrib.messages import error, success, warning
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bontot.access.doors import Asked, may
from bontot.exchange import store, uploads
from bontot.exchange.export.blanks import BLANKS, blank
from bontot.exchange.forms import UploadForm
from bontot.exchange.models import UNDER_WAY, State, Upload
from bontot.exchange.reading.refusing import Refused
from bontot.exchange.showing import ImportPage, ImportsPage, chosen, entry, standing
from bontot.exchange.starting import begin, patient
from bontot.exchange.tasks import enter_upload, read_upload
from bontot.ui.clock import today
from bontot.ui.page import Page
from bontot.ui.receiving import too_large

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AGAIN = (*UNDER_WAY, State.READY, State.CANCELLED, State.FAILED)


@may("import")
@patient
def imports_page(request: Asked) -> HttpResponseBase:
    """Send workbooks; the list of those sent."""
    if request.method != "POST":
        codes = [request.grants.codes.get(top, "") for top in request.grants.tops()[:1]]
        form = UploadForm(initial={"dated": today(), "by": "".join(codes)})
        return Page(request, "exchange/imports.html", _imports(request, form))
    form = UploadForm(request.POST, request.FILES)
    if request.FILES is not None and too_large(request):
        form.errors.pop("books", None)
        limit = settings.BONTOT_UPLOAD_LIMIT // 2**20
        form.add_error(
            "books",
            _("Các tệp nặng quá %(limit)s MB. Hãy chia thành nhiều tệp và gửi làm nhiều lần.")
            % {"limit": limit},
        )
        return Page(request, "exchange/imports.html", _imports(request, form), status=413)
    if not form.is_valid():
        return Page(request, "exchange/imports.html", _imports(request, form), status=422)
    paper = {name: form.cleaned_data[name] for name in ("number", "dated", "by", "says")}
    try:
        upload = uploads.receive(request.user, paper, form.cleaned_data["books"])
    except Refused as reason:
        page = _imports(request, form)
        page.refused.append(reason.finding)
        return Page(request, "exchange/imports.html", page, status=422)
    begin(Upload, upload, State.READING, read_upload, out_of=AGAIN)
    return HttpResponseRedirect(reverse("import", args=[upload.pk]))


def _imports(request: Asked, form: UploadForm) -> ImportsPage:
    entries = [entry(upload) for upload in uploads.own(request.user)]
    return ImportsPage(_("Nhập dữ liệu từ bảng tính"), form, entries, settings.BONTOT_UPLOAD_LIMIT // 2**20)


@may("import")
def blank_file(request: Asked, code: str) -> HttpResponseBase:
    """An empty workbook of one table."""
    layout = BLANKS.get(code)
    if layout is None:
        raise Http404(_("Không có mẫu “%(code)s”.") % {"code": code[:20]})
    response = HttpResponse(blank(layout), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="mau-{code}.xlsx"'
    return response


def own_upload(request: Asked, id: int) -> Upload:
    """The import, if it is the account's own. Raises Http404 for anybody else."""
    found = Upload.objects.filter(pk=id, account=request.user).first()
    if found is None:
        raise Http404(_("Không có lần nhập này, hoặc tệp của nó đã được xóa."))
    return found


@may("import")
def import_page(request: Asked, id: int) -> HttpResponseBase:
    """How far it is, and then what was found."""
    return Page(request, "exchange/import.html", _import(request, own_upload(request, id)))


def _import(request: Asked, upload: Upload) -> ImportPage:
    stands = standing(upload)
    page = ImportPage(
        title=_("Nhập theo quyết định %(number)s") % {"number": upload.number},
        id=upload.pk,
        standing=stands,
        trouble=upload.trouble,
        number=upload.number,
        dated=upload.dated,
        by=upload.by,
        says=upload.says,
        files=upload.files,
        position=upload.position,
        may_begin_again=stands.state in ("stopped", "failed", "cancelled"),
    )
    return page if stands.under_way or not upload.summary else _reported(request, upload, page)


def _reported(request: Asked, upload: Upload, page: ImportPage) -> ImportPage:
    said = upload.summary
    outdated = upload.seen != uploads.fingerprint(upload)
    numbers = {name: said[name] for name in ("rows", "new", "changed", "unchanged", "refused", "warnings")}
    ready = page.standing.state == State.READY
    return replace(
        page,
        **numbers,
        **chosen(request.GET, said, store.folder(upload.folder)),
        facts=[] if said["blocked"] else [(what, more, less) for what, more, less in said["facts"]],
        doubts=said["doubts"],
        undecided=said["undecided"],
        checked=True,
        outdated=outdated and ready,
        may_enter=ready and not outdated and not said["blocked"] and bool(said["new"] or said["changed"]),
        seen=upload.seen,
    )


@may("import")
def remarked_file(request: Asked, id: int) -> HttpResponseBase:
    """The clerk's own file with a column of remarks."""
    upload = own_upload(request, id)
    if not upload.summary:
        raise Http404(_("Lần nhập này chưa được kiểm tra xong."))
    path = uploads.remarks(upload)
    name = upload.files[0]["name"].rpartition(".")[0] + "-nhan-xet" + path.suffix
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)


@may("import")
@require_POST
@patient
def enter(request: Asked, id: int) -> HttpResponseBase:
    """Enter what the report has shown."""
    upload = own_upload(request, id)
    here = HttpResponseRedirect(reverse("import", args=[upload.pk]))
    if upload.state != State.READY or upload.summary.get("blocked", True):
        error(request, _("Lần nhập này chưa ghi vào sổ được."))
    elif request.POST.get("seen") != upload.seen or upload.seen != uploads.fingerprint(upload):
        warning(request, _("Bản kiểm tra đã thay đổi từ khi trang này được mở. Hãy xem lại rồi ghi vào sổ."))
    else:
        begin(Upload, upload, State.ENTERING, enter_upload, out_of=[State.READY])
    return here


@may("import")
@require_POST
@patient
def cancel(request: Asked, id: int) -> HttpResponseBase:
    """Stop what is under way; what is not under way is removed with its files."""
    upload = own_upload(request, id)
    here = HttpResponseRedirect(reverse("import", args=[upload.pk]))
    waited = standing(upload).state == "waiting"
    store.take_turn(upload.folder)
    if waited and upload.state == State.ENTERING:  # not begun, so nobody else will say that it is over
        Upload.objects.filter(pk=upload.pk, turn=upload.turn, state=State.ENTERING).update(state=State.READY)
        return here
    if standing(upload).under_way:
        return here
    if upload.state != State.ENTERED:
        store.remove(upload.folder)
        Upload.objects.filter(pk=upload.pk).exclude(state=State.ENTERED).delete()
        success(request, _("Đã xóa lần nhập và các tệp của nó; sổ quyết định không có gì thay đổi."))
    return HttpResponseRedirect(reverse("imports"))


@may("import")
@require_POST
@patient
def begin_again(request: Asked, id: int) -> HttpResponseBase:
    """Read and check once more."""
    upload = own_upload(request, id)
    if not standing(upload).under_way:
        begin(Upload, upload, State.READING, read_upload, out_of=AGAIN)
    return HttpResponseRedirect(reverse("import", args=[upload.pk]))
