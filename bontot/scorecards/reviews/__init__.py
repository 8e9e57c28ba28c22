"""Xếp loại: points by steps, grades with caps and ranking, for organisations, committees, members and heads."""
