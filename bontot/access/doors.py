"""Cửa: every view says by `@may` what its reader must be allowed; without it the view cannot be reached."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.models import Account
from bontot.access.scope import Grants, Scope
from bontot.organisations.models import Organisation
from bontot.ui.clock import today

PUBLIC = "public"
"""The policy of a view that anybody may reach."""
SIGNED_IN = "signed_in"
"""The policy of a view that needs an account and nothing more."""


BEFORE_A_NEW_PASSWORD: set[Any] = set()
"""Views for somebody whose password was given by somebody else: only the one that changes it."""


class Asked(HttpRequest):
    """A request that has come through a door: who asks, and over which branches they may read."""

    user: Account
    grants: Grants
    scope: Scope


class View(Protocol):
    """What stands behind an address."""

    def __call__(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase: ...


def may(*permissions: str) -> Callable[[Callable[..., HttpResponseBase]], View]:
    """A view for accounts that hold any of `permissions`; its scope is where the first of them holds."""

    def door(view: Callable[..., HttpResponseBase]) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _turn_away(request)
            asked = cast(Asked, request)
            if asked.user.must_change_password and checked not in BEFORE_A_NEW_PASSWORD:
                return _ask_for_a_new_password(request)
            asked.grants = getattr(request, "given", None) or Grants(request.user, today())
            if permissions[0] != SIGNED_IN and not any(map(asked.grants.permits, permissions)):
                raise Http404(_("Không có trang này."))
            asked.scope = asked.grants.scope(permissions[0])
            return view(asked, *args, **kwargs)

        checked.policy = permissions  # type: ignore[attr-defined]  # a view bears its policy
        return checked

    return door


def public(view: Callable[..., HttpResponseBase]) -> View:
    """A view that anybody may reach, said so aloud."""

    @wraps(view)
    def open_door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    open_door.policy = (PUBLIC,)  # type: ignore[attr-defined]  # likewise
    return open_door


def organisation(request: Asked, code: str) -> Organisation:
    """The organisation with this code. Raises Http404 where there is none or where it may not be seen."""
    found = Organisation.objects.filter(code=code).first()
    if found is None or found.id not in request.scope:
        raise Http404(_("Không có tổ chức nào mang mã “%(code)s”.") % {"code": code})
    return found


def _turn_away(request: HttpRequest) -> HttpResponseBase:
    if request.path.endswith(".json"):
        return JsonResponse({"says": _("Hãy đăng nhập trước.")}, status=401)
    return redirect_to_login(request.get_full_path())


def _ask_for_a_new_password(request: HttpRequest) -> HttpResponseBase:
    if request.path.endswith(".json"):
        return JsonResponse({"says": _("Hãy đổi mật khẩu tạm trước.")}, status=403)
    return HttpResponseRedirect(reverse("change_password"))
