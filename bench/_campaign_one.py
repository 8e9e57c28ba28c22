"""The measurement of one size: the figures of all branches asked both ways and compared number by number before they are timed."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TextIO

PROVINCE = 89_455
"""The size that bounds are for: below it fixed costs are most of it."""
LEAST = {"branches": 4_000, "meetings": 50_000, "marks": 1_000_000}


def measure(size: int, home: Path, out: TextIO) -> None:
    """Write the province and its year, ask, compare, time; one line of results for each measure."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bontot.config.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from bench import _campaign_hand, _campaign_records, _invented
    from bench.measure import interleaved, seconds
    from bontot.law.parameters import parameter
    from bontot.scorecards.figures import figures
    from bontot.scorecards.filling import enrol, fill
    from bontot.scorecards.models import Campaign, Card
    from bontot.scorecards.window import window

    def note(kind: str, name: str, ours: float, floor: float, bound: float | None = None) -> None:
        kind = kind if size >= PROVINCE else "told"
        limit = "" if bound is None or kind == "told" else bound
        out.write(f"{kind}\t{size:,} members: {name}\t{ours}\t{floor}\t{limit}\n")
        out.flush()

    call_command("migrate", verbosity=0)
    database, year = home / "bontot.sqlite3", _campaign_records.YEAR
    _invented.write(database, size)
    written = _campaign_records.write(database)
    assert size < PROVINCE or all(written[name] >= least for name, least in LEAST.items()), written
    campaign = Campaign.objects.create(
        organisation_id=1, framework="chi-bo-bon-tot", framework_version="mau-trinh-dien", title="Đợt", year=str(year),
        first=date(year, 1, 1), end=date(year + 1, 1, 1), target="branches", register_by=date(year, 3, 31),
        score_by=date(year, 12, 10), appraise_by=date(year, 12, 20), recognise_by=date(year, 12, 31),
        created_at=datetime(year, 1, 2, tzinfo=UTC),
    )  # fmt: skip
    assert enrol(campaign) == written["branches"]
    asked, codes = window(campaign, date(year + 1, 1, 31)), list(_campaign_hand.HAND)
    last = parameter("meeting.last_day", date(year, 6, 1)).value

    def ours() -> dict[str, dict[int, tuple[int, int | None]]]:
        return {
            code: {id: (f.numerator, f.denominator) for id, f in found.items()}
            for code, found in figures(asked, codes).items()
        }

    quack = _campaign_hand.read(database)
    hand, mine = _campaign_hand.ask(quack, last), ours()
    for code in codes:
        counted = {id: pair for id, pair in mine[code].items() if pair != (0, None)}
        assert counted == hand[code], f"{code}: the hand-written SQL counts otherwise"
    times = 5 if size >= PROVINCE else 15
    took, floor = interleaved(
        ours, lambda: _campaign_hand.ask(_campaign_hand.read(database), last), times=times
    )
    what = f"evidence of {written['branches']:,} cards from {written['meetings']:,} meetings, {written['marks']:,} attendances"
    note("at_most", f"{what}, beside DuckDB that reads the same tables", took, floor, 3)
    note(
        "told",
        "the same beside DuckDB that holds them already",
        took,
        seconds(lambda: _campaign_hand.ask(quack, last)),
    )
    filling = seconds(lambda: fill(campaign), times=1)
    note(
        "told",
        "filling the cards for the first time, lines and totals written, beside counting",
        filling,
        took,
    )
    cards = list(
        Card.objects.filter(campaign=campaign).order_by("id").values_list("organisation_id", flat=True)[:50]
    )
    counts = set()
    for organisation in cards:
        with CaptureQueriesContext(connection) as statements:
            fill(campaign, organisation)
        counts.add(len(statements))
    assert len(counts) == 1, f"a card costs {counts} statements"
    one = seconds(lambda: fill(campaign, cards[0]), times=10)
    note("told", f"one card, in {counts.pop()} statements, beside all of them", one, filling)
