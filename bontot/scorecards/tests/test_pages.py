"""The pages of frameworks: whole, for every account, and as JSON."""

from __future__ import annotations

from datetime import date

import pytest

from bontot.access.models import Account, Grant
from bontot.access.tests.reader import Reader
from bontot.kernel.period import OPEN
from tests import world

pytestmark = pytest.mark.django_db
PAGE = "/bon-tot/khung/chi-bo-bon-tot/mau-trinh-dien"


@pytest.fixture
def member(db: None) -> Reader:
    world.build()
    account = Account.objects.create_user("dang-vien", password=None)
    days = {"valid_from": date(2020, 1, 1), "valid_to": OPEN}
    Grant.objects.create(account=account, role="member", organisation_code="THON2", **days)
    client = Reader()
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    return client


def test_every_member_may_read_by_what_a_branch_is_scored(member: Reader) -> None:
    listed = member.get("/bon-tot/khung/").content.decode()
    assert (
        "Đảng bộ cơ sở bốn tốt" in listed and f"{PAGE}/" in listed and listed.count("(mẫu trình diễn)") == 8
    )
    assert all(
        words in listed
        for words in ("Công nhận danh hiệu", "Đánh giá, xếp loại", "Chất lượng sinh hoạt chi bộ")
    )
    page = member.get(f"{PAGE}/").content.decode()
    for words in (
        "Mẫu trình diễn.",
        "Sinh hoạt chuyên đề ít nhất bốn kỳ",
        "Từ 90 điểm:",
        "Trọn điểm từ 85%",
        "Thẩm định",
    ):
        assert words in page, words


def test_a_program_reads_the_same(member: Reader) -> None:
    told = member.get(f"{PAGE}.json").json()["framework"]
    assert told["whole"] == 100 and told["demonstration"] is True
    assert [line["most"] for line in told["criteria"] if line["code"] == "2.4"] == [6]


def test_what_there_is_not_is_said(member: Reader) -> None:
    assert member.get("/bon-tot/khung/chi-bo-bon-tot/ban-khac/").status_code == 404


def test_the_frame_of_meetings_and_the_yearly_classification_stand_beside_it(member: Reader) -> None:
    meeting = member.get("/bon-tot/khung/sinh-hoat-chi-bo/42-HD/").content.decode()
    assert (
        "Thời gian, thời lượng" in meeting
        and "Khác với bản trước" in meeting
        and "Tỷ lệ của từng nhóm" not in meeting
    )
    grade = member.get("/bon-tot/khung/xep-loai-dang-vien/366-QĐ/").content.decode()
    for words in (
        "Từ 90 điểm:",
        "nhiều nhất 20\u00a0%",
        "chỉ nhắc",
        "Thiếu thì nhiều nhất: hoàn thành tốt nhiệm vụ.",
    ):
        assert words in grade, words
