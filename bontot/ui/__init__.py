"""Giao diện. Pages, tables, charts and components; text size and contrast; the check that every page passes."""
