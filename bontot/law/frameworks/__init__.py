"""Khung điểm. By what a meeting, an organisation or a member is scored: versioned, dated data, each with its source."""
