"""The colours of the tokens can be told apart, in light and dark, with and without more contrast."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bontot.ui

CSS = (Path(bontot.ui.__file__).parent / "static/ui/tokens.css").read_text()
TEXT = [
    ("ink", "paper"), ("ink", "tint"), ("ink", "surface"), ("muted", "paper"), ("muted", "tint"), ("link", "paper"),
    ("link", "surface"), ("link", "tint"), ("link-over", "paper"), ("on-brand", "brand"), ("on-button", "button"),
    ("on-button", "button-over"), ("good", "good-tint"), ("attention", "attention-tint"), ("bad", "paper"),
    ("bad", "bad-tint"), ("on-focus", "focus"), ("ink", "attention-tint"), ("ink", "good-tint"), ("ink", "bad-tint"),
    ("bad", "tint"),
]  # fmt: skip
SHAPES = [("edge", "surface"), ("edge", "paper"), ("series-1", "paper"), ("series-2", "paper")]


def _blocks() -> dict[str, dict[str, str]]:
    """The colours of each of the four ways to look at a page."""
    found = [
        (selector, dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", body)))
        for selector, body in re.findall(r"(:root|\[data-contrast=\"more\"\])\s*\{([^}]*)\}", CSS)
    ]
    blocks = [colours for _, colours in found if len(colours) > 5]
    light, dark, more, dark_more = blocks
    return {
        "light": light,
        "dark": light | dark,
        "more": light | more,
        "dark, more": light | dark | more | dark_more,
    }


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.2 reckons it: 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("way", ["light", "dark", "more", "dark, more"])
def test_text_has_a_contrast_of_4_5_and_of_7_where_more_is_wanted(way: str) -> None:
    colours, wanted = _blocks()[way], 7.0 if "more" in way else 4.5
    poor = {(a, b): round(contrast(colours[a], colours[b]), 2) for a, b in TEXT}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < wanted} == {}


@pytest.mark.parametrize("way", ["light", "dark", "more", "dark, more"])
def test_edges_and_bars_have_a_contrast_of_3(way: str) -> None:
    colours = _blocks()[way]
    assert [pair for pair in SHAPES if contrast(colours[pair[0]], colours[pair[1]]) < 3] == []
