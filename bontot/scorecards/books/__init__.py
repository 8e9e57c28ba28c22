"""Khung điểm bằng bảng tính: an office writes a framework out, changes it, and sends it back as the next version."""
