"""Questions about training: the classes of a person."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from bontot.ledger import queries as ledger
from bontot.members.models import Person
from bontot.members.page import Section
from bontot.training.models import Attendance
from bontot.ui.saying import plainly


def classes(person: Person, on: date, at: int | None) -> Section:
    """The classes that a person had begun by the day, as a section of the person's page."""
    facts = list(
        Attendance.objects.filter(ledger.known(at), person_id=person.id, valid_from__lte=on).order_by(
            "valid_from"
        )
    )
    papers = ledger.papers(fact.known_from for fact in facts)
    lines = [ledger.line(fact, *told(fact), papers) for fact in facts]
    return Section(_("Bồi dưỡng"), tuple(ledger.in_order(lines)))


def told(fact: Attendance) -> tuple[str, str]:
    """What kind of class, and what is said of it."""
    certificate = _("giấy chứng nhận %(number)s") % {"number": fact.certificate} if fact.certificate else ""
    return plainly(fact.kind), ", ".join(filter(None, (fact.name or fact.course, fact.result, certificate)))
