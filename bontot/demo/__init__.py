"""Tỉnh trình diễn. An invented province, written as the workbooks that an office would hold."""
