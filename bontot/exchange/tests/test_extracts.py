"""Promises about exports: within what may be read, noted as read, taken along by whoever asked."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from bontot.access.models import Reading
from bontot.access.tests.reader import Reader
from bontot.exchange import store
from bontot.exchange.models import Extract
from bontot.exchange.tests.office import work

type As = Callable[[str], Reader]
ASKED = {"organisation": "XA1", "on": "30/06/2024"}


def exported(client: Reader) -> dict[str, list[tuple[Any, ...]]]:
    (extract,) = client.get("/xuat.json").json()["extracts"]
    answer = client.get(f"/xuat/{extract['id']}/tep/")
    assert answer.status_code == 200
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    return {page.title: [tuple(row) for row in page.iter_rows(values_only=True)] for page in book.worksheets}


def test_an_export_is_asked_for_written_and_taken_along(as_: As) -> None:
    clerk = as_("xa")
    assert clerk.post("/xuat/", ASKED).headers["Location"] == "/xuat/"
    assert clerk.get("/xuat.json").json()["extracts"][0]["standing"]["state"] == "waiting"
    assert "every 2s" in clerk.get("/xuat/").content.decode()
    work()
    assert "Tải về" in clerk.get("/xuat/").content.decode()
    names = {row[0] for row in exported(clerk)["Đảng viên"][1:]}
    assert names == {"Nguyễn Văn Đức", "Trần Thị Đào", "Lê Văn Ánh", "Nông Thị Ấm"}


def test_every_file_in_an_export_counts_as_read(as_: As) -> None:
    as_("xa").post("/xuat/", ASKED)
    work()
    noted = Reading.objects.filter(account="xa", page="/xuat/").values_list("person_code", flat=True)
    assert {"DV01", "DV02", "DV03", "DV04", "NG01"} == set(noted)


@pytest.mark.parametrize("code", ("TINH", "XA2", "THON4", "KHONG-CO"))
def test_nothing_beyond_the_own_branch_is_exported(as_: As, code: str) -> None:
    answer = as_("xa").post("/xuat/", {**ASKED, "organisation": code})
    assert answer.status_code == 422 and not Extract.objects.exists()


def test_an_export_is_for_whoever_asked_for_it(as_: As) -> None:
    as_("xa").post("/xuat/", ASKED)
    work()
    id = Extract.objects.get().pk
    assert as_("tinh").get(f"/xuat/{id}/tep/").status_code == 404
    assert as_("tinh").post(f"/xuat/{id}/xoa/").status_code == 404


def test_an_export_is_removed_with_its_file(as_: As) -> None:
    clerk = as_("xa")
    clerk.post("/xuat/", ASKED)
    work()
    clerk.post(f"/xuat/{Extract.objects.get().pk}/xoa/")
    assert not Extract.objects.exists() and not list(store.root().iterdir())
