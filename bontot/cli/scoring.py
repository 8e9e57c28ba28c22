"""The command about frameworks: list them, write one as a workbook, try a workbook or keep it."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from bontot.cli.common import Commands, command, print_findings, print_json
from bontot.cli.entering import OPERATOR
from bontot.exchange.remarked.remarks import write_remarks
from bontot.frameworks.keeping import Outrun, keep
from bontot.frameworks.queries import framework, frameworks
from bontot.scorecards.books.taking import Rehearsed, rehearse
from bontot.scorecards.books.writing import write


def declare(commands: Commands) -> None:
    """Declare the command of this file."""
    parser = command(commands, "framework", "liệt kê, viết ra, chạy thử hoặc lưu một khung điểm", _framework)
    parser.add_argument("file", nargs="?", type=Path, metavar="TỆP", help="bảng tính của khung điểm")
    parser.add_argument(
        "--write", metavar="MÃ/BẢN", help="viết bản này ra TỆP, ví dụ chi-bo-bon-tot/mau-trinh-dien"
    )
    parser.add_argument("--owner", default="", help="mã tổ chức ban hành, ghi sẵn vào tệp viết ra")
    parser.add_argument("--rehearse", action="store_true", help="chạy thử, không lưu")
    parser.add_argument("--reason", default="", help="vì sao sửa")
    parser.add_argument("--report", type=Path, help="ghi lại tệp của bạn với cột nhận xét")
    parser.add_argument("--json", action="store_true", help="trả lời bằng JSON")


def _framework(asked: argparse.Namespace) -> int:
    if asked.file is None:
        return _list(asked)
    if asked.write:
        return _write(asked)
    tried = rehearse([asked.file], lambda organisation: True)
    if asked.report:
        write_remarks([asked.file], tried.findings, asked.report)
    version, outrun = "", False
    if tried.made and tried.changes and not asked.rehearse:
        try:
            version = keep(
                tried.made, tried.last.version if tried.last else "", OPERATOR.name, asked.reason
            ).version
        except Outrun:
            outrun = True
    _say(asked, tried, version)
    return 1 if tried.refused or outrun else 0


def _say(asked: argparse.Namespace, tried: Rehearsed, version: str) -> None:
    code = tried.made.code if tried.made else ""
    if asked.json:
        found = [finding.as_json() for finding in tried.findings]
        changes = [asdict(each) for each in tried.differences]
        print_json({"framework": code, "version": version or None, "differences": changes, "findings": found})
        return
    print_findings(tried.findings)
    for each in tried.differences:
        print(f"{each.what}: {each.before or '—'} → {each.after or '—'}")
    if version:
        print(f"Đã lưu khung {code}, bản {version}.")
    else:
        print("Chạy thử: chưa lưu gì." if asked.rehearse and not tried.refused else "Chưa lưu gì.")


def _list(asked: argparse.Namespace) -> int:
    known = frameworks()
    if asked.json:
        print_json([{"code": each.code, "version": each.version, "says": each.says} for each in known])
    else:
        for each in known:
            print(f"{each.code}/{each.version}: {each.says}")
    return 0


def _write(asked: argparse.Namespace) -> int:
    code, _slash, version = asked.write.partition("/")
    try:
        found = framework(code, version)
    except KeyError:
        print(f"Không có khung “{asked.write}”; chạy lệnh không kèm tệp để xem các khung.")
        return 2
    write(found, asked.file, asked.owner or found.owner)
    print(f"Đã viết {asked.file}.")
    return 0
