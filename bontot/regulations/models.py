"""What a committee's regulation leaves behind: flat rows that can be counted."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from bontot.kernel.period import OPEN
from bontot.ledger.traces import Trail
from bontot.meetings.models import Meeting
from bontot.members.models import Person
from bontot.organisations.models import Of


class Regulation(Of):
    """Quy chế làm việc of an organisation: a draft, in force, or replaced by a later one."""

    number = models.CharField("số quy chế", max_length=60, blank=True)
    term = models.CharField("nhiệm kỳ", max_length=40, blank=True)
    state = models.CharField("tình trạng", max_length=8, default="draft")  # a key of `words.STATES`
    adopted_on = models.DateField("ngày thông qua", null=True)
    adopted_by = models.CharField("thông qua tại", max_length=300, blank=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField("có hiệu lực từ", null=True)
    valid_to = models.DateField("đến trước ngày", default=OPEN)
    kept_at = models.CharField("nơi lưu văn bản", max_length=300, blank=True)
    reviewed_on = models.DateField("rà soát ngày", null=True)
    review_due = models.DateField("hạn rà soát", null=True)
    review_note = models.CharField("kết quả rà soát", max_length=400, blank=True)
    template = models.CharField("lập theo mẫu", max_length=40, blank=True)
    laid_to = models.DateField("lịch đã trải đến", null=True)

    class Meta:
        verbose_name = "quy chế làm việc"
        constraints = (
            models.UniqueConstraint(
                fields=("organisation",), condition=Q(state="in_force"), name="one_regulation_in_force"
            ),
            models.UniqueConstraint(
                fields=("organisation",), condition=Q(state="draft"), name="one_regulation_drafted"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(adopted_on__isnull=False, valid_from__isnull=False),
                name="regulation_adopted",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__gt=F("valid_from")), name="regulation_days"
            ),
        )
        indexes = (models.Index(fields=("organisation", "state"), name="regulation_of"),)


class Assignment(models.Model):
    """Phân công: what a person of the committee has in hand, from a day to a day."""

    regulation = models.ForeignKey(Regulation, models.CASCADE, related_name="+")
    person = models.ForeignKey(
        Person, models.PROTECT, db_constraint=False, related_name="+", verbose_name="người được phân công"
    )
    field = models.CharField("lĩnh vực phụ trách", max_length=300)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến trước ngày", default=OPEN)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(valid_to__gt=F("valid_from")), name="assignment_days"),
        )


class Followed(Of):
    """Theo dõi: an organisation that somebody follows by an assignment."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("assignment", "organisation"), name="followed_once"),)


class Duty(models.Model):
    """Việc định kỳ that a regulation sets: when, by whom, and what proves it."""

    regulation = models.ForeignKey(Regulation, models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField("thứ tự")
    says = models.CharField("nội dung", max_length=400)
    rule = models.CharField("định kỳ", max_length=120)  # as `recurrence.rule` writes it
    who = models.CharField("ai làm", max_length=160)  # `committee`, or the title of a post
    assignment = models.ForeignKey(
        Assignment, models.SET_NULL, null=True, related_name="+", verbose_name="theo phân công"
    )
    proof = models.CharField("minh chứng", max_length=9)  # a key of `words.PROOFS`
    key = models.CharField("mã trong mẫu", max_length=40, blank=True)
    source = models.CharField("căn cứ", max_length=60, blank=True)
    source_place = models.CharField("điểm", max_length=60, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("regulation", "place"), name="duty_place"),)


class Occurrence(Of):
    """Một lần phải làm: a duty on one of its days, and what became of it."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="+", db_index=False)
    due = models.DateField("hạn")
    state = models.CharField("tình trạng", max_length=6, default="open")  # a key of `words.HOW`
    done_on = models.DateField("làm ngày", null=True)
    holder = models.ForeignKey(
        Person,
        models.PROTECT,
        db_constraint=False,
        related_name="+",
        null=True,
        verbose_name="người phải làm",
    )
    evidence = models.CharField("minh chứng", max_length=200, blank=True)  # `meeting:12`, or in words
    note = models.TextField("ghi chú", blank=True)  # sealed
    by = models.CharField("người ghi", max_length=150, blank=True)
    at = models.DateTimeField("ghi lúc", null=True)
    checked_by = models.CharField("người kiểm tra", max_length=150, blank=True)
    checked_on = models.DateField("kiểm tra ngày", null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("duty", "due"), name="one_occurrence"),
            models.CheckConstraint(
                condition=~Q(state__in=("done", "late")) | Q(done_on__isnull=False), name="occurrence_done"
            ),
        )
        indexes = (
            models.Index(fields=("organisation", "due"), name="occurrence_of"),
            models.Index(fields=("due", "state"), name="occurrence_due"),
        )


class Trace(Of, Trail):
    """Dấu vết: who changed what of a regulation, when, from what to what. The values are sealed."""

    regulation = models.ForeignKey(Regulation, models.CASCADE, related_name="+", null=True)
    what = models.CharField("việc", max_length=20)  # a key of `words.DEEDS`
