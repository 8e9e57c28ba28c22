"""What may be true of a person's training."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from bontot.members.models import PersonFact


class Attendance(PersonFact):
    """Tham gia một lớp bồi dưỡng, for the days of the class."""

    called = "lượt bồi dưỡng"

    course = models.CharField("mã lớp", max_length=60, db_index=True)
    kind = models.CharField("loại lớp", max_length=120)
    name = models.CharField("tên lớp", max_length=300, default="")
    result = models.CharField("kết quả", max_length=120, default="")
    certificate = models.CharField("số giấy chứng nhận", max_length=60, default="")
    one_at_a_time: ClassVar[str | None] = None
