"""What may be ordered: that an organisation or a member is classified, and that an organisation is recognised.

A crowd stands under one paper. A later decision on the same period and capacity holds instead from its own day on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from bontot.evaluation import reading, rules
from bontot.evaluation.models import Classification, MemberClassification, Recognition
from bontot.kernel.period import OPEN, covering
from bontot.law.rules import Rule
from bontot.ledger.acts import About, Act, Need
from bontot.ledger.effects import Assert, Effect, Impossible, Retract
from bontot.ledger.models import Fact
from bontot.ledger.state import State
from bontot.ledger.timeline import key_of, settle
from bontot.members.acts import MemberAct
from bontot.members.measures import unlisted
from bontot.members.models import Belonging, Censure, Discipline, Person, Standing
from bontot.organisations.acts import OrganisationAct
from bontot.organisations.models import Kind, Name, Organisation, Place


@dataclass(frozen=True, kw_only=True)
class Grading(Act):
    """What every decision on a grade says."""

    enters: ClassVar[bool] = True
    rules: ClassVar[tuple[Rule, ...]] = (
        rules.PERIOD,
        rules.POINTS,
        rules.CAPACITY,
        rules.THERE_THEN,
        rules.BANDS,
        rules.NOT_OUTSTANDING,
        rules.DISCIPLINED,
    )

    period: str
    grade: str
    score: str = ""
    capacity: str = ""

    def unreadable(self) -> Iterator[tuple[str, str]]:
        yield from unlisted("grade", self.grade, "grade")
        yield from unlisted("capacity", self.capacity, "capacity")

    def said(self) -> dict[str, Any]:
        """The columns of the fact. Raises Impossible where no period can be read; the rule says what is wrong."""
        period = reading.period(self.period)
        if period is None:
            raise Impossible("XL-01", f"“{self.period}” không phải là một kỳ đánh giá.", "period")
        return {
            "period": period,
            "grade": self.grade,
            "score": reading.points(self.score) or "" if self.score else "",
            "capacity": self.capacity,
            "valid_from": self.on,
        }


def _one_after_the_other[F: Fact](known: list[F], said: F) -> Iterator[Effect]:
    """Of one period and capacity each grade holds until the next decision, in whatever order they are entered."""
    same = [fact for fact in known if _about(fact) == _about(said)]
    if not same:  # a crowd's usual case
        yield Assert(said)
        return
    by_day = {fact.valid_from: fact for fact in (*same, said)}
    first = sorted(by_day)
    following = [*first[1:], OPEN]
    yield from settle(
        same, [by_day[day].but(valid_to=end) for day, end in zip(first, following, strict=True)]
    )


def _about(fact: Fact) -> tuple[str, str]:
    values = fact.__dict__
    return values["period"], values["capacity"]


@dataclass(frozen=True, kw_only=True)
class Classify(Grading, OrganisationAct):
    """Xếp loại tổ chức đảng for a year or a quarter. The committee directly above decides."""

    act: ClassVar[str] = "organisation.classify"
    says: ClassVar[str] = "Xếp loại tổ chức đảng"

    def needs(self) -> Iterable[Need]:
        return (About(Organisation, self.organisation, (Place, Name, Censure, Classification)),)

    def over(self, before: State) -> Iterable[int]:
        return directly_above(before, self.organisation, self.on)

    def plan(self, before: State) -> Iterator[Effect]:
        subject = self.subject(before)
        said = Classification(organisation_id=subject, **self.said())
        yield from _one_after_the_other(before.facts(Classification, subject), said)


def directly_above(before: State, code: str, on: date) -> tuple[int, ...]:
    """Whoever decides about an organisation: what it stands under on the day or stood last; a top about itself."""
    id = before.id_of(Organisation, code)
    if id is None:
        return ()
    known = before.facts(Place, id)
    place = covering(known, on) or (known[-1] if known else None)
    return (place.parent_id if place and place.parent_id else id,)


@dataclass(frozen=True, kw_only=True)
class ClassifyMember(Grading, MemberAct):
    """Xếp loại đảng viên for a year or a quarter."""

    act: ClassVar[str] = "member.classify"
    says: ClassVar[str] = "Xếp loại đảng viên"

    def needs(self) -> Iterable[Need]:
        return (About(Person, self.member, (Belonging, Standing, Discipline, MemberClassification)),)

    def plan(self, before: State) -> Iterator[Effect]:
        subject = self.subject(before)
        said = MemberClassification(person_id=subject, **self.said())
        yield from _one_after_the_other(before.facts(MemberClassification, subject), said)


@dataclass(frozen=True, kw_only=True)
class Recognise(OrganisationAct):
    """Công nhận danh hiệu such as Chi bộ bốn tốt, for a year. The committee directly above decides."""

    act: ClassVar[str] = "organisation.recognise"
    says: ClassVar[str] = "Công nhận danh hiệu của tổ chức đảng"
    enters: ClassVar[bool] = True
    rules = (
        rules.PERIOD,
        rules.THERE_THEN,
        rules.TITLE_KNOWN,
        rules.TITLE_FITS,
        rules.RECOGNISED_DONE,
    )

    title: str
    year: str

    def needs(self) -> Iterable[Need]:
        kinds = (Place, Name, Kind, Classification, Recognition)
        return (About(Organisation, self.organisation, kinds),)

    def over(self, before: State) -> Iterable[int]:
        return directly_above(before, self.organisation, self.on)

    def plan(self, before: State) -> Iterator[Effect]:
        year = reading.period(self.year)
        if year is None or len(year) != 4:
            raise Impossible("XL-01", f"“{self.year}” không phải là một năm.", "year")
        subject = self.subject(before)
        said = Recognition(organisation_id=subject, title=self.title, year=year, valid_from=self.on)
        same = [r for r in before.facts(Recognition, subject) if (r.title, r.year) == (said.title, year)]
        if any(key_of(r) == key_of(said) for r in same):
            return
        yield from map(Retract, same)
        yield Assert(said)
