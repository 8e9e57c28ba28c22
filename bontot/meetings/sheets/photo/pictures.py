"""A file that was sent, as a grey picture: nothing larger than a photograph, and in the position in which it was taken."""

from __future__ import annotations

import struct
import zlib
from typing import IO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

type Grey = NDArray[np.uint8]
"""Brightness by row and column, 255 for white."""

WEIGHT = 20 * 2**20
"""Bytes of one file."""
AREA = 50_000_000
"""Pixels of one picture: more than telephones take, less than what fills the memory of a small machine."""
SIDE = 3000
"""Pixels of the longer side that reading needs: ten to a millimetre of a page."""
KINDS = ("JPEG", "PNG", "WEBP")

_SPOILT = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, struct.error, zlib.error)
"""What the decoders raise for a file that is cut off or made up."""


class Unreadable(Exception):
    """Why a file cannot be looked at: `kind`, `heavy`, `large` or `spoilt`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def grey(file: IO[bytes], weight: int) -> Grey:
    """The picture in the file, its longer side at most `SIDE`. Raises Unreadable. The size is asked before unpacking."""
    if weight > WEIGHT:
        raise Unreadable("heavy")
    try:
        picture = Image.open(file, formats=KINDS)
    except Image.DecompressionBombError as bomb:
        raise Unreadable("large") from bomb
    except _SPOILT as wrong:
        raise Unreadable("kind") from wrong
    if picture.width * picture.height > AREA:
        raise Unreadable("large")
    try:
        picture.draft("L", (SIDE, SIDE))
        held = _plain(picture)
        held.info.setdefault("exif", picture.info.get("exif", b""))
        return np.asarray(_upright(held))
    except _SPOILT as wrong:
        raise Unreadable("spoilt") from wrong


def _plain(picture: Image.Image) -> Image.Image:
    """In grey and small; what shines through is white."""
    clear = picture.has_transparency_data
    picture = picture.convert("RGBA" if clear else "L")
    picture.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
    if clear:
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return picture.convert("L")


def _upright(picture: Image.Image) -> Image.Image:
    """Turned as the camera says that it was held; what a camera says wrongly is not heard."""
    try:
        return ImageOps.exif_transpose(picture)
    except _SPOILT:
        return picture
