"""Trang bảng tính của khung điểm: take a framework along, send it back, read what was found, keep it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.contrib.messages import success
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bontot.access.doors import Asked, may
from bontot.exchange import reports, store, uploads
from bontot.exchange.models import State
from bontot.exchange.reading.refusing import Refused
from bontot.exchange.views import XLSX
from bontot.frameworks.differences import Difference
from bontot.frameworks.keeping import Outrun, keep
from bontot.frameworks.queries import frameworks
from bontot.kernel.finding import Finding
from bontot.law.frameworks.framework import Framework
from bontot.scorecards.books.forms import SendForm
from bontot.scorecards.books.judging import May
from bontot.scorecards.books.reading import LARGEST
from bontot.scorecards.books.taking import judged_again, read_of, receive
from bontot.scorecards.books.writing import write
from bontot.scorecards.models import Sent
from bontot.scorecards.views import asked_framework, cap_says
from bontot.ui.clock import now, today
from bontot.ui.page import Page
from bontot.ui.receiving import too_large

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A workbook that somebody sent."""

    id: int
    files: list[str]
    created: datetime
    kept: str
    refused: bool


@dataclass(frozen=True, slots=True)
class SendPage:
    """Taking frameworks along and sending one back."""

    title: str
    form: SendForm
    limit: int
    """Kilobytes of a workbook."""
    sent: list[Entry]
    downloads: list[tuple[str, str, str]]
    """Of each version its code, its name, and what it is called."""
    refused: list[Finding] = field(default_factory=list)


@may("frameworks.edit")
def send_page(request: Asked) -> HttpResponseBase:
    """Send a workbook; the list of those sent."""
    if request.method != "POST":
        return Page(request, "scorecards/send.html", _send(request, SendForm()))
    form = SendForm(request.POST, request.FILES)
    page = _send(request, form)
    if request.FILES is not None and too_large(request):
        form.errors.pop("book", None)
        form.add_error("book", _("Tệp quá lớn so với bảng tính của một khung điểm."))
        return Page(request, "scorecards/send.html", page, status=413)
    if not form.is_valid():
        return Page(request, "scorecards/send.html", page, status=422)
    try:
        sent = receive(request.user, [form.cleaned_data["book"]], may_edit(request))
    except Refused as reason:
        page.refused.append(reason.finding)
        return Page(request, "scorecards/send.html", page, status=422)
    return HttpResponseRedirect(reverse("framework_sent", args=[sent.pk]))


def may_edit(request: Asked) -> May:
    """Where the account may edit frameworks; those that are common to all only whoever may do so everywhere."""
    scope = request.grants.scope("frameworks.edit")
    return lambda organisation: scope.whole if organisation is None else organisation in scope


def _send(request: Asked, form: SendForm) -> SendPage:
    own = Sent.objects.filter(account=request.user).select_related("kept").order_by("-id")[:SHOWN]
    entries = [
        Entry(
            each.pk,
            [file["name"] for file in each.files],
            each.created,
            each.kept.version if each.kept else "",
            each.content is None,
        )
        for each in own
    ]
    downloads = [(each.code, each.version, each.says) for each in frameworks()]
    return SendPage(_("Sửa khung điểm bằng bảng tính"), form, LARGEST // 1_000, entries, downloads)


@may("own.read")
def framework_file(request: Asked, code: str, version: str) -> HttpResponseBase:
    """A version as a workbook: by what one is scored is no secret."""
    found = asked_framework(code, version)
    tops = request.grants.tops()
    owner = found.owner or (request.grants.codes.get(tops[0], "") if tops else "")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "framework.xlsx"
        write(found, path, owner)
        response = HttpResponse(path.read_bytes(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="khung-{found.code}.xlsx"'
    return response


@dataclass(frozen=True, slots=True)
class SentPage:
    """What was found in a workbook, and what would come of it."""

    title: str
    id: int
    files: list[str]
    kept: str
    code: str
    base: str
    last: str
    """The version that was the last one when the workbook was read."""
    refused: int
    warnings: int
    findings: list[Finding]
    framework: Framework | None
    caps: list[str]
    differences: list[Difference]
    may_keep: bool


def own_sent(request: Asked, id: int) -> Sent:
    """A workbook that the account itself sent. Raises Http404 for anybody else."""
    found = Sent.objects.filter(pk=id, account=request.user).select_related("kept").first()
    if found is None:
        raise Http404(_("Không có tệp này, hoặc tệp đã được xóa."))
    return found


@may("frameworks.edit")
def sent_page(request: Asked, id: int) -> HttpResponseBase:
    """What was found, the framework as it would be, and in what it differs from the last version."""
    return Page(request, "scorecards/sent.html", _sent(own_sent(request, id)))


def _sent(sent: Sent) -> SentPage:
    made, said = read_of(sent), sent.summary
    return SentPage(
        _("Kiểm tra tệp khung điểm"),
        sent.pk,
        [file["name"] for file in sent.files],
        sent.kept.version if sent.kept else "",
        sent.code,
        sent.base,
        said.get("last", ""),
        said.get("refused", 0),
        said.get("warnings", 0),
        reports.all_findings(store.folder(sent.folder))[:500],
        made,
        [cap_says(made, cap, max(made.first, today())) for cap in made.caps] if made else [],
        [Difference(**each) for each in said.get("differences", [])],
        made is not None and sent.kept is None and said.get("changes", False),
    )


@may("frameworks.edit")
@require_POST
def keep_sent(request: Asked, id: int) -> HttpResponseBase:
    """Keep what was shown as the next version, unless somebody has kept another since."""
    sent = own_sent(request, id)
    made = read_of(sent)
    if made is None or sent.kept is not None or not sent.summary.get("changes"):
        return HttpResponseRedirect(reverse("framework_sent", args=[id]))
    try:
        kept = keep(made, sent.summary["last"], request.user.get_username(), request.POST.get("reason", ""))
    except Outrun:
        return _outrun(request, sent)
    Sent.objects.filter(pk=sent.pk).update(kept=kept, state=State.ENTERED, changed=now())
    success(request, _("Đã lưu bản mới của khung; bản trước vẫn còn nguyên."))
    return HttpResponseRedirect(reverse("framework", args=[kept.code, kept.version]))


def _outrun(request: Asked, sent: Sent) -> HttpResponseBase:
    """Look at the workbook again beside the version that somebody has kept meanwhile, and say so."""
    judged_again(sent, may_edit(request))
    return Page(request, "scorecards/sent.html", _sent(sent), status=409)


@may("frameworks.edit")
def remarked_sent(request: Asked, id: int) -> HttpResponseBase:
    """The sender's own file with a column of remarks."""
    sent = own_sent(request, id)
    if not uploads.paths(sent)[0].is_file():
        raise Http404(_("Không có tệp này, hoặc tệp đã được xóa."))
    path = uploads.remarks(sent)
    name = sent.files[0]["name"].rpartition(".")[0] + "-nhan-xet" + path.suffix
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)


@may("frameworks.edit")
@require_POST
def remove_sent(request: Asked, id: int) -> HttpResponseBase:
    """Remove a workbook that became no version."""
    sent = own_sent(request, id)
    if sent.kept is None:
        store.remove(sent.folder)
        sent.delete()
        success(request, _("Đã xóa tệp đã gửi; các khung điểm không có gì thay đổi."))
    return HttpResponseRedirect(reverse("framework_send"))
