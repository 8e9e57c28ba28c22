"""PDF, looked over without a reader of PDF: whether it is whole, whether it is locked, whether it does anything by itself."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

MOST_INFLATED = 50_000_000
"""Bytes of compressed objects that are looked at, all of them together."""
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|RichMedia|EmbeddedFiles?|XFA)(?![A-Za-z0-9])")
_LOCKED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")


def examine(data: bytes) -> str:
    """`broken`, `locked`, `active`, `hidden` (not all of it can be looked at), or nothing where it is a plain paper."""
    if b"startxref" not in data[-4096:]:
        return "broken"
    bare = b"".join(_outside(data))
    if _LOCKED.search(bare):
        return "locked"
    try:
        return "active" if any(_ACTIVE.search(_plain(text)) for text in (bare, *_objects(data))) else ""
    except zlib.error:
        return "hidden"


def _plain(text: bytes) -> bytes:
    """Names as they read: `/J#61vaScript` is `/JavaScript`."""
    return _HEX.sub(lambda found: bytes([int(found[1], 16)]), text)


def _streams(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Where each stream is begun, where its content begins, where that ends; one look at each byte, whatever was sent."""
    start = data.find(b"stream")
    while start >= 0:
        first = start + len(b"stream")
        first += len(b"\r\n") if data.startswith(b"\r\n", first) else len(b"\n")
        end = data.find(b"endstream", first)
        if end < 0:
            return
        yield start, first, end
        start = data.find(b"stream", end + len(b"endstream"))


def _outside(data: bytes) -> Iterator[bytes]:
    """What is not the content of a stream, where any bytes may stand by chance."""
    last = 0
    for _start, first, end in _streams(data):
        yield data[last:first]
        last = end
    yield data[last:]


def _objects(data: bytes) -> Iterator[bytes]:
    """Objects that are kept compressed. Raises zlib.error where they are too large, or compressed in another way."""
    left = MOST_INFLATED
    for start, first, end in _streams(data):
        if b"/ObjStm" in data[max(0, start - 400) : start]:
            text = zlib.decompressobj().decompress(data[first:end], left)
            left -= len(text)
            if left <= 0:
                raise zlib.error
            yield text
