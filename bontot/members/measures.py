"""Kỷ luật: what is said of a measure, and for how long it has effect. Of members and of organisations alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from bontot.kernel.period import OPEN, months_later
from bontot.kernel.text import clean
from bontot.law.parameters import parameter
from bontot.law.vocabulary import vocabulary
from bontot.ledger import timeline
from bontot.ledger.acts import About, Need
from bontot.ledger.effects import Assert, Effect, Impossible, Retract
from bontot.ledger.models import Fact
from bontot.ledger.state import State
from bontot.organisations.models import Organisation, Place

REPRIMAND, WARNING, DISMISSAL, EXPULSION = vocabulary("discipline_form").values
DECIDED, INSTEAD, CLEARED = "decide", "instead", "clear"
"""How a measure begins (decided, or instead of another) and ends before its time (instead, or cleared)."""


def lapses(form: str, on: date) -> date:
    """The day on which a measure made known on a day has effect no longer, if nothing else comes; expulsion stays."""
    if form == EXPULSION or on.year >= OPEN.year - 1:
        return OPEN
    return months_later(on, int(parameter("discipline.effect", on).value))


def deciding(by: str) -> Iterable[Need]:
    """Who decided may be an organisation that is known here."""
    return (About(Organisation, by, (Place,)),) if by else ()


def unlisted(field: str, value: str, words: str) -> Iterator[tuple[str, str]]:
    """A word that is not in its closed list."""
    known = vocabulary(words)
    if value and known.closed and value not in known.values:
        near = known.nearest(value) or list(known.values[:8])
        yield field, f"“{value}” không có trong danh mục; hãy dùng: {'; '.join(near)}."


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What a decision on discipline says besides whom it is about: what for, when and by whom decided, until when."""

    offence: str = ""
    decided_on: date | None = None
    by: str = ""
    until: date | None = None

    def measure(self, before: State, form: str, on: date, **more: Any) -> dict[str, Any]:
        """The columns of the fact; who decided is an organisation where its code is given, otherwise a name."""
        known = before.id_of(Organisation, self.by) if self.by else None
        return {
            "form": form,
            "offence": self.offence,
            "decided_on": self.decided_on or on,
            "decided_by_id": known,
            "body": "" if known else clean(self.by),
            "valid_from": on,
            "valid_to": self.until or lapses(form, on),
        } | more


@dataclass(frozen=True, kw_only=True)
class Ending(Measured):
    """A measure ends before its time, and another may come instead."""

    form: str
    instead: str = ""

    def unreadable(self) -> Iterator[tuple[str, str]]:
        """Words that are not in their closed lists."""
        yield from unlisted("form", self.form, "discipline_form")
        yield from unlisted("instead", self.instead, "discipline_form")


@dataclass(frozen=True, kw_only=True)
class Listed(Measured):
    """A measure as a list gives it: also how it began and ended."""

    form: str
    began: str = DECIDED
    ended: str = ""

    def unreadable(self) -> Iterator[tuple[str, str]]:
        """Words that are not in their closed lists."""
        yield from unlisted("form", self.form, "discipline_form")
        for field, value, known in (
            ("began", self.began, (DECIDED, INSTEAD)),
            ("ended", self.ended, ("", CLEARED, INSTEAD)),
        ):
            if value not in known:
                yield field, f"“{value}” không có nghĩa; hãy dùng: {', '.join(filter(None, known))}."


def listed[F: Fact](known: Iterable[F], said: F) -> Iterator[Effect]:
    """What a list says of one measure: it replaces what was said of the same form since the same day."""
    same = [f for f in known if f.valid_from == said.valid_from and _form(f) == _form(said)]
    if any(timeline.key_of(f) == timeline.key_of(said) for f in same):
        return
    yield from map(Retract, same)
    yield Assert(said)


def cleared[F: Fact](
    known: Iterable[F], form: str, on: date, instead: dict[str, Any] | None
) -> Iterator[Effect]:
    """A measure in effect ends before its time; `instead` are the columns of a milder or harder one from then on.

    Raises Impossible where there is none in effect.
    """
    held = [f for f in known if _form(f) == form and f.valid_from <= on < f.valid_to]
    if not held:
        raise Impossible(
            "KL-07", f"Không có hình thức {form} nào đang có hiệu lực vào ngày {on:%d/%m/%Y}.", "form"
        )
    fact = held[-1]
    yield from timeline.end([fact], on, ended=INSTEAD if instead else CLEARED)
    if instead:
        kept = {"offence": getattr(fact, "offence", "")} if not instead["offence"] else {}
        yield Assert(fact.but(**(instead | kept), began=INSTEAD, ended=""))


def _form(fact: Fact) -> str:
    return str(fact.__dict__["form"])
