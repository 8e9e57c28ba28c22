"""Văn bản. Minutes and resolutions: their words, their versions, their papers."""
