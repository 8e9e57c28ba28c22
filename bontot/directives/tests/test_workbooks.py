"""Promises about many commitments at once from a workbook: all or nothing, with every mistake at once."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bontot.access.tests.reader import Reader
from bontot.directives import cascading, committing
from bontot.directives.committing import Wanted
from bontot.directives.models import Commitment, Directive
from bontot.directives.tests.conftest import DEEP, DUE
from bontot.members.tests.province import Province

type As = Callable[[str], Reader]
HEADER = "Mã tổ chức,Nội dung cam kết,Hạn,Số dòng,Thuộc số dòng,Mã người chịu trách nhiệm,Đơn vị tính,Chỉ tiêu,Nêu gương năm\n"


def _send(as_: As, paper: Directive, text: str, user: str = "xa") -> object:
    book = SimpleUploadedFile("cam-ket.csv", (HEADER + text).encode())
    return as_(user).post(f"/chi-thi/{paper.id}/nhap/", {"book": book})


def test_a_workbook_is_entered_all_at_once(as_: As, paper: Directive, province: Province) -> None:
    cascading.hand_down(
        committing.commit(province.ids["BG"], Wanted(says="Việc", deadline=DUE), "tinh", directive=paper.id).id, DEEP, "tinh"
    )  # fmt: skip
    rows = (
        "XA,Vận động hiến đất,31/12/2024,1,,,hộ,1.200,\n"
        'CB1,Vận động hiến đất,30/11/2024,2,1,DV-AN,hộ,"12,5",2024\n'
        "CB1,Họp dân,15/10/2024,3,2,DV-BINH,,,\n"
    )
    answer = _send(as_, paper, rows)
    assert answer.status_code == 302, answer.content.decode()  # type: ignore[attr-defined]
    first, second, third = Commitment.objects.filter(directive=paper, state="concrete").order_by("id")[1:]
    assert (first.target, second.target, second.parent_id, second.own) == (
        Decimal(1200),
        Decimal("12.5"),
        first.id,
        False,
    )
    assert (third.parent_id, third.own, third.head_id, third.measure) == (
        second.id,
        True,
        province.ids["DV-BINH"],
        "done",
    )
    again = _send(as_, paper, rows)
    assert again.status_code == 422 and "đã có" in again.content.decode()  # type: ignore[attr-defined]


def test_a_workbook_with_mistakes_is_told_all_of_them_and_enters_nothing(
    as_: As, branch: Commitment, paper: Directive
) -> None:
    before = Commitment.objects.count()
    rows = (
        "CQ,Ngoài phạm vi,31/12/2024,1,,,,,\n"
        "CBX,Đã kết thúc,31/12/2024,2,,,,,\n"
        "CB1,Hạn đã qua,01/01/2024,3,,,,,\n"
        "CB1,Không đơn vị,31/12/2024,3,,,,5,\n"
        "CB1,Không phải số,31/12/2024,5,,,hộ,năm,\n"
        "CB1,Người lạ,31/12/2024,6,,KHONG-CO,,,\n"
        "CB1,Thuộc dòng lạ,31/12/2024,7,99,,,,\n"
        "XA,Vòng một,31/12/2024,8,9,,,,\n"
        "XA,Vòng hai,31/12/2024,9,8,,,,\n"
        "XA,Trực thuộc sai,31/12/2024,10,3,,,,\n"
        "XA,Gốc,31/12/2024,11,,,,,\n"
        "CB2,Lần một,31/12/2024,12,11,,,,\n"
        "CB2,Lần hai,31/12/2024,13,11,,,,\n"
    )
    answer = _send(as_, paper, rows)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    rules = {finding.rule for finding in answer.data.findings}  # type: ignore[attr-defined]
    assert rules == {f"CK-0{n}" for n in range(1, 10)}
    assert Commitment.objects.count() == before


@pytest.mark.parametrize("content", (b"", b"\x00\xff", b"PK\x03\x04", "Họ và tên\nA\n".encode()))
def test_what_is_no_workbook_of_ours_is_turned_away(as_: As, paper: Directive, content: bytes) -> None:
    book = SimpleUploadedFile("x.csv", content)
    answer = as_("tinh").post(f"/chi-thi/{paper.id}/nhap/", {"book": book})
    assert answer.status_code == 422 and not Commitment.objects.exists()
