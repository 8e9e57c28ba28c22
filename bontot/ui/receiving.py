"""What is too large is turned away while it comes: it is not kept, and costs no more than its way over the line."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

_MARK = "bontot.too_large"


class Bounded(FileUploadHandler):
    """The first handler of every upload: it lets through at most `BONTOT_UPLOAD_LIMIT` bytes of a request."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.left: int = settings.BONTOT_UPLOAD_LIMIT

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: str, encoding: str | None = None
    ) -> None:
        if content_length > self.left:
            self.left = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if not self.left:
            self._turn_away()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.left -= len(raw_data)
        if self.left < 0:
            self.left = 0
            self._turn_away()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

    def _turn_away(self) -> None:
        if self.request is not None:
            self.request.META[_MARK] = True
        raise SkipFile


def too_large(request: HttpRequest) -> bool:
    """Whether something of the request was too large and has not been kept. Ask after reading `request.FILES`."""
    return bool(request.META.get(_MARK))
