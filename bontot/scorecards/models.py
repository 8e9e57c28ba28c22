"""What a campaign of scoring leaves behind: flat rows that can be counted.

Cards are working records with a trail. What is decided in the end is a decision of the ledger; a card only says which.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from bontot.exchange.models import Work
from bontot.frameworks.models import Kept
from bontot.ledger.traces import Trail
from bontot.meetings.models import Motion
from bontot.organisations.models import Of
from bontot.scorecards.review_models import Review, ReviewTrace


class Campaign(Of):
    """Đợt chấm điểm: all organisations of some kinds under one are scored for a year by one version of a framework."""

    framework = models.CharField("khung điểm", max_length=60)
    framework_version = models.CharField("bản của khung", max_length=60)
    title = models.CharField("tên đợt", max_length=200)
    year = models.CharField("năm", max_length=4)
    first = models.DateField("từ ngày")
    end = models.DateField("đến trước ngày")
    target = models.CharField("tổ chức được chấm", max_length=10)  # a key of `words.TARGETS`
    register_by = models.DateField("hạn đăng ký")
    score_by = models.DateField("hạn tự chấm và biểu quyết")
    appraise_by = models.DateField("hạn thẩm định")
    recognise_by = models.DateField("hạn công nhận")
    filled_at = models.DateTimeField("tính minh chứng lúc", null=True)
    created_at = models.DateTimeField("lập lúc")
    created_by = models.CharField("người lập", max_length=150)

    class Meta:
        ordering = ("-year", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("framework", "year", "organisation", "target"), name="one_campaign_a_year"
            ),
            models.CheckConstraint(condition=Q(end__gt=F("first")), name="campaign_has_days"),
        )


class Card(Of):
    """Phiếu điểm: one organisation in a campaign. A frozen card is never changed; a dispute begins the next version."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+", db_index=False)
    version = models.PositiveSmallIntegerField("lần", default=1)
    current = models.BooleanField("lần đang dùng", default=True)
    state = models.CharField("bước", max_length=12, default="open")  # a key of `words.STATES`
    edits = models.PositiveIntegerField("lần sửa", default=0)
    """Counts up with every change: who saw an older number has not seen what stands there."""
    counted = models.PositiveSmallIntegerField("điểm từ sổ", default=0)
    """The points that the records propose, of the criteria that are counted."""
    proposed_total = models.PositiveSmallIntegerField("điểm gợi ý", default=0)
    self_total = models.PositiveSmallIntegerField("tự chấm", null=True)
    vote_total = models.PositiveSmallIntegerField("biểu quyết", null=True)
    appraisal_total = models.PositiveSmallIntegerField("thẩm định", null=True)
    against = models.PositiveSmallIntegerField("điều kiện bắt buộc sổ thấy vướng", default=0)
    broken = models.PositiveSmallIntegerField("điều kiện bắt buộc không đạt", null=True)
    """Decided by people at the appraisal; None before it."""
    registered_at = models.DateTimeField("đăng ký lúc", null=True)
    scored_at = models.DateTimeField("tự chấm lúc", null=True)
    voted_on = models.DateField("biểu quyết ngày", null=True)
    motion = models.ForeignKey(Motion, models.SET_NULL, null=True, related_name="+")
    base = models.PositiveIntegerField("số để tính", null=True)
    in_favour = models.PositiveIntegerField("tán thành", null=True)
    against_votes = models.PositiveIntegerField("không tán thành", null=True)
    appraised_at = models.DateTimeField("thẩm định lúc", null=True)
    decided_at = models.DateTimeField("khóa lúc", null=True)
    position = models.BigIntegerField("số thứ tự quyết định công nhận", null=True)
    """Where the recognition stands in the ledger; None of one that was not recognised."""
    reason = models.CharField("lý do trả lại, không công nhận hoặc kiến nghị", max_length=400, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("campaign", "organisation", "version"), name="one_version_of_a_card"
            ),
            models.UniqueConstraint(
                fields=("campaign", "organisation"), condition=Q(current=True), name="one_current_card"
            ),
            models.CheckConstraint(
                condition=Q(base__isnull=True) | Q(base__gte=F("in_favour") + F("against_votes")),
                name="votes_within_base",
            ),
        )
        indexes = (models.Index(fields=("campaign", "state"), name="card_state"),)


class OfCard(models.Model):
    """Something that belongs to one card."""

    card = models.ForeignKey(Card, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Line(OfCard):
    """Dòng điểm: a criterion without parts, with what the records count and the points of each step."""

    criterion = models.CharField("tiêu chí", max_length=20)
    evidence = models.CharField("minh chứng", max_length=40)
    numerator = models.PositiveIntegerField("tử số", null=True)
    denominator = models.PositiveIntegerField("mẫu số", null=True)
    proposed = models.PositiveSmallIntegerField("điểm gợi ý", null=True)
    self_points = models.PositiveSmallIntegerField("tự chấm", null=True)
    vote_points = models.PositiveSmallIntegerField("biểu quyết", null=True)
    appraisal_points = models.PositiveSmallIntegerField("thẩm định", null=True)
    self_reason = models.CharField("lý do tự chấm khác gợi ý", max_length=400, blank=True)
    appraisal_reason = models.CharField("lý do thẩm định khác", max_length=400, blank=True)
    note = models.CharField("văn bản, số liệu tổ chức nêu", max_length=400, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("card", "criterion"), name="one_line_of_a_criterion"),)


class Condition(OfCard):
    """Điều kiện bắt buộc: what the records hold against it, and what people decided."""

    place = models.PositiveSmallIntegerField("thứ tự")
    evidence = models.CharField("minh chứng", max_length=40, blank=True)
    found = models.PositiveIntegerField("sổ thấy", null=True)
    """How many things stand in the records against it; None where they cannot say."""
    holds = models.BooleanField("đạt", null=True)
    reason = models.CharField("lý do", max_length=400, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("card", "place"), name="one_condition_of_a_place"),)


class Trace(Trail):
    """Dấu vết: who changed what of a campaign or a card, when, from what to what. The values are sealed."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+")
    card = models.ForeignKey(Card, models.CASCADE, related_name="+", null=True)
    what = models.CharField("việc", max_length=20)  # a key of `words.DEEDS`


class Sent(Work):
    """Tệp khung điểm: a workbook that somebody sent, what was found in it, the version that it became."""

    files = models.JSONField("tệp")
    """Of each its name, size and SHA-256."""
    code = models.CharField("mã khung", max_length=60, blank=True)
    base = models.CharField("sửa từ bản", max_length=60, blank=True)
    owner = models.CharField("tổ chức ban hành", max_length=60, blank=True)
    content = models.JSONField("nội dung", null=True)
    """The framework that was read; None where anything refuses."""
    summary = models.JSONField("tóm tắt", default=dict)
    kept = models.ForeignKey(Kept, models.PROTECT, null=True, related_name="+")


__all__ = ["Campaign", "Card", "Condition", "Line", "Review", "ReviewTrace", "Sent", "Trace"]
