"""Forms over the copy, beside hand-written DuckDB over the same copy and beside SQL over the facts in SQLite."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # not this folder: this file must not hide the standard library's `statistics`

from bench._statistics_one import measure  # noqa: E402  (the path had to come first)
from bench.measure import each_size  # noqa: E402  (the path had to come first)

SIZES = (2_000, 89_455, 500_000, 1_000_000)
"""Others come on the command line. From a million on it is a nation of 160,000 organisations, which takes five minutes:
only what is added up over all of them, and the copy, are measured."""

if __name__ == "__main__":
    sys.exit(each_size("statistics", SIZES, measure))
