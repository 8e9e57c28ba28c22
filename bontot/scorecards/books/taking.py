"""Taking in the workbook of a framework, and keeping what it says: the same for a page and for a command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from bontot.access.models import Account
from bontot.exchange import reports, store, uploads
from bontot.exchange.models import State
from bontot.exchange.reading.refusing import Refused
from bontot.exchange.sentences import finding
from bontot.frameworks.differences import Difference
from bontot.frameworks.queries import framework
from bontot.kernel.finding import Finding
from bontot.law.frameworks.framework import Framework
from bontot.law.frameworks.reading import version
from bontot.law.frameworks.shipped import shared
from bontot.law.frameworks.writing import content
from bontot.scorecards.books.judging import May, judge
from bontot.scorecards.books.reading import LARGEST, read_book
from bontot.scorecards.models import Sent
from bontot.ui.clock import now

KEPT = timedelta(days=30)
"""How long a workbook is kept beside what was found in it."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What would come of a workbook."""

    made: Framework | None
    base: str
    last: Framework | None
    """The last version that there is of the same framework."""
    differences: list[Difference]
    findings: list[Finding]

    @property
    def refused(self) -> bool:
        return any(each.refuses for each in self.findings)

    @property
    def changes(self) -> bool:
        """Whether there is something to keep."""
        return self.made is not None and not any(each.rule == "KD-06" for each in self.findings)


def rehearse(paths: Sequence[Path], may: May) -> Rehearsed:
    """Read and judge, and keep nothing."""
    made, base, told = read_book(paths)
    last, found = judge(made, base, may, told) if made else (None, [])
    refused = any(each.refuses for each in told.findings)
    return Rehearsed(None if refused else made, base, last, found, told.findings)


def receive(account: Account, files: Sequence[UploadedFile[Any]], may: May) -> Sent:
    """Keep the workbook with what was found in it. Raises `exchange.refusing.Refused` where it may not be opened."""
    uploads.remove_files(Sent, KEPT)
    for file in files:
        if (file.size or 0) > LARGEST:
            says = "tệp của một khung điểm chỉ có vài chục nghìn byte"
            raise Refused(finding("TEP-QUA-LON", file=file.name or "", what=says))
    with uploads.taken_in(files) as kept:
        sent = Sent(account=account, state=State.READY, created=now(), changed=now(), **kept)
        _say(sent, rehearse(uploads.paths(sent), may))
        return sent


def judged_again(sent: Sent, may: May) -> None:
    """The same workbook beside the versions that there are now."""
    for old in store.folder(sent.folder).glob(f"{reports.REMARKED}.*"):
        old.unlink()
    _say(sent, rehearse(uploads.paths(sent), may))


def _say(sent: Sent, tried: Rehearsed) -> None:
    made = tried.made
    sent.summary = {
        **reports.keep_findings(store.folder(sent.folder), tried.findings),
        "last": tried.last.version if tried.last else "",
        "differences": [asdict(each) for each in tried.differences],
        "changes": tried.changes,
    }
    sent.base, sent.changed = tried.base[:60], now()
    sent.code, sent.owner = (made.code, made.owner[:60]) if made else ("", "")
    sent.content = content(made) if made else None
    sent.save()


def read_of(sent: Sent) -> Framework | None:
    """The framework that the workbook says, as it would be kept; None where something of it was refused."""
    if sent.kept:
        return framework(sent.kept.code, sent.kept.version)
    if sent.content is None:
        return None
    return version(sent.code, "", {**sent.content, "owner": sent.owner}, shared())
