"""Một đời đảng viên: everything known of one person, and what the file says of it on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bontot.kernel.partial import written
from bontot.kernel.period import OPEN, covering
from bontot.ledger import queries as ledger
from bontot.ledger.sealing import unseal
from bontot.members.ages import Age, age, years
from bontot.members.models import (
    Belonging,
    Censure,
    Discipline,
    Exemption,
    Person,
    PersonFact,
    Post,
    Profile,
    Standing,
)
from bontot.members.words import ended_word, standing_word
from bontot.organisations.queries import Book, Named, nearest
from bontot.ui.saying import plainly


@dataclass(frozen=True, slots=True)
class Held:
    """A post held on the day."""

    title: str
    where: str
    code: str
    since: date | None
    term: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of discipline."""

    form: str
    offence: str
    by: str
    since: date
    until: date | None
    """The day on which it had effect no longer, or will have; None where it stays."""
    in_effect: bool


@dataclass(frozen=True, slots=True)
class File:
    """What is known of a person as of a day."""

    code: str
    name: str
    on: date
    standing: str
    """What the person is on the day, in words."""
    member: bool
    branch: Named | None
    guest_of: tuple[Named, ...]
    exempt_since: date | None
    age: Age
    admitted: date | None
    decided_on: date | None
    official_on: date | None
    party_years: int | None
    profile: tuple[tuple[str, str], ...]
    posts: tuple[Held, ...]
    discipline: tuple[Measure, ...]
    """What has been decided up to the day; nothing where the reader may not know."""
    history: tuple[ledger.Line, ...]


class Life:
    """Everything known of one person: one statement for each kind of fact, one for each thing they name."""

    def __init__(self, person: Person, *, at: int | None, discipline: bool = True) -> None:
        """Without `discipline` nothing is read of it: not everybody who reads files may know."""
        self.person, self.at = person, at
        self.profiles = self._all(Profile)
        self.standings = self._all(Standing)
        self.belongings = self._all(Belonging)
        self.exemptions = self._all(Exemption)
        self.posts = self._all(Post)
        self.discipline = self._all(Discipline) if discipline else []
        named = {b.organisation_id for b in self.belongings}
        named |= {p.organisation_id for p in self.posts if p.organisation_id}
        named |= {d.decided_by_id for d in self.discipline if d.decided_by_id}
        self.book = Book(named, at=at)

    def _all[F: PersonFact](self, kind: type[F]) -> list[F]:
        found = kind._default_manager.filter(ledger.known(self.at), person_id=self.person.id)
        return list(found.order_by("valid_from", "id"))

    def on(self, day: date) -> File:
        """The file as of a day."""
        profile = nearest(self.profiles, day)
        standing = covering(self.standings, day)
        home = covering((b for b in self.belongings if not b.temporary), day)
        exempt = covering(self.exemptions, day)
        first = next((s for s in self.standings if s.valid_from <= day), None)
        decided = next((s.decided_on for s in self.standings if s.decided_on), None)
        official = next((s for s in self.standings if s.standing == "official" and s.valid_from <= day), None)
        counted = decided or (first.valid_from if first else None)
        return File(
            code=self.person.code,
            name=profile.full_name if profile else self.person.code,
            on=day,
            standing=self._standing(standing, day),
            member=standing is not None and home is not None,
            branch=self.book.on(home.organisation_id, day) if home else None,
            guest_of=tuple(
                self.book.on(b.organisation_id, day)
                for b in self.belongings
                if b.temporary and b.valid_from <= day < b.valid_to
            ),
            exempt_since=exempt.valid_from if exempt else None,
            age=age(profile.born if profile else "", day),
            admitted=first.valid_from if first else None,
            decided_on=decided,
            official_on=official.valid_from if official else None,
            party_years=years(counted, day) if standing and counted and counted <= day else None,
            profile=tuple(_profile(profile)) if profile else (),
            posts=tuple(self._held(p, day) for p in self.posts if p.valid_from <= day < p.valid_to),
            discipline=tuple(self._measure(d, day) for d in self.discipline if d.valid_from <= day),
            history=tuple(self.history()),
        )

    def history(self) -> list[ledger.Line]:
        """Every fact with the paper behind it, the latest first."""
        facts: list[PersonFact] = [
            *self.profiles,
            *self.standings,
            *self.belongings,
            *self.exemptions,
            *self.posts,
            *self.discipline,
        ]
        papers = ledger.papers(fact.known_from for fact in facts)
        lines = []
        for fact in facts:
            what, says, code = told(fact, self.book)
            lines.append(ledger.line(fact, what, says, papers, code))
        return ledger.in_order(lines)

    def _standing(self, standing: Standing | None, day: date) -> str:
        if standing:
            return standing_word(standing.standing)
        past = [s for s in self.standings if s.valid_to <= day]
        if past:
            return _("không còn trong Đảng: %(why)s") % {"why": ended_word(past[-1].ended)}
        return _("chưa là đảng viên") if self.standings else _("không phải đảng viên")

    def _held(self, post: Post, day: date) -> Held:
        organisation = self.book.on(post.organisation_id, day) if post.organisation_id else None
        where = ", ".join(filter(None, (post.unit, organisation.name if organisation else "")))
        return Held(post.title, where, organisation.code if organisation else "", post.valid_from, post.term)

    def _measure(self, said: Discipline, day: date) -> Measure:
        until = None if said.valid_to == OPEN else said.valid_to
        by = _decided_by(said, self.book)
        return Measure(said.form, said.offence, by, said.valid_from, until, day < said.valid_to)


def told(fact: PersonFact, book: Book) -> tuple[str, str, str]:
    """What a fact is about, what it says, and the code of the organisation that it names, if any."""
    if isinstance(fact, Profile):
        said = ", ".join(plainly(value) for _label, value in _profile(fact) if value)
        return _("Lý lịch"), f"{fact.full_name}; {said}", ""
    if isinstance(fact, Standing):
        says = standing_word(fact.standing)
        return _("Tình trạng"), says + (f" → {ended_word(fact.ended)}" if fact.ended else ""), ""
    if isinstance(fact, Belonging):
        where = book.on(fact.organisation_id, fact.valid_from)
        what = _("Sinh hoạt tạm thời") if fact.temporary else _("Nơi sinh hoạt")
        return what, where.name, where.code
    if isinstance(fact, Exemption):
        return _("Miễn sinh hoạt"), _("được miễn công tác và sinh hoạt đảng"), ""
    if isinstance(fact, Post):
        organisation = book.on(fact.organisation_id, fact.valid_from) if fact.organisation_id else None
        where_says = ", ".join(filter(None, (fact.unit, organisation.name if organisation else "")))
        return _("Chức vụ"), f"{plainly(fact.title)}, {where_says}", organisation.code if organisation else ""
    if isinstance(fact, Discipline):
        return _("Kỷ luật"), *measure_told(fact, book)
    raise TypeError(f"not a fact about a person that this chapter knows: {fact!r}")


def measure_told(fact: Discipline | Censure, book: Book) -> tuple[str, str]:
    """What a measure says, and the code of the organisation that decided it, if it is one."""
    by = _decided_by(fact, book)
    ended = {"clear": _("được xóa"), "instead": _("được thay bằng hình thức khác")}.get(fact.ended, "")
    words = (
        plainly(fact.form),
        plainly(fact.offence),
        _("do %(by)s quyết định") % {"by": by} if by else "",
        ended,
    )
    code = book.on(fact.decided_by_id, fact.valid_from).code if fact.decided_by_id else ""
    return ", ".join(filter(None, words)), code


def _decided_by(fact: Discipline | Censure, book: Book) -> str:
    return book.on(fact.decided_by_id, fact.valid_from).name if fact.decided_by_id else fact.body


def _profile(p: Profile) -> Iterable[tuple[str, str]]:
    return (
        (_("Giới tính"), p.sex),
        (_("Ngày sinh theo hồ sơ"), written(p.born)),
        (_("Ngày sinh theo CCCD"), written(p.born_on_card)),
        (_("Số CCCD"), unseal(p.identity_number)),
        (_("Số thẻ đảng viên"), p.card_number),
        (_("Dân tộc"), p.ethnicity),
        (_("Tôn giáo"), p.religion),
        (_("Quê quán"), p.native_place),
        (_("Nơi ở hiện nay"), unseal(p.residence)),
        (_("Nghề nghiệp"), p.occupation),
        (_("Đối tượng"), p.category),
        (_("Trình độ phổ thông"), p.general_schooling),
        (_("Trình độ chuyên môn"), p.professional),
        (_("Lý luận chính trị"), p.theory),
    )
