"""Every code that reading a workbook of commitments can say, in one place."""

from __future__ import annotations

BOOKS = {
    "CK-01": "Mã tổ chức phải có thật, đang hoạt động và trong phạm vi được giao của người nhập.",
    "CK-02": "Mỗi cam kết phải có nội dung, hạn từ ngày nhập trở đi; chỉ tiêu là số thì phải có đơn vị.",
    "CK-03": "Số dòng không được trùng nhau trong cùng tệp.",
    "CK-04": "Dòng được ghi ở cột “Thuộc số dòng” phải có trong tệp.",
    "CK-05": "Các dòng không được thuộc vòng quanh lẫn nhau.",
    "CK-06": "Tổ chức của một dòng phải là tổ chức của dòng trên, hoặc trực thuộc tổ chức ấy.",
    "CK-07": "Người chịu trách nhiệm phải là người đã có trong hệ thống.",
    "CK-08": "Chỉ tiêu và năm phải là số.",
    "CK-09": "Một tổ chức không nhận hai lần cùng một cam kết, và không nhập lại cam kết đã có.",
    "CK-10": "Tệp không có dòng nào, hoặc có quá nhiều dòng cho một lần nhập.",
}
