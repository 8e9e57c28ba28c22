"""The product's own server with one more page: one indexed query and one template, the floor of every page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from bontot.config import urls
from bontot.config.wsgi import application
from bontot.members.models import Person

_TEMPLATE = engines["django"].from_string(
    "<!doctype html><title>{{ person.code }}</title><p>{{ person.code }}</p>"
)


def plain(request: HttpRequest) -> HttpResponse:
    """A Django page as small as they come."""
    return HttpResponse(_TEMPLATE.render({"person": Person.objects.get(code="P1")}))


urls.urlpatterns.append(path("plain/", plain))

__all__ = ["application"]
