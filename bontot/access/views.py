"""Đăng nhập, đăng xuất, đổi mật khẩu, vai trò và nhật ký đọc hồ sơ."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.messages import success
from django.forms import Form
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bontot.access import readings
from bontot.access.doors import BEFORE_A_NEW_PASSWORD, SIGNED_IN, Asked, may, public
from bontot.access.managing import note
from bontot.access.models import AccountEvent
from bontot.access.roles import Table, table
from bontot.ui.page import Page


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page that is one form."""

    title: str
    form: Form
    next: str = ""


@public
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Sign in and go where one was going."""
    after = request.POST.get("next") or request.GET.get("next") or settings.LOGIN_REDIRECT_URL
    if not url_has_allowed_host_and_scheme(after, {request.get_host()}, require_https=request.is_secure()):
        after = settings.LOGIN_REDIRECT_URL
    if request.user.is_authenticated:
        return HttpResponseRedirect(after)
    form = AuthenticationForm(request, data=request.POST if request.method == "POST" else None)
    form.fields["username"].label = _("Tên đăng nhập")
    form.fields["password"].label = _("Mật khẩu")
    form.error_messages["invalid_login"] = _("Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy thử lại.")
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        return HttpResponseRedirect(after)
    status = 422 if form.errors else 200
    return Page(request, "access/sign_in.html", FormPage(_("Đăng nhập"), form, after), status=status)


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """After too many wrong passwords: wait a while."""
    form = AuthenticationForm(request)
    page = FormPage(_("Tạm khóa đăng nhập"), form, "")
    return Page(request, "access/locked_out.html", page, status=429)


type Question = Callable[[HttpRequest], HttpResponseBase | None]
"""What a later chapter has to ask before somebody leaves; None where there is nothing."""


@require_POST
def _sign_out(request: HttpRequest, asks: Iterable[Question] = ()) -> HttpResponseBase:
    """Sign out; whatever the browser has kept for this site beside cookies goes too."""
    if not request.POST.get("sure"):
        for ask in asks:
            if question := ask(request):
                return question
    logout(request)
    answer = HttpResponseRedirect(reverse("sign_in"))
    answer["Clear-Site-Data"] = '"storage"'
    return answer


sign_out = public(_sign_out)


@dataclass(frozen=True, slots=True)
class PasswordFormPage:
    """A new password."""

    title: str
    form: Form
    temporary: bool
    """Whether the present one is temporary, and nothing else may be done before it is changed."""


@may(SIGNED_IN)
def change_password(request: Asked) -> HttpResponseBase:
    """A new password, after saying the old one."""
    form = PasswordChangeForm(request.user, data=request.POST if request.method == "POST" else None)
    labels = (_("Mật khẩu hiện nay"), _("Mật khẩu mới"), _("Nhập lại mật khẩu mới"))
    for name, label in zip(("old_password", "new_password1", "new_password2"), labels, strict=True):
        form.fields[name].label = label
    form.fields["new_password1"].help_text = _("Ít nhất 10 ký tự, không phải mật khẩu thường gặp.")
    if request.method == "POST" and form.is_valid():
        changed = form.save(commit=False)
        changed.must_change_password = False
        changed.save()
        note(changed, AccountEvent.What.CHANGED, changed.get_username())
        update_session_auth_hash(request, request.user)
        success(request, _("Đã đổi mật khẩu."))
        return HttpResponseRedirect(reverse("account"))
    status = 422 if form.errors else 200
    page = PasswordFormPage(_("Đổi mật khẩu"), form, request.user.must_change_password)
    return Page(request, "access/password.html", page, status=status)


BEFORE_A_NEW_PASSWORD.add(change_password)


@dataclass(frozen=True, slots=True)
class Held:
    """A role that the account holds, and where."""

    role: str
    organisation: str


@dataclass(frozen=True, slots=True)
class AccountPage:
    """The account that is signed in, and what each role may do."""

    title: str
    username: str
    person: str
    held: list[Held]
    table: Table


@may(SIGNED_IN)
def account(request: Asked) -> HttpResponseBase:
    """My account: which roles I hold where, and the whole table of roles."""
    codes = request.grants.codes
    held = [Held(role.name, codes.get(id, "")) for role, id in request.grants.held]
    page = AccountPage(_("Tài khoản của tôi"), request.user.username, request.user.person_code, held, table())
    return Page(request, "access/account.html", page)


@dataclass(frozen=True, slots=True)
class ReadingsPage:
    """Who read which files."""

    title: str
    seen: list[readings.Seen]
    more: int | None


@may("readings.read")
def readings_page(request: Asked) -> HttpResponseBase:
    """The whole log, the last readings first."""
    before = request.GET.get("before", "")
    known = int(before) if before.isdecimal() and len(before) < 19 else None
    seen, more = readings.seen(person=None, account=request.GET.get("account", ""), before=known)
    return Page(request, "access/readings.html", ReadingsPage(_("Nhật ký đọc hồ sơ"), seen, more))
