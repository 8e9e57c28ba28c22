"""Long work on plans, done beside the pages: reading a workbook into a version, executing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.tasks import task
from django.utils.translation import gettext as _

from bontot.access.scope import authority
from bontot.exchange import reports, store, uploads
from bontot.exchange.models import State
from bontot.exchange.tasks import TOUCHED
from bontot.exchange.watch import Cancelled, Watch, attempt, settle
from bontot.kernel.finding import Finding
from bontot.ledger.authority import Operator
from bontot.ledger.enacting import Outcome
from bontot.reforms.executing import execute, try_out
from bontot.reforms.judging import refused
from bontot.reforms.models import Book, Execution
from bontot.reforms.reading import Books
from bontot.reforms.steps import NotNow
from bontot.reforms.versions import Closed, Conflict, Saving, save
from bontot.statistics import copy
from bontot.ui.clock import today

KEPT = timedelta(days=30)


@task()
def read_book(id: int, turn: str) -> None:
    """Read workbooks into a new version of their plan; where anything is wrong, say all of it and save nothing."""
    uploads.remove_files(Book, KEPT)
    with attempt(Book, id, turn) as begun:
        if begun is None:
            return
        book, watch = begun
        if not uploads.unchanged(book):
            settle(Book, book, state=State.FAILED, trouble=TOUCHED)
            return
        reform = book.reform
        books = Books(uploads.paths(book), reform.day, reform.organisation)
        lines = books.lines(watch.at(books.size))
        judged = Operator(book.account.get_username())  # who draws up a plan need not be able to execute it
        outcome = try_out(reform.day, lines, judged, books.findings, progress=watch.at(len(lines)))
        summary = _report(book.folder, outcome.findings, rows=books.rows, lines=len(lines))
        if refused(books.findings):
            settle(Book, book, state=State.READY, summary=summary, trouble="")
            return
        watch.check()
        says = _("Tệp %(files)s") % {"files": ", ".join(file["name"] for file in book.files)}
        saving = Saving(book.account.get_username(), says, book.base, put=lines, whole=books.sheets)
        _save(book, saving, summary)


def _save(book: Book, saving: Saving, summary: dict[str, Any]) -> None:
    """The version and the word that the workbook has become it are written in one transaction, or neither."""
    try:
        with transaction.atomic():
            made = save(book.reform, saving)
            number = made.number if made else book.reform.version
            if not settle(Book, book, state=State.ENTERED, summary=summary, version=number, trouble=""):
                raise Cancelled
    except Conflict as conflict:
        settle(Book, book, state=State.READY, summary=summary, trouble=conflict_says(conflict))
    except Closed:
        settle(Book, book, state=State.READY, summary=summary, trouble=closed_says())


def conflict_says(conflict: Conflict) -> str:
    """What to say to somebody whose workbook rests on lines that others have changed since."""
    first = conflict.clashes[0]
    line = first.wanted or first.now
    said = {"count": len(conflict.clashes), "by": first.by, "code": line.subject if line else ""}
    return (
        _(
            "Chưa lưu: có %(count)s dòng mà người khác đã sửa từ khi bạn tải phương án về, như %(code)s (%(by)s sửa). "
        )
        % said
        + _("Hãy tải phương án mới nhất, sửa lại rồi gửi lại.")
    )[:400]


def closed_says() -> str:
    """What to say to somebody who would change a plan that is no draft."""
    return _("Chưa lưu: phương án không còn ở bước đang lập.")


def _report(folder: str, findings: list[Finding], **numbers: int) -> dict[str, Any]:
    path = store.folder(folder)
    for old in path.glob(f"{reports.REMARKED}.*"):
        old.unlink()
    return {**numbers, **reports.keep_findings(path, findings)}


@task()
def execute_reform(id: int, turn: str) -> None:
    """Execute a plan, all or nothing. Everything is checked again, for the ledger may have grown since."""
    with attempt(Execution, id, turn) as begun:
        if begun is None:
            return
        execution, watch = begun
        try:
            outcome = _execute(execution, watch)
        except NotNow:
            settle(Execution, execution, state=State.CANCELLED, trouble=not_approved())
            return
        if outcome.position is None:
            summary = _report(execution.folder, outcome.findings, acts=outcome.acts)
            settle(Execution, execution, state=State.READY, summary=summary, trouble=_why_not(outcome))
            return
    copy.current()  # leaves the files that the servers go on from


def _execute(execution: Execution, watch: Watch) -> Outcome:
    def settled(position: int) -> None:
        watch.check()
        if not settle(Execution, execution, state=State.ENTERED, position=position, trouble=""):
            raise Cancelled

    by = authority(execution.account, today(), executing=True)
    progress = watch.at(execution.summary.get("acts", 0))
    return execute(execution.reform, by, progress=progress, settled=settled)


def not_approved() -> str:
    """What to say where the plan is not the one that was approved."""
    return _("Không thực hiện: phương án không còn ở bước đã phê duyệt.")


def _why_not(outcome: Outcome) -> str:
    if outcome.refused:
        return _("Chưa ghi gì vào sổ: có điều không được nhận, hoặc sổ đã đổi từ khi lập phương án.")
    return _("Không ghi gì: mọi điều trong phương án đều đã có trong sổ.")
