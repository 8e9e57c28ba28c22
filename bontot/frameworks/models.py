"""The versions of frameworks that offices keep. A version is never changed: whoever wants another keeps the next one."""

from __future__ import annotations

from django.db import models


class Kept(models.Model):
    """Bản của khung điểm: its whole content, from which day it holds, who kept it, and from which version it was made."""

    code = models.CharField("mã khung", max_length=60)
    number = models.PositiveIntegerField("bản")
    first = models.DateField("từ ngày")
    owner = models.CharField("tổ chức ban hành", max_length=60)
    base = models.CharField("sửa từ bản", max_length=60, blank=True)
    content = models.JSONField("nội dung")
    reason = models.CharField("lý do", max_length=400, blank=True)
    by = models.CharField("người lưu", max_length=150)
    at = models.DateTimeField("lưu lúc")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("code", "number"), name="one_version_of_a_number"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="version_from_one"),
        )

    @property
    def version(self) -> str:
        """What the version is called in addresses and in records."""
        return f"ban-{self.number}"
