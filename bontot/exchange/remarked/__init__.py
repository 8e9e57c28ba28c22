"""Trả lại. The clerk's own file with a column of remarks."""
