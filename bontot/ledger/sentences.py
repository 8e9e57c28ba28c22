"""What may be said that no rule of the law says: one line for each code, whichever chapter says it.

Rules of acts carry their own sentence, and so does what must hold of all facts (`verifying`); what files and cells are
told stands in `exchange.sentences`. Here is the rest. A test compares this list with what the chapters say.
"""

from __future__ import annotations

MEANS: dict[str, str] = {
    "CV-05": "Người ấy không giữ chức vụ này vào ngày thôi giữ.",
    "DV-01": "Không có người mang mã này.",
    "DV-12": "Một giai đoạn kết thúc trước khi bắt đầu.",
    "DV-13": "Dòng nói về người không có trong trang Đảng viên của lần nhập, nên không được dùng.",
    "DV-14": "Người mới ghi vào sổ phải có họ và tên.",
    "KL-07": "Không có hình thức kỷ luật ấy đang có hiệu lực vào ngày xóa hoặc thay đổi.",
    "SO-01": "Hai điều của một người hoặc một tổ chức trùng ngày, mà mỗi ngày chỉ được có một.",
    "SO-02": "Tài khoản không có quyền thực hiện nội dung này ở tổ chức ấy.",
    "SO-03": "Không có quyết định mang số thứ tự này trong sổ.",
    "SO-04": "Quyết định đã được thu hồi.",
    "SO-05": "Quyết định sau đã dựa vào quyết định này; phải thu hồi quyết định sau trước.",
    "SO-06": "Chuỗi mã nối của sổ bị đứt: văn bản, nội dung hoặc dòng dữ liệu đã bị sửa ngoài sổ.",
    "SO-07": "Nội dung JSON thiếu trường, thừa trường hoặc có giá trị không đọc được.",
    "SO-08": "Không đọc được tệp nội dung.",
    "SO-09": "Ngày kết thúc phải sau ngày bắt đầu.",
    "SO-10": "Chữ dài hơn chỗ để ghi.",
    "SO-11": "Mã của tổ chức hoặc của người không ghi được vào địa chỉ của trang: trống, quá dài, có dấu / ? # hay ký tự ẩn.",
    "SO-12": "Quyết định thiếu số hoặc thiếu cơ quan ban hành.",
    "SO-13": "Ngày quyết định ở sau hôm nay hơn một năm.",
    "SO-14": "Nội dung bắt đầu sau hôm nay hơn năm năm; có thể là ghi nhầm năm.",
    "SO-15": "Tham số ở địa chỉ của API thiếu hoặc không đọc được.",
    "SO-16": "Cơ quan ban hành ghi bằng mã mà không có tổ chức nào mang mã ấy.",
    "TC-01": "Không có tổ chức mang mã này; hoặc không có, hoặc có nhiều, tổ chức mang tên này.",
    "TC-02": "Mã đã dùng cho một tổ chức khác; mã không bao giờ được dùng lại.",
    "TC-08": "Tổ chức phải có tên.",
    "TC-09": "Không có loại lịch sử này của tổ chức.",
    "TR-01": "Một người được ghi ở hai dòng.",
    "TR-02": "Số CCCD hoặc số thẻ đã thuộc về người khác.",
    "TR-03": "Trùng họ tên và ngày sinh với một người đã có; cần người xem và quyết định.",
    "TR-04": "Cùng ngày sinh và gần trùng họ tên với một người đã có; cần người xem và quyết định.",
    "TR-05": "Cột “Trùng với” ghi mã không có, hoặc trái với mã và số của chính dòng ấy.",
    "TR-06": "Nhiều người cùng họ tên và ngày sinh nên không rõ dòng nói về ai.",
    "TR-07": "Số đã thuộc về người có họ tên và ngày sinh khác hẳn.",
    "TR-08": "Chỉ khớp họ tên và ngày sinh, và đổi ngày vào Đảng đi nhiều năm; cần người xem và quyết định.",
    "TR-09": "Mã người ở bảng “Chức vụ” là của người có họ tên khác hẳn họ tên cùng dòng.",
}
"""By code: what it means."""
