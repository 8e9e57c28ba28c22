"""Trang: one typed object and three renderings of it: a whole page, a fragment of the page, JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Protocol

import orjson
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist, loader
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise

FRAGMENT = "content"
"""The partial that answers htmx where no partial is named like the element to be replaced."""


class Titled(Protocol):
    """What a page is made of: a dataclass with a title, which is its `h1` and the beginning of `<title>`."""

    @property
    def title(self) -> str: ...


class Page[T: Titled](HttpResponse):
    """The answer to a request, made of one dataclass, which the template knows as `page`.

    The whole document; or one partial of its template when htmx asks (the partial named like the element that
    htmx will replace, or else `content`); or JSON where the address ends in `.json`.
    """

    def __init__(self, request: HttpRequest, template: str, data: T, *, status: int = 200) -> None:
        self.data = data
        if request.path.endswith(".json"):
            super().__init__(as_json(data), status=status, content_type="application/json")
        else:
            super().__init__(_as_html(request, template, data), status=status)
            patch_vary_headers(self, ["HX-Request", "HX-Target", "Cookie", "Accept-Language"])
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            self["Cache-Control"] = "private, no-cache"


def as_json(data: object) -> bytes:
    """A dataclass as JSON: days in ISO order, sets sorted, a form as its values and its errors."""
    return orjson.dumps(data, default=_plain, option=orjson.OPT_NON_STR_KEYS)


def _plain(value: Any) -> object:
    if isinstance(value, BaseForm):
        return {
            "values": {field.name: field.value() for field in value},
            "errors": value.errors.get_json_data(),
        }
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def _as_html(request: HttpRequest, template: str, data: object) -> str:
    context = {"page": data}
    htmx = getattr(request, "htmx", None)
    if htmx and not htmx.boosted:
        for name in (htmx.target, FRAGMENT):
            if name and (fragment := _partial(template, name)):
                return str(fragment.render(context, request))
    return loader.render_to_string(template, context, request)


def _partial(template: str, name: str) -> Any:
    """The partial of this name, None where the template has none."""
    try:
        return loader.get_template(f"{template}#{name}")
    except TemplateDoesNotExist:
        loader.get_template(template)  # a template that is missing as a whole is an error
        return None
