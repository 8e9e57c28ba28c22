"""Trang bảng tính của một phương án: take the plan along, send it back, read what was found."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.messages import error, success
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bontot.access.doors import Asked, may
from bontot.exchange import store, uploads
from bontot.exchange.export.blanks import blank_of
from bontot.exchange.models import UNDER_WAY, State
from bontot.exchange.reading.refusing import Refused
from bontot.exchange.reports import Group
from bontot.exchange.showing import Standing, chosen, standing
from bontot.exchange.starting import begin, patient
from bontot.exchange.views import XLSX
from bontot.kernel.finding import Finding
from bontot.reforms.asked import draft_of, may_edit, plan_of
from bontot.reforms.forms import BookForm
from bontot.reforms.models import Book, Reform
from bontot.reforms.sheets import LAYOUTS
from bontot.reforms.tasks import read_book
from bontot.reforms.workbooks import write
from bontot.ui.clock import now
from bontot.ui.page import Page
from bontot.ui.receiving import too_large

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Sent:
    """Workbooks that somebody sent."""

    id: int
    files: list[str]
    created: datetime
    standing: Standing
    version: int | None


@dataclass(frozen=True, slots=True)
class BooksPage:
    """Taking a plan along and sending it back."""

    title: str
    code: str
    version: int
    may_edit: bool
    form: BookForm
    limit: int
    """Megabytes that may be sent at once."""
    sent: list[Sent]
    refused: list[Finding] = field(default_factory=list)


@may("reforms.read")
@patient
def books_page(request: Asked, code: str) -> HttpResponseBase:
    """The plan as a workbook, and workbooks as a version of the plan."""
    plan = plan_of(request, code)
    if request.method != "POST":
        return Page(
            request, "reforms/books.html", _books(request, plan, BookForm(initial={"base": plan.version}))
        )
    draft_of(request, code)
    form = BookForm(request.POST, request.FILES)
    page = _books(request, plan, form)
    if request.FILES is not None and too_large(request):
        form.errors.pop("books", None)
        said = _("Các tệp nặng quá %(limit)s MB. Hãy chia thành nhiều tệp và gửi làm nhiều lần.")
        form.add_error("books", said % {"limit": page.limit})
        return Page(request, "reforms/books.html", page, status=413)
    if not form.is_valid():
        return Page(request, "reforms/books.html", page, status=422)
    try:
        book = _receive(request, plan, form)
    except Refused as reason:
        page.refused.append(reason.finding)
        return Page(request, "reforms/books.html", page, status=422)
    begin(Book, book, State.READING, read_book, out_of=[State.FAILED])
    return HttpResponseRedirect(reverse("reform_book", args=[code, book.pk]))


def _receive(request: Asked, plan: Reform, form: BookForm) -> Book:
    with uploads.taken_in(form.cleaned_data["books"]) as kept:
        return Book.objects.create(
            account=request.user,
            reform=plan,
            base=form.cleaned_data["base"],
            state=State.FAILED,  # until it has been given its first turn
            created=now(),
            changed=now(),
            **kept,
        )


def _books(request: Asked, plan: Reform, form: BookForm) -> BooksPage:
    sent = [
        Sent(book.pk, [file["name"] for file in book.files], book.created, standing(book), book.version)
        for book in plan.books.filter(account=request.user).order_by("-id")[:SHOWN]
    ]
    title = _("Bảng tính của phương án")
    limit = settings.BONTOT_UPLOAD_LIMIT // 2**20
    return BooksPage(title, plan.code, plan.version, may_edit(request, plan), form, limit, sent)


@may("reforms.read")
def plan_file(request: Asked, code: str) -> HttpResponseBase:
    """The lines of a version as a workbook."""
    plan = plan_of(request, code)
    asked = request.GET.get("version", "")
    version = int(asked) if asked.isdecimal() and len(asked) < 10 else plan.version
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        write(plan, path, version)
        response = HttpResponse(path.read_bytes(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{plan.code}-{version}.xlsx"'
    return response


@may("reforms.read")
def blank_plan(request: Asked) -> HttpResponseBase:
    """An empty workbook of a plan, with lists to choose the words from."""
    response = HttpResponse(blank_of(*LAYOUTS), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="mau-phuong-an.xlsx"'
    return response


@dataclass(frozen=True, slots=True)
class BookPage:
    """What was found in some workbooks."""

    title: str
    code: str
    id: int
    standing: Standing
    trouble: str
    files: list[str]
    version: int | None
    rows: int = 0
    lines: int = 0
    refused: int = 0
    warnings: int = 0
    groups: list[Group] = field(default_factory=list)
    severity: str = ""
    rule: str = ""
    findings: list[Finding] = field(default_factory=list)
    found: int = 0
    after: int | None = None
    checked: bool = False

    @property
    def asks_again(self) -> bool:
        """Whether the page should look again by itself."""
        return self.standing.under_way


def own_book(request: Asked, code: str, id: int) -> Book:
    """Workbooks that the account itself sent. Raises Http404 for anybody else."""
    found = Book.objects.filter(pk=id, reform=plan_of(request, code), account=request.user).first()
    if found is None:
        raise Http404(_("Không có tệp này, hoặc tệp đã được xóa."))
    return found


@may("reforms.read")
def book_page(request: Asked, code: str, id: int) -> HttpResponseBase:
    """How far the reading is, and then what was found."""
    book = own_book(request, code, id)
    stands = standing(book)
    files = [file["name"] for file in book.files]
    title = _("Đọc tệp phương án")
    if stands.under_way or not book.summary:
        page = BookPage(title, code, id, stands, book.trouble, files, book.version)
        return Page(request, "reforms/book.html", page)
    numbers = {name: book.summary[name] for name in ("rows", "lines", "refused", "warnings")}
    page = BookPage(
        title,
        code,
        id,
        stands,
        book.trouble,
        files,
        book.version,
        **numbers,
        **chosen(request.GET, book.summary, store.folder(book.folder)),
        checked=True,
    )
    return Page(request, "reforms/book.html", page)


@may("reforms.read")
def remarked_book(request: Asked, code: str, id: int) -> HttpResponseBase:
    """The clerk's own file with a column of remarks."""
    book = own_book(request, code, id)
    if not book.summary or not uploads.paths(book)[0].is_file():
        raise Http404(_("Tệp này chưa được đọc xong, hoặc đã được xóa."))
    path = uploads.remarks(book)
    name = book.files[0]["name"].rpartition(".")[0] + "-nhan-xet" + path.suffix
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)


@may("reforms.read")
@require_POST
@patient
def cancel_book(request: Asked, code: str, id: int) -> HttpResponseBase:
    """Stop reading; what is not under way is removed with its files."""
    book = own_book(request, code, id)
    store.take_turn(book.folder)
    if standing(book).under_way and book.state in UNDER_WAY:
        return HttpResponseRedirect(reverse("reform_book", args=[code, id]))
    store.remove(book.folder)
    Book.objects.filter(pk=book.pk).exclude(state__in=UNDER_WAY).delete()
    success(request, _("Đã xóa các tệp đã gửi; phương án không có gì thay đổi."))
    return HttpResponseRedirect(reverse("reform_books", args=[code]))


@may("reforms.edit")
@require_POST
@patient
def read_again(request: Asked, code: str, id: int) -> HttpResponseBase:
    """Read once more what was interrupted, or what rested on an older version that has been seen since."""
    draft_of(request, code)
    book = own_book(request, code, id)
    if standing(book).under_way or book.state == State.ENTERED:
        error(request, _("Tệp này đang được đọc, hoặc đã thành một phiên bản."))
    else:
        begin(
            Book,
            book,
            State.READING,
            read_book,
            out_of=[*UNDER_WAY, State.READY, State.CANCELLED, State.FAILED],
        )
    return HttpResponseRedirect(reverse("reform_book", args=[code, id]))
