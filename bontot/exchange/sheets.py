"""The tables that a workbook may hold: the names of their sheets, their columns, which of these are required."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Read(StrEnum):
    """What a column's cells are."""

    TEXT = "text"
    DAY = "day"
    PARTIAL = "partial"
    IDENTITY = "identity"
    CARD = "card"
    PERSON = "person"
    WORD = "word"
    """A word of the vocabulary that the column names."""
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column: the field that it fills, its header as printed, how its cells are read."""

    field: str
    header: str
    read: Read = Read.TEXT
    required: bool = False
    vocabulary: str = ""
    aliases: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    may_be_empty: bool = False
    """The column is required, but a cell of it may say nothing: what stands at the top has no superior."""


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A table as some program writes it; several layouts may be of one kind."""

    code: str
    kind: str
    sheet: str
    columns: tuple[Column, ...]
    names: tuple[str, ...] = ()
    """Other names under which its sheet goes."""

    @property
    def required(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.required)


def must(field: str, header: str, read: Read = Read.TEXT, vocabulary: str = "", *aliases: str) -> Column:
    return Column(field, header, read, True, vocabulary, aliases)


def may(field: str, header: str, read: Read = Read.TEXT, vocabulary: str = "", *aliases: str) -> Column:
    return Column(field, header, read, False, vocabulary, aliases)


def choice(field: str, header: str, choices: dict[str, str], *, required: bool = False) -> Column:
    return Column(field, header, Read.CHOICE, required, choices=tuple(choices.items()))


LISTS = "Danh mục"
"""The sheet of an empty workbook that lists the words to choose from; reading passes over it."""

ORGANISATION_FIELDS = {
    "Tên": "name", "Loại": "kind", "Cấp trên": "parent", "Loại hình": "base_kind", "Địa bàn": "territory",
}  # fmt: skip
STANDINGS = {"chính thức": "official", "dự bị": "probationary"}
WAYS_IN = {"kết nạp": "admit", "công nhận chính thức": "confirm", "phục hồi": "restore"}
WAYS_OUT = {"từ trần": "die", "khai trừ": "expel", "xóa tên": "strike_off", "xin ra": "leave"}
MEASURES_BEGIN = {"quyết định": "decide", "thay hình thức khác": "instead"}
MEASURES_END = {"xóa kỷ luật": "clear", "thay đổi hình thức": "instead"}

ORGANISATIONS = Layout("organisations", "organisations", "Tổ chức đảng", (
    must("code", "Mã tổ chức", Read.TEXT, "", "Mã tổ chức đảng", "Mã TCĐ"),
    must("name", "Tên tổ chức", Read.TEXT, "", "Tên tổ chức đảng"),
    must("kind", "Loại tổ chức", Read.WORD, "organisation_kind", "Loại tổ chức đảng"),
    Column("parent", "Mã cấp trên", Read.TEXT, True, "", ("Mã tổ chức cấp trên", "Mã tổ chức đảng cấp trên"),
           may_be_empty=True),
    may("established", "Ngày thành lập", Read.DAY),
    may("base_kind", "Loại hình cơ sở", Read.WORD, "base_kind", "Loại hình tổ chức cơ sở đảng", "Loại hình"),
    may("territory", "Địa bàn"),
    may("ended", "Ngày kết thúc", Read.DAY, "", "Ngày giải thể"),
), ("Tổ chức", "Danh sách tổ chức đảng"))  # fmt: skip

MEMBERS = Layout("members", "members", "Đảng viên", (
    must("full_name", "Họ và tên", Read.TEXT, "", "Họ tên", "Họ và tên đảng viên", "Họ tên đảng viên", "Họ và tên khai sinh"),
    must("sex", "Giới tính", Read.WORD, "sex", "Giới"),
    must("born", "Ngày sinh", Read.PARTIAL, "", "Ngày tháng năm sinh", "Sinh ngày", "Năm sinh"),
    must("organisation", "Mã chi bộ", Read.TEXT, "", "Mã tổ chức", "Mã chi bộ sinh hoạt"),
    must("admitted", "Ngày vào Đảng", Read.DAY, "", "Ngày kết nạp", "Ngày vào Đảng lần đầu", "Ngày kết nạp Đảng"),
    may("identity_number", "Số CCCD", Read.IDENTITY, "", "CCCD", "Căn cước", "Số căn cước", "Số căn cước công dân",
        "Căn cước công dân", "Số định danh", "Số định danh cá nhân", "Số CCCD/Căn cước"),
    may("card_number", "Số thẻ đảng viên", Read.CARD, "", "Số thẻ Đảng", "Số thẻ"),
    may("code", "Mã đảng viên", Read.TEXT, "", "Mã ĐV"),
    may("born_on_card", "Ngày sinh theo CCCD", Read.PARTIAL, "", "Ngày sinh theo căn cước", "Ngày sinh trên CCCD"),
    may("decided_on", "Ngày quyết định kết nạp", Read.DAY, "", "Ngày QĐ kết nạp", "Ngày ra quyết định kết nạp"),
    may("official_on", "Ngày chính thức", Read.DAY, "", "Ngày công nhận chính thức", "Ngày công nhận đảng viên chính thức"),
    may("arrived_on", "Ngày về chi bộ", Read.DAY, "", "Ngày chuyển về chi bộ"),
    may("ethnicity", "Dân tộc", Read.WORD, "ethnicity"),
    may("religion", "Tôn giáo", Read.WORD, "religion"),
    may("native_place", "Quê quán"),
    may("residence", "Nơi ở hiện nay", Read.TEXT, "", "Nơi ở", "Chỗ ở hiện nay", "Nơi cư trú"),
    may("occupation", "Nghề nghiệp", Read.WORD, "occupation"),
    may("category", "Đối tượng", Read.WORD, "category"),
    may("general_schooling", "Trình độ phổ thông", Read.WORD, "general_schooling", "Trình độ giáo dục phổ thông",
        "Giáo dục phổ thông", "Trình độ văn hóa", "Trình độ học vấn"),
    may("professional", "Trình độ chuyên môn", Read.WORD, "professional", "Chuyên môn", "Trình độ chuyên môn nghiệp vụ"),
    may("theory", "Lý luận chính trị", Read.WORD, "theory", "Trình độ lý luận chính trị", "Trình độ lý luận", "LLCT"),
    may("exempt_from", "Miễn sinh hoạt từ ngày", Read.DAY, "", "Ngày miễn sinh hoạt"),
    may("left_on", "Ngày ra khỏi Đảng", Read.DAY),
    may("leaving", "Lý do ra khỏi Đảng", Read.WORD, "leaving"),
    may("same_as", "Trùng với"),
), ("Danh sách đảng viên", "DS đảng viên", "DS_DANGVIEN"))  # fmt: skip

BELONGINGS = Layout("belongings", "belongings", "Nơi sinh hoạt", (
    must("person", "Mã người", Read.PERSON, "", "Mã đảng viên"),
    must("organisation", "Mã chi bộ", Read.TEXT, "", "Mã tổ chức"),
    must("since", "Từ ngày", Read.DAY),
    may("until", "Đến ngày", Read.DAY),
    may("form", "Hình thức", Read.WORD, "belonging_form", "Hình thức sinh hoạt"),
))  # fmt: skip

POSTS = Layout("posts", "posts", "Chức vụ", (
    must("full_name", "Họ và tên", Read.TEXT, "", "Họ tên"),
    must("title", "Chức danh", Read.WORD, "title", "Chức vụ"),
    must("since", "Từ ngày", Read.DAY),
    may("person", "Mã người", Read.PERSON, "", "Mã đảng viên"),
    may("organisation", "Mã tổ chức", Read.TEXT, "", "Mã chi bộ"),
    may("unit", "Đơn vị", Read.TEXT, "", "Tên đơn vị"),
    may("unit_kind", "Loại đơn vị", Read.WORD, "unit_kind"),
    may("until", "Đến ngày", Read.DAY),
    may("term", "Nhiệm kỳ"),
))  # fmt: skip

TRAINING = Layout("training", "training", "Bồi dưỡng", (
    must("course", "Mã lớp"),
    must("kind", "Loại lớp", Read.WORD, "course_kind"),
    must("since", "Từ ngày", Read.DAY),
    must("person", "Mã người", Read.PERSON, "", "Mã đảng viên"),
    may("name", "Tên lớp"),
    may("until", "Đến ngày", Read.DAY),
    may("result", "Kết quả"),
    may("certificate", "Số giấy chứng nhận", Read.TEXT, "", "Số chứng nhận"),
), ("Bồi dưỡng, tập huấn", "Lớp bồi dưỡng"))  # fmt: skip

CHANGES = Layout("changes", "changes", "Thay đổi", (
    must("person", "Mã người", Read.PERSON),
    choice("field", "Trường", {
        column.header: column.field for column in MEMBERS.columns
        if column.field not in ("organisation", "admitted", "official_on", "arrived_on", "exempt_from", "left_on", "leaving",
                                "same_as")
    }, required=True),
    may("value", "Giá trị"),
    must("since", "Từ ngày", Read.DAY),
))  # fmt: skip

STANDING = Layout("standings", "standings", "Tình trạng", (
    must("person", "Mã người", Read.PERSON),
    choice("status", "Tình trạng", STANDINGS, required=True),
    must("since", "Từ ngày", Read.DAY),
    may("until", "Đến ngày", Read.DAY),
    may("decided_on", "Ngày quyết định", Read.DAY),
    choice("began", "Vào bằng", WAYS_IN),
    choice("ended", "Ra bằng", WAYS_OUT),
))  # fmt: skip

ORGANISATION_HISTORY = Layout("organisation_history", "organisation_history", "Lịch sử tổ chức", (
    must("organisation", "Mã tổ chức"),
    choice("field", "Trường", ORGANISATION_FIELDS, required=True),
    may("value", "Giá trị"),
    must("since", "Từ ngày", Read.DAY),
    may("until", "Đến ngày", Read.DAY),
))  # fmt: skip

SUCCESSION = Layout("succession", "succession", "Kế thừa", (
    must("organisation", "Mã cũ", Read.TEXT, "", "Mã tổ chức cũ"),
    Column("successor", "Mã mới", Read.TEXT, True, "", ("Mã tổ chức mới", "Mã tổ chức kế thừa"), may_be_empty=True),
    must("since", "Ngày", Read.DAY, "", "Từ ngày"),
    must("way", "Cách", Read.WORD, "succession_way", "Cách sắp xếp"),
    may("part", "Phần", Read.TEXT, "", "Phần kế thừa"),
), ("Kế thừa tổ chức",))  # fmt: skip

EXEMPTIONS = Layout("exemptions", "exemptions", "Miễn sinh hoạt", (
    must("person", "Mã người", Read.PERSON),
    must("since", "Từ ngày", Read.DAY),
    may("until", "Đến ngày", Read.DAY),
))  # fmt: skip

_MEASURE = (
    must("form", "Hình thức", Read.WORD, "discipline_form", "Hình thức kỷ luật"),
    must("decided_on", "Ngày quyết định", Read.DAY, "", "Ngày ra quyết định", "Ngày quyết định kỷ luật"),
    may("offence", "Nội dung", Read.WORD, "offence", "Nội dung vi phạm", "Nội dung kỷ luật"),
    may("by", "Cơ quan quyết định", Read.TEXT, "", "Tổ chức quyết định", "Cấp quyết định"),
    may("since", "Ngày công bố", Read.DAY, "", "Ngày có hiệu lực"),
    may("until", "Ngày hết hiệu lực", Read.DAY),
    choice("began", "Áp dụng bằng", MEASURES_BEGIN),
    choice("ended", "Kết thúc bằng", MEASURES_END),
)  # fmt: skip

DISCIPLINE = Layout("discipline", "discipline", "Kỷ luật", (
    must("person", "Mã người", Read.PERSON, "", "Mã đảng viên"), *_MEASURE,
), ("Kỷ luật đảng viên", "Thi hành kỷ luật"))  # fmt: skip

CENSURE = Layout("censure", "censure", "Kỷ luật tổ chức", (
    must("organisation", "Mã tổ chức", Read.TEXT, "", "Mã tổ chức đảng"), *_MEASURE,
), ("Kỷ luật tổ chức đảng",))  # fmt: skip

_GRADE = (
    must("period", "Kỳ", Read.TEXT, "", "Kỳ đánh giá", "Năm", "Năm đánh giá"),
    must("grade", "Mức xếp loại", Read.WORD, "grade", "Xếp loại", "Kết quả xếp loại"),
    must("since", "Ngày quyết định", Read.DAY, "", "Ngày ra quyết định"),
    may("score", "Điểm", Read.TEXT, "", "Tổng điểm", "Số điểm"),
    may("capacity", "Tư cách", Read.WORD, "capacity", "Tư cách được đánh giá"),
)  # fmt: skip

CLASSIFICATION = Layout("classification", "classification", "Xếp loại", (
    must("organisation", "Mã tổ chức", Read.TEXT, "", "Mã tổ chức đảng"), *_GRADE,
), ("Xếp loại tổ chức", "Xếp loại tổ chức đảng"))  # fmt: skip

MEMBER_CLASSIFICATION = Layout("member_classification", "member_classification", "Xếp loại đảng viên", (
    must("person", "Mã người", Read.PERSON, "", "Mã đảng viên"), *_GRADE,
))  # fmt: skip

RECOGNITION = Layout("recognition", "recognition", "Công nhận", (
    must("organisation", "Mã tổ chức", Read.TEXT, "", "Mã tổ chức đảng"),
    must("title", "Danh hiệu", Read.WORD, "recognition_title"),
    must("year", "Năm", Read.TEXT, "", "Năm công nhận"),
    must("since", "Ngày quyết định", Read.DAY, "", "Ngày ra quyết định"),
), ("Công nhận danh hiệu", "Bốn tốt"))  # fmt: skip

OURS = (
    ORGANISATIONS, MEMBERS, BELONGINGS, POSTS, TRAINING, CHANGES, STANDING, ORGANISATION_HISTORY, SUCCESSION,
    EXEMPTIONS, DISCIPLINE, CENSURE, CLASSIFICATION, MEMBER_CLASSIFICATION, RECOGNITION,
)  # fmt: skip
