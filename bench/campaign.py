"""The evidence of a province's scorecards from a year of records, beside DuckDB written by hand that reads the same tables."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # not this folder: its statistics.py is not the standard one

SIZES = (2_000, 89_455)


def main() -> int:
    """Each size in a process of its own, since settings know one database; the parent gathers."""
    from bench.measure import Bench

    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    bench = Bench("campaign")
    for size in sizes:
        with tempfile.TemporaryDirectory() as home:
            read, write = os.pipe()
            child = os.fork()
            if child == 0:
                os.close(read)
                os.environ["BONTOT_HOME"] = home
                os.environ.pop("DATABASE_URL", None)
                from bench._campaign_one import measure

                with os.fdopen(write, "w") as out:
                    measure(size, Path(home), out)
                os._exit(0)
            os.close(write)
            with os.fdopen(read) as results:
                for line in results:
                    kind, name, *numbers = line.rstrip("\n").split("\t")
                    getattr(bench, kind)(name, *[float(number) for number in numbers if number])
            if os.waitpid(child, 0)[1]:
                bench.missed.append(f"{size} members: the measurement failed")
    return bench.finish()


if __name__ == "__main__":
    sys.exit(main())
