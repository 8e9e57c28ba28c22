"""Đánh giá, xếp loại. How well an organisation or a member has done in a year or a quarter, and what was recognised for it."""
