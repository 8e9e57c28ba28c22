"""What the file says of a person, as workbooks and forms give it and as it is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from bontot.kernel.partial import PartialDay
from bontot.kernel.text import blank, clean, fold, sort_key
from bontot.law.vocabulary import vocabulary
from bontot.ledger import timeline
from bontot.ledger.effects import Assert, Effect, Impossible
from bontot.ledger.sealing import seal
from bontot.ledger.state import State
from bontot.members.models import Person, Profile

SEALED = ("identity_number", "residence")
"""What is stored sealed."""


VOCABULARIES = (
    "sex",
    "ethnicity",
    "religion",
    "general_schooling",
    "professional",
    "theory",
    "occupation",
    "category",
)


@dataclass(frozen=True, kw_only=True)
class ProfileFields:
    """What the file says of a person, as workbooks and forms give it."""

    full_name: str = ""
    sex: str = ""
    born: PartialDay = ""
    born_on_card: PartialDay = ""
    identity_number: str = ""
    card_number: str = ""
    ethnicity: str = ""
    religion: str = ""
    native_place: str = ""
    residence: str = ""
    occupation: str = ""
    category: str = ""
    general_schooling: str = ""
    professional: str = ""
    theory: str = ""

    def unreadable(self) -> Iterator[tuple[str, str]]:
        """What is said in words of a closed list that are not in it."""
        for name in VOCABULARIES:
            value, words = getattr(self, name), vocabulary(name)
            if value and words.closed and value not in words.values:
                known = words.nearest(value) or list(words.values[:8])
                yield name, f"“{value}” không có trong danh mục; hãy dùng: {', '.join(known)}."

    def said(self) -> dict[str, str]:
        """The columns of a profile that are said, ready to be stored."""
        return stored({name: value for name in PROFILE if (value := getattr(self, name))})


def stored(values: dict[str, str]) -> dict[str, str]:
    """What the file says, as it is stored: names also as they are sorted and searched, sensitive text sealed."""
    name = values.get("full_name")
    if name:
        spelt = clean(name)
        values |= {"full_name": spelt, "folded": fold(spelt), "sort_key": sort_key(spelt)}
    for sealed in SEALED:
        if sealed in values:
            values[sealed] = seal(values[sealed])
    return values


PROFILE = tuple(f.name for f in fields(ProfileFields))


def known_person(before: State, code: str, field: str) -> int:
    """The id behind a person's code. Raises Impossible, naming the field, where nobody knows it."""
    known = before.id_of(Person, code)
    if known is None:
        says = f"Không có người mang mã “{code}”; hãy kiểm tra lại mã hoặc kê khai người ấy trước."
        raise Impossible("DV-01", says, field)
    return known


def new_person(before: State, code: str, full_name: str) -> int:
    """The id of somebody whom nobody knew until now. Raises Impossible where no name is said."""
    if blank(full_name):
        raise Impossible(
            "DV-14", f"Người mới mang mã “{code[:60]}” phải có họ và tên; hãy ghi họ và tên.", "full_name"
        )
    return before.create(Person, code)


def change_latest(before: State, person: int, said: dict[str, str]) -> Iterator[Effect]:
    """The latest stretch of the profile says `said` as well; a person without one gets one."""
    known = before.facts(Profile, person)
    if not known:
        yield Assert(Profile(person_id=person, **said))
        return
    wanted = [*known[:-1], known[-1].but(**said)]
    yield from timeline.settle(known, wanted)
