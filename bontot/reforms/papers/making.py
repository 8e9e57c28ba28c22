"""All papers of a plan, one after the other; and the draft of one that has not been executed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bontot.access.scope import Grants, Scope
from bontot.ledger import queries as ledger
from bontot.reforms import as_if, checking, versions
from bontot.reforms.models import Reform, Stage
from bontot.reforms.papers.concerning import Concerned
from bontot.reforms.papers.decision import decision
from bontot.reforms.papers.gathering import Gathered, Reader, gather
from bontot.reforms.papers.lists import lists
from bontot.reforms.papers.naming import name
from bontot.reforms.papers.notices import notices
from bontot.reforms.papers.words import WORDS
from bontot.reforms.steps import taken_back
from bontot.ui.papers import Paper

DECISION, LIST, NOTICE = "decision", "list", "notice"
_FOLDERS = {DECISION: "", LIST: "danh-sach/", NOTICE: "thong-bao/"}


@dataclass(frozen=True, slots=True)
class Made:
    """A paper, what it is, and about which organisation."""

    kind: str
    code: str
    name: str
    paper: Paper

    @property
    def file(self) -> str:
        """What its file is called, without the ending: `danh-sach/XA1`."""
        said = "".join(c if c.isalnum() or c in "-_." else "_" for c in self.code).lstrip(".")
        return f"{_FOLDERS[self.kind]}{said}"


class Impossible(Exception):
    """The plan cannot be carried out at all as it stands: there is nothing to print."""


def reader(grants: Grants) -> Reader:
    """What whoever prints is told: names within the files that they may read, where they may see lists of names at all."""
    names = grants.permits("names.read")
    people = grants.scope("members.read") if names else Scope(frozenset(), None)
    return Reader(people, grants.permits("accounts.manage"), grants.scope)


def prepared(
    plan: Reform, by: Reader, account: str, progress: Callable[[int], None] | None = None
) -> Gathered:
    """What the papers say of a plan as it stands, or as it was executed. Raises Impossible.

    A plan that has not been executed is carried out in a copy, unless one is there already.
    """
    executed = plan.state == Stage.EXECUTED
    lines = versions.planned(plan, plan.approved_version if executed else None)
    tried = None
    if not executed:
        wanted = as_if.Copy(plan.pk, plan.version, ledger.end())
        if as_if.ready(plan) == wanted:
            tried = as_if.Tried(copy=wanted)
        else:
            tried, _, _ = checking.tried_out(plan, lines, account, progress)
        if tried.copy is None:
            raise Impossible
    found = gather(plan, lines, by, tried)
    name(found, by)
    if not executed:
        found.mark = WORDS["drafts"].format(version=plan.version)
    elif taken_back(plan):
        found.mark = WORDS["taken_back"]
    return found


def papers(found: Gathered) -> Iterator[Made]:
    """The decision, the lists, the notices."""
    yield Made(DECISION, "quyet-dinh", found.plan.title, decision(found))
    concerned = Concerned(found)
    for kind, of in ((LIST, lists), (NOTICE, notices)):
        for code, called, paper in of(concerned):
            yield Made(kind, code, called, paper)
