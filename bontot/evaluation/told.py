"""What pages tell of grades and recognitions: on the page of an organisation, of a person, of a decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from bontot.evaluation.models import Classification, MemberClassification, Recognition
from bontot.kernel.period import OPEN
from bontot.ledger import queries as ledger
from bontot.ledger.models import Fact
from bontot.members.models import Person
from bontot.members.page import Section
from bontot.organisations import queries as organisations
from bontot.ui.saying import plainly

type Told = Classification | MemberClassification | Recognition
_QUARTERS = ("I", "II", "III", "IV")


def told(fact: Told) -> tuple[str, str]:
    """What a fact is about, and what it says."""
    if isinstance(fact, Recognition):
        says = _("%(title)s năm %(year)s") % {"title": plainly(fact.title), "year": fact.year}
        return _("Công nhận"), says
    what = _("Xếp loại")
    if fact.capacity:
        what = _("Xếp loại với tư cách %(capacity)s") % {"capacity": plainly(fact.capacity)}
    points = _("%(points)s điểm") % {"points": fact.score.replace(".", ",")} if fact.score else ""
    grade = ", ".join(filter(None, (plainly(fact.grade), points)))
    return what, _("%(period)s: %(grade)s") % {"period": period_word(fact.period), "grade": grade}


def period_word(kept: str) -> str:
    """`năm 2023`, `quý I năm 2023`."""
    year, _sep, quarter = kept.partition("-Q")
    if not quarter:
        return _("năm %(year)s") % {"year": year}
    return _("quý %(quarter)s năm %(year)s") % {"quarter": _QUARTERS[int(quarter) - 1], "year": year}


def of_organisation(id: int, on: date, at: int | None) -> Section:
    """What was decided about an organisation by the day."""
    facts: list[Told] = []
    for kind in (Classification, Recognition):
        facts += kind._default_manager.filter(ledger.known(at), organisation_id=id, valid_from__lte=on)
    days = organisations.days_of(id, at=at) if facts else None
    return _section(facts, until=days[1] if days else OPEN)


def of_person(person: Person, on: date, at: int | None) -> Section:
    """What was decided about a member by the day."""
    known = MemberClassification.objects.filter(ledger.known(at), person_id=person.id, valid_from__lte=on)
    return _section(list(known))


def _section(facts: list[Told], until: date = OPEN) -> Section:
    """`until` is the day from which there is nobody any more of whom a grade could hold."""
    facts.sort(key=_period)
    papers = ledger.papers(fact.known_from for fact in facts)
    lines = [ledger.line(fact, *told(fact), papers) for fact in facts]
    if until < OPEN:
        lines = [
            line if line.end and line.end <= until else replace(line, end=max(until, line.first or until))
            for line in lines
        ]
    return Section(_("Đánh giá, xếp loại"), tuple(ledger.in_order(lines)))


def _period(fact: Fact) -> str:
    return str(fact.__dict__.get("period") or fact.__dict__["year"])
