"""`bontot framework`: a workbook is written, tried, mended, kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bontot.cli import main
from bontot.frameworks.models import Kept
from bontot.scorecards.tests.books import put
from tests import world


@pytest.fixture
def folder(transactional_db: None, settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    world.build()
    return tmp_path


def test_a_framework_is_written_tried_and_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(folder / "khung.xlsx")
    call = ["framework", file]
    assert main([*call, "--write", "chi-bo-bon-tot/mau-trinh-dien", "--owner", "TINH"]) == 0
    book = load_workbook(file)
    put("Tiêu chí", "1.1", "Điểm tối đa", "9")(book)
    book.save(file)
    capsys.readouterr()
    assert main([*call, "--report", str(folder / "nhan-xet.xlsx")]) == 1
    assert "cộng lại được 36 điểm, không phải 35" in capsys.readouterr().out
    assert (folder / "nhan-xet.xlsx").exists() and not Kept.objects.exists()
    put("Tiêu chí", "1.2", "Điểm tối đa", "11")(book)
    book.save(file)
    assert main([*call, "--rehearse"]) == 0
    assert "Chạy thử: chưa lưu gì." in capsys.readouterr().out and not Kept.objects.exists()
    assert main([*call, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["version"] == "ban-1" and [d["what"] for d in told["differences"]] == [
        "Tiêu chí 1.1",
        "Tiêu chí 1.2",
    ]
    assert main(["framework"]) == 0
    assert "chi-bo-bon-tot/ban-1" in capsys.readouterr().out
    assert main([*call, "--write", "khong/co"]) == 2
