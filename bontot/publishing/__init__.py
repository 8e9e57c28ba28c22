"""Trang tin. What everybody may read; no way from here to a person."""
