"""Text size, contrast, language and day: by a press of a button, without a script, and remembered."""

from __future__ import annotations

import pytest
from django.test import Client

from bontot.ui.reading import SIZES, Reading

pytestmark = pytest.mark.django_db
HERE = "/mau/2024-06-30/"


def press(reader: Client, wish: str) -> None:
    answer = reader.post("/cach-doc/", {"wish": wish, "next": HERE})
    assert answer.status_code == 302 and answer["Location"] == HERE


def test_larger_text_is_remembered_up_to_200_per_cent(reader: Client) -> None:
    press(reader, "larger")
    assert 'data-text="115"' in reader.get(HERE).text
    for _ in SIZES:
        press(reader, "larger")
    assert 'data-text="200"' in reader.get(HERE).text


def test_normal_and_smaller_text(reader: Client) -> None:
    press(reader, "larger")
    press(reader, "normal")
    assert 'data-text="100"' in reader.get(HERE).text
    press(reader, "smaller")
    assert 'data-text="90"' in reader.get(HERE).text


def test_contrast_is_one_button_that_says_what_it_will_do(reader: Client) -> None:
    assert ">Tăng tương phản</button>" in reader.get(HERE).text
    press(reader, "more")
    page = reader.get(HERE).text
    assert 'data-contrast="more"' in page and ">Giảm tương phản</button>" in page
    press(reader, "less")
    assert 'data-contrast="normal"' in reader.get(HERE).text


def test_text_size_and_contrast_do_not_disturb_each_other(reader: Client) -> None:
    press(reader, "more")
    press(reader, "larger")
    page = reader.get(HERE).text
    assert 'data-contrast="more"' in page and 'data-text="115"' in page


@pytest.mark.parametrize("cookie", ["", "x", "9999-more", "150", "150-evil<script>", "-"])
def test_a_spoilt_cookie_harms_nobody(reader: Client, cookie: str) -> None:
    reader.cookies["reading"] = cookie
    assert reader.get(HERE).status_code == 200


def test_nobody_is_led_to_a_stranger(reader: Client) -> None:
    answer = reader.post("/cach-doc/", {"wish": "larger", "next": "https://example.org/"})
    assert answer["Location"] == "/"
    assert reader.get("/ngay/", {"day": "1/1/2024", "next": "//example.org/2024-01-01/"})[
        "Location"
    ].startswith("/?")


def test_pages_are_vietnamese_whatever_language_the_browser_was_installed_in(reader: Client) -> None:
    page = reader.get(HERE, headers={"Accept-Language": "en-US,en;q=0.9"}).text
    assert '<html lang="vi"' in page
    assert "Đến nội dung chính" in page


def test_english_is_chosen_by_a_button_and_remembered(reader: Client) -> None:
    reader.post("/ngon-ngu/", {"language": "en", "next": HERE})
    page = reader.get(HERE).text
    assert '<html lang="en"' in page
    assert "Skip to main content" in page


@pytest.mark.parametrize("written", ["1/5/2023", "01-05-2023", "1.5.2023", "2023-05-01", " 01/05/2023 "])
def test_a_day_may_be_written_as_people_write_it(reader: Client, written: str) -> None:
    answer = reader.get("/ngay/", {"day": written, "next": "/mau/2024-06-30/?at=5&after=x"})
    assert answer["Location"] == "/mau/2023-05-01/?at=5"


def test_a_day_that_does_not_exist_is_said_kindly(reader: Client) -> None:
    answer = reader.get("/ngay/", {"day": "31/02/2024", "next": HERE}, follow=True)
    assert "Không có ngày “31/02/2024”" in answer.text


def test_a_wish_that_nobody_knows_changes_nothing() -> None:
    assert Reading(130, True).changed("gigantic") == Reading(130, True)
