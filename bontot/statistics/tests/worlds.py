"""Little worlds written straight into the tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone
from hypothesis import strategies as st

from bontot.evaluation.models import Classification, MemberClassification, Recognition
from bontot.kernel.period import OPEN
from bontot.ledger.models import STILL_KNOWN, Decision, Fact, Head
from bontot.members.models import Belonging, Censure, Discipline, Exemption, Person, Post, Profile, Standing
from bontot.organisations.models import Kind, Organisation, Place, Succession
from bontot.training.models import Attendance

START = date(2019, 1, 1)
DAYS = tuple(START + timedelta(days=29 * step) for step in range(40))
"""Few days, so that what happens to people and to organisations often happens on the same one."""
TOP = 1


@dataclass
class World:
    """Facts as (kind, columns), the versions of each subject one after the other: version k is known at position k."""

    versions: list[list[Fact]] = field(default_factory=list)

    def known(self, kind: type[Fact], position: int) -> list[Any]:
        return [fact for fact in self.versions[position - 1] if type(fact) is kind]


def write(world: World, position: int) -> None:
    """Make version `position` of the world what is known: retract all that is gone, assert what is new."""
    now = world.versions[position - 1]
    before = world.versions[position - 2] if position > 1 else []
    kinds: tuple[type[Fact], ...] = (
        *(Place, Kind, Censure, Profile, Standing, Belonging, Exemption, Post, Attendance, Discipline),
        *(Classification, MemberClassification, Recognition, Succession),
    )
    for kind in kinds:
        old = {_key(fact): fact for fact in before if type(fact) is kind}
        new = {_key(fact): fact for fact in now if type(fact) is kind}
        for key in old.keys() - new.keys():
            kind._default_manager.filter(id=old[key].id).update(known_to=position)
        last = kind._default_manager.order_by("-id").values_list("id", flat=True).first() or 0
        fresh = []
        for key, fact in new.items():
            if key in old:
                fact.id, fact.known_from = old[key].id, old[key].known_from
            else:
                last += 1
                fact.id, fact.known_from, fact.known_to = last, position, STILL_KNOWN
                fresh.append(fact)
        kind._default_manager.bulk_create(fresh)
    decide(position)


def decide(position: int) -> None:
    """A decision at the end of the ledger, whatever it said."""
    digest = uuid4().hex * 2
    Decision.objects.create(
        position=position,
        number=f"{position:02}-QĐ/TU",
        dated=START,
        by="BG",
        says="",
        revokes=None,
        recorded_at=timezone.localtime(),
        recorded_by="test",
        summary={},
        tables={},
        schema=1,
        digest=digest,
    )
    Head.objects.update(position=position, digest=digest)


def identities(organisations: Iterable[int], people: Iterable[int]) -> None:
    Organisation.objects.bulk_create(Organisation(id=id, code=f"O{id}", known_from=1) for id in organisations)
    Person.objects.bulk_create(Person(id=id, code=f"P{id}", known_from=1) for id in people)


def _key(fact: Fact) -> tuple[Any, ...]:
    return (fact.valid_from, fact.valid_to, *[getattr(fact, name) for name in fact.columns()])


# --- generated lives ----------------------------------------------------------------------------------------

BRANCHES = (4, 5, 6, 7, 8)
COMMUNES = (2, 3)
ORGANISATIONS = (TOP, *COMMUNES, *BRANCHES)


def _cut(draw: Any, most: int) -> list[date]:
    days = draw(st.lists(st.sampled_from(DAYS), min_size=2, max_size=most + 1, unique=True))
    return sorted(days)


YEARS = ("2019", "2020", "2021")
GRADES = ("hoàn thành xuất sắc nhiệm vụ", "hoàn thành tốt nhiệm vụ", "không hoàn thành nhiệm vụ")


@st.composite
def grades(draw: Any) -> dict[str, Any]:
    """A grade that may be of a quarter, of another capacity, or no longer what is decided."""
    return {
        "period": draw(st.sampled_from((*YEARS, "2020-Q1"))),
        "grade": draw(st.sampled_from(GRADES)),
        "capacity": draw(st.sampled_from(("", "", "tập thể lãnh đạo, quản lý"))),
        "valid_from": START,
        "valid_to": draw(st.sampled_from((OPEN, OPEN, DAYS[9]))),
    }


@st.composite
def trees(draw: Any) -> list[Fact]:
    """Communes under the top for ever; branches that come, move from one commune to the other and end."""
    facts: list[Fact] = [Place(organisation_id=TOP, parent_id=None, valid_from=START - timedelta(days=999))]
    facts.append(Kind(organisation_id=TOP, kind="đảng bộ tỉnh"))
    for id in COMMUNES:
        first = draw(st.sampled_from((START - timedelta(days=999), DAYS[4])))
        facts.append(Place(organisation_id=id, parent_id=TOP, valid_from=first))
        facts.append(
            Kind(
                organisation_id=id,
                kind="đảng bộ cơ sở",
                base_kind=draw(st.sampled_from(("xã", "", "phường"))),
            )
        )
    for id in BRANCHES:
        days = _cut(draw, 3)
        for first, end in zip(days, [*days[1:], OPEN], strict=True):
            parent = draw(st.sampled_from((*COMMUNES, None)))
            if parent is not None:
                facts.append(Place(organisation_id=id, parent_id=parent, valid_from=first, valid_to=end))
        facts.append(Kind(organisation_id=id, kind="chi bộ"))
    pairs = st.tuples(st.sampled_from(BRANCHES), st.sampled_from((*BRANCHES, None)), st.sampled_from(DAYS))
    for old, new, day in draw(st.lists(pairs, max_size=12, unique=True)):
        if old != new:
            way = draw(st.sampled_from(("hợp nhất", "sáp nhập", "chia", "tách", "giải thể")))
            facts.append(Succession(organisation_id=old, successor_id=new, way=way, valid_from=day))
    for id in draw(st.lists(st.sampled_from(ORGANISATIONS), max_size=3, unique=True)):
        said = {
            "form": draw(st.sampled_from(("khiển trách", "cảnh cáo"))),
            "valid_from": draw(st.sampled_from(DAYS)),
        }
        facts.append(Censure(organisation_id=id, **said))
    for id in draw(st.lists(st.sampled_from(ORGANISATIONS), max_size=4, unique=True)):
        facts.append(Classification(organisation_id=id, **draw(grades())))
        title = draw(st.sampled_from(("Chi bộ bốn tốt", "Đảng bộ cơ sở bốn tốt", "Chi bộ năm tốt")))
        facts.append(Recognition(organisation_id=id, title=title, year=draw(st.sampled_from(YEARS))))
    return facts


@st.composite
def lives(draw: Any, id: int) -> list[Fact]:
    """A person who comes, moves, is confirmed, leaves, comes again; with a file that changes."""
    facts: list[Fact] = []
    days = _cut(draw, 4)
    ended = "leave"
    for first, end in zip(days, [*days[1:], OPEN], strict=True):
        kind = draw(st.sampled_from(("official", "probationary", None, "official")))
        if kind is None:
            ended = "leave"
            continue
        began = "confirm" if ended == "" else draw(st.sampled_from(("admit", "restore")))
        ended = draw(st.sampled_from(("", "", "die", "expel", "strike_off", "leave")))
        facts.append(
            Standing(
                person_id=id,
                standing=kind,
                began=began,
                ended=ended,
                valid_from=first,
                valid_to=end,
                decided_on=draw(st.sampled_from((None, first - timedelta(days=20)))),
            )
        )
    days = _cut(draw, 4)
    for first, end in zip(days, [*days[1:], OPEN], strict=True):
        branch = draw(st.sampled_from((*BRANCHES, None)))
        if branch is not None:
            facts.append(Belonging(person_id=id, organisation_id=branch, valid_from=first, valid_to=end))
    day = draw(st.sampled_from(DAYS))
    born = draw(st.sampled_from(("1990", "1988-02-29", "1960-07", "", "2001-01-01")))
    sex = draw(st.sampled_from(("nam", "nữ", "")))
    ethnicity = draw(st.sampled_from(("Kinh", "Tày", "")))
    said = {"born": born, "sex": sex, "ethnicity": ethnicity, "religion": "không", "full_name": f"Người {id}"}
    facts.append(Profile(person_id=id, valid_to=day, **said))
    facts.append(
        Profile(
            person_id=id,
            valid_from=day,
            **(said | {"residence": "x", "theory": draw(st.sampled_from(("", "cao cấp")))}),
        )
    )
    if draw(st.booleans()):
        facts.append(Exemption(person_id=id, valid_from=draw(st.sampled_from(DAYS))))
    if draw(st.booleans()):
        facts.append(
            Post(
                person_id=id,
                organisation_id=draw(st.sampled_from(ORGANISATIONS)),
                title=draw(st.sampled_from(("bí thư", "trưởng thôn"))),
                valid_from=draw(st.sampled_from(DAYS)),
            )
        )
    if draw(st.booleans()):
        first = draw(st.sampled_from(DAYS))
        facts.append(
            Attendance(
                person_id=id,
                course="L1",
                kind="cập nhật kiến thức",
                valid_from=first,
                valid_to=first + timedelta(days=3),
            )
        )
    return facts


FORMS_OF_DISCIPLINE = ("khiển trách", "cảnh cáo", "cách chức", "khai trừ")


@st.composite
def measures(draw: Any, id: int) -> list[Fact]:
    """Measures against a person, whether or not a member then; some of them expulsions that the list also tells of."""
    return [
        Discipline(
            person_id=id,
            form=draw(st.sampled_from(FORMS_OF_DISCIPLINE)),
            offence=draw(st.sampled_from(("", "sinh hoạt đảng"))),
            began=draw(st.sampled_from(("decide", "decide", "instead"))),
            ended=draw(st.sampled_from(("", "", "clear"))),
            valid_from=first,
            valid_to=first + timedelta(days=draw(st.sampled_from((29, 365)))),
        )
        for first in draw(st.lists(st.sampled_from(DAYS), max_size=3, unique=True))
    ]


@st.composite
def graded(draw: Any, id: int) -> list[Fact]:
    """Grades of a person, one of each period."""
    said = draw(st.lists(grades(), max_size=2, unique_by=lambda grade: grade["period"]))
    return [MemberClassification(person_id=id, **grade) for grade in said]


PEOPLE = (1, 2, 3, 4)


@st.composite
def worlds(draw: Any, versions: int = 1) -> World:
    """A tree and some lives, known differently at each of so many positions."""
    parts: dict[Any, list[Fact]] = {}
    made = World()
    for version in range(versions):
        for key in (0, *PEOPLE):
            if version == 0 or draw(st.booleans()):
                parts[key] = (
                    [*draw(lives(key)), *draw(measures(key)), *draw(graded(key))] if key else draw(trees())
                )
        made.versions.append([fact.but() for facts in parts.values() for fact in facts])
    return made
