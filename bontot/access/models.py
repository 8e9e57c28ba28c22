"""Accounts, roles over branches of the tree, and the log of readings."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class Account(AbstractUser):
    """Tài khoản. The person behind it, where it is a member's own."""

    person_code = models.CharField("mã đảng viên", max_length=60, blank=True)


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
