"""Accounts, roles over branches of the tree, and the log of readings."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class Account(AbstractUser):
    """Tài khoản. The person behind it, where it is a member's own."""

    person_code = models.CharField("mã đảng viên", max_length=60, blank=True)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)
    """Whether the password was given by somebody else: until it is changed, the account may do nothing."""


class Grant(models.Model):
    """Quyền: a role over an organisation and all that stands under it as of today."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="grants")
    role = models.CharField("vai trò", max_length=20)
    organisation_code = models.CharField("mã tổ chức", max_length=60)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến ngày")


class Reading(models.Model):
    """Nhật ký đọc hồ sơ: who read whose file, when, on which page."""

    account = models.CharField("tài khoản", max_length=150)
    person_code = models.CharField("mã người", max_length=60, db_index=True)
    page = models.CharField("trang", max_length=200)
    at = models.DateTimeField("lúc", db_index=True)


class AccountEvent(models.Model):
    """Nhật ký tài khoản: what became of an account, and who did it."""

    class What(models.TextChoices):
        CREATED = "created", "lập tài khoản"
        GRANTED = "granted", "giao vai trò"
        ENDED = "ended", "thôi vai trò"
        LOCKED = "locked", "khóa"
        UNLOCKED = "unlocked", "mở khóa"
        RESET = "reset", "đặt lại mật khẩu"
        CHANGED = "changed", "tự đổi mật khẩu"

    username = models.CharField("tài khoản", max_length=150, db_index=True)
    what = models.CharField("việc", max_length=12, choices=What.choices)
    says = models.CharField("nội dung", max_length=300, blank=True)
    by = models.CharField("người làm", max_length=150)
    at = models.DateTimeField("lúc")
