"""Promises about backups: taken while others write they are of one moment, and give the same system elsewhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bontot.cli.backup import backup
from bontot.ledger.queries import end
from bontot.statistics import copy, engine
from bontot.statistics.forms import FORMS
from tests import world
from tests.children import Child
from tests.test_robustness_writing import rename

pytestmark = pytest.mark.django_db(transaction=True)


def command(home: Path, *said: str) -> subprocess.CompletedProcess[str]:
    """The program itself, over a system of its own in SQLite."""
    env = {**os.environ, "BONTOT_HOME": str(home), "DATABASE_URL": ""}
    env["DJANGO_SETTINGS_MODULE"] = "bontot.config.settings"
    return subprocess.run(
        [sys.executable, "-m", "bontot.cli", *said], env=env, capture_output=True, text=True, timeout=300
    )


def test_a_backup_taken_while_others_write_is_sound_elsewhere(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "here"
    settings.HOME.mkdir()
    copy.forget()
    world.build()
    before, file = end(), tmp_path / "sao-luu.tar.gz"
    writers = [Child(rename(place)) for place in range(4)]
    backup(file)
    assert all(writer.result() for writer in writers)
    with tarfile.open(file) as archive:
        about = json.load(archive.extractfile("about.json"))  # type: ignore[arg-type]  # about.json is a file in every backup
    assert before <= about["position"] <= end()

    restored = command(tmp_path / "there", "restore", str(file))
    assert restored.returncode == 0, restored.stdout + restored.stderr
    asked = ("form", "TG", "--organisation", "TINH", "--on", "2024-06-30", "--format", "json")
    told = json.loads(command(tmp_path / "there", *asked).stdout)
    assert told["position"] == about["position"]
    here = engine.answer(FORMS["TG"], "TINH", date(2024, 6, 30), at=about["position"])
    assert told["cells"] == here.cells
    again = command(tmp_path / "there", "restore", str(file))
    assert again.returncode == 1 and "còn trống" in again.stdout + again.stderr
    copy.forget()
