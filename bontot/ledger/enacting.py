"""Enact a crowd of acts under one paper, all or nothing; or rehearse it, which is the same without the writing."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import batched

from django.db import transaction

from bontot.kernel.finding import Finding
from bontot.law.rules import judged
from bontot.ledger import bulk
from bontot.ledger.acts import Act, Origin
from bontot.ledger.authority import Authority
from bontot.ledger.effects import Assert, Effect, Impossible, Retract
from bontot.ledger.models import Fact, Identity
from bontot.ledger.origins import Origins
from bontot.ledger.paper import Paper
from bontot.ledger.saying import clash, far_ahead, no_authority, no_code, no_days, no_paper, too_long
from bontot.ledger.state import State, fact_kinds
from bontot.ledger.verifying import problems_foreseen, problems_of
from bontot.ledger.writing import Writing, hold_the_end

CHUNK = 5_000
"""Acts planned and written at a time: the number of statements grows with the number of chunks alone."""


@dataclass(slots=True)
class Outcome:
    """What came, or would come, of enacting: the position (None where nothing was written) and what was found."""

    position: int | None = None
    acts: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    findings: list[Finding] = field(default_factory=list)
    effects: Counter[str] = field(default_factory=Counter)
    examples: list[Effect] = field(default_factory=list)
    whole: bool = False
    """Whether the examples shall be the effects of all acts: for a rehearsal, which holds them all in any case."""
    abridged: bool = False
    """Whether later acts have effects that are not among the examples."""
    created: list[tuple[type[Identity], int, str]] = field(default_factory=list)
    """What the acts of the examples would make, with its id and its code."""
    asserted: dict[type[Fact], int] = field(default_factory=dict)
    """How many facts of each kind a rehearsal would have made known; so `retracted`, those made unknown."""
    retracted: dict[type[Fact], int] = field(default_factory=dict)

    origins: Origins = field(default_factory=Origins)

    _judged: int = 0
    _refused: bool = False

    @property
    def refused(self) -> bool:
        """Whether anything has been refused so far."""
        while self._judged < len(self.findings) and not self._refused:
            self._refused = self.findings[self._judged].refuses
            self._judged += 1
        return self._refused

    @property
    def refused_rows(self) -> int:
        """How many rows have something refused about them."""
        return len({(f.file, f.sheet, f.row) for f in self.findings if f.refuses})


EXAMPLES = 200
"""Effects beyond which an outcome keeps those of no further act, unless it shall be whole."""

type Progress = Callable[[int], None]


def enact(
    acts: Iterable[Act],
    paper: Paper,
    by: Authority,
    *,
    outcome: Outcome | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Write what the acts order, unless anything is refused: then nothing is written, and all findings are told.

    Whoever makes the acts may add findings of its own to `outcome` while it makes them.
    """
    outcome = outcome or Outcome()
    outcome.findings += no_paper(paper)
    whole = False
    with transaction.atomic(), few_collections():
        writing = Writing(hold_the_end(), paper, by.name)
        state = State()
        for crowd in _crowds(acts, state, by, outcome, progress):
            if outcome.refused:
                continue  # go on judging, so that everything wrong is told at once
            whole = outcome.acts < CHUNK  # no other crowd follows: the state knows all that is planned
            if whole:
                outcome.findings += problems_foreseen(state, outcome.origins)
            if state.asserted or state.retracted or state.created:
                writing.write(crowd, state)
            state.forget()
        if writing.wrote and not outcome.refused:
            if outcome.acts >= CHUNK:
                bulk.recount(fact_kinds())
            outcome.findings += problems_of(writing.position, origins=outcome.origins, foreseen=whole)
        if outcome.refused or not writing.wrote:
            transaction.set_rollback(True)
        else:
            outcome.position = writing.sign(outcome.effects)
    return outcome


@contextmanager
def few_collections() -> Iterator[None]:
    """Crowds make millions of small objects and no cycles; looking for cycles all the time would take a quarter more."""
    before = gc.get_threshold()
    gc.set_threshold(5_000_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def rehearse(
    acts: Iterable[Act],
    by: Authority,
    *,
    paper: Paper | None = None,
    outcome: Outcome | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """What would come of enacting, without writing and without holding up anybody who writes.

    The paper is judged as well, where it is known already.
    """
    outcome, state = outcome or Outcome(), State()
    if paper:
        outcome.findings += no_paper(paper)
    with few_collections():
        for _ in _crowds(acts, state, by, outcome, progress):
            pass
        if not outcome.refused:
            outcome.findings += problems_foreseen(state, outcome.origins)
    outcome.asserted = {kind: len(facts) for kind, facts in state.asserted.items() if facts}
    outcome.retracted = {kind: len(ids) for kind, ids in state.retracted.items() if ids}
    return outcome


def _crowds(
    acts: Iterable[Act], state: State, by: Authority, outcome: Outcome, progress: Progress | None
) -> Iterator[tuple[Act, ...]]:
    for crowd in batched(acts, CHUNK):
        state.fetch(crowd)
        for act in crowd:
            outcome.findings += perform(act, state, by, outcome)
        outcome.acts += len(crowd)
        if progress:
            progress(outcome.acts)
        yield crowd


def perform(act: Act, state: State, by: Authority, outcome: Outcome) -> list[Finding]:
    """Judge one act, plan it, and let what follows see its effects."""
    created = len(state.created)
    findings, effects = _perform(act, state, by)
    if len(state.created) > created:
        for _, _, code in state.created[created:]:
            findings += _at(act.origin, [*no_code(act, code)])
    outcome.effects[act.act] += 1
    if act.origin and effects:
        outcome.origins.note(act.origin, effects)
    if outcome.whole or len(outcome.examples) < EXAMPLES:
        outcome.examples += effects
        outcome.created += state.created[created:]
    elif effects:
        outcome.abridged = True
    rows, flawed = (act.origin.rows, act.origin.flawed) if act.origin else (1, False)
    if flawed or (findings and any(finding.refuses for finding in findings)):
        return findings
    entered = act.enters and effects and not retracted(effects)
    if len(state.created) > created or entered:
        outcome.new += rows
    elif effects:
        outcome.changed += rows
    else:
        outcome.unchanged += rows
    return findings


def _perform(act: Act, state: State, by: Authority) -> tuple[list[Finding], list[Effect]]:
    aside = act.origin.aside if act.origin else ()
    rest = act.without(aside) if aside else act
    over = set() if by.unlimited else set((rest or act).over(state))
    allowed = by.unlimited or by.may(act.act, over)
    if not allowed and not aside and act.no_secret and _says_nothing_new(act, state):
        return [], []
    if not allowed and over:  # nothing else is told: it would be about people whom the account may not see
        return _at(act.origin, [no_authority(act, by, state)]), []
    findings = list(judged(act.rules, act, state, act.on))
    if aside:
        findings = [f for f in findings if f.column not in aside]
        if rest is None:
            return _at(act.origin, findings), []
        act = rest  # nothing will be written; what follows is judged as if this were right
    elif not allowed:
        return _at(act.origin, [*findings, no_authority(act, by, state)]), []
    effects: list[Effect] = []
    try:
        for part in act.parts(state):
            said, done = _perform(part, state, by)
            findings += said
            effects += done
        planned = list(act.plan(state))
    except Impossible as reason:
        near = state.guesses.question(*reason.unknown, act.act, by) if reason.unknown else ""
        findings.append(Finding(reason.rule, reason.says + near, column=reason.field))
        return _at(act.origin, findings), effects
    late: list[Fact] = []
    for effect in planned:
        if isinstance(effect, Assert):
            fact = effect.fact
            if fact.valid_from >= fact.valid_to:
                findings.append(no_days(fact))
            findings += too_long(fact, type(fact))
            if fact.valid_from > state.far:
                late.append(fact)
    if late:  # one such day is said once of an act
        findings.append(far_ahead(type(late[0]).called, late[0].valid_from))
    elif planned and act.on > state.far:  # it only ends something
        findings.append(far_ahead(f"“{act.says}”", act.on))
    findings += [clash(state, old, new) for old, new in state.apply(planned)]
    return _at(act.origin, findings), effects + planned


def _says_nothing_new(act: Act, state: State) -> bool:
    """Whether everything that the act orders is known already. It is asked only of acts about what is known."""
    try:
        return not list(act.plan(state))
    except Impossible:
        return False


def _at(origin: Origin | None, findings: list[Finding]) -> list[Finding]:
    """The findings, shown where the act was read from."""
    if not origin or not findings:
        return findings
    return [
        f
        if f.file
        else replace(
            f,
            file=origin.file,
            sheet=origin.sheet,
            row=origin.row,
            column=origin.columns.get(f.column, f.column),
            value=f.value or origin.shown(f.column),
        )
        for f in findings
    ]


def asserted(effects: Iterable[Effect]) -> list[Fact]:
    """The facts that some effects make known."""
    return [e.fact for e in effects if isinstance(e, Assert)]


def retracted(effects: Iterable[Effect]) -> list[Fact]:
    """The facts that some effects make unknown."""
    return [e.fact for e in effects if isinstance(e, Retract)]
