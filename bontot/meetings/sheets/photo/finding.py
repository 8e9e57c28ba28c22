"""The pages that lie in a picture, by their codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from bontot.meetings.sheets.photo.codes import Sheet, understood
from bontot.meetings.sheets.photo.pictures import Grey
from bontot.meetings.sheets.photo.plan import CODE, CORNERS

_CODES = zxingcpp.barcode_formats_from_str("QRCode")

type Points = NDArray[np.float64]
"""Places, one a row: x and y."""

ENOUGH = 3
"""Codes of a page that must be seen; the fourth may lie under a thumb."""

LARGEST = 2250
"""Pixels of the longer side up to which a picture is looked at in twice its size."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page in a picture."""

    sheet: Sheet
    page: int
    corners: Mapping[int, Points]
    """Of each code that was seen, by the number of its corner, its own four corners in pixels."""

    def locate(self, millimetres: Points) -> Points:
        """Where places of the page lie in the picture. The page is taken as flat; what is bent is found by looking near."""
        seen = sorted(self.corners)
        page = np.concatenate([_square(*CORNERS[corner - 1]) for corner in seen])
        picture = np.concatenate([self.corners[corner] for corner in seen])
        bent = np.c_[millimetres, np.ones(len(millimetres))] @ _projection(page, picture).T
        flat: Points = bent[:, :2] / bent[:, 2:]
        return flat


def pages(picture: Grey) -> list[Found]:
    """Every page of which a code was seen. More is tried only while codes of a page are missing."""
    seen: dict[tuple[Sheet, int], dict[int, Points]] = {}
    for codes, larger in _looks(picture):
        for code in codes:
            said = understood(code.text)
            if said:
                at = code.position
                points = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
                corners = seen.setdefault((said.sheet, said.page), {})
                middles = np.array([(point.x + 0.5, point.y + 0.5) for point in points]) / larger
                corners.setdefault(said.corner, middles)
        if seen and all(len(corners) == len(CORNERS) for corners in seen.values()):
            break
    return [Found(sheet, page, corners) for (sheet, page), corners in seen.items()]


def _looks(picture: Grey) -> Iterator[tuple[list[zxingcpp.Barcode], int]]:
    """Looks for codes, and by how much the picture was enlarged for it: as it is, then sharper, which mends a slight blur."""
    yield _codes(picture), 1
    larger = 2 if max(picture.shape) <= LARGEST else 1
    grey = Image.fromarray(picture)
    grey = grey.resize((grey.width * larger, grey.height * larger), Image.Resampling.BICUBIC)
    yield _codes(np.asarray(grey.filter(ImageFilter.UnsharpMask(2.5 * larger, 300, 0)))), larger


def _codes(picture: Grey) -> list[zxingcpp.Barcode]:
    return zxingcpp.read_barcodes(picture, formats=_CODES, try_invert=False)


def _square(x: float, y: float) -> Points:
    return np.array([(x, y), (x + CODE, y), (x + CODE, y + CODE), (x, y + CODE)])


def _projection(page: Points, picture: Points) -> NDArray[np.float64]:
    """The projection that carries places of the page to those of the picture with the least squares of error."""
    inner, outer = _middling(page), _middling(picture)
    there = np.c_[page, np.ones(len(page))] @ inner.T
    here = np.c_[picture, np.ones(len(picture))] @ outer.T
    zero = np.zeros_like(there)
    rows = np.concatenate(
        [np.c_[there, zero, -here[:, :1] * there], np.c_[zero, there, -here[:, 1:2] * there]]
    )
    least = np.linalg.svd(rows)[2][-1].reshape(3, 3)
    carried: NDArray[np.float64] = np.linalg.inv(outer) @ least @ inner
    return carried


def _middling(points: Points) -> NDArray[np.float64]:
    """Brings points near to the origin, without which the numbers above are of very different sizes."""
    middle = points.mean(axis=0)
    scale = 1.4 / max(float(np.linalg.norm(points - middle, axis=1).mean()), 1e-9)
    return np.array([[scale, 0, -scale * middle[0]], [0, scale, -scale * middle[1]], [0, 0, 1]])
