"""The evidence of a province's scorecards from a year of records, beside DuckDB written by hand that reads the same tables."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # not this folder: its statistics.py is not the standard one

from bench._campaign_one import measure  # noqa: E402  (the path had to come first)
from bench.measure import each_size  # noqa: E402  (the path had to come first)

SIZES = (2_000, 89_455)

if __name__ == "__main__":
    sys.exit(each_size("campaign", SIZES, measure))
