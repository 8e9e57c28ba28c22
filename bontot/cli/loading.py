"""Loading the demonstration province: by the same import that an office uses."""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from bontot.access.demonstration import accounts
from bontot.cli.committees import load_regulations
from bontot.cli.promising import load_directives
from bontot.cli.rearranging import OPERATOR, approved, carried_out
from bontot.cli.resolving import load_resolutions
from bontot.cli.reviewing import load_reviews
from bontot.cli.strengthening import load_cases
from bontot.demo import PAPER_DATED, PAPER_NUMBER, SEED, TOP, article_text, campaigns, write, yearly
from bontot.demo.meetings import Diary
from bontot.demo.plans.early import BEGINNING, BEGINNING_NUMBER
from bontot.demo.plans.gathering import Plans
from bontot.editing.answering import answer_figure
from bontot.exchange.entering.importing import Import
from bontot.kernel.finding import Finding
from bontot.kernel.period import OPEN
from bontot.ledger.enacting import enact
from bontot.ledger.models import STILL_KNOWN
from bontot.ledger.paper import Paper
from bontot.ledger.writing import position
from bontot.meetings.books.loading import load
from bontot.meetings.books.reading import read
from bontot.meetings.models import Meeting, Series
from bontot.meetings.planning import EVENING
from bontot.members.models import Post
from bontot.organisations.models import Kind, Place
from bontot.organisations.tree import ids
from bontot.publishing.articles import create_from_text, publish
from bontot.statistics import copy
from bontot.ui.clock import today


def load_demonstration(members: int) -> None:
    """Load the invented province into an empty system; a system with decisions in it is left alone."""
    if position():
        return
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        print(f"Viết bảng tính của tỉnh trình diễn ({members:,} đảng viên)…".replace(",", "."), flush=True)
        with Diary(Path(folder) / "sinh-hoat", today(), SEED) as diary:
            plans = Plans(Path(folder) / "phuong-an", before=Path(folder) / "truoc")
            paths = write(Path(folder), members=members, progress=Bar("Viết"), diary=diary, plans=plans)
        papers = list(zip(plans.drafts, plans.paths, strict=True))
        enter(plans.beginning, Paper(BEGINNING_NUMBER, BEGINNING, TOP, "Kê khai trước các đợt sắp xếp"))
        carried_out(paper for paper in papers if paper[0].day <= PAPER_DATED)
        enter(paths, Paper(PAPER_NUMBER, PAPER_DATED, TOP, "Kê khai ban đầu của tỉnh trình diễn"))
        carried_out(paper for paper in papers[:-1] if paper[0].day > PAPER_DATED)
        load_meetings(diary.paths)
        load_regulations(Path(folder) / "quy-che", today(), demonstrated()[:2], Bar("Quy chế"))
        load_directives()
        load_resolutions()
        yearly.grade(TOP, today().year - 1, SEED, OPERATOR)
        campaigns.load(TOP, today(), SEED, OPERATOR)
        copy.current()  # leaves the files that the servers begin from
        make_accounts()
        load_cases(TOP, today(), SEED)
        load_reviews(*demonstrated()[:2], today(), SEED)
        publish_article()
        approved(*papers[-1])
    print(f"\nĐã nạp trong {time.monotonic() - began:.0f} giây.", flush=True)


def enter(paths: list[Path], paper: Paper) -> None:
    """Import workbooks under a paper, as an office does."""
    coming = Import(paths, paper.dated)
    total = Bar("Nhập", coming.size)
    outcome = enact(coming.acts(), paper, OPERATOR, outcome=coming.outcome, progress=total.at)
    _must_be_sound([f for f in outcome.findings if f.refuses])


def _must_be_sound(findings: list[Finding]) -> None:
    for finding in findings[:20]:
        print(finding, file=sys.stderr)
    if findings:
        raise SystemExit("Tỉnh trình diễn không nhập được.")


def load_meetings(paths: list[Path]) -> None:
    """The books of meetings of the demonstration."""
    books = read(paths)
    load(books, Bar("Sinh hoạt"))
    _must_be_sound(books.findings)


def due_soon(code: str) -> None:
    """Let the demonstration branch meet in three days: its secretary's first page shows what there is to do."""
    day, organisation = today() + timedelta(days=3), ids([code])[code]
    usual = Meeting.objects.filter(organisation_id=organisation, kind="regular").order_by("-day").first()
    Meeting.objects.filter(organisation_id=organisation, kind="regular", month=day.replace(day=1)).delete()
    Series.objects.update_or_create(
        organisation_id=organisation,
        defaults={
            "day": day.day,
            "begins": usual.begins if usual else EVENING,
            "place": usual.place if usual else "",
        },
    )


def demonstrated() -> tuple[str, str, str]:
    """Codes of the commune, the branch and its secretary that everybody who looks around wants to see first."""
    rows = Post.objects.filter(known_to=STILL_KNOWN, valid_to=OPEN, title="bí thư")
    secretary = rows.filter(organisation__code__regex=rf"^{TOP}\..*\.T[0-9]+$").order_by(
        "-organisation_id", "id"
    )
    branches = secretary.values_list("organisation_id", "organisation__code", "person__code")
    kinds = dict(
        Kind.objects.filter(known_to=STILL_KNOWN, valid_to=OPEN).values_list("organisation_id", "kind")
    )
    places = dict(
        Place.objects.filter(known_to=STILL_KNOWN, valid_to=OPEN).values_list(
            "organisation_id", "parent__code"
        )
    )
    branch, person = next((code, person) for id, code, person in branches if kinds[id] == "chi bộ")
    return places[ids([branch])[branch]], branch, person


def make_accounts() -> None:
    """One account for each role, over places that everybody who looks around wants to see first."""
    commune, branch, person = demonstrated()
    accounts(province=TOP, commune=commune, branch=branch, person=person)
    due_soon(branch)
    campaigns.due(ids([branch])[branch])


def publish_article() -> None:
    """The demonstration's article: its figures are asked now, and frozen."""
    publish(create_from_text(article_text()), answer_figure)


class Bar:
    """A line that grows; silent where nobody watches."""

    def __init__(self, says: str, size: int = 0) -> None:
        self.says, self.size, self.watched = says, size, sys.stdout.isatty()

    def __call__(self, step: str, share: float) -> None:
        if self.watched:
            print(f"\r{self.says} {step:<24.24} {'█' * int(share * 30):<30} {share:4.0%}", end="", flush=True)

    def at(self, done: int) -> None:
        self("", min(1.0, done / self.size) if self.size else 0.0)
