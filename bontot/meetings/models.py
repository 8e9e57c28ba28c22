"""What a meeting leaves behind: flat rows that can be counted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from bontot.ledger.traces import Trail
from bontot.members.models import Person
from bontot.organisations.models import Of, Organisation


class Series(models.Model):
    """Lịch sinh hoạt: the rule by which the regular meetings of an organisation come, month after month."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, db_constraint=False, related_name="+")
    day = models.PositiveSmallIntegerField("ngày trong tháng")
    begins = models.TimeField("giờ bắt đầu")
    place = models.CharField("địa điểm", max_length=200, blank=True)


class Meeting(Of):
    """Cuộc sinh hoạt. Totals are null until the minutes are approved, and then what was computed on that occasion."""

    kind = models.CharField("loại sinh hoạt", max_length=13)  # a key of `words.KINDS`
    month = models.DateField("kỳ")  # the first day of the month that the meeting is for
    day = models.DateField("ngày")
    begins = models.TimeField("giờ bắt đầu")
    ended = models.TimeField("giờ kết thúc", null=True)
    place = models.CharField("địa điểm", max_length=200, blank=True)
    subject = models.CharField("chuyên đề, lý do", max_length=300, blank=True)
    state = models.CharField("tình trạng", max_length=9, default="planned")  # a key of `words.STATES`
    chair = models.ForeignKey(
        Person, models.PROTECT, db_constraint=False, related_name="+", null=True, verbose_name="chủ trì"
    )
    secretary = models.ForeignKey(
        Person, models.PROTECT, db_constraint=False, related_name="+", null=True, verbose_name="thư ký"
    )
    invited_at = models.DateTimeField("mời lúc", null=True)
    approved_at = models.DateTimeField("duyệt biên bản lúc", null=True)
    approved_by = models.CharField("người duyệt", max_length=150, blank=True)
    sent_at = models.DateTimeField("gửi cấp trên lúc", null=True)
    number = models.PositiveIntegerField("số biên bản", null=True)
    digest = models.CharField("mã khóa", max_length=64, blank=True)
    # Counted of the day and of the meeting, kept with the approved minutes.
    on_list = models.PositiveIntegerField("đảng viên trong danh sách", null=True)
    official = models.PositiveIntegerField("chính thức", null=True)
    probationary = models.PositiveIntegerField("dự bị", null=True)
    exempt = models.PositiveIntegerField("được miễn", null=True)
    away = models.PositiveIntegerField("sinh hoạt tạm thời nơi khác", null=True)
    guests = models.PositiveIntegerField("nơi khác đến sinh hoạt tạm thời", null=True)
    must_attend = models.PositiveIntegerField("phải dự", null=True)
    attended = models.PositiveIntegerField("phải dự, có mặt", null=True)
    may_vote = models.PositiveIntegerField("được biểu quyết", null=True)
    present = models.PositiveIntegerField("có mặt", null=True)
    late = models.PositiveIntegerField("trong đó đến muộn", null=True)
    excused = models.PositiveIntegerField("vắng có lý do", null=True)
    absent = models.PositiveIntegerField("vắng không lý do", null=True)
    voting_present = models.PositiveIntegerField("người được biểu quyết có mặt", null=True)
    speakers = models.PositiveIntegerField("người phát biểu", null=True)

    class Meta:
        verbose_name = "cuộc sinh hoạt"
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "kind", "month"),
                condition=Q(kind="regular") & ~Q(state="dropped"),  # a committee meets as often as it has to
                name="one_regular_meeting_a_month",
            ),
        )
        indexes = (
            models.Index(fields=("organisation", "day"), name="meeting_of"),
            models.Index(fields=("month", "kind"), name="meeting_month"),
        )

    @property
    def locked(self) -> bool:
        """Whether the minutes are approved; then only an addendum says more."""
        return self.state == "approved"


class Part(models.Model):
    """Something that belongs to one meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class Item(Part):
    """Nội dung: a line of the agenda. `origin` says what it was proposed for, so that it is proposed once."""

    place = models.PositiveSmallIntegerField("thứ tự")
    part = models.CharField("phần", max_length=12)  # a code of agenda.yaml
    says = models.CharField("nội dung", max_length=400)
    origin = models.CharField("từ đâu", max_length=80, blank=True)


class Handout(Part):
    """Tài liệu: a file laid before a meeting, or the address of a page that the system has. Its title is sealed."""

    item = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="+", verbose_name="nội dung")
    says = models.TextField("tên tài liệu")  # sealed
    kind = models.CharField("loại tệp", max_length=4)  # a key of `files.TYPES`, or `link`
    address = models.CharField("địa chỉ trong hệ thống", max_length=300, blank=True)
    size = models.PositiveIntegerField("dung lượng", default=0)  # bytes
    version = models.PositiveIntegerField("bản", default=1)  # counted up whenever the file is replaced
    at = models.DateTimeField("gửi lúc")  # of this version
    by = models.CharField("người gửi", max_length=150)


class Content(models.Model):
    """Nội dung tệp: the bytes of a handout, sealed; apart from it, so that a list never reads them."""

    handout = models.OneToOneField(Handout, models.CASCADE, primary_key=True, related_name="content")
    sealed = models.BinaryField("nội dung")


class Presence(Part):
    """Điểm danh: one row for each person on the list of the meeting."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="+", db_index=False
    )  # `one_presence` finds it
    person = models.ForeignKey(
        Person, models.PROTECT, db_constraint=False, related_name="+", verbose_name="đảng viên"
    )
    status = models.CharField("có mặt", max_length=7)  # a key of `words.PRESENCES`
    reason = models.CharField("lý do vắng", max_length=10, blank=True)  # a key of `words.REASONS`
    came = models.TimeField("đến lúc", null=True)
    left = models.TimeField("về lúc", null=True)
    must_attend = models.BooleanField("phải dự")
    may_vote = models.BooleanField("được biểu quyết")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("meeting", "person"), name="one_presence"),)


class Note(Part):
    """Ý kiến thảo luận: who spoke; what was said is sealed, and may be left out."""

    person = models.ForeignKey(
        Person, models.PROTECT, db_constraint=False, related_name="+", null=True, verbose_name="người phát biểu"
    )  # fmt: skip
    says = models.TextField("ý kiến", blank=True)  # sealed
    at = models.DateTimeField("ghi lúc")


class Motion(Part):
    """Biểu quyết: what is put to the vote and the totals, never who voted how. `passed` is null before the vote."""

    says = models.CharField("nội dung biểu quyết", max_length=400)
    about = models.CharField("loại việc", max_length=10)  # a key of `words.MATTERS`
    method = models.CharField("hình thức", max_length=6, blank=True)  # a key of `words.METHODS`
    base = models.PositiveIntegerField("số để tính", null=True)
    in_favour = models.PositiveIntegerField("tán thành", null=True)
    against = models.PositiveIntegerField("không tán thành", null=True)
    abstained = models.PositiveIntegerField("ý kiến khác", null=True)
    invalid = models.PositiveIntegerField("phiếu không hợp lệ", null=True)
    passed = models.BooleanField("được thông qua", null=True)
    voted_at = models.DateTimeField("biểu quyết lúc", null=True)

    @property
    def votes(self) -> int:
        """All that were cast, whatever they say."""
        return sum(each or 0 for each in (self.in_favour, self.against, self.abstained, self.invalid))


class Conclusion(Part):
    """Kết luận: a sentence of the resolution."""

    place = models.PositiveSmallIntegerField("thứ tự")
    says = models.CharField("kết luận", max_length=1000)


class Task(Of):
    """Nhiệm vụ: given at a meeting to one owner, with a deadline; carried forward where it was not done."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+", null=True)
    says = models.CharField("nhiệm vụ", max_length=400)
    owner = models.ForeignKey(
        Person, models.PROTECT, db_constraint=False, related_name="+", null=True, verbose_name="người phụ trách"
    )  # fmt: skip
    deadline = models.DateField("hạn")
    state = models.CharField("tình trạng", max_length=7, default="open")  # a key of `words.TASK_STATES`
    result = models.CharField("kết quả", max_length=400, blank=True)
    done_on = models.DateField("xong ngày", null=True)
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    reported = models.ForeignKey(
        Meeting, models.SET_NULL, related_name="+", null=True, verbose_name="báo cáo tại"
    )

    class Meta:
        indexes = (models.Index(fields=("organisation", "state"), name="task_of"),)


class Score(models.Model):
    """Chấm điểm chất lượng: totals of the three steps, and the points of each criterion as JSON."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="score")
    frame = models.CharField("khung điểm", max_length=40)
    points = models.JSONField("điểm từng tiêu chí")  # {criterion: {"proposed", "self", "branch", "superior"}}
    self_total = models.PositiveSmallIntegerField("tự chấm", null=True)
    branch_total = models.PositiveSmallIntegerField("chi bộ biểu quyết", null=True)
    superior_total = models.PositiveSmallIntegerField("cấp trên xác nhận", null=True)
    band = models.CharField(
        "mức", max_length=10, blank=True
    )  # of the last step taken; a key of `words.BANDS`
    reason = models.CharField("lý do cấp trên chấm khác", max_length=400, blank=True)


class Draft(Part):
    """Bản thảo: one version of the minutes or the resolution; the last one counts. The first is made from the records."""

    kind = models.CharField("văn bản", max_length=10)  # a key of `words.PAPERS`
    version = models.PositiveIntegerField("bản")
    text = models.TextField("nội dung")  # sealed
    at = models.DateTimeField("lúc")
    by = models.CharField("người sửa", max_length=150)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("meeting", "kind", "version"), name="one_draft"),)


class Addendum(Part):
    """Bổ sung: what is to be added to approved minutes, or is wrong in them. Sealed."""

    text = models.TextField("nội dung bổ sung")
    at = models.DateTimeField("lúc")
    by = models.CharField("người bổ sung", max_length=150)


class Topic(Of):
    """Nội dung cấp trên yêu cầu: what every branch under an organisation is to discuss in some months."""

    first = models.DateField("từ kỳ")
    last = models.DateField("đến kỳ")
    says = models.CharField("nội dung", max_length=400)
    at = models.DateTimeField("ghi lúc")
    by = models.CharField("người ghi", max_length=150)


class Contact(Of):
    """Liên hệ: a telephone call or a visit to somebody who could not come. What was said is sealed."""

    person = models.ForeignKey(
        Person, models.PROTECT, db_constraint=False, related_name="+", verbose_name="đảng viên"
    )
    day = models.DateField("ngày")
    way = models.CharField("cách liên hệ", max_length=7)  # a key of `words.WAYS`
    says = models.TextField("nội dung", blank=True)  # sealed
    at = models.DateTimeField("ghi lúc")
    by = models.CharField("người ghi", max_length=150)


class Trace(Of, Trail):
    """Dấu vết: who changed what of a meeting, when, from what to what. The values are sealed."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+", null=True)
    what = models.CharField("việc", max_length=20)  # a key of `words.DEEDS`


class Carried(Part):
    """Bản mang theo: a meeting taken along on somebody's telephone. The key is sealed, and gone when it is closed."""

    id = models.UUIDField(primary_key=True)
    account = models.CharField("tài khoản", max_length=150)
    key = models.TextField("khóa", blank=True)  # sealed
    taken_at = models.DateTimeField("mang theo lúc")
    until = models.DateTimeField("giữ đến")
    clock = models.IntegerField(
        "đồng hồ máy sai (giây)", default=0
    )  # above zero where the telephone is behind
    closed_at = models.DateTimeField("xóa lúc", null=True)


class Operation(models.Model):
    """Việc ghi trên máy: one entry of a telephone's log; it is done at most once, however often it arrives."""

    id = models.UUIDField(primary_key=True)  # made by the telephone
    carried = models.ForeignKey(Carried, models.CASCADE, related_name="+", db_index=False)  # `one_place`
    place = models.PositiveIntegerField("thứ tự trên máy")
    do = models.CharField("việc", max_length=10)  # a key of `operations.DOING`
    about = models.CharField("về", max_length=90, blank=True)  # what it replaces; blank where it adds
    at = models.DateTimeField("ghi lúc")  # by the server's clock
    received_at = models.DateTimeField("nhận lúc")
    outcome = models.CharField("kết quả", max_length=8)  # a key of `words.OUTCOMES`
    content = models.TextField("nội dung", blank=True)  # sealed; kept while it is not in the records
    says = models.TextField("trả lời", blank=True)  # sealed
    made = models.BigIntegerField("đã lập", null=True)  # the id of what it added

    class Meta:
        constraints = (models.UniqueConstraint(fields=("carried", "place"), name="one_place"),)
