"""Every code that a finding carries is explained in one place, and nothing is explained that nobody says."""

import ast
from collections.abc import Iterator
from pathlib import Path

import bontot
from bontot.cli.reference.law import by_code
from bontot.directives.sentences import BOOKS as COMMITMENTS
from bontot.exchange.sentences import CELLS, FILES
from bontot.ledger.sentences import MEANS
from bontot.ledger.verifying import ADVICE, INVARIANTS
from bontot.meetings.books.sentences import BOOKS
from bontot.regulations.sentences import BOOKS as BOOKS_OF_REGULATIONS
from bontot.scorecards.sentences import FRAMEWORK_BOOKS


def said() -> Iterator[str]:
    """Whatever looks like a code, anywhere in the program."""
    for path in Path(bontot.__file__).parent.rglob("*.py"):
        if {"tests", "migrations"} & set(path.parts) or path.name == "sentences.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                letters, dash, digits = node.value.partition("-")
                if (
                    dash
                    and letters.isupper()
                    and len(letters) == 2
                    and digits.isdecimal()
                    and len(digits) == 2
                ):
                    yield node.value


def test_every_code_has_one_home() -> None:
    declared = {
        *by_code(),
        *INVARIANTS,
        *ADVICE,
        *BOOKS,
        *BOOKS_OF_REGULATIONS,
        *FRAMEWORK_BOOKS,
        *COMMITMENTS,
        *(s.code for s in (*FILES.values(), *CELLS.values())),
    }
    assert set(said()) - declared == set(MEANS)
    assert not declared & set(MEANS)
