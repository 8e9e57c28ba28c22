"""The two times: facts hold for days, and are known from one position of the ledger up to another."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.base import ModelState

from bontot.kernel.period import EVER, OPEN

STILL_KNOWN = 2**62
"""The position up to which a fact is known that nothing has retracted."""


class Decision(models.Model):
    """Quyết định: the paper that orders acts. Its serial number is the position, the second time."""

    position = models.BigIntegerField("số thứ tự", primary_key=True)
    number = models.CharField("số quyết định", max_length=80)
    dated = models.DateField("ngày quyết định")
    by = models.CharField("cơ quan ban hành", max_length=60)
    says = models.CharField("trích yếu", max_length=400)
    revokes = models.BigIntegerField("thu hồi quyết định", null=True)
    recorded_at = models.DateTimeField("ghi sổ lúc")
    recorded_by = models.CharField("người ghi sổ", max_length=150)
    summary = models.JSONField("số nội dung theo loại")
    tables = models.JSONField("dòng đã ghi và mã của từng bảng")
    schema = models.PositiveSmallIntegerField("phiên bản nội dung")
    digest = models.CharField("mã nối", max_length=64)

    class Meta:
        verbose_name = "quyết định"
        ordering = ("position",)


class Payload(models.Model):
    """Nội dung của quyết định: the acts as they were ordered, compressed, in numbered parts."""

    position = models.BigIntegerField()
    part = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("position", "part"), name="one_payload_part"),)


class Head(models.Model):
    """The end of the ledger. Whoever writes holds this one row until the transaction ends."""

    position = models.BigIntegerField()
    digest = models.CharField(max_length=64)


class Identity(models.Model):
    """Only a permanent code; everything true of it is a fact."""

    id = models.BigIntegerField(primary_key=True)
    code = models.CharField("mã", max_length=60, unique=True)
    known_from = models.BigIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.code


@cache
def limits(model: type[models.Model]) -> tuple[tuple[str, int, str], ...]:
    """The columns of bounded text: name, the most characters, what people call it."""
    text = (f for f in model._meta.concrete_fields if isinstance(f, models.CharField) and f.max_length)
    return tuple((f.attname, int(f.max_length or 0), str(f.verbose_name)) for f in text)


_BLANK: dict[type[models.Model], dict[str, Any]] = {}


class _Stateless:
    """What Django notes of an instance, made where Django asks for it: of a crowd it never does, and making and forgetting
    it would cost as much as the fact."""

    def __get__(self, fact: Fact | None, kind: type[Fact]) -> Any:
        if fact is None:
            return self
        state = fact.__dict__["_state"] = ModelState()
        return state


class Fact(models.Model):
    """Something true of an identity for a period of days, known for a stretch of the ledger."""

    id = models.BigIntegerField(primary_key=True)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến ngày")
    known_from = models.BigIntegerField("ghi nhận tại")
    known_to = models.BigIntegerField("hết ghi nhận tại")

    _state = _Stateless()  # what Django makes itself is put over it

    subject: ClassVar[str]
    """The column of the identity that the fact is about."""
    called: ClassVar[str]
    """What people call such a fact."""
    one_at_a_time: ClassVar[str | None] = None
    """An SQL condition under which no two facts of one subject may hold on the same day; `TRUE` for all."""

    at_hand: ClassVar[bool] = False
    """Whether most acts about a subject ask for such facts: then they stay in memory while crowds are written."""

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_from__lt=models.F("valid_to")), name="%(app_label)s_%(class)s_days"
            ),
        )
        indexes: ClassVar[list[models.Index] | tuple[models.Index, ...]] = (
            models.Index(fields=("known_from",), name="%(class)s_known"),
            models.Index(
                fields=("known_to",), name="%(class)s_retracted", condition=models.Q(known_to__lt=STILL_KNOWN)
            ),
        )

    def __init__(self, *args: Any, **values: Any) -> None:
        if args:  # read from the database
            super().__init__(*args, **values)
            return
        # Crowds of acts make facts by the hundred thousand; Django's own way costs six times as much.
        said = self.__dict__
        said.update(_BLANK.get(type(self)) or self._make_blank())
        said.update(values)

    @classmethod
    def _make_blank(cls) -> dict[str, Any]:
        """What a fact says of itself before anybody has said anything."""
        blank = {field.attname: field.get_default() for field in cls._meta.concrete_fields}
        days = {"valid_from": EVER, "valid_to": OPEN}
        _BLANK[cls] = blank | {"id": None, "known_from": None, "known_to": STILL_KNOWN} | days
        return _BLANK[cls]

    @classmethod
    def of(cls, said: dict[str, Any]) -> Self:
        """A fact of which everything is said, `said` becoming its own: read by the hundred thousand."""
        fact = cls.__new__(cls)
        fact.__dict__ = said
        return fact

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """What the fact says, without its id and its two times, in the order of the table."""
        return _columns(cls)

    def alone(self) -> bool:
        """Whether this fact bears no other such fact of its subject on the same day: `one_at_a_time`, in Python."""
        return self.one_at_a_time is not None

    def but(self, **changes: Any) -> Self:
        """A new fact, not yet written, that says the same but for `changes`."""
        said = self.__dict__.copy()
        said["id"] = said["known_from"] = None
        said["known_to"] = STILL_KNOWN
        said.update(changes)
        said.pop("_state", None)
        return self.of(said)


@cache
def _columns(kind: type[Fact]) -> tuple[str, ...]:
    return tuple(f.attname for f in kind._meta.concrete_fields if f.attname not in _TIMES)


_TIMES = ("id", "valid_from", "valid_to", "known_from", "known_to")
