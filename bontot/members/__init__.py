"""Đảng viên. Who a member is, since when and how, in which branch, in which posts; the roster of any day."""
