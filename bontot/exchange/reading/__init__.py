"""Đọc. A file is looked at by the door, read cell by cell in a process of its own, and told as rows of fields."""
