"""The command that loads the books of meetings."""

from __future__ import annotations

import argparse
from pathlib import Path

from bontot.cli.common import Commands, command, print_findings, print_json
from bontot.meetings.books.loading import load
from bontot.meetings.books.reading import read


def declare(commands: Commands) -> None:
    """Declare the command of this file."""
    parser = command(
        commands, "meetings", "nạp sổ sinh hoạt, sổ điểm danh, sổ nhiệm vụ (tệp .csv)", _meetings
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="TỆP")
    parser.add_argument("--json", action="store_true", help="trả lời bằng JSON")


def _meetings(asked: argparse.Namespace) -> int:
    books = read(asked.files)
    loaded = load(books)
    if asked.json:
        counts = {"meetings": loaded.meetings, "presences": loaded.presences, "tasks": loaded.tasks}
        print_json(
            counts | {"more": books.more, "findings": [finding.as_json() for finding in books.findings]}
        )
    else:
        print_findings(books.findings)
        if books.more:
            print(f"… và {books.more} điểm nữa.")
        print(f"{loaded.meetings} buổi họp, {loaded.presences} lượt điểm danh, {loaded.tasks} nhiệm vụ.")
    return 1 if books.findings else 0
