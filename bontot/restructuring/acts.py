"""Merge, absorb, divide, split off, dissolve, disband: each is a list of smaller acts under one paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bontot.kernel.text import clean
from bontot.law.rules import Rule
from bontot.law.vocabulary import vocabulary
from bontot.ledger import timeline
from bontot.ledger.acts import About, Act, Climbing, Need, Pointing, Unsayable
from bontot.ledger.effects import Assert, Effect
from bontot.ledger.models import Fact
from bontot.ledger.state import State
from bontot.members.acts import Transfer
from bontot.members.models import Belonging, Person, Post, Standing
from bontot.organisations import succession
from bontot.organisations.acts import Establish, HandOver, OrganisationAct
from bontot.organisations.models import Kind, Organisation, Place, Succession
from bontot.organisations.rules import EXISTS
from bontot.restructuring import rules
from bontot.restructuring.standing import ending

_UNITS = vocabulary("unit_kind")
ENDING_UNITS = {
    "",
    *(kind for kind in _UNITS.values if _UNITS.entry(kind).attributes.get("level", "village") != "village"),
}
"""Kinds of unit that are rearranged together with the Party organisation: who leads one is appointed anew."""


def contents(code: str) -> Iterator[Need]:
    """Everything that names an organisation: what stands under it, who belongs to it, who holds a post in it.

    Only what handing over and transferring them asks: reading all about them would take most of the time.
    """
    yield About(Organisation, code)
    yield Pointing(Place, "parent_id", Organisation, code, (Place, Kind))
    yield Pointing(Belonging, "organisation_id", Organisation, code, (Standing, Belonging))
    yield Pointing(Post, "organisation_id", Organisation, code, (Post,))


@dataclass(frozen=True, kw_only=True)
class Dissolve(OrganisationAct):
    """Giải thể: an organisation ends. What is left in it goes to the heir; without an heir it must be empty."""

    act: ClassVar[str] = "organisation.dissolve"
    says: ClassVar[str] = "Giải thể tổ chức đảng"
    rules: ClassVar[tuple[Rule, ...]] = (EXISTS, rules.EMPTY_OR_HEIR, rules.ENDS_ONCE)
    way: ClassVar[str] = succession.DISSOLVED

    heir: str = ""

    def needs(self) -> Iterable[Need]:
        yield from contents(self.organisation)
        if self.heir:
            yield Climbing(Place, "parent_id", Organisation, self.heir)

    def over(self, before: State) -> Iterable[int]:
        yield from super().over(before)
        heir = before.id_of(Organisation, self.heir)
        if heir is not None:
            yield heir

    def parts(self, before: State) -> Iterator[Act]:
        if not self.heir:
            return
        subject = self.subject(before)
        for place in before.naming(Place, "parent_id", subject):
            if place.valid_to > self.on:
                child = before.code_of(Organisation, place.organisation_id)
                day = max(self.on, place.valid_from)
                yield HandOver(on=day, organisation=child, parent=self.heir)
        for stay in before.naming(Belonging, "organisation_id", subject):
            if stay.valid_to > self.on and not stay.temporary:
                member = before.code_of(Person, stay.person_id)
                yield Transfer(on=max(self.on, stay.valid_from), member=member, to=self.heir)

    def plan(self, before: State) -> Iterator[Effect]:
        subject = self.subject(before)
        yield from self._visits(before, subject)
        yield from self._posts(before, subject)
        yield from ending(before, subject, self.on)
        yield from self.succeeded(before, subject)

    def _posts(self, before: State, subject: int) -> Iterator[Effect]:
        """Its own posts end with it. A village, an office, an enterprise goes on, and so does whoever leads it."""
        heir = before.id_of(Organisation, self.heir)
        posts = before.naming(Post, "organisation_id", subject)
        yield from timeline.end(posts, self.on)
        for post in posts:
            if heir and post.valid_to > self.on and post.unit and post.unit_kind not in ENDING_UNITS:
                yield Assert(post.but(organisation_id=heir, valid_from=max(self.on, post.valid_from)))

    def _visits(self, before: State, subject: int) -> Iterator[Effect]:
        """Who is there for a time goes on so with the heir, unless already there."""
        heir = before.id_of(Organisation, self.heir)
        visits = [b for b in before.naming(Belonging, "organisation_id", subject) if b.temporary]
        yield from timeline.end(visits, self.on)
        for visit in visits:
            rest = visit.but(organisation_id=heir, valid_from=max(self.on, visit.valid_from))
            own = [b for b in before.facts(Belonging, visit.person_id) if b.organisation_id == heir]
            if heir and rest.valid_from < rest.valid_to and not any(_meet(rest, other) for other in own):
                yield Assert(rest)

    def succeeded(self, before: State, subject: int) -> Iterator[Effect]:
        """What is to be known of its succession."""
        yield Assert(_succession(subject, before.id_of(Organisation, self.heir), self.way, self.on))


def _meet(one: Fact, other: Fact) -> bool:
    return one.valid_from < other.valid_to and other.valid_from < one.valid_to


def _succession(old: int, heir: int | None, way: str, on: date, part: str = "") -> Succession:
    return Succession(organisation_id=old, successor_id=heir, way=way, part=clean(part), valid_from=on)


class _Absorbed(Dissolve):
    """The end of an organisation that is absorbed."""

    way = succession.ABSORBED


class _Merged(Dissolve):
    """The end of an organisation that is merged."""

    way = succession.MERGED


@dataclass(frozen=True, kw_only=True)
class MergeInto(Dissolve):
    """Hợp nhất vào tổ chức mới: an organisation ends, and goes into a new one that a split or a division has made of others."""

    act: ClassVar[str] = "organisation.merge_into"
    says: ClassVar[str] = "Hợp nhất vào tổ chức mới"
    rules: ClassVar[tuple[Rule, ...]] = (*Dissolve.rules, rules.INTO_NEW)
    way: ClassVar[str] = succession.MERGED

    def needs(self) -> Iterable[Need]:
        return (*super().needs(), Pointing(Succession, "successor_id", Organisation, self.heir))


class _Divided(Dissolve):
    """The end of an organisation that is divided; who took over has been said part by part."""

    def succeeded(self, before: State, subject: int) -> Iterator[Effect]:
        return iter(())


@dataclass(frozen=True, kw_only=True)
class Disband(Dissolve):
    """Giải tán: a forced dissolution, the gravest measure against an organisation. Its members go to the heir."""

    act: ClassVar[str] = "organisation.disband"
    says: ClassVar[str] = "Giải tán tổ chức đảng"
    way: ClassVar[str] = succession.DISBANDED


@dataclass(frozen=True, kw_only=True)
class Absorb(Act):
    """Sáp nhập: some organisations end, and everything in them goes into one that goes on."""

    act: ClassVar[str] = "organisation.absorb"
    says: ClassVar[str] = "Sáp nhập tổ chức đảng"

    absorbed: tuple[str, ...]
    into: str

    def needs(self) -> Iterable[Need]:
        for code in self.absorbed:
            yield from contents(code)
        yield Climbing(Place, "parent_id", Organisation, self.into)

    def parts(self, before: State) -> Iterator[Act]:
        for code in self.absorbed:
            yield _Absorbed(on=self.on, organisation=code, heir=self.into)


@dataclass(frozen=True, kw_only=True)
class Merge(Act):
    """Hợp nhất: some organisations end, and a new one takes everything in them."""

    act: ClassVar[str] = "organisation.merge"
    says: ClassVar[str] = "Hợp nhất tổ chức đảng"
    rules = (rules.SEVERAL_MERGE,)

    merged: tuple[str, ...]
    code: str
    name: str
    kind: str
    parent: str
    base_kind: str = ""
    territory: str = ""

    def needs(self) -> Iterable[Need]:
        for code in self.merged:
            yield from contents(code)
        yield Climbing(Place, "parent_id", Organisation, self.code)
        yield Climbing(Place, "parent_id", Organisation, self.parent)

    def parts(self, before: State) -> Iterator[Act]:
        yield _established(self)
        for code in self.merged:
            yield _Merged(on=self.on, organisation=code, heir=self.code)


def _established(act: Merge | SplitOff) -> Establish:
    names = ("on", "code", "name", "kind", "parent", "base_kind", "territory")
    return Establish(**{name: getattr(act, name) for name in names})


@dataclass(frozen=True, kw_only=True)
class SplitOff(OrganisationAct):
    """Tách: an organisation goes on, and gives some of its members and organisations to a new one."""

    act: ClassVar[str] = "organisation.split_off"
    says: ClassVar[str] = "Tách tổ chức đảng"
    rules = (EXISTS, rules.FROM_WITHIN)
    way: ClassVar[str] = succession.SPLIT_OFF

    code: str
    name: str
    kind: str
    parent: str
    base_kind: str = ""
    territory: str = ""
    part: str = ""
    """What the new one takes over, in words, where its members and organisations do not say it: `thôn Một`."""
    members: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()

    def needs(self) -> Iterable[Need]:
        yield About(Organisation, self.organisation)
        yield Climbing(Place, "parent_id", Organisation, self.code)
        yield Climbing(Place, "parent_id", Organisation, self.parent)
        for code in self.organisations:
            yield About(Organisation, code)
        for code in self.members:
            yield About(Person, code)

    def parts(self, before: State) -> Iterator[Act]:
        yield _established(self)
        for code in self.organisations:
            yield HandOver(on=self.on, organisation=code, parent=self.code)
        for code in self.members:
            yield Transfer(on=self.on, member=code, to=self.code)

    def plan(self, before: State) -> Iterator[Effect]:
        subject, new = self.subject(before), before.id_of(Organisation, self.code)
        if new is not None:
            yield Assert(_succession(subject, new, self.way, self.on, self.part))


class _Share(SplitOff):
    """One of the organisations that a divided one becomes."""

    way = succession.DIVIDED


@dataclass(frozen=True, kw_only=True)
class Divide(OrganisationAct):
    """Chia: an organisation ends, and everything in it is allocated to the new ones."""

    act: ClassVar[str] = "organisation.divide"
    says: ClassVar[str] = "Chia tổ chức đảng"
    rules = (EXISTS, rules.INTO_SEVERAL)

    into: tuple[dict[str, object], ...]

    def __post_init__(self) -> None:
        own = {"code", "name", "kind", "parent", "base_kind", "territory", "part", "members", "organisations"}
        listed = {"members", "organisations"}
        for part in self.into:
            unknown = sorted(part.keys() - own) + [
                n for n, v in part.items() if (n in listed) is isinstance(v, str)
            ]
            missing = sorted({"code", "name", "kind", "parent"} - part.keys())
            if unknown or missing:
                says = ", ".join(f"“{name}”" for name in (*unknown, *missing))
                raise Unsayable(
                    f"Mỗi phần của “into” ghi đúng các trường của tổ chức mới; hãy xem lại: {says}."
                )

    def needs(self) -> Iterable[Need]:
        yield from contents(self.organisation)
        for part in self._splits():
            yield from part.needs()

    def parts(self, before: State) -> Iterator[Act]:
        yield from self._splits()
        yield _Divided(on=self.on, organisation=self.organisation)

    def _splits(self) -> Iterator[_Share]:
        for part in self.into:
            said = {name: tuple(v) if isinstance(v, list) else v for name, v in part.items()}
            yield _Share(on=self.on, organisation=self.organisation, **said)  # type: ignore[arg-type]  # as `said` was made for it
