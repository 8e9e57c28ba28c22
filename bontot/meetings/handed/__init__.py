"""Tài liệu. What is laid before a meeting: files and addresses, for those alone who belong to it."""
