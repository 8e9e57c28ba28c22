"""Why a file could not be read or written, in words: what the operating system and the parsers say is English."""

from __future__ import annotations

import errno
import json

_OF_SYSTEM = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EISDIR: "đây là một thư mục, không phải tệp",
    errno.ENOTDIR: "trong đường dẫn có phần không phải là thư mục",
    errno.EACCES: "không có quyền đọc hoặc ghi",
    errno.EPERM: "không có quyền đọc hoặc ghi",
    errno.EROFS: "nơi này chỉ cho đọc",
    errno.ENOSPC: "đĩa đã đầy",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.EEXIST: "tệp đã có",
    errno.EFBIG: "tệp quá lớn",
}


def why(reason: Exception) -> str:
    """The reason without its full stop, with the file where the reason names one."""
    if isinstance(reason, OSError):
        says = _OF_SYSTEM.get(reason.errno or 0) or str(reason.strerror or reason)
        return f"{says}: “{reason.filename}”" if reason.filename else says
    if isinstance(reason, json.JSONDecodeError):
        return f"sai cách viết JSON ở dòng {reason.lineno}, cột {reason.colno}"
    if isinstance(reason, UnicodeDecodeError):
        return f"chữ không theo mã UTF-8 (từ byte thứ {reason.start + 1})"
    if isinstance(reason, RecursionError):
        return "JSON lồng nhau quá nhiều tầng"
    return str(reason)
