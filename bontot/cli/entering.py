"""Commands that write: import, enact, revoke."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from bontot.catalogue import ACTS
from bontot.cli.common import (
    Commands,
    command,
    counts_json,
    outcome_json,
    paper,
    paper_options,
    print_effects,
    print_json,
    print_outcome,
)
from bontot.cli.reasons import why
from bontot.exchange.entering.importing import Import
from bontot.exchange.remarked.remarks import write_remarks
from bontot.kernel.finding import Finding
from bontot.ledger.acts import Act
from bontot.ledger.authority import Operator
from bontot.ledger.enacting import Outcome, enact, rehearse
from bontot.ledger.revoking import revoke, revoke_with_later
from bontot.ledger.saying import HOUSE
from bontot.ledger.speaking import acts_from_json
from bontot.members.counting import Count, counts
from bontot.organisations.issuing import unknown_issuer
from bontot.restructuring.minutes import of_outcome
from bontot.statistics import copy

OPERATOR = Operator("dòng lệnh")


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    parser = command(commands, "import", "nhập các tệp bảng tính theo một quyết định", _import)
    parser.add_argument("files", nargs="+", type=Path, metavar="TỆP")
    parser.add_argument("--report", type=Path, help="ghi lại tệp của bạn với cột nhận xét")
    paper_options(parser)

    parser = command(commands, "enact", "thực hiện các nội dung viết bằng JSON theo một quyết định", _enact)
    parser.add_argument("files", nargs="+", type=Path, metavar="TỆP.json")
    paper_options(parser)

    parser = command(commands, "revoke", "thu hồi một quyết định", _revoke)
    parser.add_argument("position", type=int, metavar="SỐ_THỨ_TỰ")
    parser.add_argument("--reason", required=True, help="lý do thu hồi")
    parser.add_argument(
        "--with-later", action="store_true", help="thu hồi cả các quyết định sau đã dựa vào nó"
    )
    paper_options(parser)


def _import(asked: argparse.Namespace) -> int:
    coming = Import(asked.files, asked.dated)
    if asked.rehearse:
        outcome = rehearse(coming.acts(), OPERATOR, paper=paper(asked), outcome=coming.outcome)
    else:
        says = f"Nhập {', '.join(path.name for path in asked.files)}"[:400]
        outcome = enact(coming.acts(), paper(asked, says), OPERATOR, outcome=coming.outcome)
        copy.current()  # leaves the files that the servers go on from
    if asked.report:
        write_remarks(asked.files, outcome.findings, asked.report)
    return _answer(asked, outcome, coming.rows)


def _enact(asked: argparse.Namespace) -> int:
    acts: list[Act] = []
    rows, outcome = 0, Outcome(whole=asked.rehearse)
    for path in asked.files:
        try:
            content = json.loads(path.read_bytes())
            if content == []:
                raise ValueError("tệp không có nội dung nào")
        except (OSError, ValueError, RecursionError) as reason:
            says = f"Không đọc được tệp: {why(reason)}. Tệp phải là JSON, một nội dung hoặc một danh sách nội dung."
            outcome.findings.append(Finding("SO-08", says, source=HOUSE, file=path.name))
            continue
        said = content if isinstance(content, list) else [content]
        read, wrong = acts_from_json(said, ACTS, path.name)
        rows, acts = rows + len(said), acts + read
        outcome.findings += wrong
    if asked.rehearse:
        rehearse(acts, OPERATOR, paper=paper(asked), outcome=outcome)
    else:
        enact(acts, paper(asked), OPERATOR, outcome=outcome)
    return _answer(asked, outcome, rows, counts(outcome, max(act.on for act in acts)) if acts else [])


def _revoke(asked: argparse.Namespace) -> int:
    says = f"Thu hồi quyết định {asked.position}: {asked.reason}"
    take_back = revoke_with_later if asked.with_later else revoke
    outcome = take_back(asked.position, paper(asked, says), OPERATOR, asked.reason, rehearsed=asked.rehearse)
    return _answer(asked, outcome, 1)


def _answer(
    asked: argparse.Namespace, outcome: Outcome, rows: int, changed: list[Count] | None = None
) -> int:
    """`changed`: members before and after, where single acts were named."""
    outcome.findings += unknown_issuer(asked.by, outcome, "", OPERATOR)
    if asked.json:
        handed = [asdict(each) for each in of_outcome(outcome, accounts=True, people=True)]
        also = {} if changed is None else {"counts": counts_json(changed)}
        print_json(outcome_json(outcome, rows) | also | {"handed_over": handed})
    else:
        if changed is not None:
            print_effects(outcome, changed)
        print_outcome(outcome, rows, rehearsed=asked.rehearse)
    return 1 if outcome.refused else 0
