"""What a reader changes of a page itself: its text size, its contrast, its language, its day."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language as django_set_language

from bontot.ui.days import KEYS, at_day, read_day
from bontot.ui.reading import COOKIE, Reading

YEAR = 365 * 24 * 3600


def public[V: Callable[..., HttpResponseBase]](view: V) -> V:
    """A view that anybody may reach, and says so."""
    view.policy = ("public",)  # type: ignore[attr-defined]  # functions bear their policy, which the types of Django do not know
    return view


def came_from(request: HttpRequest, address: str) -> str:
    """`address` if it is one of ours, else the first page."""
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if ours else "/"


@public
@require_POST
def change_reading(request: HttpRequest) -> HttpResponseBase:
    """Smaller, larger or normal text; more or less contrast. Then back to where the reader was."""
    wanted = Reading.of(request).changed(request.POST.get("wish", ""))
    if request.headers.get("Accept", "").startswith("application/json"):
        response: HttpResponse = HttpResponse(str(wanted), content_type="text/plain")
    else:
        response = HttpResponseRedirect(came_from(request, request.POST.get("next", "/")))
    response.set_cookie(
        COOKIE, str(wanted), max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
    )
    return response


@public
@require_POST
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Vietnamese or English. Then back to where the reader was."""
    return django_set_language(request)


@public
@require_GET
def go_to_day(request: HttpRequest) -> HttpResponseBase:
    """The page that the reader came from, on the day that they wrote."""
    address = came_from(request, request.GET.get("next", "/"))
    text, key = request.GET.get("day", ""), request.GET.get("key", "on")
    try:
        return HttpResponseRedirect(at_day(address, read_day(text), key if key in KEYS else "on"))
    except ValueError:
        problem = _("Không có ngày “%(text)s”. Hãy viết ngày, tháng, năm, như 30/06/2024.")
        messages.error(request, problem % {"text": text[:20]})
        return HttpResponseRedirect(address)
