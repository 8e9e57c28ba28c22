"""Long work that somebody asked for on a page: an import with its files, an export."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class State(models.TextChoices):
    """Where a piece of work stands, as the database knows it; what is under way says more in its folder."""

    READING = "reading", "đang đọc và kiểm tra"
    READY = "ready", "đã kiểm tra"
    ENTERING = "entering", "đang ghi vào sổ"
    ENTERED = "entered", "đã ghi vào sổ"
    WRITING = "writing", "đang viết tệp"
    WRITTEN = "written", "đã viết tệp"
    CANCELLED = "cancelled", "đã hủy"
    FAILED = "failed", "bị ngắt giữa chừng"


UNDER_WAY = (State.READING, State.ENTERING, State.WRITING)


class Work(models.Model):
    """A piece of work. Its files lie in a folder of its own, which only this program may read."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    folder = models.CharField("thư mục", max_length=40, unique=True)
    turn = models.CharField("lượt", max_length=32, blank=True)
    """Which attempt may write its result: one that was given up and yet goes on may not."""
    state = models.CharField("trạng thái", max_length=12, choices=State.choices)
    trouble = models.CharField("vướng mắc", max_length=400, blank=True)
    created = models.DateTimeField("gửi lúc")
    changed = models.DateTimeField("đổi lúc")

    class Meta:
        abstract = True


class Upload(Work):
    """Lần nhập: workbooks under one paper, what was found in them, what was decided about doubles."""

    number = models.CharField("số quyết định", max_length=80)
    dated = models.DateField("ngày quyết định")
    by = models.CharField("cơ quan ban hành", max_length=60)
    says = models.CharField("trích yếu", max_length=400, blank=True)
    files = models.JSONField("tệp")
    """Of each its name, size and SHA-256."""
    decisions = models.JSONField("phân định người trùng", default=list)
    """Of each its file, sheet, row, and a code or `new`."""
    seen = models.CharField("mã của bản đã kiểm tra", max_length=64, blank=True)
    summary = models.JSONField("tóm tắt", default=dict)
    position = models.BigIntegerField("số thứ tự trong sổ", null=True)


class Extract(Work):
    """Lần xuất: an organisation as of a day, as a workbook."""

    organisation_code = models.CharField("mã tổ chức", max_length=60)
    on = models.DateField("ngày")
