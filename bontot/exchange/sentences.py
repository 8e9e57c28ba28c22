"""Every sentence that reading a file can say: its code, its words, how strong it is and on what it rests.

`TEP-…` is about a file or a sheet, `O-…` about a cell or a row. The documentation's tables are made from here.
"""

from __future__ import annotations

from dataclasses import dataclass

from bontot.kernel.finding import Finding, Severity

FORMAT = "Cách đọc bảng tính của Bốn Tốt"
IDENTITY = "Điều 13 Nghị định 137/2015/NĐ-CP"
CARD = "Hướng dẫn cấp thẻ đảng viên theo Chỉ thị 29-CT/TW"
SECRETS = "Luật Bảo vệ bí mật nhà nước 29/2018/QH14"

_REFUSAL, _WARNING, _HINT = Severity.REFUSAL, Severity.WARNING, Severity.HINT


@dataclass(frozen=True, slots=True)
class Sentence:
    """`says` is a template; its fields are filled by what was found."""

    code: str
    says: str
    severity: Severity = Severity.REFUSAL
    source: str = FORMAT


def _table(*sentences: Sentence) -> dict[str, Sentence]:
    return {sentence.code: sentence for sentence in sentences}


FILES = _table(
    Sentence("TEP-KHONG-CO", "Không tìm thấy tệp này. Hãy xem lại tên và thư mục."),
    Sentence("TEP-THU-MUC", "Đây là thư mục, không phải tệp. Hãy chọn các tệp ở bên trong."),
    Sentence("TEP-KHONG-DOC", "Không có quyền đọc tệp này. Hãy mở quyền đọc rồi thử lại."),
    Sentence("TEP-RONG", "Tệp không có nội dung."),
    Sentence(
        "TEP-PHUONG-AN",
        "Tệp này là phương án sắp xếp, không phải dữ liệu kê khai, nên không nhập gì từ tệp. Hãy mở tệp ở trang Phương án "
        "sắp xếp.",
        Severity.WARNING,
    ),
    Sentence(
        "TEP-LOAI",
        "Chỉ đọc được tệp .xlsx, .xls, .ods và .csv. Hãy lưu lại bảng tính ở một trong các dạng "
        "đó.",
    ),
    Sentence(
        "TEP-DUOI-SAI",
        "Tệp có đuôi {suffix} nhưng bên trong là {inside}. Hãy mở bằng Excel rồi lưu lại đúng "
        "dạng.",
    ),
    Sentence("TEP-MA-HOA", "Tệp được đặt mật khẩu. Hãy bỏ mật khẩu rồi nạp lại."),
    Sentence("TEP-MACRO", "Tệp có chứa macro. Hãy lưu lại thành .xlsx (không macro) rồi nạp lại."),
    Sentence("TEP-NEN", "Tệp nén nở ra quá lớn so với một bảng tính bình thường nên không được mở."),
    Sentence("TEP-HONG", "Tệp bị hỏng hoặc chưa tải về hết. Hãy mở bằng Excel, lưu lại rồi nạp lại."),
    Sentence("TEP-XML", "Tệp chứa khai báo lạ (DTD) mà bảng tính bình thường không có nên không được mở."),
    Sentence(
        "TEP-LIEN-KET",
        "Tệp lấy số liệu từ một tệp khác. Hãy ngắt liên kết (Data › Edit Links › Break Link), "
        "lưu rồi nạp lại.",
    ),
    Sentence(
        "TEP-CONG-THUC",
        "Tệp có công thức gọi ra ngoài bảng tính ({formula}). Hãy thay bằng giá trị rồi nạp lại.",
    ),
    Sentence(
        "TEP-QUA-LON",
        "Bảng tính quá lớn: {what}. Hãy xóa các cột, hàng thừa hoặc chia thành nhiều tệp.",
    ),
    Sentence(
        "TEP-BANG-MA",
        "Không đọc được chữ trong tệp (có thể lưu ở bảng mã {encoding}). Hãy lưu lại dạng CSV "
        "UTF-8.",
    ),
    Sentence("TEP-CSV-HONG", "Không tách được hàng và cột của tệp CSV: {why}."),
    Sentence("TEP-MAT", "Tệp có đóng dấu “{stamp}”. Tài liệu bí mật nhà nước không được nạp vào hệ thống này.",
             source=SECRETS),
    Sentence("TEP-KHONG-NHAN-RA", "Không nhận ra bảng nào trong tệp. Hãy kiểm tra hàng tiêu đề, chẳng hạn bảng “{table}” "
             "cần các cột: {columns}."),
    Sentence("TEP-TRANG-LA", "Bỏ qua trang này vì không nhận ra tiêu đề của bảng nào.", _HINT),
    Sentence("TEP-TRANG-AN", "Bỏ qua trang này vì trang đang được ẩn.", _HINT),
    Sentence("TEP-THIEU-COT", "Thiếu cột “{column}”. Hãy thêm cột này vào bảng “{table}”."),
    Sentence("TEP-COT-TRUNG", "Cột “{column}” có hai lần ({first} và {second}). Hãy chỉ giữ lại một cột."),
    Sentence(
        "TEP-COT-LA",
        "Cột này không thuộc bảng “{table}” nên không được dùng{guess}; nội dung vẫn lưu cùng "
        "tệp.", _HINT,
    ),
    Sentence(
        "TEP-CO-CONG-THUC",
        "Trang có {count} ô là công thức; đã đọc kết quả đang lưu trong tệp.", _HINT,
    ),
    Sentence("TEP-HANG-THUA", "Bỏ qua hàng này vì không phải dữ liệu của bảng.", _HINT),
)  # fmt: skip

CELLS = _table(
    Sentence("O-TRONG", "Hàng này thiếu “{column}”."),
    Sentence("O-LOI", "Ô này đang báo lỗi {value} của bảng tính. Hãy sửa lại giá trị."),
    Sentence("O-CONG-THUC", "Ô này là công thức. Hãy thay bằng giá trị."),
    Sentence(
        "O-CONG-THUC-TRONG",
        "Ô này là công thức chưa có kết quả. Hãy mở bằng Excel, lưu lại, hoặc thay bằng giá trị.",
    ),
    Sentence("O-KIEU", "“{value}” không phải {wanted}."),
    Sentence(
        "O-NGAY",
        "“{value}” không phải ngày tháng. Hãy ghi theo dạng ngày/tháng/năm, ví dụ 03/02/1930.",
    ),
    Sentence("O-NGAY-KHONG-CO", "Không có ngày {value} trong lịch{guess}."),
    Sentence("O-NGAY-THIEU", "“{value}” chưa đủ ngày, tháng, năm; ở cột này cần ngày đầy đủ."),
    Sentence("O-NAM", "Năm {year} trong “{value}” không hợp lý. Hãy xem lại."),
    Sentence(
        "O-NAM-HAI-SO",
        "“{value}” chỉ ghi hai chữ số của năm nên không rõ là {one} hay {other}. Hãy ghi đủ bốn "
        "chữ số.",
    ),
    Sentence("O-NAM-DOAN", "“{value}” chỉ ghi hai chữ số của năm; đã hiểu là {year}.", _HINT),
    Sentence(
        "O-NAM-TRONG-O-NGAY",
        "Ô này hiện ngày {value}. Có phải muốn ghi năm {year}? Hãy đổi ô sang dạng chữ rồi ghi "
        "lại.",
    ),
    Sentence("O-CCCD", "“{value}” không phải số căn cước: cần đúng 12 chữ số{hint}.", source=IDENTITY),
    Sentence("O-CCCD-BU", "Bảng tính đã bỏ hai số 0 ở đầu; đã hiểu là {restored}.", _HINT, IDENTITY),
    Sentence("O-THE", "“{value}” không giống số thẻ đảng viên (8 chữ số, hoặc 12 chữ số theo mẫu mới){hint}.",
             _WARNING, CARD),
    Sentence("O-SO-MAT", "“{value}” đã bị bảng tính rút gọn nên mất chữ số. Hãy ghi lại ở dạng chữ."),
    Sentence("O-TU", "Không có “{value}” trong danh mục {list}{guess}."),
    Sentence("O-TU-MO", "“{value}” chưa có trong danh mục {list} nên giữ nguyên như đã ghi{guess}.", _HINT),
    Sentence("O-VONG", "Cấp trên đi thành vòng: {rows}. Hãy sửa mã cấp trên ở một trong các dòng này."),
    Sentence(
        "O-THUA",
        "Hàng này có {count} ô, nhiều hơn {width} cột tiêu đề. Ô có dấu phẩy cần đặt trong ngoặc "
        "kép.",
    ),
)  # fmt: skip

SENTENCES = FILES | CELLS


def finding(
    code: str,
    *,
    file: str = "",
    sheet: str = "",
    row: int | None = None,
    column: str = "",
    value: str = "",
    **filled: object,
) -> Finding:
    """The sentence `code`, filled; `value` and `column` may be named in the sentence too."""
    sentence = SENTENCES[code]
    says = sentence.says.format_map(
        {"value": value, "column": column, "sheet": sheet, "guess": "", "hint": ""} | filled
    ).replace("”?.", "”?")  # a guess ends the sentence with a question
    says = says[:-1] if says.endswith("?.") else says
    return Finding(code, says, sentence.severity, sentence.source, file, sheet, row, column, value)
