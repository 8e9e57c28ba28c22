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
from bontot.meetings.handed import handouts
from bontot.meetings.handed.handouts import File
from bontot.meetings.planning import create
from bontot.organisations.models import Organisation
from bontot.statistics import copy, engine
from bontot.statistics.forms import FORMS
from tests import world
from tests.children import Child
from tests.test_robustness_writing import rename

PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\nstartxref\n9\n%%EOF\n" * 3
pytestmark = pytest.mark.django_db(transaction=True)


def command(home: Path, *said: str) -> subprocess.CompletedProcess[str]:
    """The program itself, over a system of its own in SQLite."""
    env = {**os.environ, "BONTOT_HOME": str(home), "DATABASE_URL": ""}
    env["DJANGO_SETTINGS_MODULE"] = "bontot.config.settings"
    return subprocess.run(
        [sys.executable, "-m", "bontot.cli", *said], env=env, capture_output=True, text=True, timeout=300
    )


def lay_papers() -> None:
    """Two files before a meeting, each heavy enough to be a part of the archive by itself."""
    branch = Organisation.objects.get(code="THON1")
    meeting = create(branch.pk, "regular", date(2024, 6, 1), "chi-bo")
    for data in (PDF, PDF * 2):
        handouts.attach(meeting.id, None, "Dự thảo", File("du-thao.pdf", data), "chi-bo")


def papers_of(home: Path) -> list[str]:
    """The files of a system elsewhere, unsealed with the keys that came with it."""
    asked = (
        "import django; django.setup()\n"
        "from bontot.meetings.handed.handouts import content\n"
        "from bontot.meetings.models import Handout\n"
        "print(*[content(each.id).hex() for each in Handout.objects.order_by('id')])"
    )
    env = {**os.environ, "BONTOT_HOME": str(home), "DATABASE_URL": ""}
    env["DJANGO_SETTINGS_MODULE"] = "bontot.config.settings"
    told = subprocess.run([sys.executable, "-c", asked], env=env, capture_output=True, text=True, timeout=300)
    assert told.returncode == 0, told.stderr
    return told.stdout.split()


def test_a_backup_taken_while_others_write_is_sound_elsewhere(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bontot.cli.backup.HEAVY", 100)
    settings.HOME = tmp_path / "here"
    (settings.HOME / "keys").mkdir(parents=True)
    (settings.HOME / "keys" / "sealing.key").write_bytes(settings.SEALING_KEY)
    copy.forget()
    world.build()
    lay_papers()
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
    assert papers_of(tmp_path / "there") == [PDF.hex(), (PDF * 2).hex()]
    again = command(tmp_path / "there", "restore", str(file))
    assert again.returncode == 1 and "còn trống" in again.stdout + again.stderr
    copy.forget()
