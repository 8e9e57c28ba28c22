"""Trang phân định người trùng: row by row, by whoever knows the people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.messages import success, warning
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.exchange import reports, store
from bontot.exchange.entering.likeness import NEW
from bontot.exchange.models import State, Upload
from bontot.exchange.showing import Choice, DoublesPage, Question
from bontot.exchange.starting import begin, patient
from bontot.exchange.tasks import read_upload
from bontot.exchange.views import own_upload
from bontot.members.models import Person
from bontot.members.naming import PersonName, people_named
from bontot.ui.clock import today
from bontot.ui.page import Page

PER_PAGE = 20


@may("import")
@patient
def doubles_page(request: Asked, id: int) -> HttpResponseBase:
    """Show some rows that are in doubt; take in what is decided about them."""
    upload = own_upload(request, id)
    if request.method == "POST":
        return _decide(request, upload)
    after = request.GET.get("after", "")
    first = int(after) if after.isdecimal() and len(after) < 10 else 0
    lines = _lines(upload, first)
    doubts = upload.summary.get("doubts", 0)
    page = DoublesPage(
        title=_("Những người có thể trùng"),
        id=upload.pk,
        number=upload.number,
        seen=upload.seen,
        questions=_questions(request, upload, lines, first),
        doubts=doubts,
        after=first + len(lines) if first + len(lines) < doubts else None,
        open=upload.state == State.READY,
    )
    return Page(request, "exchange/doubles.html", page)


def _lines(upload: Upload, first: int) -> list[dict[str, Any]]:
    return list(store.read_lines(store.folder(upload.folder) / reports.DOUBTS, first, PER_PAGE))


def _questions(request: Asked, upload: Upload, lines: list[dict[str, Any]], first: int) -> list[Question]:
    decided = {(file, sheet, row): said for file, sheet, row, said in upload.decisions}
    people = _people(request, {code for line in lines for code in line["likes"]})
    return [
        Question(
            number,
            line["file"],
            line["sheet"],
            line["row"],
            line["name"],
            line["born"],
            line["organisation"],
            line["where"],
            [_choice(code, people.get(code)) for code in line["likes"]],
            decided.get((line["file"], line["sheet"], line["row"]), line["decided"]),
        )
        for number, line in enumerate(lines, first)
    ]


def _people(request: Asked, codes: Iterable[str]) -> dict[str, PersonName]:
    """Those who may be meant; of those whose file may not be read only the code is told."""
    ids = Person.objects.filter(code__in=list(codes)).values_list("id", flat=True)
    named = people_named(list(ids), on=today(), within=request.grants.scope("members.read"), at=None)
    return {person.code: person for person in named if person.readable}


def _choice(code: str, person: PersonName | None) -> Choice:
    if person is None:
        return Choice(code, _("%(code)s, ở một tổ chức khác") % {"code": code}, "")
    branch = f", {person.branch.name}" if person.branch else ""
    says = f"{person.name}, {person.born}{branch} ({code})"
    return Choice(code, says, reverse("person_today", args=[code]))


def _decide(request: Asked, upload: Upload) -> HttpResponseBase:
    if upload.state != State.READY or request.POST.get("seen") != upload.seen:
        warning(request, _("Bản kiểm tra đã thay đổi từ khi trang này được mở. Hãy xem lại."))
        return HttpResponseRedirect(reverse("import", args=[upload.pk]))
    decided = {(file, sheet, row): said for file, sheet, row, said in upload.decisions}
    first = request.POST.get("first", "")
    for number, line in enumerate(_lines(upload, int(first) if first.isdecimal() and len(first) < 10 else 0)):
        said = request.POST.get(f"line-{number}", "")
        key = line["file"], line["sheet"], line["row"]
        if said == NEW or said in line["likes"]:
            decided[key] = said
        else:
            decided.pop(key, None)
    Upload.objects.filter(pk=upload.pk, state=State.READY).update(
        decisions=[[*key, said] for key, said in decided.items()]
    )
    if (onwards := request.POST.get("onwards", "")).isdecimal():
        return HttpResponseRedirect(reverse("doubles", args=[upload.pk]) + f"?after={onwards}")
    success(request, _("Đã lưu; các tệp được kiểm tra lại theo những gì vừa phân định."))
    begin(Upload, upload, State.READING, read_upload, out_of=[State.READY])
    return HttpResponseRedirect(reverse("import", args=[upload.pk]))
