"""What an act about a member must satisfy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from bontot.kernel import partial
from bontot.kernel.finding import Severity
from bontot.kernel.near import perhaps
from bontot.kernel.period import OPEN, covering, months_later
from bontot.law import kinds
from bontot.law.parameters import parameter
from bontot.law.rules import Problem, Rule
from bontot.law.sources import cite
from bontot.law.vocabulary import vocabulary
from bontot.ledger.state import State
from bontot.members.models import Person, Post, Standing
from bontot.organisations.models import Organisation, Place
from bontot.organisations.rules import latest_kind, name_on, not_there
from bontot.organisations.saying import fate

HOUSE = cite("HOUSE")
PROBATION = cite("DL-2011", "Điều 5")


DAY = timedelta(days=1)

# --- asked by several rules ---------------------------------------------------------------------------


def is_member(before: State, code: str, day: date) -> bool:
    """Whether somebody is known to be a member on the day."""
    return covering(before.facts(Standing, before.id_of(Person, code)), day) is not None


def in_the_party(post: Post) -> bool:
    """Whether a post is one of the Party's own, which only members hold."""
    return is_party_title(post.title)


def is_party_title(title: str) -> bool:
    """Whether a title is one of the Party's own."""
    words = vocabulary("title")
    return title in words.in_group("secretary") or title in words.in_group("committee_member")


def years_later(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


# --- standing -----------------------------------------------------------------------------------------


def _member(act: Any, before: State) -> Iterator[Problem]:
    person = before.id_of(Person, act.member)
    if person is not None and covering(before.facts(Standing, person), act.on) is None:
        yield Problem(f"{act.member} không phải là đảng viên vào ngày {act.on:%d/%m/%Y}.", "member")


def _not_a_member(act: Any, before: State) -> Iterator[Problem]:
    code, field = (act.member, "member") if hasattr(act, "member") else (act.code, "code")
    if is_member(before, code, act.on):
        yield Problem(f"{code} đã là đảng viên vào ngày {act.on:%d/%m/%Y}.", field)


def _probationary(act: Any, before: State) -> Iterator[Problem]:
    there = covering(before.facts(Standing, before.id_of(Person, act.member)), act.on)
    if there and there.standing == "official":
        yield Problem(f"{act.member} đã là đảng viên chính thức từ {there.valid_from:%d/%m/%Y}.", "member")


def _probation_over(act: Any, before: State) -> Iterator[Problem]:
    there = covering(before.facts(Standing, before.id_of(Person, act.member)), act.on)
    if there and there.standing == "probationary":
        yield from _too_soon(there.valid_from, act.on, "on")


def _probation_long_enough(act: Any, before: State) -> Iterator[Problem]:
    if act.official_on and act.official_on > act.admitted:
        yield from _too_soon(act.admitted, act.official_on, "official_on")


def _too_soon(admitted: date, official: date, field: str) -> Iterator[Problem]:
    months = parameter("membership.probation", official)
    if (official - admitted).days > months.value * 31:
        return  # long enough however the months fall; most are
    earliest = months_later(admitted, int(months.value))
    if official < earliest:
        says = (
            f"Thời gian dự bị là {months.value} tháng: kết nạp ngày {admitted:%d/%m/%Y} thì công nhận chính thức "
            f"sớm nhất ngày {earliest:%d/%m/%Y}, không phải {official:%d/%m/%Y}."
        )
        yield Problem(says, field)


def _official_to_expel(act: Any, before: State) -> Iterator[Problem]:
    there = covering(before.facts(Standing, before.id_of(Person, act.member)), act.on)
    if there and there.standing == "probationary":
        says = f"{act.member} là đảng viên dự bị: không khai trừ mà xóa tên trong danh sách đảng viên."
        yield Problem(says, "member")


# --- files --------------------------------------------------------------------------------------------


def _days_in_order(act: Any, before: State) -> Iterator[Problem]:
    admitted = act.admitted
    if act.born and partial.earliest(act.born) >= admitted:
        yield Problem(
            f"Ngày vào Đảng {admitted:%d/%m/%Y} phải sau ngày sinh {partial.written(act.born)}.", "born"
        )
    if act.decided_on and act.decided_on > admitted:
        says = f"Ngày quyết định kết nạp {act.decided_on:%d/%m/%Y} phải trước hoặc trùng lễ kết nạp {admitted:%d/%m/%Y}."
        yield Problem(says, "decided_on")
    for field, what in (
        ("official_on", "Ngày chính thức"),
        ("arrived_on", "Ngày về chi bộ"),
        ("exempt_from", "Ngày miễn sinh hoạt"),
        ("left_on", "Ngày ra khỏi Đảng"),
    ):
        day = getattr(act, field)
        if day and day < admitted:
            yield Problem(f"{what} {day:%d/%m/%Y} không thể trước ngày vào Đảng {admitted:%d/%m/%Y}.", field)
    if act.left_on and act.arrived_on and act.left_on <= act.arrived_on:
        says = f"Ngày ra khỏi Đảng {act.left_on:%d/%m/%Y} phải sau ngày về chi bộ {act.arrived_on:%d/%m/%Y}."
        yield Problem(says, "left_on")
    if bool(act.left_on) != bool(act.leaving):
        missing, given = ("leaving", "ngày") if act.left_on else ("left_on", "lý do")
        yield Problem(f"Đã có {given} ra khỏi Đảng thì phải có cả ngày và lý do.", missing)


def _old_enough(act: Any, before: State) -> Iterator[Problem]:
    if not act.born:
        return
    age = parameter("admission.minimum_age", act.admitted)
    if act.admitted.year - int(act.born[:4]) > age.value:
        return  # old enough whatever the day; most are
    if years_later(partial.latest(act.born), int(age.value)) > act.admitted > partial.earliest(act.born):
        youngest = years_later(partial.earliest(act.born), int(age.value))
        if youngest > act.admitted:
            says = f"Người vào Đảng phải đủ {age.value} tuổi: sinh {partial.written(act.born)}, vào {act.admitted:%d/%m/%Y}."
            yield Problem(says, "admitted")


def _card_agrees(act: Any, before: State) -> Iterator[Problem]:
    number, born = act.identity_number, act.born_on_card or act.born
    if len(number) != 12 or not number.isdigit() or not born or not act.sex:
        return
    century, woman = divmod(int(number[3]), 2)
    year = 1900 + 100 * century + int(number[4:6])
    if year != int(born[:4]):
        yield Problem(f"Số CCCD ghi năm sinh {year}, hồ sơ ghi {born[:4]}.", "identity_number")
    if ("nữ" if woman else "nam") != act.sex:
        yield Problem(
            f"Số CCCD ghi giới tính {'nữ' if woman else 'nam'}, hồ sơ ghi {act.sex}.", "identity_number"
        )


def _something_said(act: Any, before: State) -> Iterator[Problem]:
    if not act.said():
        yield Problem("Hãy điền ít nhất một nội dung cần ghi.")


# --- places -------------------------------------------------------------------------------------------


def _may_have_members(act: Any, before: State) -> Iterator[Problem]:
    end = act.left_on or OPEN
    if act.stays:
        for code, first, until, _ in act.stays:
            yield from _lives_in(before, code, first, min(until or first + DAY, end), "stays")
    yield from _lives_in(before, act.organisation, act.arrived_on or act.admitted, end, "organisation")


def _stays_in_branches(act: Any, before: State) -> Iterator[Problem]:
    for code, first, until, _ in act.stays:
        yield from _lives_in(before, code, first, until or OPEN, "stays")


def _receiving_branch(act: Any, before: State) -> Iterator[Problem]:
    if act.to:
        yield from _lives_in(before, act.to, act.on, getattr(act, "until", None) or act.on + DAY, "to")


def _lives_in(before: State, code: str, first: date, end: date, field: str) -> Iterator[Problem]:
    """Whether the organisation exists on the first day, is a branch, and is still there up to the end of the stay."""
    branch = before.id_of(Organisation, code)
    if branch is None or first >= end:
        return  # the plan says it; a stay of no days needs no branch
    places = before.facts(Place, branch)
    if covering(places, first) is None:
        yield Problem(not_there(before, code, first), field)
    elif places[-1].valid_to < end:
        gone = places[-1].valid_to
        says = f"{name_on(before, code, gone)} đã kết thúc ngày {gone:%d/%m/%Y}: đảng viên phải được chuyển đi trước ngày ấy."
        yield Problem(says + fate(branch, gone, before), field)
    kind = latest_kind(before, code, first)
    if kind and not kinds.may_have_members(kind):
        says = f"{name_on(before, code, first)} là {kind}: đảng viên sinh hoạt ở chi bộ, hãy ghi mã chi bộ."
        yield Problem(says, field)


# --- posts --------------------------------------------------------------------------------------------


def _title_known(act: Any, before: State) -> Iterator[Problem]:
    for field, name in (("title", "title"), ("unit_kind", "unit_kind")):
        value, words = getattr(act, field), vocabulary(name)
        if value and value not in words.values:
            near = perhaps(words.nearest(value))
            yield Problem(f"“{value}” chưa có trong danh mục nên không được tính vào biểu{near}", field)


def _somewhere(act: Any, before: State) -> Iterator[Problem]:
    if not act.organisation and not act.unit:
        yield Problem("Chức vụ phải có mã tổ chức hoặc đơn vị.", "organisation")
    if act.until and act.until <= act.on:
        yield Problem(f"Đến ngày {act.until:%d/%m/%Y} phải sau từ ngày {act.on:%d/%m/%Y}.", "until")


def _post_in_existing(act: Any, before: State) -> Iterator[Problem]:
    if not act.organisation or before.id_of(Organisation, act.organisation) is None:
        return
    if covering(before.facts(Place, before.id_of(Organisation, act.organisation)), act.on) is None:
        yield Problem(not_there(before, act.organisation, act.on), "organisation")


def _party_post_by_member(act: Any, before: State) -> Iterator[Problem]:
    if is_party_title(act.title) and not act.unit and not is_member(before, act.person, act.on):
        who = getattr(act, "full_name", "") or act.person
        says = f"{who} giữ chức vụ “{act.title}” nhưng không phải là đảng viên vào ngày {act.on:%d/%m/%Y}."
        yield Problem(says, "person")


def _rule(
    code: str, says: str, problems: Any, because: Any = HOUSE, at_most: Severity = Severity.REFUSAL
) -> Rule:
    return Rule(code=code, says=says, because=because, problems=problems, at_most=at_most)


MEMBER = _rule("DV-02", "Chỉ người đang là đảng viên mới có việc này.", _member)
NOT_A_MEMBER = _rule("DV-03", "Người đang là đảng viên không được kết nạp lần nữa.", _not_a_member)
PROBATIONARY = _rule("DV-04", "Chỉ công nhận chính thức đảng viên dự bị.", _probationary)
PROBATION_OVER = _rule(
    "DV-05",
    "Đảng viên dự bị trải qua đủ thời gian dự bị rồi mới được công nhận chính thức.",
    _probation_over,
    PROBATION,
)
PROBATION_LONG_ENOUGH = _rule("DV-05", PROBATION_OVER.says, _probation_long_enough, PROBATION, Severity.HINT)
OFFICIAL_TO_EXPEL = _rule(
    "DV-06",
    "Khai trừ chỉ áp dụng với đảng viên chính thức.",
    _official_to_expel,
    cite("DL-2011", "Điều 35"),
    Severity.WARNING,
)
DAYS_IN_ORDER = _rule("DV-07", "Các ngày trong hồ sơ theo đúng thứ tự.", _days_in_order)
OLD_ENOUGH = _rule(
    "DV-08",
    "Người vào Đảng phải đủ tuổi theo Điều lệ.",
    _old_enough,
    cite("DL-2011", "Điều 1"),
    Severity.WARNING,
)
CARD_AGREES = _rule(
    "DV-09",
    "Số căn cước chứa giới tính và năm sinh; khác với hồ sơ thì cần xem lại.",
    _card_agrees,
    HOUSE,
    Severity.HINT,
)
SOMETHING_SAID = _rule("DV-10", "Phải có nội dung cần ghi.", _something_said)
MAY_HAVE_MEMBERS = _rule("DV-11", "Đảng viên sinh hoạt ở một chi bộ đang tồn tại.", _may_have_members)
STAYS_IN_BRANCHES = _rule("DV-11", MAY_HAVE_MEMBERS.says, _stays_in_branches)
RECEIVING_BRANCH = _rule("DV-11", MAY_HAVE_MEMBERS.says, _receiving_branch)
TITLE_KNOWN = _rule("CV-01", "Chức danh và loại đơn vị theo danh mục.", _title_known, HOUSE, Severity.HINT)
SOMEWHERE = _rule("CV-02", "Chức vụ phải ở một tổ chức hoặc đơn vị, và có ngày đúng thứ tự.", _somewhere)
POST_IN_EXISTING = _rule("CV-03", "Tổ chức có chức vụ phải tồn tại vào ngày bắt đầu.", _post_in_existing)
PARTY_POST_BY_MEMBER = _rule(
    "CV-04", "Chức vụ trong Đảng do đảng viên giữ.", _party_post_by_member, HOUSE, Severity.WARNING
)
