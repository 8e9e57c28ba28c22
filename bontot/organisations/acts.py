"""What may be ordered of an organisation by itself: that it begins, is called, stands or counts otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bontot.kernel.period import EVER, OPEN, covering
from bontot.kernel.text import blank, clean, fold
from bontot.ledger import timeline
from bontot.ledger.acts import About, Act, Climbing, Need
from bontot.ledger.effects import Assert, Effect, Impossible
from bontot.ledger.models import Fact
from bontot.ledger.state import State
from bontot.organisations import rules
from bontot.organisations.models import Kind, Name, Organisation, Place, Succession, Territory


@dataclass(frozen=True, kw_only=True)
class OrganisationAct(Act):
    """An act about one organisation that there is."""

    organisation: str

    def needs(self) -> Iterable[Need]:
        return (About(Organisation, self.organisation),)

    def over(self, before: State) -> Iterable[int]:
        known = before.id_of(Organisation, self.organisation)
        return () if known is None else (known,)

    def subject(self, before: State) -> int:
        """The id of the organisation. Raises Impossible where nobody knows it."""
        return known_organisation(before, self.organisation, "organisation")


def known_organisation(before: State, code: str, field: str) -> int:
    """The id behind an organisation's code. Raises Impossible, naming the field, where nobody knows it."""
    known = before.id_of(Organisation, code)
    if known is None:
        says = f"Không có tổ chức mang mã “{code}”; hãy kiểm tra lại mã hoặc nhập tổ chức ấy trước."
        raise Impossible("TC-01", says, field, (Organisation, code))
    return known


@dataclass(frozen=True, kw_only=True)
class Establish(Act):
    """Thành lập: an organisation begins on a day, with its name, its kind and its place in the tree."""

    act: ClassVar[str] = "organisation.establish"
    says: ClassVar[str] = "Thành lập tổ chức đảng"
    rules = (rules.PARENT_EXISTS, rules.KIND_UNDER_PARENT, rules.KIND_KNOWN)

    code: str
    name: str
    kind: str
    parent: str = ""
    base_kind: str = ""
    territory: str = ""

    def needs(self) -> Iterable[Need]:
        yield About(Organisation, self.code)
        if self.parent:
            yield Climbing(Place, "parent_id", Organisation, self.parent)

    def over(self, before: State) -> Iterable[int]:
        above = before.id_of(Organisation, self.parent)
        return () if above is None else (above,)

    def plan(self, before: State) -> Iterator[Effect]:
        if before.facts(Place, before.id_of(Organisation, self.code)):
            says = f"Mã “{self.code}” đã dùng cho một tổ chức khác; mã không bao giờ được dùng lại."
            raise Impossible("TC-02", says, "code")
        parent = known_organisation(before, self.parent, "parent") if self.parent else None
        known = before.id_of(Organisation, self.code)
        about = {
            "organisation_id": known or before.create(Organisation, self.code),
            "valid_from": self.on,
        }
        yield Assert(Place(parent_id=parent, **about))
        yield from timeline.settle(before.facts(Name, known), [named(self.name, **about)])
        yield Assert(Kind(kind=self.kind, base_kind=self.base_kind, **about))
        if self.territory:
            yield Assert(Territory(territory=clean(self.territory), **about))


@dataclass(frozen=True, kw_only=True)
class Rename(OrganisationAct):
    """Đổi tên: from a day on it is called otherwise. Everything else goes on."""

    act: ClassVar[str] = "organisation.rename"
    says: ClassVar[str] = "Đổi tên tổ chức đảng"
    rules = (rules.EXISTS,)

    name: str

    def plan(self, before: State) -> Iterator[Effect]:
        subject = self.subject(before)
        new = named(self.name, organisation_id=subject, valid_from=self.on)
        yield from timeline.begin(before.facts(Name, subject), new)


@dataclass(frozen=True, kw_only=True)
class ChangeKind(OrganisationAct):
    """Chuyển loại: from a day on it is an organisation of another kind or base kind."""

    act: ClassVar[str] = "organisation.change_kind"
    says: ClassVar[str] = "Chuyển loại tổ chức đảng"
    rules = (rules.EXISTS, rules.KIND_KNOWN)

    kind: str
    base_kind: str = ""

    def needs(self) -> Iterable[Need]:
        return (About(Organisation, self.organisation, (Place, Kind)),)

    def plan(self, before: State) -> Iterator[Effect]:
        subject = self.subject(before)
        new = Kind(organisation_id=subject, kind=self.kind, base_kind=self.base_kind, valid_from=self.on)
        yield from timeline.begin(before.facts(Kind, subject), new)


@dataclass(frozen=True, kw_only=True)
class HandOver(OrganisationAct):
    """Chuyển giao: its place in the tree changes, with all that stands below it."""

    act: ClassVar[str] = "organisation.hand_over"
    says: ClassVar[str] = "Chuyển giao tổ chức đảng"
    rules = (rules.EXISTS, rules.PARENT_EXISTS, rules.NOT_BELOW_ITSELF, rules.KIND_UNDER_NEW_PARENT)

    parent: str

    def needs(self) -> Iterable[Need]:
        yield About(Organisation, self.organisation)
        yield Climbing(Place, "parent_id", Organisation, self.parent)

    def over(self, before: State) -> Iterable[int]:
        yield from super().over(before)
        above = before.id_of(Organisation, self.parent)
        if above is not None:
            yield above

    def plan(self, before: State) -> Iterator[Effect]:
        subject = self.subject(before)
        parent = known_organisation(before, self.parent, "parent")
        new = Place(organisation_id=subject, parent_id=parent, valid_from=self.on)
        yield from timeline.begin(before.facts(Place, subject), new)


@dataclass(frozen=True, kw_only=True)
class Register(Act):
    """Kê khai tổ chức: what a workbook says of an organisation, now and since when.

    What is known already and still said is left alone; what is said otherwise corrects the latest that is known.
    """

    act: ClassVar[str] = "organisation.register"
    no_secret = True
    says: ClassVar[str] = "Kê khai tổ chức đảng"
    rules = (rules.PARENT_EXISTS, rules.KIND_KNOWN, rules.KIND_UNDER_PARENT, rules.DAYS_IN_ORDER)

    organisation: str
    name: str
    kind: str
    parent: str = ""
    base_kind: str = ""
    territory: str = ""
    established: date | None = None
    ended: date | None = None

    def needs(self) -> Iterable[Need]:
        yield About(Organisation, self.organisation)
        if self.parent:
            yield About(Organisation, self.parent)

    def over(self, before: State) -> Iterable[int]:
        for code in (self.organisation, self.parent):
            known = before.id_of(Organisation, code)
            if known is not None:
                yield known

    def plan(self, before: State) -> Iterator[Effect]:
        parent = known_organisation(before, self.parent, "parent") if self.parent else None
        known = before.id_of(Organisation, self.organisation)
        subject = known or before.create(Organisation, self.organisation)
        if not self.parent:  # the export of a branch does not say under what the branch stands
            parent = parent_known(before, subject, OPEN)
        yield from self._latest(before, Place(organisation_id=subject, parent_id=parent))
        yield from self._latest(before, named(self.name, organisation_id=subject))
        yield from self._latest(
            before, Kind(organisation_id=subject, kind=self.kind, base_kind=self.base_kind)
        )
        if self.territory:
            yield from self._latest(
                before, Territory(organisation_id=subject, territory=clean(self.territory))
            )

    def _latest(self, before: State, said: Fact) -> Iterator[Effect]:
        """The latest known fact of this kind says `said`; the first begins and the last ends as the workbook says."""
        known = before.facts(type(said), getattr(said, said.subject))
        if not known or not before.facts(
            Place, getattr(said, said.subject)
        ):  # of what never was, the name may be known
            first = said.but(valid_from=self.established or EVER, valid_to=self.ended or OPEN)
            yield from timeline.settle(known, [first])
            return
        days = {"valid_from": known[-1].valid_from, "valid_to": self.ended or known[-1].valid_to}
        wanted = [*known[:-1], said.but(**days)]
        if self.established and self.established < wanted[0].valid_to:
            wanted[0] = wanted[0].but(valid_from=self.established)
        yield from timeline.settle(known, wanted)


HISTORY_KINDS: dict[str, type[Fact]] = {
    "name": Name,
    "kind": Kind,
    "parent": Place,
    "territory": Territory,
    "succession": Succession,
}
"""What a history may be about. A kind is followed by its base kind: `chi bộ cơ sở · xã`; a succession says how, which took
over, and perhaps which part: `sáp nhập · XA2 · thôn Một`."""


@dataclass(frozen=True, kw_only=True)
class RecordHistory(OrganisationAct):
    """Lịch sử tổ chức: all stretches of what it was called, of which kind it was, or under whom it stood."""

    act: ClassVar[str] = "organisation.history"
    no_secret = True
    says: ClassVar[str] = "Kê khai lịch sử tổ chức đảng"
    rules = (rules.STRETCHES_IN_ORDER,)

    what: str
    stretches: tuple[tuple[str, date | None, date | None], ...]

    def needs(self) -> Iterable[Need]:
        yield About(Organisation, self.organisation)
        for value, _, _ in self.stretches:
            if self.what == "parent":
                yield About(Organisation, value)
            elif self.what == "succession":
                yield About(Organisation, _succession_said(value)[1])

    def plan(self, before: State) -> Iterator[Effect]:
        kind = HISTORY_KINDS.get(self.what)
        if kind is None:
            says = f"“{self.what}” không phải là nội dung lịch sử của tổ chức; hãy dùng: {', '.join(HISTORY_KINDS)}."
            raise Impossible("TC-09", says, "what")
        subject = self.subject(before)
        wanted = [
            self._fact(before, subject, value, first or EVER).but(
                valid_from=first or EVER, valid_to=end or OPEN
            )
            for value, first, end in self.stretches
        ]
        yield from timeline.settle(before.facts(kind, subject), wanted)

    def _fact(self, before: State, subject: int, value: str, first: date) -> Fact:
        if self.what == "name":
            return named(value, organisation_id=subject)
        if self.what == "kind":
            kind, _, base_kind = value.partition(" · ")
            return Kind(organisation_id=subject, kind=kind, base_kind=base_kind)
        if self.what == "territory":
            return Territory(organisation_id=subject, territory=clean(value))
        if self.what == "succession":
            way, heir, part = _succession_said(value)
            took_over = known_organisation(before, heir, "stretches") if heir else None
            return Succession(organisation_id=subject, successor_id=took_over, way=way, part=part)
        if value:
            parent: int | None = known_organisation(before, value, "stretches")
        else:
            parent = parent_known(before, subject, first)
        return Place(organisation_id=subject, parent_id=parent)


def _succession_said(value: str) -> tuple[str, str, str]:
    """How an organisation was succeeded, the code of the one that took over, and which part of it that was."""
    way, heir, part = (*value.split(" · ", 2), "", "")[:3]
    return way, heir, part


def parent_known(before: State, subject: int, day: date) -> int | None:
    """Under what it is known to stand on a day, or else last; None for a top and for what is not known yet."""
    known = before.facts(Place, subject)
    there = covering(known, day) or (known[-1] if known else None)
    return there.parent_id if there else None


def named(name: str, **about: object) -> Name:
    """A name fact: the spelling that is stored, and the one that is searched. Raises Impossible where there is none."""
    if blank(name):
        raise Impossible("TC-08", "Tổ chức phải có tên; hãy ghi tên đầy đủ của tổ chức.", "name")
    spelt = clean(name)
    return Name(name=spelt, folded=fold(spelt), **about)
