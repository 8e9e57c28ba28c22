"""Những gì được gửi lên: texts that no database keeps are turned back before any page has to think of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

from bontot.ui.errors import bad_request

NUL = "\x00"
"""No keyboard writes it, PostgreSQL keeps no text that holds it, and nobody but a prying program sends it."""


class Writable(MiddlewareMixin):
    """Answers 400 where an address, a question or a field that was sent holds the character NUL."""

    def process_request(self, request: HttpRequest) -> HttpResponseBase | None:
        asked = (value for _, values in request.GET.lists() for value in values)
        return bad_request(request) if NUL in request.path or any(NUL in each for each in asked) else None

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        sent = (value for _, values in request.POST.lists() for value in values)
        return bad_request(request) if any(NUL in str(each) for each in sent) else None
