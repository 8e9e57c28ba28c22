"""Khung điểm. By which criteria an organisation is scored before it is recognised: versioned, dated data with its source."""
