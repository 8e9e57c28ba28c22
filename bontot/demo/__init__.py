"""Tỉnh trình diễn. An invented province, written as the workbooks that an office would hold."""

from bontot.demo.writing import BY, DATED, NUMBER, SEED, write

__all__ = ["BY", "DATED", "NUMBER", "SEED", "write"]
