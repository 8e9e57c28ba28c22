"""One object, three renderings, and a page that is sound."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from bontot.ui.check import problems
from bontot.ui.templatetags.ui import tile

pytestmark = pytest.mark.django_db


def test_the_sample_page_with_every_component_is_sound(reader: Client) -> None:
    for language in ("vi", "en"):
        reader.cookies["django_language"] = language
        assert problems(reader.get("/mau/2024-06-30/").text) == []


def test_the_same_page_answers_as_json(reader: Client) -> None:
    answer = reader.get("/mau/2024-06-30.json")
    assert answer["Content-Type"] == "application/json"
    said = json.loads(answer.content)
    assert said["on"] == "2024-06-30"
    assert said["title"] == "Đảng bộ xã Tân Mỹ"
    assert said["form"]["errors"]["on"][0]["code"] == "invalid"


def test_htmx_gets_the_partial_named_like_its_target(reader: Client) -> None:
    answer = reader.get("/mau/2024-06-30/", headers={"HX-Request": "true", "HX-Target": "rows"})
    assert answer.text.strip() == "<p>Chỉ phần này.</p>"
    assert "HX-Request" in answer["Vary"]


def test_a_page_says_its_day_and_shouts_when_it_is_not_today(reader: Client) -> None:
    from bontot.ui.clock import today

    assert "date-control-other" in reader.get("/mau/2024-06-30/").text
    assert "date-control-other" not in reader.get(f"/mau/{today()}/").text
    assert '<time datetime="2024-06-30">30/06/2024</time>' in reader.get("/mau/2024-06-30/").text


def test_what_is_not_there_is_answered_kindly(reader: Client) -> None:
    answer = reader.get("/khong-co/")
    assert answer.status_code == 404
    assert "Không tìm thấy trang" in answer.text
    assert problems(answer.text) == []


def test_a_failure_shows_nothing_of_the_machinery() -> None:
    answer = Client(raise_request_exception=False).get("/hong/")
    assert answer.status_code == 500
    assert "Hệ thống đang gặp sự cố" in answer.text
    assert "secret" not in answer.text and "Traceback" not in answer.text


def test_a_form_that_was_open_too_long_is_told_so_kindly() -> None:
    answer = Client(enforce_csrf_checks=True).post("/cach-doc/", {"wish": "larger"})
    assert answer.status_code == 403
    assert "Trang này đã mở quá lâu" in answer.text


def test_pages_allow_no_script_or_style_of_their_own(reader: Client) -> None:
    policy = reader.get("/mau/2024-06-30/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_part_of_a_whole_is_broken_only_at_its_stroke() -> None:
    said = tile("Trưởng thôn là đảng viên", "2.018/2.148")
    assert "2.018/<wbr>2.148" in said
    assert "&lt;b&gt;" in tile("Mã", "<b>")
