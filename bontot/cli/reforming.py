"""Commands about plans: draw one up from a workbook, try it, execute it."""

from __future__ import annotations

import argparse
from pathlib import Path

from django.db import transaction

from bontot.access.scope import EVERYWHERE
from bontot.cli.common import (
    Commands,
    command,
    day,
    outcome_json,
    print_findings,
    print_json,
    print_outcome,
)
from bontot.cli.entering import OPERATOR
from bontot.exchange.remarked.remarks import write_remarks
from bontot.kernel.finding import Finding
from bontot.ledger.enacting import Outcome
from bontot.ledger.saying import HOUSE
from bontot.organisations import tree
from bontot.reforms.executing import execute, try_out
from bontot.reforms.judging import refused
from bontot.reforms.models import Reform, Stage
from bontot.reforms.papers.gathering import Reader
from bontot.reforms.papers.keeping import write
from bontot.reforms.papers.making import Impossible, papers, prepared
from bontot.reforms.planned import Planned
from bontot.reforms.reading import Books
from bontot.reforms.versions import Closed, Saving, save
from bontot.statistics import copy
from bontot.ui.clock import now


def declare(commands: Commands) -> None:
    """Declare the command of this file."""
    parser = command(commands, "reform", "lập, chạy thử hoặc thực hiện một phương án sắp xếp", _reform)
    parser.add_argument("files", nargs="+", type=Path, metavar="TỆP")
    parser.add_argument("--code", required=True, help="mã phương án, ví dụ sap-xep-2025-07-01")
    parser.add_argument("--title", default="", help="tên phương án")
    parser.add_argument("--on", required=True, type=day, help="ngày có hiệu lực")
    parser.add_argument("--organisation", required=True, help="mã tổ chức mà phương án sắp xếp")
    parser.add_argument("--number", default="", help="số quyết định, ví dụ 01-QĐ/TU")
    parser.add_argument("--dated", type=day, help="ngày quyết định")
    parser.add_argument("--by", default="", help="mã tổ chức ban hành")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--rehearse", action="store_true", help="chạy thử, không lưu và không ghi")
    how.add_argument("--execute", action="store_true", help="lưu rồi thực hiện ngay theo quyết định đã nêu")
    parser.add_argument("--report", type=Path, help="ghi lại tệp của bạn với cột nhận xét")
    parser.add_argument(
        "--papers", type=Path, metavar="THƯ_MỤC", help="viết các văn bản của phương án vào thư mục"
    )
    parser.add_argument("--json", action="store_true", help="trả lời bằng JSON")


def _reform(asked: argparse.Namespace) -> int:
    if wrong := _wrong(asked):
        print(wrong)
        return 2
    books = Books(asked.files, asked.on, asked.organisation)
    lines = books.lines()
    mistaken = refused(books.findings)
    outcome, version = try_out(asked.on, lines, OPERATOR, books.findings), None
    if not mistaken and not asked.rehearse and not (asked.execute and outcome.refused):
        outcome, version = _keep(asked, lines, books.sheets, outcome)
    if asked.report:
        write_remarks(asked.files, outcome.findings, asked.report)
    printed = _print(asked) if asked.papers and version is not None else None
    if asked.json:
        said = {"reform": asked.code, "version": version, **outcome_json(outcome, books.rows)}
        print_json(said | ({"papers": printed} if asked.papers else {}))
    elif asked.execute or asked.rehearse or mistaken:
        print_outcome(outcome, books.rows, rehearsed=asked.rehearse)
    else:
        print_findings(outcome.findings)
        print(f"Đã lưu phương án {asked.code}: phiên bản {version}, {len(lines)} dòng.")
    if asked.papers and not asked.json:
        print(f"Đã viết {printed} tệp văn bản vào {asked.papers}." if printed else "Chưa viết văn bản nào.")
    return 1 if outcome.refused or (asked.papers and not printed) else 0


def _print(asked: argparse.Namespace) -> int | None:
    """Write the papers of the plan as it now stands, with all names; how many files, None where none can be written."""
    plan = Reform.objects.get(code=asked.code)
    try:
        found = prepared(plan, Reader(EVERYWHERE, accounts=True), OPERATOR.name)
    except Impossible:
        return None
    return write(asked.papers, list(papers(found)))


def _wrong(asked: argparse.Namespace) -> str:
    """What is wrong with the call, as a sentence."""
    if asked.execute and not (asked.number and asked.dated and asked.by):
        return "Để thực hiện cần --number, --dated và --by của quyết định."
    if asked.papers and asked.rehearse:
        return "Chạy thử không lưu phương án nên không có văn bản; hãy bỏ --rehearse hoặc --papers."
    if not tree.ids([asked.organisation]):
        return f"Không có tổ chức mang mã “{asked.organisation}”.{tree.near(asked.organisation)}"
    if len(asked.code) > 60 or not all(c.isalnum() and c.isascii() or c in "-_" for c in asked.code):
        return "Mã phương án chỉ gồm chữ cái không dấu, chữ số, gạch ngang; nhiều nhất 60 ký tự."
    return ""


def _keep(
    asked: argparse.Namespace, lines: list[Planned], sheets: set[str], tried: Outcome
) -> tuple[Outcome, int | None]:
    """Save the lines as a version, and execute it where that was asked: together or not at all."""
    with transaction.atomic():
        plan = _plan(asked)
        try:
            made = save(plan, Saving(OPERATOR.name, _says(asked), plan.version, put=lines, whole=sheets))
        except Closed:
            says = f"Phương án {plan.code} không còn ở bước đang lập nên không lưu được."
            tried.findings.append(Finding("PA-DA-TRINH", says, source=HOUSE))
            return tried, None
        plan.refresh_from_db()
        version = made.number if made else plan.version
        if not asked.execute:
            return tried, version
        Reform.objects.filter(pk=plan.pk).update(state=Stage.APPROVED, approved_version=plan.version)
        outcome = execute(plan, OPERATOR)
        if outcome.position is None:
            transaction.set_rollback(True)
            return outcome, None
    copy.current()  # leaves the files that the servers go on from
    return outcome, version


def _says(asked: argparse.Namespace) -> str:
    return f"Tệp {', '.join(path.name for path in asked.files)}"


def _plan(asked: argparse.Namespace) -> Reform:
    """The plan of that code, a new one where there is none, with what the call says of it."""
    said = {"day": asked.on, "organisation": asked.organisation}
    said |= {
        name: getattr(asked, name) for name in ("title", "number", "dated", "by") if getattr(asked, name)
    }
    plan = Reform.objects.filter(code=asked.code).first()
    if plan is None:
        said.setdefault("title", asked.code)
        return Reform.objects.create(code=asked.code, created=now(), created_by=OPERATOR.name, **said)
    if plan.state == Stage.DRAFT:
        for name, value in said.items():
            setattr(plan, name, value)
        plan.save(update_fields=list(said))
    return plan
