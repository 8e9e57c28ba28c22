"""Commands for work regulations: one loads their books, one keeps their calendar going and is run every night."""

from __future__ import annotations

import argparse
from pathlib import Path

from bontot.cli.common import Commands, command, print_findings, print_json
from bontot.regulations.laying import lay, settle
from bontot.regulations.loading import load
from bontot.regulations.reading import read
from bontot.ui.clock import today


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    parser = command(
        commands, "regulations", "nạp sổ quy chế, sổ phân công, sổ việc theo quy chế (tệp .csv)", _regulations
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="TỆP")
    parser.add_argument("--json", action="store_true", help="trả lời bằng JSON")
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


def _regulations(asked: argparse.Namespace) -> int:
    books = read(asked.files)
    loaded = load(books, today())
    if asked.json:
        counts = {
            "regulations": loaded.regulations,
            "occurrences": loaded.occurrences,
            "settled": loaded.settled,
        }
        print_json(
            counts | {"more": books.more, "findings": [finding.as_json() for finding in books.findings]}
        )
    else:
        print_findings(books.findings)
        if books.more:
            print(f"… và {books.more} điểm nữa.")
        print(
            f"{loaded.regulations} quy chế, {loaded.assignments} phân công, {loaded.occurrences} lượt việc."
        )
    return 1 if books.findings else 0
