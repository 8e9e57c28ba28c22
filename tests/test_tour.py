"""docs/tour.md is executed as it stands: every file, every command and every answer in it is tried, in order.

A block `csv NAME`, `json NAME` or `text NAME` is a file; `console` holds commands (`$ bontot …`) with what they
print, and `[exit 1]` where they end so; `pycon` holds Python with what it answers. `...` stands for anything.
"""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from bontot.access.accounts import create_administrator
from bontot.access.models import Account
from bontot.cli import main
from tests import source

TOUR = source.ROOT / "docs" / "tour.md"
_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LOOSELY = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True)
class Block:
    """A fenced block of the tour."""

    kind: str
    name: str
    text: str
    line: int


def blocks() -> list[Block]:
    """Every block of the tour in its order."""
    text = TOUR.read_text(encoding="utf-8")
    return [
        Block(found[1], found[2] or "", found[3], text.count("\n", 0, found.start()) + 1)
        for found in _BLOCK.finditer(text)
    ]


@pytest.mark.django_db(transaction=True)
def test_the_tour_goes_as_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    known: dict[str, Any] = {"sign_in": _sign_in, "anybody": Client()}
    runner = doctest.DocTestRunner(optionflags=_LOOSELY, verbose=False)
    for block in blocks():
        match block.kind:
            case "console":
                for command, wanted in _commands(block.text):
                    _check(command, wanted, _run(command, capsys), block.line)
            case "pycon":
                _try(block, known, runner)
            case _:
                Path(block.name).write_text(block.text, encoding="utf-8")


def test_the_tour_has_nothing_that_is_not_tried() -> None:
    kinds = {block.kind for block in blocks()}
    assert kinds == {"csv", "json", "text", "console", "pycon"}
    assert all(block.name for block in blocks() if block.kind in {"csv", "json", "text"})
    assert len(blocks()) == TOUR.read_text(encoding="utf-8").count("\n```") / 2


def _sign_in(organisation: str) -> Client:
    """A reader with the province's role over an organisation."""
    assert create_administrator("lan", "mật khẩu của Lan", organisation) == []
    client = Client()
    client.force_login(Account.objects.get(username="lan"), "django.contrib.auth.backends.ModelBackend")
    return client


def _commands(text: str) -> Iterator[tuple[str, str]]:
    """The commands of a block, each with what it should print; a line that ends in `\\` goes on."""
    for part in re.split(r"^\$ ", text.replace("\\\n", " "), flags=re.MULTILINE)[1:]:
        command, _, wanted = part.partition("\n")
        yield command, wanted


def _run(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    program, *arguments = shlex.split(command)
    assert program == "bontot", command
    capsys.readouterr()
    code = main(arguments)
    said = capsys.readouterr()
    return said.out + said.err + (f"[exit {code}]\n" if code else "")


def _check(command: str, wanted: str, got: str, line: int) -> None:
    same = doctest.OutputChecker().check_output(wanted, got, _LOOSELY)
    assert same, f"{TOUR.name}:{line}: $ {command}\n--- the tour says\n{wanted}\n--- it printed\n{got}"


def _try(block: Block, known: dict[str, Any], runner: doctest.DocTestRunner) -> None:
    told: list[str] = []
    lines = doctest.DocTestParser().get_doctest(block.text, known, TOUR.name, str(TOUR), block.line)
    failed = runner.run(lines, out=told.append, clear_globs=False).failed
    known.update(lines.globs)
    assert not failed, "".join(told)
