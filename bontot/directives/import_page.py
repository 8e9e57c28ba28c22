"""Trang nhập cam kết: a workbook of commitments under a paper, entered all at once, or told all at once what is wrong."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.messages import success
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.directives.forms import BookForm
from bontot.directives.reading import Book, enter
from bontot.directives.seeing import directive
from bontot.directives.sheets import LAYOUTS
from bontot.exchange.export.blanks import blank_of
from bontot.exchange.reading.door import SUFFIXES
from bontot.exchange.starting import patient
from bontot.exchange.views import XLSX
from bontot.kernel.finding import Finding
from bontot.ui.clock import today
from bontot.ui.page import Page
from bontot.ui.receiving import too_large

SHOWN = 500


@dataclass(frozen=True, slots=True)
class ImportPage:
    """Sending a workbook of commitments, and what was wrong with it."""

    title: str
    id: int
    says: str
    form: BookForm
    rows: int
    refused: int
    findings: list[Finding]
    more: int
    """Findings beyond those that are shown."""


@may("directives.commit")
@patient
def import_page(request: Asked, id: int) -> HttpResponseBase:
    """Read a workbook; nothing is entered where anything of it is wrong."""
    found = directive(request, id)
    form = BookForm(request.POST, request.FILES) if request.method == "POST" else BookForm()
    book, status = Book(), 200
    if request.method == "POST":
        status = 422
        if too_large(request):
            form.errors.pop("book", None)
            form.add_error("book", _("Tệp quá lớn; hãy chia thành nhiều tệp."))
            status = 413
        elif form.is_valid():
            book = _entered(
                form.cleaned_data["book"],
                lambda path: enter(path, found, request.scope, request.user.get_username(), today()),
            )
            if not any(finding.refuses for finding in book.findings):
                success(request, _("Đã nhập %(number)d cam kết.") % {"number": len(book.lines)})
                return HttpResponseRedirect(reverse("directive", args=[id]))
    page = ImportPage(
        title=_("Nhập cam kết từ bảng tính"), id=id, says=f"{found.number}: {found.title}", form=form, rows=book.rows,
        refused=sum(finding.refuses for finding in book.findings), findings=book.findings[:SHOWN],
        more=max(len(book.findings) - SHOWN, 0),
    )  # fmt: skip
    return Page(request, "directives/import.html", page, status=status)


def _entered(given: UploadedFile[Any], read: Any) -> Book:
    """The file is kept only while it is read, under a name of ours with the ending that it was given."""
    suffix = Path(given.name or "").suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"cam-ket{suffix if suffix in SUFFIXES else '.xlsx'}"
        with path.open("wb") as kept:
            for chunk in given.chunks():
                kept.write(chunk)
        book: Book = read(path)
        return book


@may("directives.commit")
def blank_book(request: Asked) -> HttpResponseBase:
    """An empty workbook of commitments."""
    response = HttpResponse(blank_of(*LAYOUTS), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="mau-cam-ket.xlsx"'
    return response
