"""Trang quản lý tài khoản: the list, a new account, and one account with its roles and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.messages import success
from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access import managing
from bontot.access.doors import Asked, may
from bontot.access.forms import NewAccountForm, RoleForm
from bontot.access.managing import HeldRole, Line
from bontot.access.models import Account, AccountEvent, Grant
from bontot.access.scope import Grants
from bontot.ui.page import Page
from bontot.ui.picking import Finder, looks_for, offer, only_looked

type Finders = Callable[[Grants], Mapping[str, Finder]]
"""What the forms may find; made where the chapters meet, because people are not known here."""


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """Accounts, by name."""

    title: str
    accounts: list[Line]
    more: str


@may("accounts.manage")
def accounts_page(request: Asked, finders: Finders) -> HttpResponseBase:
    """The accounts that the reader looks after."""
    after = request.GET.get("after", "")[:150]
    found, more = managing.page(request.scope, request.grants.today, after)
    return Page(request, "access/accounts.html", AccountsPage(_("Tài khoản"), found, more))


@dataclass(frozen=True, slots=True)
class NewAccountPage:
    """The form of a new account."""

    title: str
    form: NewAccountForm


@dataclass(frozen=True, slots=True)
class PasswordPage:
    """A temporary password, shown this once."""

    title: str
    id: int
    username: str
    password: str


@may("accounts.manage")
def new_account_page(request: Asked, finders: Finders) -> HttpResponseBase:
    """An account, its first role, and its temporary password."""
    roles, data = managing.givable(request.grants), request.POST if request.method == "POST" else None
    form = NewAccountForm(roles, request.scope, request.grants.today, data)
    offer(form, finders(request.grants))
    page = NewAccountPage(_("Lập tài khoản"), form)
    if data is None:
        return Page(request, "access/new_account.html", page)
    valid = form.is_valid()
    if looks_for(request.POST):
        only_looked(form)
        return Page(request, "access/new_account.html", page)
    if not valid:
        return Page(request, "access/new_account.html", page, status=422)
    said, by = form.cleaned_data, request.user.get_username()
    account, password = managing.create(said["username"], said["person_code"], by)
    role = form.roles[said["role"]]
    managing.give(account, role, said["organisation"], request.grants.today, said["until"], by)
    return _once(request, account, password)


@dataclass(frozen=True, slots=True)
class ManagedPage:
    """One account: what it may do where, and what became of it."""

    title: str
    account: Line
    own: bool
    """Whether it is the reader's own, which somebody else has to change."""
    form: RoleForm
    events: list[dict[str, Any]]


@may("accounts.manage")
def managed_page(request: Asked, id: int, finders: Finders) -> HttpResponseBase:
    """One account, and what may be done with it."""
    account = managing.managed(request.scope).filter(pk=id).first()
    if account is None:
        raise Http404(_("Không có tài khoản này."))
    roles, sent = managing.givable(request.grants), request.method == "POST"
    step = request.POST.get("step", "")
    asks = sent and step in ("grant", "look")
    form = RoleForm(roles, request.scope, request.grants.today, request.POST if asks else None)
    offer(form, finders(request.grants))
    if sent and account.pk == request.user.pk:
        raise Http404(_("Tài khoản của chính mình do người khác quản lý."))
    if asks:
        valid = form.is_valid()
        if looks_for(request.POST):
            only_looked(form)
        elif valid:
            said = form.cleaned_data
            role, by = form.roles[said["role"]], request.user.get_username()
            managing.give(account, role, said["organisation"], request.grants.today, said["until"], by)
            return _done(request, account, _("Đã giao vai trò."))
        status = 200 if looks_for(request.POST) else 422
        return Page(request, "access/managed.html", _page(request, account, form), status=status)
    if sent:
        return _act(request, account, step)
    return Page(request, "access/managed.html", _page(request, account, form))


def _act(request: Asked, account: Account, step: str) -> HttpResponseBase:
    by, today = request.user.get_username(), request.grants.today
    if step == "reset":
        return _once(request, account, managing.new_password(account, by))
    if step in ("lock", "unlock"):
        managing.lock(account, step == "lock", by)
        says = _("Đã khóa tài khoản.") if step == "lock" else _("Đã mở khóa tài khoản.")
        return _done(request, account, says)
    kind, _mark, number = step.partition("-")
    held = (
        Grant.objects.filter(account=account, pk=int(number))
        if number.isdecimal() and len(number) < 19
        else None
    )
    grant = held.filter(valid_to__gt=today).first() if held is not None and kind == "end" else None
    if grant is None:
        raise Http404(_("Không có việc này."))
    managing.end(account, grant, today, by)
    return _done(request, account, _("Vai trò đã thôi từ hôm nay."))


def _page(request: Asked, account: Account, form: RoleForm) -> ManagedPage:
    roles: list[HeldRole] = managing.roles_of([account], request.grants.today)[account.pk]
    line = Line(
        account.pk,
        account.username,
        account.person_code,
        account.is_active,
        account.must_change_password,
        account.last_login,
        roles,
    )
    events = AccountEvent.objects.filter(username=account.username).order_by("-id")[:50]
    told = [{"at": e.at, "what": e.get_what_display(), "says": e.says, "by": e.by} for e in events]
    title = _("Tài khoản %(name)s") % {"name": account.username}
    return ManagedPage(title, line, account.pk == request.user.pk, form, told)


def _done(request: Asked, account: Account, says: str) -> HttpResponseBase:
    success(request, says)
    return HttpResponseRedirect(reverse("managed_account", args=[account.pk]))


def _once(request: Asked, account: Account, password: str) -> HttpResponseBase:
    title = _("Mật khẩu tạm của %(name)s") % {"name": account.username}
    page = Page(
        request, "access/password_once.html", PasswordPage(title, account.pk, account.username, password)
    )
    page["Cache-Control"] = "no-store"
    return page
