"""The printed sheet as a picture, a pen that ticks it, and a telephone that photographs it badly."""

from __future__ import annotations

import io
import json
import math
from random import Random
from typing import Any, cast

import numpy as np
import typst
from PIL import Image, ImageDraw, ImageFilter

from bontot.meetings.sheets.photo import plan
from bontot.meetings.sheets.sheet import LAYOUT

type Picture = Image.Image
INKS = ((30, 40, 120), (20, 20, 20), (60, 70, 160), (160, 30, 40))
"""Blue, black, pale blue, red."""
TABLE = (96, 78, 60)
"""What the sheet lies on."""


def printed(said: dict[str, object], dots: int = 150) -> list[Picture]:
    """The sheet as it comes out of the printer, at so many dots an inch."""
    words = json.dumps(said, ensure_ascii=False)
    made: Any = typst.compile(str(LAYOUT), format="png", ppi=dots, sys_inputs={"said": words})
    pages = made if isinstance(made, list) else [made]
    return [Image.open(io.BytesIO(page)).convert("RGB") for page in pages]


def tick(page: Picture, row: int, letter: str, by: Random, how: str = "") -> None:
    """Write with a pen into the box of a letter: a cross, a tick, a stroke, a dot, or all of the box filled."""
    scale, pen = page.width / 210, ImageDraw.Draw(page)
    x, y = plan.box(row, plan.COLUMNS.index(letter))
    middle, reach, ink = plan.BOX / 2, by.uniform(1.8, 2.8), by.choice(INKS)
    x, y = x + middle + by.uniform(-0.6, 0.6), y + middle + by.uniform(-0.6, 0.6)
    breadth = max(1, round(by.uniform(0.45, 0.8) * scale))
    how = how or by.choice(("cross", "tick", "stroke"))
    if how in ("dot", "filled"):
        side = 0.3 if how == "dot" else middle + 0.7
        pen.rectangle(
            [(x - side) * scale, (y - side) * scale, (x + side) * scale, (y + side) * scale], fill=ink
        )
        return
    shapes: dict[str, tuple[list[tuple[float, float]], ...]] = {
        "cross": ([(-1, -1), (1, 1)], [(1, -1), (-1, 1)]),
        "tick": ([(-1, 0), (-0.2, 1), (1.2, -1.1)],),
        "stroke": ([(-1, 1), (1, -1)],),
    }
    for stroke in shapes[how]:
        path = [((x + u * reach) * scale, (y + v * reach) * scale) for u, v in stroke]
        pen.line(path, fill=ink, width=breadth)


def photographed(
    page: Picture,
    by: Random,
    *,
    size: tuple[int, int] = (1500, 2000),
    turned: float | None = None,
    blur: float = 1.0,
    shade: float = 0.45,
    bent: float = 0.0,
    quality: int = 75,
) -> Picture:
    """A photograph in evening light: askew, from aside, half in shadow, slightly blurred, on a table."""
    wide, high = size
    taken = page.transform(
        size,
        Image.Transform.PERSPECTIVE,
        _askew(page, size, by, turned),
        Image.Resampling.BICUBIC,
        fillcolor=TABLE,
    )
    if bent:
        taken = taken.transform(size, Image.Transform.MESH, _wave(size, bent), Image.Resampling.BILINEAR)
    light = np.asarray(taken.filter(ImageFilter.GaussianBlur(blur))).astype(np.float32)
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    angle = by.uniform(0, 2 * math.pi)
    slope = (x / wide - 0.5) * math.cos(angle) + (y / high - 0.5) * math.sin(angle)
    shadow = np.where(x + (y - high / 2) * 0.3 > by.uniform(0.2, 0.8) * wide, 1, 0.72)
    light *= ((1 - shade / 2 + shade * slope) * shadow)[..., None]
    light += np.random.default_rng(by.randrange(10**6)).normal(0, 5, (high, wide, 1))
    return Image.fromarray(light.clip(0, 255).astype(np.uint8))


def jpeg(picture: Picture, quality: int = 75, **more: object) -> bytes:
    """As the telephone sends it."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, **more)
    return out.getvalue()


def _askew(page: Picture, size: tuple[int, int], by: Random, turned: float | None) -> tuple[float, ...]:
    """What carries the photograph to the page, as Pillow wants it: eight numbers of a projection."""
    angle = math.radians(by.uniform(-6, 6) if turned is None else turned)
    cos, sin = math.cos(angle), math.sin(angle)
    corners = [(x * page.width, y * page.height) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))]
    centred = [(x - page.width / 2, y - page.height / 2) for x, y in corners]
    round_ = [(x * cos - y * sin, x * sin + y * cos) for x, y in centred]
    reach = [max(abs(point[side]) for point in round_) * 2 for side in (0, 1)]
    scale = 0.88 * min(size[0] / reach[0], size[1] / reach[1])
    rows, wanted = [], []
    for (x, y), (u, v) in zip(corners, round_, strict=True):
        here = size[0] * (0.5 + by.uniform(-0.03, 0.03)) + u * scale
        there = size[1] * (0.5 + by.uniform(-0.03, 0.03)) + v * scale
        rows += [
            [here, there, 1, 0, 0, 0, -x * here, -x * there],
            [0, 0, 0, here, there, 1, -y * here, -y * there],
        ]
        wanted += [x, y]
    return cast(tuple[float, ...], tuple(np.linalg.solve(np.array(rows), np.array(wanted)).tolist()))


def _wave(size: tuple[int, int], bent: float) -> list[tuple[tuple[int, int, int, int], tuple[float, ...]]]:
    """A paper that does not lie flat."""
    step, mesh = 50, []
    for x in range(0, size[0], step):
        for y in range(0, size[1], step):
            four = ((x, y), (x, y + step), (x + step, y + step), (x + step, y))
            bow = [v for u, w in four for v in (u, w + bent * math.sin(u / size[0] * 2 * math.pi))]
            mesh.append(((x, y, x + step, y + step), tuple(bow)))
    return mesh
