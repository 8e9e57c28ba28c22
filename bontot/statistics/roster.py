"""The rosters that questions are put to: one row for each thing that counts, a member on a day, a coming or going, an
organisation, a post."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bontot.statistics.coming import entries, exits, members
from bontot.statistics.disciplining import censures, cleared, disciplines
from bontot.statistics.grading import graded_members, graded_organisations
from bontot.statistics.holding import attendances, posts, posts_twice, trained_holders
from bontot.statistics.structure import (
    gone_organisations,
    members_by_base_kind,
    new_organisations,
    organisations,
    organisations_by_base_kind,
)
from bontot.statistics.tables import Table


class Measure(StrEnum):
    """A stock is what there is on a day; a flow is what comes and goes in a period."""

    STOCK = "stock"
    FLOW = "flow"


@dataclass(frozen=True, eq=False, slots=True)
class Roster:
    """Rows that may be counted: `subject` is the column that says who or what a row is."""

    says: str
    measure: Measure
    subject: str
    build: Callable[[], Table]
    once: bool = False
    """Whether somebody who has several rows counts once."""
    in_branches: bool = False
    """Whether each row stands in a branch on the last day: then the organisations below together hold all of them. A post
    may be one of the organisation itself."""


MEMBERS = Roster(
    "đảng viên có trong danh sách đến ngày",
    Measure.STOCK,
    "person",
    lambda: members("last"),
    in_branches=True,
)
OPENING = Roster("đảng viên có trong danh sách đầu kỳ", Measure.STOCK, "person", lambda: members("before"))
ENTRIES = Roster("lượt vào danh sách trong kỳ", Measure.FLOW, "person", entries)
EXITS = Roster("lượt ra khỏi danh sách trong kỳ", Measure.FLOW, "person", exits)
ORGANISATIONS = Roster(
    "tổ chức đảng có đến ngày", Measure.STOCK, "organisation", lambda: organisations("last")
)
ORGANISATIONS_BEFORE = Roster(
    "tổ chức đảng có đầu kỳ", Measure.STOCK, "organisation", lambda: organisations("before")
)
ORGANISATIONS_BY_BASE_KIND = Roster(
    "tổ chức đảng theo loại hình cơ sở",
    Measure.STOCK,
    "organisation",
    lambda: organisations_by_base_kind("last"),
)
NEW_ORGANISATIONS = Roster("tổ chức đảng thêm trong kỳ", Measure.FLOW, "organisation", new_organisations)
GONE_ORGANISATIONS = Roster("tổ chức đảng bớt trong kỳ", Measure.FLOW, "organisation", gone_organisations)
MEMBERS_BY_BASE_KIND = Roster(
    "đảng viên theo loại hình cơ sở",
    Measure.STOCK,
    "person",
    lambda: members_by_base_kind("last"),
    in_branches=True,
)
POSTS = Roster("chức vụ đang giữ đến ngày", Measure.STOCK, "person", lambda: posts("last"))
HOLDERS = Roster(
    "người giữ chức vụ đến ngày", Measure.STOCK, "person", lambda: posts_twice("last"), once=True
)
ATTENDANCES = Roster("người dự lớp mở trong kỳ", Measure.FLOW, "person", attendances, once=True)
TRAINED_HOLDERS = Roster(
    "người giữ chức vụ dự lớp mở trong kỳ", Measure.FLOW, "person", trained_holders, once=True
)
DISCIPLINES = Roster("lượt thi hành kỷ luật đảng viên trong kỳ", Measure.FLOW, "person", disciplines)
CLEARED = Roster("lượt xóa, thay đổi hình thức kỷ luật đảng viên trong kỳ", Measure.FLOW, "person", cleared)
CENSURES = Roster("lượt thi hành kỷ luật tổ chức đảng trong kỳ", Measure.FLOW, "organisation", censures)
GRADED_MEMBERS = Roster(
    "đảng viên theo mức xếp loại",
    Measure.STOCK,
    "person",
    lambda: graded_members("last"),
    in_branches=True,
)
GRADED_ORGANISATIONS = Roster(
    "tổ chức đảng theo mức xếp loại", Measure.STOCK, "organisation", lambda: graded_organisations("last")
)
