"""What the strengthening of a weak organisation leaves behind: who decided what on which grounds, what was to be done, what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from bontot.ledger.traces import Trail
from bontot.members.models import Person
from bontot.organisations.models import Of


class Case(Of):
    """Hồ sơ củng cố: what was decided about an organisation. `listed` puts it on the list from a day until another; `aside`
    says that the grounds of a day are none."""

    outcome = models.CharField("quyết định", max_length=6)  # a key of `words.OUTCOMES`
    version = models.CharField("bản tiêu chí", max_length=40)
    seen_on = models.DateField("căn cứ tính đến ngày")
    decided_on = models.DateField("từ ngày")
    paper = models.CharField("văn bản", max_length=200, blank=True)
    reason = models.TextField("lý do", blank=True)  # sealed
    by = models.CharField("người ghi", max_length=150)
    at = models.DateTimeField("ghi lúc")
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name="tiếp hồ sơ"
    )
    ended_on = models.DateField("đến ngày", null=True)
    """From this day on it is no longer on the list."""
    ended = models.CharField("kết thúc bằng", max_length=8, blank=True)  # a key of `words.ENDINGS`
    ended_paper = models.CharField("văn bản đưa ra", max_length=200, blank=True)
    ended_reason = models.TextField("lý do kết thúc", blank=True)  # sealed
    ended_by = models.CharField("người ghi kết thúc", max_length=150, blank=True)
    ended_at = models.DateTimeField("ghi kết thúc lúc", null=True)

    class Meta:
        verbose_name = "hồ sơ củng cố"
        constraints = (
            models.UniqueConstraint(
                fields=("organisation",),
                condition=Q(outcome="listed", ended_on__isnull=True),
                name="on_the_list_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("decided_on")), name="case_ends_after"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended="") | Q(ended_on__isnull=False) & ~Q(ended=""),
                name="case_ends_somehow",
            ),
        )
        indexes = (models.Index(fields=("organisation", "decided_on"), name="case_of"),)

    @property
    def open(self) -> bool:
        """Whether the organisation is on the list until further notice."""
        return self.outcome == "listed" and self.ended_on is None


class Sign(models.Model):
    """Căn cứ: what a criterion came to when people decided: on entering the list, or on leaving it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="signs")
    at_end = models.BooleanField("khi ra khỏi danh sách", default=False)
    criterion = models.CharField("tiêu chí", max_length=40)
    version = models.CharField("bản tiêu chí", max_length=40)
    day = models.DateField("tính đến ngày")
    amount = models.IntegerField("số đếm được")
    base = models.IntegerField("trên tổng số", null=True)
    holds = models.BooleanField("là dấu hiệu yếu kém")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case", "criterion", "at_end"), name="one_sign_of_a_criterion"),
        )


class Remedy(models.Model):
    """Kế hoạch củng cố: the goal, who answers for it, until when; extended with a reason."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="remedy")
    goal = models.CharField("mục tiêu", max_length=600)
    owner = models.ForeignKey(
        Person,
        models.PROTECT,
        db_constraint=False,
        null=True,
        related_name="+",
        verbose_name="người phụ trách",
    )
    begins = models.DateField("từ ngày")
    deadline = models.DateField("hoàn thành trước ngày")
    extended = models.PositiveSmallIntegerField("số lần gia hạn", default=0)

    class Meta:
        verbose_name = "kế hoạch củng cố"
        constraints = (
            models.CheckConstraint(condition=Q(deadline__gt=F("begins")), name="remedy_ends_after_it_begins"),
        )


class Step(models.Model):
    """Biện pháp: one thing to be done, by whom, by when, and what came of it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")
    says = models.CharField("biện pháp", max_length=400)
    owner = models.ForeignKey(
        Person,
        models.PROTECT,
        db_constraint=False,
        null=True,
        related_name="+",
        verbose_name="người phụ trách",
    )
    deadline = models.DateField("hạn")
    state = models.CharField("tình trạng", max_length=7, default="open")  # a key of `words.STEP_STATES`
    result = models.CharField("kết quả", max_length=400, blank=True)
    finished_on = models.DateField("xong ngày", null=True)

    class Meta:
        indexes = (models.Index(fields=("state", "deadline"), name="step_due"),)


class Visit(models.Model):
    """Theo dõi: somebody of the superior committee went to see, or heard a report. What was found is sealed."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="visits")
    day = models.DateField("ngày")
    way = models.CharField("cách theo dõi", max_length=7)  # a key of `words.WAYS`
    says = models.TextField("nhận xét")  # sealed
    next_on = models.DateField("lần sau", null=True)
    by = models.CharField("người ghi", max_length=150)
    at = models.DateTimeField("ghi lúc")


class Change(Trail):
    """Dấu vết: who changed what of a case, when, from what to what. The values are sealed."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    what = models.CharField("việc", max_length=10)  # a key of `words.DEEDS`
