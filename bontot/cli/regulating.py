"""The command that keeps the calendar of work regulations going; an office lets it run every night."""

from __future__ import annotations

import argparse

from bontot.cli.common import Commands, command, print_json
from bontot.regulations.laying import lay, settle
from bontot.ui.clock import today


def declare(commands: Commands) -> None:
    """Declare the command of this file."""
    parser = command(
        commands,
        "duties",
        "trải lịch việc theo quy chế trước một năm, chốt việc mà sổ đã chứng minh",
        _duties,
    )
    parser.add_argument("--json", action="store_true", help="trả lời bằng JSON")


def _duties(asked: argparse.Namespace) -> int:
    laid, settled = lay(None, today()), settle(None, today())
    if asked.json:
        print_json({"laid": laid, "settled": settled})
    else:
        print(f"Trải thêm {laid} lượt, chốt {settled} lượt.")
    return 0
