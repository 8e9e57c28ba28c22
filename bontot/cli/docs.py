"""The command that writes docs/reference: lists of what there is, made from the program itself."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import bontot
from bontot.cli.common import Commands, command
from bontot.cli.reference import pages

REFERENCE = Path(bontot.__file__).resolve().parent.parent / "docs" / "reference"
"""In a checkout. An installed program has no documents beside it, and names `--out`."""


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    parser = command(
        commands, "docs", "viết lại tài liệu tra cứu từ chính chương trình", _docs, on_data=False
    )
    parser.add_argument("--check", action="store_true", help="không ghi, chỉ báo những trang đã cũ")
    parser.add_argument("--out", type=Path, default=REFERENCE, help="thư mục")


def _docs(asked: argparse.Namespace) -> int:
    wanted = pages()
    stale = outdated(asked.out, wanted)
    if asked.check:
        for name in stale:
            print(f"✗ {asked.out.name}/{name}", file=sys.stderr)
        if stale:
            print("Hãy chạy: python3 dev.py bontot docs", file=sys.stderr)
        return 1 if stale else 0
    asked.out.mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in wanted:
            (asked.out / name).write_text(wanted[name], encoding="utf-8", newline="\n")
        else:
            (asked.out / name).unlink()
    print(f"{asked.out}: {len(stale)} / {len(wanted)}")
    return 0


def outdated(folder: Path, wanted: dict[str, str]) -> list[str]:
    """The pages in the folder that are missing, say something else, or should not be there any more."""
    there = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    return sorted(name for name in there.keys() | wanted.keys() if there.get(name) != wanted.get(name))
