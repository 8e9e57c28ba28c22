"""The table of a workbook of commitments: a line for each, which may hang under another line of the same file."""

from __future__ import annotations

from bontot.exchange.sheets import Layout, Read, may, must

COMMITMENTS = Layout("commitments", "commitments", "Cam kết", (
    must("organisation", "Mã tổ chức", Read.TEXT, "", "Mã tổ chức đảng", "Mã chi bộ"),
    must("says", "Nội dung cam kết", Read.TEXT, "", "Nội dung", "Việc sẽ làm"),
    must("deadline", "Hạn", Read.DAY, "", "Thời hạn", "Hạn hoàn thành"),
    may("line", "Số dòng", Read.TEXT, "", "STT", "TT"),
    may("above", "Thuộc số dòng", Read.TEXT, "", "Thuộc STT", "Thuộc TT"),
    may("head", "Mã người chịu trách nhiệm", Read.TEXT, "", "Mã người", "Mã đảng viên"),
    may("unit", "Đơn vị tính", Read.TEXT, "", "Đơn vị"),
    may("target", "Chỉ tiêu", Read.TEXT, "", "Mục tiêu"),
    may("year", "Nêu gương năm", Read.TEXT, "", "Năm nêu gương"),
), ("Cam kết", "Bản đăng ký", "Chương trình hành động"))  # fmt: skip

LAYOUTS = (COMMITMENTS,)
