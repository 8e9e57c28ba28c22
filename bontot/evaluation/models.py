"""What may be true of how an organisation or a member has done.

Several grades hold on one day: of each period and capacity one, says an invariant.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from bontot.members.models import PersonFact
from bontot.organisations.models import OrganisationFact


class Graded(models.Model):
    """A grade for a year or a quarter, from the day of the decision until another decides otherwise about the same."""

    period = models.CharField("kỳ đánh giá", max_length=7)  # `2023` or `2023-Q1`
    grade = models.CharField("mức xếp loại", max_length=30)
    score = models.CharField("điểm", max_length=6, default="")  # `87.5`, or `` where there were no points
    capacity = models.CharField("tư cách được đánh giá", max_length=60, default="")

    class Meta:
        abstract = True


class Classification(OrganisationFact, Graded):
    """Xếp loại tổ chức đảng: of the organisation itself, or of those who lead it."""

    called = "xếp loại tổ chức"
    one_at_a_time: ClassVar[str | None] = None


class MemberClassification(PersonFact, Graded):
    """Xếp loại đảng viên: as a member, or as one who leads."""

    called = "xếp loại đảng viên"
    one_at_a_time: ClassVar[str | None] = None


class Recognition(OrganisationFact):
    """Công nhận danh hiệu, such as Chi bộ bốn tốt, for a year."""

    called = "công nhận danh hiệu"

    title = models.CharField("danh hiệu", max_length=120)
    year = models.CharField("năm", max_length=4)
    one_at_a_time: ClassVar[str | None] = None
