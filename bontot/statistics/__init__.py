"""Thống kê: số liệu phải trung thực, thống nhất, tổng hợp từ cơ sở trở lên, và mở ra được thành danh sách.

Statistics: every number is the length of a list. A form is rows × columns of named questions put to one roster.
The questions run over a columnar copy of the facts (`copy`), which can be thrown away at any time."""
