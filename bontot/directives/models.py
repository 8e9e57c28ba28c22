"""Papers, the commitments that follow from them, and the one reply to each: flat rows that can be counted."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from bontot.ledger.traces import Trail
from bontot.members.models import Person
from bontot.organisations.models import Of


class Directive(Of):
    """Văn bản chỉ đạo: a paper that asks something of those below; its text is not kept here, only where it lies."""

    number = models.CharField("số, ký hiệu", max_length=80)
    kind = models.CharField("loại văn bản", max_length=10)  # a key of `words.KINDS`
    dated = models.DateField("ngày ban hành")
    title = models.CharField("trích yếu", max_length=400)
    issuer = models.CharField(
        "cơ quan ban hành", max_length=200, blank=True
    )  # where it is no organisation here
    place = models.CharField("nơi lưu văn bản", max_length=300, blank=True)
    source = models.CharField("nguồn trong danh mục", max_length=40, blank=True)  # a key of `law.sources`
    first = models.DateField("có hiệu lực từ")
    last = models.DateField("có hiệu lực đến hết", null=True)
    at = models.DateTimeField("đăng ký lúc")
    by = models.CharField("người đăng ký", max_length=150)

    class Meta:
        verbose_name = "văn bản chỉ đạo"
        constraints = (
            models.UniqueConstraint(fields=("organisation", "number", "dated"), name="one_directive"),
            models.CheckConstraint(
                condition=Q(last__isnull=True) | Q(last__gte=F("first")), name="directive_days"
            ),
        )


class Commitment(Of):
    """Cam kết: what an organisation, or its head, says will be done, how it is measured, and by when."""

    directive = models.ForeignKey(
        Directive, models.PROTECT, null=True, related_name="+", verbose_name="văn bản"
    )
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name="từ cam kết")
    own = models.BooleanField("do tổ chức tự chia nhỏ", default=False)
    head = models.ForeignKey(
        Person,
        models.PROTECT,
        db_constraint=False,
        related_name="+",
        null=True,
        verbose_name="người chịu trách nhiệm",
    )
    says = models.CharField("nội dung", max_length=400)
    measure = models.CharField("đo bằng", max_length=9)  # a key of `words.MEASURES`
    unit = models.CharField("đơn vị", max_length=40, blank=True)
    target = models.DecimalField("chỉ tiêu", max_digits=14, decimal_places=2, null=True)
    counted = models.CharField("đếm theo", max_length=60, blank=True)  # an indicator, or a kind of meeting
    since = models.DateField("đếm từ ngày", null=True)
    given = models.DateField("ngày giao")
    deadline = models.DateField("hạn")
    concrete_by = models.DateField("hạn cụ thể hóa", null=True)
    concrete_on = models.DateField("ngày cụ thể hóa", null=True)
    state = models.CharField("tình trạng", max_length=8)  # a key of `words.STATES`
    reason = models.CharField("lý do rút", max_length=300, blank=True)
    year = models.PositiveSmallIntegerField("năm nêu gương", null=True)

    class Meta:
        verbose_name = "cam kết"
        constraints = (
            models.UniqueConstraint(
                fields=("parent", "organisation"),
                condition=Q(own=False) & ~Q(state="dropped"),
                name="given_once",
            ),
            models.CheckConstraint(condition=Q(deadline__gte=F("given")), name="due_after_given"),
            models.CheckConstraint(
                condition=Q(measure="done") | Q(state="given") | Q(target__isnull=False),
                name="measured_by_a_target",
            ),
            models.CheckConstraint(condition=~Q(measure="amount") | ~Q(unit=""), name="amount_has_a_unit"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="not_from_itself"
            ),
        )
        indexes = (
            models.Index(fields=("organisation", "deadline"), name="commitment_of"),
            models.Index(fields=("directive", "organisation"), name="commitment_under"),
        )


class Reply(models.Model):
    """Báo cáo kết quả: the one reply upward. A later one replaces it; the trail keeps what was replaced."""

    commitment = models.OneToOneField(Commitment, models.CASCADE, related_name="reply")
    value = models.DecimalField("kết quả", max_digits=14, decimal_places=2, null=True)
    reached = models.BooleanField("đã làm được")
    done_on = models.DateField("kết quả vào ngày")
    says = models.CharField("nội dung báo cáo", max_length=1000, blank=True)
    evidence = models.CharField("minh chứng", max_length=9)  # a key of `words.EVIDENCE`
    reference = models.CharField("số hiệu minh chứng", max_length=300, blank=True)
    sent_on = models.DateField("ngày báo cáo")
    by = models.CharField("người báo cáo", max_length=150)
    state = models.CharField("tình trạng", max_length=8)  # a key of `words.REPLIES`
    reason = models.CharField("lý do trả lại", max_length=400, blank=True)
    judged_on = models.DateField("ngày xem xét", null=True)
    judged_by = models.CharField("người xem xét", max_length=150, blank=True)
    version = models.PositiveIntegerField("lần", default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(done_on__lte=F("sent_on")), name="done_before_told"),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""), name="returned_with_a_reason"
            ),
        )


class Trace(Of, Trail):
    """Dấu vết: who changed what of a paper or a commitment, when, from what to what. The values are sealed."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="+", null=True)
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="+", null=True)
    what = models.CharField("việc", max_length=10)  # a key of `words.DEEDS`
