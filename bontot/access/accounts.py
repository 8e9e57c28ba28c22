"""Making accounts from the command line."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from bontot.access.models import Account, Grant
from bontot.kernel.period import OPEN
from bontot.organisations.models import Organisation
from bontot.ui.clock import today


def create_administrator(username: str, password: str, organisation: str) -> list[str]:
    """An account with the province's role over an organisation; sentences that say why not, where that cannot be.

    The organisation need not be known yet: the first import may bring it.
    """
    problems = []
    if Account.objects.filter(username=username).exists():
        problems.append(f"Đã có tài khoản tên “{username}”; hãy chọn tên khác.")
    if Organisation.objects.exists() and not Organisation.objects.filter(code=organisation).exists():
        problems.append(f"Không có tổ chức mang mã “{organisation}”.")
    try:
        validate_password(password)
    except ValidationError as reason:
        problems += reason.messages
    if not problems:
        with transaction.atomic():
            account = Account.objects.create_user(username, password=password)
            Grant.objects.create(
                account=account,
                role="province",
                organisation_code=organisation,
                valid_from=today(),
                valid_to=OPEN,
            )
    return problems
