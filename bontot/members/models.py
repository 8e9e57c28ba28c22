"""What may be true of a person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from bontot.ledger.models import Fact, Identity
from bontot.organisations.models import Organisation, OrganisationFact


class Person(Identity):
    """Người: only a code. A member, or somebody who is not one and holds a post that forms count."""

    class Meta:
        verbose_name = "người"


class PersonFact(Fact):
    """A fact about a person."""

    person = models.ForeignKey(Person, models.PROTECT, db_constraint=False, related_name="+")
    subject: ClassVar[str] = "person_id"
    one_at_a_time: ClassVar[str | None] = "TRUE"

    class Meta(Fact.Meta):
        abstract = True


class Profile(PersonFact):
    """Lý lịch: what the file says of a person, one row for each stretch in which nothing of it changed."""

    called = "lý lịch"

    full_name = models.CharField("họ và tên", max_length=120)
    folded = models.CharField(max_length=120, db_index=True)
    sort_key = models.CharField(max_length=400)
    sex = models.CharField("giới tính", max_length=3, default="")
    born = models.CharField("ngày sinh", max_length=10, default="")
    born_on_card = models.CharField("ngày sinh theo CCCD", max_length=10, default="")
    identity_number = models.CharField("số CCCD", max_length=80, default="", db_index=True)
    card_number = models.CharField("số thẻ đảng viên", max_length=20, default="", db_index=True)
    ethnicity = models.CharField("dân tộc", max_length=40, default="")
    religion = models.CharField("tôn giáo", max_length=60, default="")
    native_place = models.CharField("quê quán", max_length=300, default="")
    residence = models.CharField("nơi ở hiện nay", max_length=900, default="")
    occupation = models.CharField("nghề nghiệp", max_length=120, default="")
    category = models.CharField("đối tượng", max_length=120, default="")
    general_schooling = models.CharField("trình độ phổ thông", max_length=60, default="")
    professional = models.CharField("trình độ chuyên môn", max_length=60, default="")
    theory = models.CharField("lý luận chính trị", max_length=60, default="")

    class Meta(PersonFact.Meta):
        indexes = (*PersonFact.Meta.indexes, models.Index(fields=("sort_key", "id"), name="profile_in_order"))


class Standing(PersonFact):
    """Tình trạng đảng viên: probationary, then official. Party age counts from the day of the decision to admit."""

    called = "tình trạng đảng viên"
    at_hand = True  # whether somebody is a member on a day

    standing = models.CharField("tình trạng", max_length=12)  # `official` or `probationary`
    decided_on = models.DateField("ngày quyết định kết nạp", null=True)
    began = models.CharField("vào bằng", max_length=12)  # `admit`, `confirm` or `restore`
    ended = models.CharField(
        "ra bằng", max_length=12, default=""
    )  # `die`, `expel`, `strike_off`, `leave`; or ``


class Belonging(PersonFact):
    """Nơi sinh hoạt: the branch in which the member lives the Party life, permanently or for a time."""

    called = "nơi sinh hoạt"

    organisation = models.ForeignKey(Organisation, models.PROTECT, db_constraint=False, related_name="+")
    temporary = models.BooleanField("tạm thời", default=False)
    one_at_a_time: ClassVar[str | None] = "NOT temporary"

    def alone(self) -> bool:
        return not self.temporary


class Exemption(PersonFact):
    """Miễn công tác và sinh hoạt đảng."""

    called = "thời gian miễn sinh hoạt"


class Post(PersonFact):
    """Chức vụ, in the Party or outside: of whom, which title, where."""

    called = "chức vụ"

    title = models.CharField("chức danh", max_length=160)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, db_constraint=False, null=True, related_name="+"
    )
    unit = models.CharField("đơn vị", max_length=300, default="")
    unit_kind = models.CharField("loại đơn vị", max_length=120, default="")
    term = models.CharField("nhiệm kỳ", max_length=40, default="")
    one_at_a_time: ClassVar[str | None] = None


class Measure(models.Model):
    """What is said of a measure of discipline. It holds from the day on which it is made known until it lapses."""

    form = models.CharField("hình thức kỷ luật", max_length=20)
    offence = models.CharField("nội dung vi phạm", max_length=120, default="")
    decided_on = models.DateField("ngày quyết định kỷ luật", null=True)
    decided_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        db_constraint=False,
        null=True,
        related_name="+",
        verbose_name="tổ chức quyết định",
    )
    body = models.CharField("cơ quan quyết định", max_length=300, default="")
    began = models.CharField(
        "áp dụng bằng", max_length=12, default="decide"
    )  # `decide`, or `instead` of another
    ended = models.CharField(
        "kết thúc bằng", max_length=12, default=""
    )  # `clear`, `instead`; or `` as it lapses

    class Meta:
        abstract = True


class Discipline(PersonFact, Measure):
    """Kỷ luật đảng viên: khiển trách, cảnh cáo, cách chức or khai trừ."""

    called = "kỷ luật"

    one_at_a_time: ClassVar[str | None] = None


class Censure(OrganisationFact, Measure):
    """Kỷ luật tổ chức đảng: khiển trách or cảnh cáo. Giải tán ends the organisation and is none of these."""

    called = "kỷ luật tổ chức"

    one_at_a_time: ClassVar[str | None] = None
