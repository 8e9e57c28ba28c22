"""Commands that keep: export, verify, backup, restore."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bontot.cli.backup import BadBackup, backup, restore
from bontot.cli.common import Commands, command, day, out_file, print_findings
from bontot.exchange.export.exporting import export
from bontot.ledger.verifying import verify
from bontot.organisations.models import Organisation
from bontot.organisations.tree import near
from bontot.statistics import copy


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    parser = command(commands, "export", "xuất mọi thứ thành bảng tính mà lệnh import nhận lại được", _export)
    parser.add_argument(
        "--organisation",
        required=True,
        help="mã tổ chức; tệp của một phần chỉ nhập được vào hệ thống đã có cấp trên của phần ấy",
    )
    parser.add_argument("--on", required=True, type=day, help="tính đến ngày")
    parser.add_argument("--out", required=True, type=out_file, help="tệp .xlsx")

    command(commands, "verify", "kiểm tra mọi bất biến, chuỗi mã của sổ, bản sao thống kê", _verify)

    parser = command(commands, "backup", "sao lưu toàn bộ, kể cả khi đang phục vụ", _backup)
    parser.add_argument("file", type=Path, metavar="TỆP")
    parser = command(
        commands, "restore", "khôi phục từ bản sao lưu vào hệ thống còn trống", _restore, on_data=False
    )
    parser.add_argument("file", type=Path, metavar="TỆP")


def _export(asked: argparse.Namespace) -> int:
    if not Organisation.objects.filter(code=asked.organisation).exists():
        print(f"Không có tổ chức mang mã “{asked.organisation}”.{near(asked.organisation)}", file=sys.stderr)
        return 2
    export(asked.organisation, asked.on, asked.out)
    print(asked.out)
    return 0


def _verify(asked: argparse.Namespace) -> int:
    findings = verify()
    print_findings(findings)
    unequal = copy.differs()
    for says in unequal:
        print(f"✗ {says}")
    if any(finding.refuses for finding in findings) or unequal:
        return 1
    print("Sổ và bản sao đều đúng.")
    return 0


def _backup(asked: argparse.Namespace) -> int:
    backup(asked.file)
    print(asked.file)
    return 0


def _restore(asked: argparse.Namespace) -> int:
    try:
        restore(asked.file)
    except BadBackup as reason:
        print(reason, file=sys.stderr)
        return 1
    return _verify(asked)
