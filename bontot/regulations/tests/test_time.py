"""Promises about time: in time, late and missed; what the records prove; whose duty it is; what is never due."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bontot.evaluation.models import Classification
from bontot.law.parameters import parameter
from bontot.meetings.keeping import Conflict, Refused
from bontot.meetings.models import Meeting
from bontot.members.tests.province import REFORM, Province
from bontot.regulations import adopting, doing
from bontot.regulations.adopting import Adoption, adopt
from bontot.regulations.assigning import Asked, assign
from bontot.regulations.holders import Holders
from bontot.regulations.laying import lay, settle
from bontot.regulations.models import Assignment, Duty, Occurrence, Regulation
from bontot.regulations.proposing import proposals
from bontot.regulations.proving import judged, last_day, read, verdicts
from bontot.regulations.queries import in_force, kept
from bontot.regulations.recurrence import Rhythm, rule
from bontot.regulations.samples import SAMPLES

TODAY = date(2024, 6, 30)
DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))


def of(regulation: Regulation, key: str, due: date) -> Occurrence:
    """A duty of the regulation on one of its days."""
    return Occurrence.objects.get(duty__regulation=regulation, duty__key=key, due=due)


def met(
    organisation: int, kind: str, day: date, state: str = "approved", sent: date | None = None
) -> Meeting:
    """A meeting that was held."""
    return Meeting.objects.create(
        organisation_id=organisation,
        kind=kind,
        month=day.replace(day=1),
        day=day,
        begins=time(19, 30),
        state=state,
        sent_at=datetime.combine(sent, time(5), UTC) if sent else None,
    )


@given(DAYS, st.integers(-400, 400))
def test_a_day_is_in_time_or_late_or_missed(due: date, later: int) -> None:
    grace = parameter("regulation.grace", due).value
    expected = "done" if later <= 0 else "late" if later <= grace else "missed"
    assert judged(due, due + timedelta(days=later)) == expected
    assert last_day(due) == due + timedelta(days=grace)


def test_a_calendar_is_laid_a_year_ahead_and_laying_again_adds_nothing(regulation: Regulation) -> None:
    before = set(Occurrence.objects.values_list("duty_id", "due"))
    days = sorted(due for _, due in before)
    assert days[0] == date(2024, 1, 28) and days[-1] < date(2025, 6, 30)
    assert lay(None, TODAY) == 0
    Regulation.objects.update(laid_to=None)
    assert lay(None, TODAY) == 0
    assert lay(None, TODAY + timedelta(days=92)) > 0
    assert before < set(Occurrence.objects.values_list("duty_id", "due"))


@pytest.mark.parametrize(
    ("day", "state"),
    (
        (date(2024, 6, 7), "done"),
        (date(2024, 6, 8), "late"),
        (date(2024, 6, 22), "late"),
        (date(2024, 6, 23), "missed"),
    ),
)
def test_a_meeting_settles_its_duty(of_branch: Regulation, day: date, state: str) -> None:
    """Due on the 7th; the day before, on, and after the grace of 15 days."""
    meeting = met(of_branch.organisation_id, "regular", day)
    settle(None, TODAY)
    found = of(of_branch, "sinh-hoat", date(2024, 6, 7))
    assert (found.state, found.done_on, found.evidence) == (state, day, f"meeting:{meeting.id}")
    assert settle(None, TODAY) == 0


def test_what_was_missed_is_settled_when_the_book_is_written_late(of_branch: Regulation) -> None:
    settle(None, TODAY)
    assert of(of_branch, "sinh-hoat", date(2024, 5, 7)).state == "missed"
    met(of_branch.organisation_id, "regular", date(2024, 5, 3))
    counted = kept([of_branch.organisation_id], date(2024, 5, 1), date(2024, 6, 1), TODAY)
    assert counted[of_branch.organisation_id].done == 1, "before anybody settled it"
    settle(None, TODAY)
    assert of(of_branch, "sinh-hoat", date(2024, 5, 7)).state == "done"


def test_a_dropped_or_planned_meeting_proves_nothing(of_branch: Regulation) -> None:
    met(of_branch.organisation_id, "regular", date(2024, 5, 3), "planned")
    met(of_branch.organisation_id, "thematic", date(2024, 5, 4))
    settle(None, TODAY)
    assert of(of_branch, "sinh-hoat", date(2024, 5, 7)).state == "missed"
    assert of(of_branch, "chuyen-de", date(2024, 6, 30)).state == "done"


def test_minutes_count_from_the_day_on_which_they_were_sent(committee: Province) -> None:
    cq = committee.ids["CQ"]
    made = adopt(
        cq, Adoption("1-QC/CB", date(2024, 1, 1), date(2024, 1, 1)), "tinh", SAMPLES["grassroots_branch"]
    )
    met(cq, "regular", date(2024, 5, 3), sent=date(2024, 5, 12))
    settle(None, TODAY)
    found = of(made, "bien-ban", date(2024, 5, 9))
    assert (found.state, found.done_on) == ("late", date(2024, 5, 12))


def test_an_open_duty_follows_whoever_holds_the_post_on_its_day(
    regulation: Regulation, committee: Province
) -> None:
    """An handed over to Bình on 01/04/2024."""
    xa, an, binh = committee.ids["XA"], committee.ids["DV-AN"], committee.ids["DV-BINH"]
    holders = Holders([xa])
    for day, who in ((date(2024, 3, 31), an), (date(2024, 4, 1), binh), (date(2025, 1, 31), binh)):
        assert holders.of(xa, "bí thư", None, day) == (who,)
    found = of(regulation, "chuong-trinh-nam", date(2024, 1, 31))
    assert found.state == "missed" and found.holder_id == an


def test_an_assignment_comes_before_the_post_for_as_long_as_it_holds(
    regulation: Regulation, committee: Province
) -> None:
    xa, binh, cuong = committee.ids["XA"], committee.ids["DV-BINH"], committee.ids["DV-CUONG"]
    duty = Duty.objects.get(regulation=regulation, key="kiem-tra")
    made = assign(xa, Asked("DV-CUONG", "Kiểm tra", date(2024, 5, 1), ("CB2",), duty.id), "xa")
    Assignment.objects.filter(id=made.id).update(valid_to=date(2024, 12, 1))
    holders = Holders([xa])
    for day, who in ((date(2024, 4, 30), binh), (date(2024, 5, 1), cuong), (date(2024, 12, 1), binh)):
        assert holders.of(xa, "bí thư", made.id, day) == (who,)


def test_a_press_keeps_day_and_name_and_can_be_taken_back(regulation: Regulation) -> None:
    xa, found = regulation.organisation_id, of(regulation, "bao-cao-quy", date(2024, 6, 25))
    done = doing.do(xa, found.id, date(2024, 6, 28), "Báo cáo số 12", "Nhạy cảm", "open", "xa")
    assert (done.state, done.by, done.note[:3]) == ("late", "xa", "s1.")
    counted = kept([xa], date(2024, 4, 1), date(2024, 7, 1), TODAY)[xa]
    assert counted.late == 1 and counted.regulation
    doing.undo(xa, found.id, "late 2024-06-28", "xa")
    assert of(regulation, "bao-cao-quy", date(2024, 6, 25)).state == "open"


def test_done_after_the_grace_stays_missed_and_keeps_its_day(regulation: Regulation) -> None:
    found = of(regulation, "bao-cao-quy", date(2024, 3, 25))
    done = doing.do(regulation.organisation_id, found.id, date(2024, 6, 1), "", "", None, "xa")
    assert (done.state, done.done_on) == ("missed", date(2024, 6, 1))
    assert settle(None, TODAY) == 0


def test_words_are_not_taken_for_a_record_and_a_record_is_not_pressed_over(of_branch: Regulation) -> None:
    meeting, cb1 = met(of_branch.organisation_id, "regular", date(2024, 6, 3)), of_branch.organisation_id
    paper = of(of_branch, "phan-cong", date(2024, 1, 31))
    done = doing.do(cb1, paper.id, date(2024, 1, 30), f"meeting:{meeting.id}", "", None, "chi-bo")
    assert done.evidence == f"“meeting:{meeting.id}”"
    doing.undo(cb1, paper.id, None, "chi-bo")
    settle(None, TODAY)
    for press in (doing.do, doing.undo):
        with pytest.raises(Refused, match="do sổ chứng minh"):
            if press is doing.do:
                doing.do(cb1, of(of_branch, "sinh-hoat", date(2024, 6, 7)).id, TODAY, "", "", None, "chi-bo")
            else:
                doing.undo(cb1, of(of_branch, "sinh-hoat", date(2024, 6, 7)).id, None, "chi-bo")


def test_a_grade_proves_a_duty(regulation: Regulation, committee: Province) -> None:
    duty = Duty.objects.get(regulation=regulation, key="kiem-tra")
    Duty.objects.filter(id=duty.id).update(proof="grade")
    xa, graded = regulation.organisation_id, date(2024, 1, 20)
    committee.fact(Classification, graded, organisation_id=xa, period="2023", grade="hoàn thành tốt nhiệm vụ")
    settle([xa], TODAY)
    found = of(regulation, "kiem-tra", date(2024, 1, 31))
    assert (found.state, found.done_on, found.evidence) == ("done", graded, "grade:2023")


def test_two_who_press_see_both(regulation: Regulation) -> None:
    xa, found = regulation.organisation_id, of(regulation, "bao-cao-quy", date(2024, 6, 25))
    doing.do(xa, found.id, date(2024, 6, 24), "", "", "open", "xa")
    with pytest.raises(Conflict) as torn:
        doing.do(xa, found.id, date(2024, 6, 27), "", "", "open", "tinh")
    assert ("2024-06-27" in torn.value.mine, "2024-06-24" in torn.value.theirs) == (True, True)
    doing.do(xa, found.id, date(2024, 6, 24), "", "", "open", "tinh")  # both say the same: no conflict


@pytest.mark.parametrize(
    ("day", "says"), ((date(2024, 7, 1), "chưa đến"), (date(2024, 3, 25), "thuộc kỳ trước"))
)
def test_a_day_that_cannot_be_is_refused(regulation: Regulation, day: date, says: str) -> None:
    found = of(regulation, "bao-cao-quy", date(2024, 6, 25))
    with pytest.raises(Refused, match=says):
        doing.do(regulation.organisation_id, found.id, day, "", "", "open", "xa")
    assert of(regulation, "bao-cao-quy", date(2024, 6, 25)).state == "open"


def test_what_is_due_on_the_second_may_be_done_in_the_month_before(committee: Province) -> None:
    cb1 = committee.ids["CB1"]
    asked = Adoption("01-QC/CB", date(2024, 1, 1), date(2024, 1, 1))
    made = adopt(cb1, asked, "chi-bo", SAMPLES["branch_with_committee"])
    found = of(made, "hop-chi-uy", date(2024, 7, 2))
    done = doing.do(cb1, found.id, date(2024, 6, 29), "", "", "open", "chi-bo")
    assert (done.state, done.done_on) == ("done", date(2024, 6, 29))
    with pytest.raises(Refused, match="thuộc kỳ trước; kỳ này tính từ 03/06/2024"):
        doing.do(cb1, found.id, date(2024, 6, 2), "", "", None, "chi-bo")


def test_a_superior_checks_what_others_wrote_down(regulation: Regulation) -> None:
    xa, found = regulation.organisation_id, of(regulation, "bao-cao-quy", date(2024, 6, 25))
    with pytest.raises(Refused, match="chưa có gì để kiểm tra"):
        doing.check(xa, found.id, True, "", None, "tinh")
    doing.do(xa, found.id, date(2024, 6, 24), "", "", "open", "xa")
    with pytest.raises(Refused, match="không tự kiểm tra"):
        doing.check(xa, found.id, True, "", None, "xa")
    doing.check(xa, found.id, True, "", None, "tinh")
    assert of(regulation, "bao-cao-quy", date(2024, 6, 25)).checked_by == "tinh"
    with pytest.raises(Refused, match="ghi lý do"):
        doing.check(xa, found.id, False, " ", None, "tinh")
    doing.check(xa, found.id, False, "Chưa thấy báo cáo", None, "tinh")
    assert of(regulation, "bao-cao-quy", date(2024, 6, 25)).state == "open"


def test_nothing_is_due_of_an_organisation_that_is_no_more(committee: Province) -> None:
    """CBX ended on 01/01/2023: what was due before counts, what would have come later lapses."""
    made = Regulation.objects.create(
        organisation_id=committee.ids["CBX"],
        state="in_force",
        number="1",
        adopted_on=date(2022, 6, 1),
        valid_from=date(2022, 6, 1),
    )
    duty = Duty.objects.create(
        regulation=made, place=0, says="Họp", rule=rule(Rhythm("month", 7)), who="bí thư", proof="regular"
    )
    rows = [
        Occurrence(organisation_id=made.organisation_id, duty=duty, due=day)
        for day in (date(2022, 12, 7), REFORM, date(2023, 1, 7))
    ]
    Occurrence.objects.bulk_create(rows)
    found = verdicts(read(Occurrence.objects.filter(duty=duty).order_by("due")), TODAY)
    assert [verdict.state for verdict in found.values()] == ["missed", "lapsed", "lapsed"]
    assert (
        kept([made.organisation_id], date(2022, 1, 1), date(2024, 1, 1), TODAY)[made.organisation_id].due == 1
    )
    Regulation.objects.update(laid_to=None)
    assert lay(None, TODAY) == 0


def test_a_new_regulation_gives_the_day_and_takes_over(regulation: Regulation, committee: Province) -> None:
    xa = regulation.organisation_id
    assign(xa, Asked("DV-CUONG", "Dân vận", date(2024, 2, 1)), "xa")
    second = adopt(xa, Adoption("02-QC/ĐU", date(2024, 6, 1), date(2024, 6, 15)), "xa", SAMPLES["grassroots"])
    regulation.refresh_from_db()
    assert (regulation.state, regulation.valid_to) == ("replaced", date(2024, 6, 15))
    assert not Occurrence.objects.filter(duty__regulation=regulation, due__gte=date(2024, 6, 15)).exists()
    assert min(Occurrence.objects.filter(duty__regulation=second).values_list("due", flat=True)) >= date(
        2024, 6, 15
    )
    assert Assignment.objects.get(regulation=second).valid_from == date(2024, 6, 15)
    assert in_force([xa], date(2024, 6, 14))[xa].number == "01-QC/ĐU"
    assert in_force([xa], date(2024, 6, 15))[xa].number == "02-QC/ĐU"


def test_a_review_moves_the_next_one(regulation: Regulation) -> None:
    assert regulation.review_due == date(2025, 1, 1)
    adopting.review(regulation.organisation_id, date(2024, 6, 20), "Giữ nguyên", None, "xa", revise=True)
    regulation.refresh_from_db()
    assert regulation.review_due == date(2025, 6, 20)
    draft = Regulation.objects.get(state="draft")
    assert [duty.says for duty in adopting.duties(draft)] == [
        duty.says for duty in adopting.duties(regulation)
    ]


def test_the_next_meeting_is_asked_to_take_on_what_is_due(regulation: Regulation) -> None:
    says = [line.says for line in proposals(regulation.organisation_id, TODAY)]
    assert says and all("Theo quy chế" in line for line in says)
    assert not any("họp thường lệ" in line for line in says), "to meet is no item of an agenda"
