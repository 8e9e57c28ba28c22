"""Phân công: who of the committee has what in hand and follows whom, from a day to a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from bontot.kernel.period import OPEN
from bontot.kernel.text import said
from bontot.ledger import queries as ledger
from bontot.meetings.keeping import Conflict, Refused
from bontot.members.models import Person, Post, Profile
from bontot.organisations.models import Organisation
from bontot.organisations.tree import tree
from bontot.regulations.holders import TITLES
from bontot.regulations.keeping import changing, trace
from bontot.regulations.models import Assignment, Duty, Followed, Regulation


def candidates(organisation: int, on: date) -> list[tuple[str, str]]:
    """Who holds a post in the committee on the day, as code and name, in the order of names."""
    posts = Post.objects.filter(ledger.holding(on), organisation_id=organisation, title__in=TITLES)
    titles: dict[int, str] = {}
    for person, title in posts.order_by("id").values_list("person_id", "title"):
        titles.setdefault(person, title)
    codes = dict(Person.objects.filter(id__in=titles).values_list("id", "code"))
    names = Profile.objects.filter(ledger.holding(on), person_id__in=titles).order_by("sort_key", "id")
    return [(codes[p.person_id], f"{p.full_name}, {titles[p.person_id]}") for p in names]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is to have what in hand, from a day on."""

    person: str
    field: str
    since: date
    follows: tuple[str, ...] = ()
    """Codes of the organisations that the person follows."""
    duty: int | None = None
    """A duty of the regulation that goes with it."""


def assign(organisation: int, asked: Asked, by: str) -> Assignment:
    """Put something into somebody's hands from a day on. Raises Refused where that would mean nothing.

    Somebody who holds no post in the committee is written down all the same: that is a finding for people to judge.
    """
    with changing(organisation, "in_force") as found:
        person = Person.objects.filter(code=asked.person).first()
        field = said(asked.field, 300)
        wrong = _wrong(found, person, field, asked.since)
        wanted = dict(Organisation.objects.filter(code__in=asked.follows).values_list("code", "id"))
        inside = set(tree(asked.since).under(organisation))
        if stray := [code for code in asked.follows if wanted.get(code) not in inside]:
            wrong.append(
                _("Không trực thuộc tổ chức này trong ngày %(day)s: %(codes)s.")
                % {"codes": ", ".join(code[:60] for code in stray[:10]), "day": f"{asked.since:%d/%m/%Y}"}
            )
        duty = Duty.objects.filter(regulation=found, id=asked.duty) if asked.duty is not None else None
        if duty is not None and not duty.exists():
            wrong.append(_("Không có việc định kỳ ấy trong quy chế đang thi hành."))
        if wrong or person is None:
            raise Refused(*wrong)
        made = Assignment.objects.create(regulation=found, person=person, field=field, valid_from=asked.since)
        Followed.objects.bulk_create(
            Followed(assignment=made, organisation_id=wanted[code]) for code in wanted
        )
        if duty is not None:
            duty.update(assignment=made)
        trace(organisation, found, by, "assign", {}, {
            "person": asked.person, "field": field, "follows": ", ".join(sorted(wanted)), "since": asked.since,
        })  # fmt: skip
        return made


def _wrong(found: Regulation, person: Person | None, field: str, since: date) -> list[str]:
    wrong = []
    if person is None:
        wrong.append(_("Không có người mang mã ấy; hãy chọn trong danh sách."))
    if not field:
        wrong.append(_("Hãy ghi lĩnh vực phụ trách."))
    if since >= OPEN:
        wrong.append(_("Ngày bắt đầu phân công quá xa; hãy viết lại."))
    if found.valid_from and since < found.valid_from:
        wrong.append(
            _("Quy chế có hiệu lực từ %(day)s; phân công không thể bắt đầu trước ngày ấy.")
            % {"day": f"{found.valid_from:%d/%m/%Y}"}
        )
    if (
        person is not None
        and Assignment.objects.filter(
            Q(valid_to__gt=since), regulation=found, person=person, field=field
        ).exists()
    ):
        wrong.append(_("Người này đã được phân công đúng việc ấy rồi."))
    return wrong


def end(organisation: int, assignment: int, until: date, seen: str | None, by: str) -> None:
    """The assignment ends before a day. Raises Conflict where somebody else ended it on another day meanwhile."""
    with changing(organisation, "in_force") as found:
        each = Assignment.objects.filter(regulation=found, id=assignment).first()
        if each is None:
            raise Refused(_("Không có phân công này trong quy chế đang thi hành."))
        if until <= each.valid_from:
            raise Refused(
                _("Phân công bắt đầu từ %(day)s; ngày thôi phải sau ngày ấy.")
                % {"day": f"{each.valid_from:%d/%m/%Y}"}
            )
        theirs = "" if each.valid_to == OPEN else each.valid_to.isoformat()
        if seen is not None and seen != theirs and theirs != until.isoformat():
            raise Conflict(until.isoformat(), theirs or _("chưa thôi"))
        before, each.valid_to = {"until": theirs}, until
        each.save(update_fields=["valid_to"])
        trace(organisation, found, by, "assign", before, {"until": until, "field": each.field})
