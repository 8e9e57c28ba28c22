"""What stands on a paper of the Party, before any file format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, or a heading among paragraphs."""

    says: str
    heading: bool = False
    centred: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, how wide it is beside the others, whether it holds numbers."""

    says: str
    width: int = 10
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Its caption is read aloud and stands above it, blank where a heading says it. All cells are text."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


type Block = Text | Table


@dataclass(frozen=True, slots=True)
class Annex:
    """Phụ lục: what goes with the paper, on pages of its own."""

    number: str
    title: str
    beside: str
    """Which paper it goes with."""
    body: tuple[Block, ...]
    wide: bool = False
    """Whether its pages lie on their side."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: for whom, as what, and the name; blank parts are left out."""

    says: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper ready to be printed; blank parts are left out."""

    above: str
    organisation: str
    symbol: str
    place_and_day: str
    title: str
    subject: str
    body: tuple[Block, ...]
    recipients: tuple[str, ...]
    right: Signature
    left: Signature | None = None
    mark: str = ""
    """That it is a draft, or no longer holds: under the symbol and on every page."""
    annexes: tuple[Annex, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The paper for a file; `from_json` reads it back."""
        return asdict(self)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Paper:
        """A paper as `as_json` wrote it."""
        left = said["left"]
        return cls(
            **dict(said)
            | {
                "body": _blocks(said["body"]),
                "recipients": tuple(said["recipients"]),
                "right": _signature(said["right"]),
                "left": _signature(left) if left else None,
                "annexes": tuple(Annex(**dict(a) | {"body": _blocks(a["body"])}) for a in said["annexes"]),
            }
        )


def _signature(said: Mapping[str, Any]) -> Signature:
    return Signature(tuple(said["says"]), said["name"])


def _blocks(said: list[Mapping[str, Any]]) -> tuple[Block, ...]:
    return tuple(_table(block) if "rows" in block else Text(**block) for block in said)


def _table(said: Mapping[str, Any]) -> Table:
    columns = tuple(Column(**column) for column in said["columns"])
    return Table(said["caption"], columns, tuple(map(tuple, said["rows"])))
