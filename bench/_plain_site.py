"""The product's own server with one more page: one indexed query and one template, the floor of every page."""

from __future__ import annotations

from bontot.config.wsgi import application

__all__ = ["application"]


def _add_plain_page() -> None:
    """Only now: models can be imported once the application has set Django up."""
    from django.http import HttpRequest, HttpResponse
    from django.template import engines
    from django.urls import path

    from bontot.config.urls import urlpatterns
    from bontot.members.models import Person

    template = engines["django"].from_string(
        "<!doctype html><title>{{ person.code }}</title><p>{{ person.code }}"
    )

    def plain(request: HttpRequest, code: str) -> HttpResponse:
        return HttpResponse(template.render({"person": Person.objects.get(code=code)}))

    urlpatterns.append(path("plain/<code>/", plain))


_add_plain_page()
