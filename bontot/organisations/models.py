"""What may be true of an organisation."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from bontot.ledger.models import Fact, Identity


class Organisation(Identity):
    """Tổ chức đảng: only its code. Names, kinds and places in the tree change; the code does not."""

    class Meta:
        verbose_name = "tổ chức đảng"


class Of(models.Model):
    """Something kept of an organisation, which is named by its lasting identity, as facts name it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, db_constraint=False, related_name="+")

    class Meta:
        abstract = True


class OrganisationFact(Fact):
    """A fact about an organisation."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, db_constraint=False, related_name="+")
    subject: ClassVar[str] = "organisation_id"
    one_at_a_time: ClassVar[str | None] = "TRUE"

    class Meta(Fact.Meta):
        abstract = True


class Place(OrganisationFact):
    """Nơi trực thuộc: under whom it stands. An organisation exists on the days on which it has a place."""

    called = "nơi trực thuộc"

    parent = models.ForeignKey(
        Organisation,
        models.PROTECT,
        db_constraint=False,
        null=True,
        related_name="+",
        verbose_name="cấp trên",
    )


class Name(OrganisationFact):
    """Tên tổ chức."""

    called = "tên tổ chức"

    name = models.CharField("tên tổ chức", max_length=300)
    folded = models.CharField(max_length=300, db_index=True)


class Kind(OrganisationFact):
    """Loại tổ chức và loại hình cơ sở."""

    called = "loại tổ chức"

    kind = models.CharField("loại tổ chức", max_length=60)
    base_kind = models.CharField("loại hình cơ sở", max_length=120, default="")


class Territory(OrganisationFact):
    """Địa bàn: the administrative unit that the organisation works in."""

    called = "địa bàn"

    territory = models.CharField("địa bàn", max_length=300)


class Succession(OrganisationFact):
    """Kế thừa: from a day on, what became of an organisation: which took over from it, and by which act."""

    called = "kế thừa"
    one_at_a_time = None  # a divided organisation has several successors

    successor = models.ForeignKey(
        Organisation,
        models.PROTECT,
        db_constraint=False,
        null=True,
        related_name="+",
        verbose_name="tổ chức kế thừa",
    )
    """None where it ended and nobody took over."""
    way = models.CharField("cách sắp xếp", max_length=30)
    part = models.CharField("phần kế thừa", max_length=300, default="")
    """Blank for the whole, or for what the members' own belongings say."""
