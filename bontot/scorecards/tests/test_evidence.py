"""Promises about evidence: every figure is the length of its list, and points follow from figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bontot.access.tests.reader import Reader
from bontot.directives import queries as directives
from bontot.directives.models import Commitment, Directive, Reply
from bontot.evaluation.models import Classification, MemberClassification, Recognition
from bontot.frameworks.queries import framework, frameworks
from bontot.kernel.period import OPEN
from bontot.law.frameworks.framework import Criterion
from bontot.members.models import Censure, Discipline
from bontot.members.tests.province import Province
from bontot.regulations.models import Regulation
from bontot.regulations.queries import in_force
from bontot.scorecards.campaigns import Wanted, begin, count_again
from bontot.scorecards.figures import Counting, Figure, countings, figures, things
from bontot.scorecards.filling import criteria, fill
from bontot.scorecards.models import Campaign, Card, Condition, Line
from bontot.scorecards.tests.conftest import HEADER, kept, meeting
from bontot.scorecards.things import THINGS
from bontot.scorecards.window import window

TODAY = date(2024, 7, 3)


@pytest.fixture
def everything(campaign: Campaign, records: Province) -> Province:
    """Grades, discipline and recognitions beside the meetings, so that every kind of evidence finds something."""
    ids = records.ids
    for person, grade in (("DV-AN", "hoàn thành tốt nhiệm vụ"), ("DV-BINH", "không hoàn thành nhiệm vụ")):
        records.fact(
            MemberClassification, date(2024, 6, 1), person_id=ids[person], period="2024", grade=grade
        )
    for code, grade in (("CB1", "không hoàn thành nhiệm vụ"), ("CB2", "hoàn thành nhiệm vụ")):
        records.fact(Classification, date(2024, 6, 1), organisation_id=ids[code], period="2024", grade=grade)
    records.fact(Discipline, date(2024, 5, 5), person_id=ids["DV-AN"], form="khiển trách", began="discipline")
    records.fact(
        Recognition, date(2024, 6, 1), organisation_id=ids["CB2"], title="Chi bộ bốn tốt", year="2024"
    )
    records.fact(Censure, date(2024, 5, 6), organisation_id=ids["CB1"], form="khiển trách", began="decide")
    Regulation.objects.create(
        organisation_id=ids["CB1"], number="01-QC/CB", state="in_force", adopted_on=date(2024, 2, 1),
        valid_from=date(2024, 2, 1),
    )  # fmt: skip
    records.member("DV-MOI", "Hà Thị Mới", ("CB1", date(2024, 5, 19), OPEN))
    promised(ids["BG"], ids["CB1"])
    resolved(ids["CB1"])
    days = (date(2024, 3, 31), date(2024, 12, 10), date(2024, 12, 20), date(2024, 12, 31))
    begin(
        Wanted("Đảng bộ", "dang-bo-co-so-bon-tot", "mau-trinh-dien", ids["BG"], "grassroots", 2024, *days),
        "tinh",
    )
    count_again(campaign, "tinh")
    return records


def promised(province: int, branch: int) -> None:
    """A paper handed down in February: made concrete in time and kept in time, kept late, and a part that waits."""
    now_ = datetime(2024, 2, 1, tzinfo=UTC)
    paper = Directive.objects.create(
        organisation_id=province, number="05-CT/TU", kind="directive", dated=date(2024, 2, 1), title="Nêu gương",
        first=date(2024, 2, 1), at=now_, by="tinh",
    )  # fmt: skip
    said = {"directive": paper, "measure": "done", "given": date(2024, 2, 1), "state": "given"}
    top = Commitment.objects.create(
        organisation_id=province, says="Nêu gương", deadline=date(2024, 12, 31), **said
    )
    for concrete, deadline, done in (
        (date(2024, 2, 20), date(2024, 5, 31), date(2024, 5, 30)),
        (None, date(2024, 6, 1), date(2024, 6, 9)),
        (None, date(2024, 12, 31), None),
    ):
        made = Commitment.objects.create(
            organisation_id=branch, says="Nêu gương ở chi bộ", deadline=deadline, concrete_by=date(2024, 2, 28),
            concrete_on=concrete, own=concrete is None, parent=top, **said,
        )  # fmt: skip
        if done:
            Reply.objects.create(
                commitment=made,
                reached=True,
                done_on=done,
                evidence="paper",
                sent_on=done,
                by="chi-bo",
                state="sent",
            )


def resolved(branch: int) -> None:
    """The year's resolution of a branch: two to admit, three targets of its own; one reached, one missed, one not due yet."""
    for says, unit, counted, target, deadline, value in (
        ("Kết nạp đảng viên", "", "admitted", 2, date(2024, 12, 31), None),
        ("Hiến đất làm đường", "hộ", "", 20, date(2024, 6, 30), 25),
        ("Trồng cây", "cây", "", 100, date(2024, 6, 30), 60),
        ("Xây nhà tình nghĩa", "nhà", "", 1, date(2024, 12, 31), None),
    ):
        made = Commitment.objects.create(
            organisation_id=branch, says=says, measure="indicator" if counted else "amount", unit=unit, counted=counted,
            target=target, given=date(2024, 1, 5), deadline=deadline, state="concrete", concrete_on=date(2024, 1, 5),
        )  # fmt: skip
        if value:
            Reply.objects.create(
                commitment=made, value=value, reached=value >= target, done_on=date(2024, 6, 29), evidence="paper",
                sent_on=date(2024, 6, 30), by="chi-bo", state="sent",
            )  # fmt: skip


def test_targets_of_the_year_are_counted_once_they_are_due_or_reached(everything: Province) -> None:
    campaign, branch = Campaign.objects.get(target="branches"), everything.ids["CB1"]
    asked = window(campaign, TODAY, branch)
    assert figures(asked, ["year_targets"])["year_targets"][branch] == Figure(1, 2)
    said = {each.says: each.what for each in things(asked, "year_targets")}
    assert said == {"Hiến đất làm đường": "reached", "Trồng cây": "not_reached"}
    whole = window(campaign, date(2025, 1, 2), branch)
    assert figures(whole, ["year_targets"])["year_targets"][branch] == Figure(1, 4)


def test_admissions_are_held_against_the_target_of_the_year_once_its_day_has_passed(
    everything: Province,
) -> None:
    campaign, branch = Campaign.objects.get(target="branches"), everything.ids["CB1"]
    criterion = next(c for c in criteria(framework("chi-bo-bon-tot", "mau-trinh-dien")) if c.code == "1.4")
    counting = countings()["admissions"]
    before = figures(window(campaign, TODAY, branch), ["admissions"])["admissions"][branch]
    assert before == Figure(1, 2, waits=True) and counting.says(before) == "1/2 chỉ tiêu kết nạp (50,0\xa0%)"
    assert counting.proposes(before, criterion) is None
    after = figures(window(campaign, date(2025, 1, 2), branch), ["admissions"])["admissions"][branch]
    assert after == Figure(1, 2) and counting.proposes(after, criterion) == 3
    listed = things(window(campaign, TODAY, branch), "admissions")
    assert [(each.what, each.good, each.whole) for each in listed] == [
        ("target", False, 2),
        ("admit", True, 0),
    ]
    other = figures(window(campaign, TODAY), ["admissions"])["admissions"][everything.ids["CB2"]]
    assert counting.says(other) == "0 kết nạp, sổ chưa có chỉ tiêu"


def test_a_regulation_counts_on_the_days_on_which_it_is_in_force(everything: Province) -> None:
    campaign = Campaign.objects.get(target="branches")
    everywhere = list(Card.objects.filter(campaign=campaign).values_list("organisation_id", flat=True))
    for day in (date(2024, 1, 31), date(2024, 2, 1), TODAY):
        found = figures(window(campaign, day), ["regulation_on_file"])["regulation_on_file"]
        assert {id for id, figure in found.items() if figure.numerator} == set(in_force(everywhere, day))


def test_what_was_promised_is_counted_as_the_chapter_of_directives_counts_it(everything: Province) -> None:
    campaign, branch = Campaign.objects.get(target="branches"), everything.ids["CB1"]
    asked = window(campaign, TODAY)
    found = figures(asked, ["commitments", "resolutions_made_concrete"])
    kept = directives.kept([branch], asked.first, asked.last)[branch]
    concrete = directives.made_concrete([branch], asked.first, asked.last)[branch]
    assert found["commitments"][branch] == Figure(kept.in_time, kept.in_time + kept.late + kept.overdue)
    assert (kept.in_time, kept.late, kept.overdue) == (2, 1, 1)
    assert found["resolutions_made_concrete"][branch] == Figure(1, 1)
    assert (concrete.in_time, concrete.handed_down) == (1, 1)


@pytest.mark.parametrize("code", list(THINGS))
def test_every_figure_is_the_length_of_its_list(code: str, everything: Province) -> None:
    """Counted for all organisations at once, and listed for each alone: the rows add up to it."""
    met = 0
    for campaign in Campaign.objects.all():
        for organisation, figure in figures(window(campaign, TODAY), [code])[code].items():
            asked = window(campaign, TODAY, organisation)
            listed = things(asked, code)
            alone = figures(asked, [code])[code].get(organisation)
            assert alone == figure
            if countings()[code].whole:
                whole = sum(each.whole for each in listed) or None
                assert (whole, sum(each.good for each in listed)) == (figure.denominator, figure.numerator)
                assert code == "admissions" or whole == len(listed)
                assert any(each.waits for each in listed) == figure.waits
                assert any(each.spoils for each in listed) == figure.spoilt
            else:
                assert (len(listed), figure.denominator) == (figure.numerator, None)
            met += len(listed)
    assert met


def test_whom_approved_minutes_leave_unmarked_are_of_the_whole_and_not_there(
    as_: Callable[[str], Reader], campaign: Campaign, records: Province, tmp_path: Path
) -> None:
    """A second meeting of May with two of five marked, and a regular one of April in which nobody was."""
    thematic = meeting(5, 24, kind="chuyên đề", points="")
    marks = ["Mã chi bộ,Mã người,CĐ 05/2024", "CB1,DV-AN,x", "CB1,DV-BINH,m"]
    kept(tmp_path, [HEADER, thematic, meeting(4, 3)], marks)
    asked = window(campaign, TODAY, records.ids["CB1"])
    assert figures(asked, ["attendance"])["attendance"][records.ids["CB1"]] == Figure(29, 35)
    assert [each.whole for each in things(asked, "attendance") if each.what == "unmarked"] == [3]
    page = as_("chi-bo").get(f"/bon-tot/{campaign.id}/CB1/minh-chung/attendance/").data
    assert ("3 người phải dự", "Chưa điểm danh") in {(row.says, row.what) for row in page.rows}


def test_what_a_half_year_of_meetings_says(card: Card) -> None:
    said = {
        line.evidence: (line.numerator, line.denominator, line.proposed)
        for line in Line.objects.filter(card=card)
    }
    assert said["meetings_in_time"] == (
        4,
        6,
        5,
    )  # April is missing, May was late; the month of today is not due yet
    assert said["thematic_meetings"] == (1, 2, 3)
    assert said["attendance"] == (27, 30, 6)
    assert said["meeting_scores"] == (5, 5, 6)
    assert said["tasks_in_time"] == (1, 2, 5)
    assert said["discipline"] == (0, None, 8)
    assert said["admissions"] == (0, None, None)
    assert said["member_grades"] == (None, None, None)
    assert said["dues"] == (None, None, None)
    assert list(Condition.objects.filter(card=card).order_by("place").values_list("found", flat=True)) == [
        0,
        0,
        1,
    ]


def test_a_branch_without_records_gets_no_proposal_instead_of_a_bad_one(
    campaign: Campaign, records: Province
) -> None:
    other = Card.objects.get(organisation_id=records.ids["CB2"])
    said = dict(Line.objects.filter(card=other).values_list("evidence", "proposed"))
    assert said["meetings_in_time"] is None and said["attendance"] is None and said["discipline"] == 8
    assert other.against == 0


def test_everybody_in_the_scope_has_a_card_and_counting_again_makes_no_second_one(campaign: Campaign) -> None:
    codes = sorted(Card.objects.filter(campaign=campaign).values_list("organisation__code", flat=True))
    assert codes == ["CB1", "CB2", "CQ"]
    count_again(campaign, "tinh")
    assert Card.objects.count() == 3
    framework_ = framework("chi-bo-bon-tot", "mau-trinh-dien")
    assert Line.objects.count() == 3 * len(criteria(framework_))


def test_counting_again_follows_the_records_and_leaves_what_people_said(card: Card) -> None:
    Line.objects.filter(card=card, evidence="meetings_in_time").update(
        numerator=1, proposed=1, self_points=7, self_reason="Tháng tư họp bù."
    )
    fill(card.campaign)
    line = Line.objects.get(card=card, evidence="meetings_in_time")
    assert (line.numerator, line.proposed, line.self_points, line.self_reason) == (
        4,
        5,
        7,
        "Tháng tư họp bù.",
    )


def _points(scale: str, figure: Figure | None, most: int, *, written: str = "") -> int | None:
    return Counting("x", scale, Fraction(7, 12), "", "kỳ").proposes(
        figure, Criterion("1", "", most, scale=written)
    )


def test_how_figures_become_points() -> None:
    written = {"written": "Trọn điểm từ 85%"}
    assert [_points("share", Figure(n, 20), 6, **written) for n in (17, 20, 10, 0)] == [6, 6, 4, 0]
    assert _points("share", Figure(6, 12), 7) == 6  # no scale is written: that of the evidence
    assert _points("share", Figure(20, 20, spoilt=True), 6) == 0
    assert _points("share", None, 6) is None
    assert (_points("none", Figure(0), 8), _points("none", Figure(1), 8)) == (8, 0)
    assert (_points("any", Figure(2), 5), _points("any", Figure(0), 5)) == (5, None)


@pytest.mark.django_db
def test_every_evidence_that_a_shipped_framework_counts_for_an_organisation_can_be_counted() -> None:
    titled = [each for each in frameworks() if each.title]
    asked = {c.evidence.code for each in titled for c in criteria(each) if c.evidence and c.evidence.records}
    assert asked and asked <= set(THINGS) <= set(countings())


def test_the_statements_for_a_card_do_not_grow_with_its_meetings(card: Card, records: Province) -> None:
    """One for each kind of evidence, and those that write."""
    counts = []
    for organisation in ("CB1", "CB2"):
        with CaptureQueriesContext(connection) as asked:
            fill(card.campaign, records.ids[organisation])
        counts.append(len(asked))
    assert counts[0] == counts[1] < 30


def test_a_share_that_is_worth_no_points_yet_is_left_blank_for_people(
    everything: Province, as_: Callable[[str], Reader]
) -> None:
    """One of two admissions before the day of the target: neither the most nor nothing is filled in."""
    campaign = Campaign.objects.get(target="branches")
    page = as_("chi-bo").get(f"/bon-tot/{campaign.id}/CB1/tu-cham/")
    entry = next(each for each in page.data.entries if each.line.code == "1.4")
    assert (entry.line.figure[:3], entry.said.points, entry.opened) == ("1/2", None, True)
    assert "Sổ chưa gợi ý điểm: chưa đến hạn" in page.content.decode()
    kept = Card.objects.get(campaign=campaign, organisation_id=everything.ids["CB1"])
    assert kept.proposed_total == page.data.total, "the total kept with the card is that of the form"
