"""What several commands say in the same way."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from bontot.catalogue import ACTS
from bontot.kernel.finding import Finding
from bontot.ledger.enacting import Outcome
from bontot.ledger.paper import Paper
from bontot.members.counting import Count

type Commands = argparse._SubParsersAction[argparse.ArgumentParser]
type Run = Callable[[argparse.Namespace], int | None]

MARKS = {"refusal": "✗", "warning": "!", "hint": "·"}


def command(
    commands: Commands, name: str, says: str, run: Run, *, on_data: bool = True
) -> argparse.ArgumentParser:
    """Declare a command; one `on_data` finds tables when it runs."""
    parser = commands.add_parser(name, help=says, description=says)
    parser.set_defaults(run=run, on_data=on_data)
    return parser


def day(text: str) -> date:
    """A day given on the command line, ISO or dd/mm/yyyy."""
    try:
        if "/" in text:
            d, m, y = text.split("/")
            return date(int(y), int(m), int(d))
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” không phải là một ngày có thật (2024-05-31)") from None


def out_file(text: str) -> Path:
    """A file to be written, given on the command line: in a folder that there is, and not itself one."""
    path = Path(text)
    if path.is_dir():
        raise argparse.ArgumentTypeError(f"“{text}” là một thư mục; hãy ghi tên tệp")
    if not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"không có thư mục “{path.parent}”; hãy tạo thư mục ấy trước")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise argparse.ArgumentTypeError(f"không có quyền ghi “{text}”; hãy chọn nơi khác")
    return path


def paper_options(parser: argparse.ArgumentParser) -> None:
    """The paper under which something is written."""
    parser.add_argument("--number", required=True, help="số quyết định, ví dụ 01-QĐ/TU")
    parser.add_argument("--dated", required=True, type=day, help="ngày quyết định")
    parser.add_argument("--by", required=True, help="mã tổ chức ban hành")
    parser.add_argument("--rehearse", action="store_true", help="chạy thử, không ghi")
    parser.add_argument("--json", action="store_true", help="trả lời bằng JSON")


def paper(asked: argparse.Namespace, says: str = "") -> Paper:
    """The paper that was named."""
    return Paper(asked.number, asked.dated, asked.by, says)


def as_json(answer: Any) -> bytes:
    """One JSON answer, for people to read."""
    return orjson.dumps(
        answer, option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS | orjson.OPT_APPEND_NEWLINE
    )


def print_json(answer: Any) -> None:
    """One JSON answer on standard output."""
    print(as_json(answer).decode(), end="")


def outcome_json(outcome: Outcome, rows: int) -> dict[str, Any]:
    """What an import or an enactment answers."""
    return {
        "position": outcome.position,
        "rows": rows,
        "new": outcome.new,
        "changed": outcome.changed,
        "unchanged": outcome.unchanged,
        "refused": outcome.refused_rows,
        "warnings": sum(f.severity == "warning" for f in outcome.findings),
        "effects": dict(outcome.effects),
        "findings": [finding.as_json() for finding in outcome.findings],
    }


def print_findings(findings: list[Finding], most: int = 60) -> None:
    """Findings for somebody at a terminal, refusals first."""
    order = list(MARKS)
    for finding in sorted(findings, key=lambda f: order.index(f.severity))[:most]:
        where = ", ".join(
            part
            for part in (
                finding.file,
                finding.sheet,
                f"dòng {finding.row}" if finding.row else "",
                f"cột “{finding.column}”" if finding.column else "",
            )
            if part
        )
        print(f"{MARKS[finding.severity]} {finding.rule} {where}: {finding.says}".replace(" : ", ": "))
    if len(findings) > most:
        print(f"… và {len(findings) - most} điểm nữa; dùng --report hoặc --json để xem hết.")


def counts_json(counts: list[Count]) -> list[dict[str, Any]]:
    """Members before and after, by organisation."""
    return [
        {
            "organisation": c.organisation.code,
            "name": c.organisation.name,
            "before": c.before,
            "after": c.after,
        }
        for c in counts
    ]


def print_effects(outcome: Outcome, counts: list[Count], most: int = 40) -> None:
    """What acts there are, and how many members organisations have before and after."""
    for code, number in outcome.effects.items():
        print(f"{ACTS[code].says if code in ACTS else code}: {number}")
    for count in counts[:most]:
        print(f"  {count.organisation.name}: {count.before} → {count.after} đảng viên")
    if len(counts) > most:
        print(f"  … và {len(counts) - most} tổ chức nữa; dùng --json để xem hết.")


def print_outcome(outcome: Outcome, rows: int, *, rehearsed: bool = False) -> None:
    """What came of it, in one paragraph."""
    print_findings(outcome.findings)
    print(
        f"{rows} dòng: {outcome.new} mới, {outcome.changed} thay đổi, {outcome.unchanged} không đổi, "
        f"{outcome.refused_rows} bị từ chối."
    )
    if outcome.position:
        print(f"Đã ghi sổ: quyết định số thứ tự {outcome.position}.")
    elif outcome.refused:
        print("Chưa ghi gì: hãy sửa các dòng bị từ chối rồi nhập lại.")
    elif rehearsed:
        print("Chạy thử: chưa ghi gì vào sổ.")
    else:
        print("Không ghi gì.")
