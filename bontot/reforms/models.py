"""A plan and its life: who said what of which organisation, in which version, and which steps it has gone.

A plan is a draft beside the facts. It has an audit trail of its own: lines are never changed, only followed by others.
"""

from __future__ import annotations

from django.db import models

from bontot.exchange.models import Work

STILL = 2**31 - 1
"""The version up to which a line holds that no later version has changed."""


class Stage(models.TextChoices):
    """Where a plan stands."""

    DRAFT = "draft", "đang lập"
    SUBMITTED = "submitted", "đã trình"
    REVIEWED = "reviewed", "đã thẩm định"
    APPROVED = "approved", "đã phê duyệt"
    EXECUTED = "executed", "đã thực hiện"


class Reform(models.Model):
    """Phương án sắp xếp: many acts with one effective day, about one branch of the tree."""

    code = models.SlugField("mã phương án", max_length=60, unique=True)
    title = models.CharField("tên phương án", max_length=300)
    day = models.DateField("ngày có hiệu lực")
    organisation = models.CharField("mã tổ chức", max_length=60)
    """The code of the top of the branch that is rearranged."""
    number = models.CharField("số quyết định", max_length=80, blank=True)
    dated = models.DateField("ngày quyết định", null=True, blank=True)
    by = models.CharField("cơ quan ban hành", max_length=60, blank=True)
    says = models.CharField("trích yếu", max_length=400, blank=True)
    state = models.CharField("trạng thái", max_length=12, choices=Stage.choices, default=Stage.DRAFT)
    version = models.PositiveIntegerField("phiên bản", default=0)
    """The last version; 0 while there is no line."""
    approved_version = models.PositiveIntegerField("phiên bản được phê duyệt", null=True)
    position = models.BigIntegerField("số thứ tự trong sổ", null=True)
    """Where it stands in the ledger once it has been executed."""
    created = models.DateTimeField("lập lúc")
    created_by = models.CharField("người lập", max_length=150)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.code


class Version(models.Model):
    """Phiên bản: one save, by a form, a drag or a workbook."""

    reform = models.ForeignKey(Reform, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField("số")
    by = models.CharField("người lưu", max_length=150)
    at = models.DateTimeField("lưu lúc")
    says = models.CharField("nội dung", max_length=400)
    lines = models.PositiveIntegerField("số dòng thay đổi", default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("reform", "number"), name="one_version_number"),)


class Line(models.Model):
    """Dòng phương án: what the plan says of one subject, from one version up to another."""

    reform = models.ForeignKey(Reform, models.CASCADE, related_name="lines")
    sheet = models.CharField("trang", max_length=12)
    subject = models.CharField("mã", max_length=60)
    key = models.CharField("khóa", max_length=500)
    """What only one line of the sheet is about: the subject, or one post of one person."""
    place = models.PositiveIntegerField("thứ tự")
    """Where the line stands among those of its sheet."""
    fields = models.JSONField("nội dung")
    seen = models.JSONField("sổ khi lập")
    from_version = models.PositiveIntegerField("từ phiên bản")
    to_version = models.PositiveIntegerField("đến phiên bản", default=STILL)
    by = models.CharField("người ghi", max_length=150)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("reform", "sheet", "key"), condition=models.Q(to_version=STILL), name="one_line_about"
            ),
        )
        indexes = (models.Index(fields=("reform", "sheet", "place"), name="line_order"),)


class Step(models.Model):
    """Bước: submitted, reviewed, approved, returned, withdrawn, executed; by whom and why."""

    reform = models.ForeignKey(Reform, models.CASCADE, related_name="steps")
    step = models.CharField("bước", max_length=12)
    account = models.CharField("tài khoản", max_length=150)
    at = models.DateTimeField("lúc")
    version = models.PositiveIntegerField("phiên bản")
    reason = models.CharField("ý kiến", max_length=900, blank=True)


class Book(Work):
    """Tệp phương án: workbooks that somebody sent, what was found in them, the version that they became."""

    reform = models.ForeignKey(Reform, models.CASCADE, related_name="books")
    files = models.JSONField("tệp")
    """Of each its name, size and SHA-256."""
    base = models.PositiveIntegerField("dựa trên phiên bản")
    """The version that the sender saw."""
    summary = models.JSONField("tóm tắt", default=dict)
    version = models.PositiveIntegerField("thành phiên bản", null=True)


class Execution(Work):
    """Lần thực hiện: the plan entered into the ledger, all or nothing."""

    reform = models.ForeignKey(Reform, models.CASCADE, related_name="executions")
    version = models.PositiveIntegerField("phiên bản")
    summary = models.JSONField("tóm tắt", default=dict)
    position = models.BigIntegerField("số thứ tự trong sổ", null=True)


class Check(Work):
    """Lần kiểm tra: a version of the plan carried out in a copy of the ledger, and what was found."""

    reform = models.ForeignKey(Reform, models.CASCADE, related_name="checks")
    version = models.PositiveIntegerField("phiên bản", null=True)
    position = models.BigIntegerField("sổ đến số thứ tự", null=True)
    """Where the ledger ended when it was checked."""
    summary = models.JSONField("tóm tắt", default=dict)


class Printing(Work):
    """Lần lập văn bản: the papers of a plan, for the account that asked for them."""

    reform = models.ForeignKey(Reform, models.CASCADE, related_name="printings")
    version = models.PositiveIntegerField("phiên bản", null=True)
    position = models.BigIntegerField("sổ đến số thứ tự", null=True)
    """Where the ledger ended when they were made."""
    summary = models.JSONField("tóm tắt", default=dict)
