"""Promises about tables of another version: every command says in a sentence what to do first."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from bontot.cli import main

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "command", (["verify"], ["indicator", "--organisation", "TINH", "--on", "2024-06-30"])
)
def test_older_tables_are_to_be_migrated_first(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    MigrationRecorder(connection).record_unapplied("meetings", "0001_initial")
    assert main(command) == 2
    assert (
        capsys.readouterr().err
        == "Các bảng dữ liệu là của phiên bản cũ hơn; hãy chạy “bontot migrate” trước.\n"
    )


def test_newer_tables_are_for_the_newer_program(capsys: pytest.CaptureFixture[str]) -> None:
    MigrationRecorder(connection).record_applied("meetings", "9999_of_another_year")
    assert main(["verify"]) == 2
    assert "phiên bản mới hơn" in capsys.readouterr().err
