"""Mã: what the permanent code of an organisation or a person may look like, and how any code stands in an address."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 60
IN_ADDRESS = rf"[^/\x00-\x1f\x7f]{{1,{3 * LONGEST}}}"
"""What a part of an address that names a code looks like: each of its characters may be written out as three."""
_USUAL = re.compile(rf"\w[\w.-]{{0,{LONGEST - 1}}}", re.ASCII)
"""Nearly all: what is wrong with a code is looked for in the others alone."""
_PARTING = "/\\?#"
"""What parts an address."""
_WRITTEN_OUT = re.compile(r"[\x00-\x1f\x7f/~]|^\.{1,2}$")
_WRITTEN = re.compile(r"~([0-9A-F]{2})")


def usual(code: str) -> bool:
    """Whether it looks as nearly all codes do: letters without diacritics, digits, dots, hyphens; no blanks."""
    return _USUAL.fullmatch(code) is not None


def unfit(code: str) -> str:
    """Why a new code will not do, as the end of a sentence about it; blank where it will."""
    if usual(code):
        return ""
    if not code.strip():
        return "không có ký tự nào"
    if len(code) > LONGEST:
        return f"dài {len(code)} ký tự, nhiều nhất là {LONGEST}"
    if code != code.strip():
        return "có dấu cách ở đầu hoặc ở cuối"
    if code in (".", ".."):
        return "chỉ gồm dấu chấm"
    parting = next((mark for mark in code if mark in _PARTING), "")
    if parting:
        return f"có dấu “{parting}”"
    if any(unicodedata.category(mark)[0] == "C" or mark in "\u2028\u2029" for mark in code):
        return "có ký tự không nhìn thấy được"
    return ""


def in_address(code: str) -> str:
    """A code as one part of an address. Whatever a ledger holds has one: what would part it is written out, `/` as `~2F`."""
    return _WRITTEN_OUT.sub(lambda found: "".join(f"~{ord(mark):02X}" for mark in found[0]), code) or "~"


def from_address(part: str) -> str:
    """The code that a part of an address names. Raises ValueError where none is so long."""
    code = "" if part == "~" else _WRITTEN.sub(lambda found: chr(int(found[1], 16)), part)
    if len(code) > LONGEST:
        raise ValueError(f"no code is longer than {LONGEST}")
    return code
