"""`bontot reform … --papers DIR`: the papers of what was saved or executed, as files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from bontot.cli import main
from bontot.reforms.tests.plans import book
from tests import world

ROWS = [("XA2", "sáp nhập", "XA1")]


@pytest.fixture
def call(transactional_db: None, settings: Any, tmp_path: Path) -> list[str]:
    """A call that draws up a plan in the known world."""
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    world.build()
    file = book(tmp_path / "a.xlsx", ROWS)
    return [
        "reform", str(file), "--code", "thu", "--title", "Sắp xếp thử", "--on", "2024-07-01", "--organisation", "TINH",
        "--papers", str(tmp_path / "giay"),
    ]  # fmt: skip


def test_drafts_of_what_was_saved_and_papers_of_what_was_executed(
    call: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*call, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["papers"] == len([*tmp_path.glob("giay/**/*.*")]) > 4
    assert "DỰ THẢO (phiên bản 1)" in _heading(tmp_path)
    assert main([*call, "--number", "12-QĐ/TU", "--dated", "2024-07-01", "--by", "TINH", "--execute"]) == 0
    assert "Số 12-QĐ/TU" in _heading(tmp_path) and "DỰ THẢO" not in _heading(tmp_path)
    assert (tmp_path / "giay" / "quyet-dinh.pdf").stat().st_mode & 0o077 == 0, (
        "only their owner may read them"
    )


def test_a_rehearsal_saves_nothing_and_prints_nothing(call: list[str], tmp_path: Path) -> None:
    assert main([*call, "--rehearse"]) == 2
    assert not (tmp_path / "giay").exists()


def _heading(folder: Path) -> str:
    document: Any = Document(str(folder / "giay" / "quyet-dinh.docx"))
    return str(document.tables[0].rows[0].cells[0].text)
