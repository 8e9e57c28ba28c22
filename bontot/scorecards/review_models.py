"""Working records of the yearly and quarterly review: the points of everybody, and what people decided from them.

The grade itself is a decision of the ledger; a review only says which.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from bontot.ledger.traces import Trail
from bontot.members.models import Person
from bontot.organisations.models import Organisation


class Review(models.Model):
    """Kết quả kiểm điểm: a member or an organisation, in a period and a capacity, by one version of a framework."""

    period = models.CharField("kỳ đánh giá", max_length=7)
    capacity = models.CharField("tư cách được đánh giá", max_length=60, blank=True)
    framework = models.CharField("khung điểm", max_length=60)
    version = models.CharField("bản của khung", max_length=60)
    person = models.ForeignKey(Person, models.PROTECT, db_constraint=False, null=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, db_constraint=False, null=True, related_name="+"
    )
    steps = models.JSONField("điểm từng bước", default=dict)
    """By step the points that were given there: of each criterion that was scored, as text, `27.5`."""
    points = models.JSONField("điểm được tính", default=dict)
    """Those of the last step that gave any."""
    total = models.DecimalField("tổng điểm", max_digits=6, decimal_places=2, null=True)
    broken = models.JSONField("điều kiện chưa đạt", default=list)
    grade = models.CharField("mức được quyết định", max_length=120, blank=True)
    reason = models.TextField("vì sao khác đề xuất", blank=True)  # sealed
    edits = models.PositiveIntegerField("lần sửa", default=0)
    """Counts up with every change: who saw an older number has not seen what stands there."""
    by = models.CharField("người sửa cuối", max_length=150)
    at = models.DateTimeField("sửa lúc")
    position = models.BigIntegerField("số thứ tự quyết định", null=True)
    """Where the decision stands in the ledger; None while the grade is only intended."""

    class Meta:
        app_label = "scorecards"
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=True, organisation__isnull=False)
                | Q(person__isnull=False, organisation__isnull=True),
                name="review_of_one_subject",
            ),
            models.UniqueConstraint(
                fields=("person", "period", "capacity"),
                condition=Q(person__isnull=False),
                name="one_review_of_a_member",
            ),
            models.UniqueConstraint(
                fields=("organisation", "period", "capacity"),
                condition=Q(organisation__isnull=False),
                name="one_review_of_an_organisation",
            ),
        )

    @property
    def subject(self) -> int:
        """The id of the member or of the organisation."""
        return self.person_id or self.organisation_id or 0


class ReviewTrace(Trail):
    """Dấu vết: who changed a review, when, from what to what. The values are sealed."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="+")

    class Meta:
        app_label = "scorecards"
