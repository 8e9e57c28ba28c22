"""Thống kê. Forms and indicators: named questions put to the roster of a day; a number is the length of its list."""
