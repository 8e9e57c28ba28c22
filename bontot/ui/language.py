"""Ngôn ngữ: Vietnamese, unless the reader has chosen otherwise."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin

from bontot.ui.saying import PAPERS


class ChosenLanguage(MiddlewareMixin):
    """The language in the reader's cookie. What a browser was installed in says nothing about its reader:
    many office machines run an English Windows, and their people read Vietnamese. A paper (JSON, a file, a printed
    form) is Vietnamese always: it is the Party's, and programs that read it meet the same words for everybody."""

    def process_request(self, request: HttpRequest) -> None:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        offered = chosen in dict(settings.LANGUAGES) and not _is_paper(request)
        language = chosen if offered else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response


def _is_paper(request: HttpRequest) -> bool:
    return request.path.endswith(PAPERS) or "format" in request.GET
