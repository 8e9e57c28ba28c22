"""Forms for accounts and their roles."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext as _

from bontot.access.models import Account
from bontot.access.roles import Role
from bontot.access.scope import Scope
from bontot.organisations import tree
from bontot.ui.fields import DayField
from bontot.ui.picking import ORGANISATION, PERSON, Pick
from bontot.ui.saying import plainly


class RoleForm(forms.Form):
    """A role over an organisation and everything below it."""

    role = forms.ChoiceField()
    organisation = Pick(ORGANISATION)
    until = DayField(required=False)

    def __init__(self, roles: list[Role], within: Scope, today: date, data: Any = None) -> None:
        super().__init__(data)
        self.roles, self.within, self.today = {role.code: role for role in roles}, within, today
        choices = [("", "—"), *((role.code, plainly(role.name)) for role in roles)]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["role"].label = _("Vai trò")
        self.fields["organisation"].label = _("Trên tổ chức")
        self.fields["organisation"].help_text = _("Gồm cả mọi tổ chức bên dưới. Gõ tên hoặc mã.")
        self.fields["until"].label = _("Đến ngày")
        self.fields["until"].help_text = _("Ngày đầu tiên không còn vai trò; để trống nếu chưa định.")

    def clean_organisation(self) -> str:
        code: str = self.cleaned_data["organisation"]
        id = tree.ids([code]).get(code)
        if id is None or id not in self.within:
            raise forms.ValidationError(_("Không có tổ chức này trong phạm vi của bạn."))
        return code

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until and until <= self.today:
            raise forms.ValidationError(_("Ngày này phải sau hôm nay."))
        return until


class NewAccountForm(RoleForm):
    """A new account with its first role."""

    username = forms.CharField(max_length=150, validators=[UnicodeUsernameValidator()])
    person_code = Pick(PERSON, required=False)
    field_order = ("username", "person_code", "role", "organisation", "until")

    def __init__(self, roles: list[Role], within: Scope, today: date, data: Any = None) -> None:
        super().__init__(roles, within, today, data)
        self.fields["username"].label = _("Tên đăng nhập")
        self.fields["username"].help_text = _("Chữ, số và các dấu @ . + - _; không có dấu cách.")
        self.fields["username"].widget.attrs["autocomplete"] = "off"
        self.fields["person_code"].label = _("Đảng viên đứng tên")
        self.fields["person_code"].help_text = _(
            "Để người ấy xem được hồ sơ của chính mình. Gõ họ tên hoặc mã."
        )

    def clean_username(self) -> str:
        username = Account.normalize_username(self.cleaned_data["username"])
        if Account.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(_("Đã có tài khoản tên này; hãy chọn tên khác."))
        return str(username)

    def clean_person_code(self) -> str:
        code: str = self.cleaned_data["person_code"]
        if code and not self.fields["person_code"].widget.known([code]).get(code):
            raise forms.ValidationError(_("Không có hồ sơ này trong phạm vi của bạn."))
        return code
