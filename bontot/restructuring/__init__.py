"""Sắp xếp tổ chức. Acts that end or divide organisations, and say where everything in them goes."""
