"""Trao đổi. Workbooks in and out: every problem at once, all or nothing, and the clerk's own file back with remarks."""
