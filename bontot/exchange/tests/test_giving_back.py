"""Promises about one's own workbook given back: whatever part of the tree it tells, it says nothing new."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bontot.access.tests.reader import Reader
from bontot.exchange.entering.importing import Import
from bontot.exchange.export.exporting import export
from bontot.exchange.models import Extract
from bontot.exchange.store import folder
from bontot.exchange.tests.office import PAPER, work
from bontot.ledger.enacting import rehearse
from bontot.organisations.models import Organisation
from tests import world

type As = Callable[[str], Reader]
TODAY = date(2024, 6, 30)


def lives() -> None:
    """People who went elsewhere inside the system, and back, and out, and died there; guests; holders of posts elsewhere."""
    acts = (
        {"act": "member.transfer", "member": "DV03", "to": "THON4", "on": "2023-06-26"},
        {"act": "member.transfer", "member": "DV01", "to": "THON5", "on": "2023-02-01"},
        {"act": "member.transfer", "member": "DV01", "to": "THON1", "on": "2023-09-01"},
        {"act": "member.transfer", "member": "DV04", "to": "THON5", "on": "2023-02-01"},
        {"act": "member.die", "member": "DV04", "on": "2024-03-01"},
        {"act": "member.transfer", "member": "DV08", "to": "THON3", "on": "2024-01-01", "temporary": True},
        {"act": "member.transfer", "member": "DV07", "to": "DN1", "on": "2024-01-01"},
        {"act": "member.strike_off", "member": "DV07", "on": "2024-02-01"},
        {"act": "member.restore", "member": "DV06", "to": "THON5", "on": "2023-06-01"},
        {"act": "post.register", "person": "DV09", "title": "bí thư", "organisation": "XA1", "on": "2023-01-01"},
        {"act": "member.classify", "member": "DV03", "grade": "hoàn thành nhiệm vụ", "period": "2023",
         "on": "2023-12-20"},
        {"act": "member.classify", "member": "DV09", "grade": "hoàn thành nhiệm vụ", "period": "2023",
         "on": "2023-12-20"},
        {"act": "organisation.hand_over", "organisation": "THON3", "parent": "XA2", "on": "2024-05-01"},
    )  # fmt: skip
    outcome = world.do(*acts, number="02-QĐ/TU", dated=TODAY)
    assert outcome.position, outcome.findings


@pytest.fixture
def lived(as_: As) -> As:
    lives()
    return as_


def test_every_part_given_back_is_unchanged_to_the_last_row(lived: As, tmp_path: Path) -> None:
    for code in Organisation.objects.values_list("code", flat=True):
        path = tmp_path / f"{code}.xlsx"
        export(code, TODAY, path)
        coming = Import([path], TODAY)
        outcome = rehearse(coming.acts(), world.OPERATOR, outcome=coming.outcome)
        assert not outcome.refused, (code, outcome.findings)
        assert (outcome.new, outcome.changed, outcome.unchanged) == (0, 0, coming.rows), code


def test_everybody_named_in_any_sheet_is_listed_as_a_member_or_holds_a_post_only(
    lived: As, tmp_path: Path
) -> None:
    for code in Organisation.objects.values_list("code", flat=True):
        export(code, TODAY, tmp_path / "a.xlsx")
        book = openpyxl.load_workbook(tmp_path / "a.xlsx")
        named: dict[str, set[str]] = {}
        for page in book.worksheets:
            header, *rows = page.iter_rows(values_only=True)
            for title in {"Mã người", "Mã đảng viên"} & set(header):
                named[page.title] = {str(row[header.index(title)]) for row in rows} - {"None"}
        assert set().union(*named.values()) <= named["Đảng viên"] | {"NG01"}, code


def test_whoever_may_read_a_part_may_give_it_back(lived: As) -> None:
    clerk = lived("xa")
    clerk.post("/xuat/", {"organisation": "XA1", "on": "30/06/2024"})
    work()
    book = (folder(Extract.objects.get().folder) / "export.xlsx").read_bytes()
    answer = clerk.post("/nhap/", {**PAPER, "books": [SimpleUploadedFile("a.xlsx", book)]})
    work()
    report = clerk.get(answer.headers["Location"].rstrip("/") + ".json").json()
    assert not report["groups"], report["groups"]
    assert (report["new"], report["changed"], report["unchanged"]) == (0, 0, report["rows"])
