"""Promises about photographs: what was ticked is read, whatever the light; what is not sure is asked."""

from __future__ import annotations

import io
from functools import lru_cache
from random import Random

import numpy as np
import pytest
from PIL import Image

from bontot.meetings.sheets.photo import boxes, finding, pictures, plan
from bontot.meetings.sheets.photo.codes import REST, Sheet, drawn
from bontot.meetings.tests import pens

SHEET = Sheet(plan.FORM, 1234, 0xAB12CD34)
OPTIONAL = [row % 7 == 3 for row in range(plan.LINES)]
"""Which lines have the fourth box."""


@lru_cache(maxsize=4)
def _printed(lines: int) -> tuple[pens.Picture, ...]:
    names = [
        {
            "place": place,
            "name": f"Nguyễn Thị Ánh {place}" * (1 + (place == 5) * 5),
            "note": "không bắt buộc" * optional,
        }
        for place, optional in enumerate((OPTIONAL * 3)[:lines], 1)
    ]
    pages = range(1, plan.pages(lines) + 1)
    said: dict[str, object] = {
        "title": "Sinh hoạt thường kỳ tháng 07/2024, Chi bộ Tổ dân phố số 12, Đảng bộ phường Kinh Bắc",
        "day": "03/07/2024, 19:30",
        "number": "1234AC",
        "pages": [plan.of_page(names, page) for page in pages],
        "codes": [drawn(SHEET, page) for page in (*pages, REST)],
        "plan": plan.measures(),
        "motions": ["Thông qua nghị quyết"],
    }
    return tuple(pens.printed(said))


def _ticked(by: Random) -> tuple[pens.Picture, str]:
    """A page with some of its lines ticked, and what should be read of it."""
    page, signs = _printed(plan.LINES)[0].copy(), ""
    for row, optional in enumerate(OPTIONAL):
        sign = by.choice(".....mpk" + "x" * optional)
        if sign != boxes.NOTHING:
            pens.tick(page, row, sign, by)
        signs += sign
    return page, signs


def _read(photo: pens.Picture, quality: int = 75, **more: object) -> str:
    sent = pens.jpeg(photo, quality, **more)
    picture = pictures.grey(io.BytesIO(sent), len(sent))
    (found,) = finding.pages(picture)
    assert (found.sheet, found.page) == (SHEET, 1)
    return boxes.read(picture, found, OPTIONAL)


@pytest.mark.parametrize("seed", range(8))
def test_what_was_ticked_is_read_from_a_photograph_in_evening_light(seed: int) -> None:
    by = Random(seed)
    page, signs = _ticked(by)
    assert _read(pens.photographed(page, by)) == signs


@pytest.mark.parametrize(
    "how",
    (
        {"size": (960, 1280)},
        {"turned": 180},
        {"turned": 93, "size": (2000, 1500)},
        {"blur": 2.0},
        {"bent": 10.0},
        {"shade": 0.9},
    ),
    ids=("small", "upside down", "lying", "blurred", "bent", "dark"),
)
def test_it_is_read_small_turned_blurred_bent_and_dark(how: dict[str, float]) -> None:
    by = Random(7)
    page, signs = _ticked(by)
    assert _read(pens.photographed(page, by, **how), 60) == signs  # type: ignore[arg-type]


@pytest.mark.parametrize("orientation", (3, 6, 8))
def test_the_position_in_which_the_camera_was_held_makes_no_difference(orientation: int) -> None:
    by = Random(orientation)
    page, signs = _ticked(by)
    exif = Image.Exif()
    exif[0x0112] = orientation
    assert _read(pens.photographed(page, by), exif=exif) == signs


def test_a_line_that_is_not_sure_is_said_to_be_so() -> None:
    """A dot, two ticks, a box crossed out with and without another tick, and a thumb over a line."""
    by, page = Random(3), _printed(plan.LINES)[0].copy()
    pens.tick(page, 0, "m", by, "dot")
    pens.tick(page, 1, "m", by)
    pens.tick(page, 1, "k", by)
    pens.tick(page, 2, "p", by, "filled")
    pens.tick(page, 4, "p", by, "filled")
    pens.tick(page, 4, "k", by, "cross")
    scale = page.width / 210
    x, y = plan.box(8, 0)
    page.paste((150, 110, 90), tuple(round(v * scale) for v in (x - 5, y - 4, x + 60, y + 9)))  # type: ignore[arg-type]
    signs = _read(pens.photographed(page, by))
    assert signs[:5] == "?2#.k" and signs[8] == boxes.UNSEEN and set(signs[10:]) == {"."}


def test_a_thumb_over_one_code_still_leaves_a_page_and_over_two_does_not() -> None:
    by = Random(5)
    page, signs = _ticked(by)
    scale = page.width / 210
    for corner, seen in ((0, 3), (3, 2)):
        x, y = plan.CORNERS[corner]
        page.paste((150, 110, 90), tuple(round(v * scale) for v in (x - 2, y - 2, x + 12, y + 12)))  # type: ignore[arg-type]
        photo = pens.photographed(page, Random(5))
        sent = pens.jpeg(photo)
        (found,) = finding.pages(pictures.grey(io.BytesIO(sent), len(sent)))
        assert len(found.corners) == seen
        assert seen < finding.ENOUGH or _read(photo) == signs


@pytest.mark.parametrize(("lines", "pages"), ((0, 1), (7, 1), (24, 2), (25, 2), (26, 2), (50, 3)))
def test_every_page_that_comes_out_of_the_printer_bears_its_codes(lines: int, pages: int) -> None:
    """What finds no room under the last line goes on a page of its own, of which nothing is read."""
    made = _printed(lines)
    assert len(made) == pages
    for place, page in enumerate(made, 1):
        (found,) = finding.pages(np.asarray(page.convert("L")))
        assert sorted(found.corners) == [1, 2, 3, 4]
        assert found.page == (place if place <= plan.pages(lines) else REST)


@pytest.mark.parametrize("seed", range(20))
def test_a_file_that_is_cut_off_or_spoilt_never_breaks_anything(seed: int) -> None:
    by = Random(seed)
    out = io.BytesIO()
    small = _printed(7)[0].resize((210, 297))
    small.save(out, ("JPEG", "PNG", "WEBP")[seed % 3])
    spoilt = bytearray(out.getvalue())
    for _each in range(by.randrange(1, 40)):
        spoilt[by.randrange(len(spoilt))] = by.randrange(256)
    sent = bytes(spoilt[: by.randrange(len(spoilt))] if by.random() < 0.5 else spoilt)
    try:
        assert pictures.grey(io.BytesIO(sent), len(sent)).size
    except pictures.Unreadable as reason:
        assert reason.why in ("kind", "large", "spoilt")
