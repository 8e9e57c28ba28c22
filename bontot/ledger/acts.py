"""An act is what is ordered. It is pure: it reads a prefetched state and says what is to be asserted and retracted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self

from bontot.law.rules import Rule
from bontot.ledger.effects import Effect
from bontot.ledger.models import Fact, Identity

if TYPE_CHECKING:
    from bontot.ledger.state import State


class About(NamedTuple):
    """An act needs what is known about the identity with this code: everything, or facts of some kinds."""

    identity: type[Identity]
    code: str
    kinds: tuple[type[Fact], ...] | None = None


class Pointing(NamedTuple):
    """An act needs every fact of a kind that names the identity with this code, and what is known about their subjects:
    everything, or facts of some kinds. What the parts of a composed act need of them belongs here too."""

    fact: type[Fact]
    column: str
    identity: type[Identity]
    code: str
    kinds: tuple[type[Fact], ...] | None = None


class Climbing(NamedTuple):
    """An act needs what is known about this identity, about what its facts name in `column`, and so on upwards."""

    fact: type[Fact]
    column: str
    identity: type[Identity]
    code: str
    kinds: tuple[type[Fact], ...] | None = None


type Need = About | Pointing | Climbing


class Origin(NamedTuple):
    """Where an act was read from, so that what is wrong with it can be shown there."""

    file: str
    sheet: str
    row: int
    columns: Mapping[str, str] = MappingProxyType({})
    """From the act's fields to the words above the column."""
    values: Mapping[str, Any] = MappingProxyType({})
    rows: int = 1
    """How many rows say this one act."""
    flawed: bool = False
    """Something about the row has been refused already."""
    aside: tuple[str, ...] = ()
    """Fields of the act that name nobody known. That has been told; the rest of the act is judged all the same."""

    def shown(self, field: str) -> str:
        """The value of a field as the clerk writes it: a day is dd/mm/yyyy."""
        value = self.values.get(field, "")
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


class Unsayable(ValueError):
    """What is said of an act does not make one; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Act:
    """Nội dung của quyết định. Its fields are what has to be said; `on` is the first day on which it holds."""

    act: ClassVar[str]
    says: ClassVar[str]
    rules: ClassVar[tuple[Rule, ...]] = ()
    enters: ClassVar[bool] = False
    """Each such act enters something of its own, about somebody who may be known already."""
    no_secret: ClassVar[bool] = False
    """Whoever may not enact it may still say what is known already: the export of a branch can be imported again."""

    on: date
    origin: Origin | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, **said: Any) -> Self:
        """The act that says this. Crowds are made by it: a guarded constructor sets each field apart.

        Raises TypeError where a field is missing or unknown."""
        act, (needed, blank) = cls.__new__(cls), _constructed(cls)
        values = act.__dict__
        values.update(blank)
        values.update(said)
        if len(values) != len(needed) + len(blank) or not said.keys() >= needed:
            raise TypeError(f"{cls.__name__} is not said by {', '.join(said)}")
        return act

    def needs(self) -> Iterable[Need]:
        """What has to be known to judge and to plan the act."""
        return ()

    def over(self, before: State) -> Iterable[int]:
        """The ids of the organisations over which somebody must have authority to enact this."""
        return ()

    def elsewhere(self, before: State, may: Callable[[set[int]], bool]) -> tuple[str, str]:
        """The field that is in the way, and a sentence, where it is not the place that authority is missing for but
        whom the act is about; `may` tells whether there is authority over some organisations. Blank otherwise.

        The sentence tells nothing of anybody whom the account may not see.
        """
        return "", ""

    def parts(self, before: State) -> Iterator[Act]:
        """The smaller acts that this one consists of, each seeing the effects of those before it."""
        return iter(())

    def plan(self, before: State) -> Iterator[Effect]:
        """What is to be asserted and retracted. Raises Impossible where that cannot be said."""
        return iter(())

    def unreadable(self) -> Iterator[tuple[str, str]]:
        """Fields, each with a sentence, whose words mean nothing; asked of what was sent, where no form offered a choice."""
        return iter(())

    def without(self, names: tuple[str, ...]) -> Act | None:
        """The act without these fields, as far as it can be planned so; None where one of them has to be said."""
        defaults = {f.name: f.default for f in said_fields(type(self)) if f.name in names}
        return None if MISSING in defaults.values() else replace(self, **defaults)

    def as_json(self) -> dict[str, Any]:
        """The act as it is kept with its decision and accepted from outside; fields left blank are left out."""
        said = self.__dict__
        values = ((f.name, said[f.name]) for f in said_fields(type(self)))
        return {"act": self.act} | {name: value for name, value in values if value not in _BLANK}


_BLANK = (None, "", ())


_CONSTRUCTED: dict[type[Act], tuple[set[str], dict[str, Any]]] = {}


def _constructed(act: type[Act]) -> tuple[set[str], dict[str, Any]]:
    """The fields that have to be said, and what the others hold where nothing is said."""
    if act not in _CONSTRUCTED:
        blank = {f.name: f.default for f in fields(act) if f.default is not MISSING}
        _CONSTRUCTED[act] = {f.name for f in fields(act)} - blank.keys(), blank
    return _CONSTRUCTED[act]


_SAID: dict[type[Act], list[Any]] = {}


def said_fields(act: type[Act]) -> list[Any]:
    """The fields of an act that a person says."""
    if act not in _SAID:
        _SAID[act] = [f for f in fields(act) if f.name != "origin"]
    return _SAID[act]
