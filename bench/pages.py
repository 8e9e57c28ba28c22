"""Pages: as many SQL statements for a province as for a commune, and requests in a second beside a page of one query."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # not this folder: `statistics` here must not hide the standard library's

from bench._pages_one import measure  # noqa: E402  (the path had to come first)
from bench.measure import Bench, apart  # noqa: E402  (the path had to come first)

SIZES = (2_000, 89_455)
TIMES_PLAIN = {"home": 60.0, "home of a past day": 60.0, "organisation": 100.0, "form": 60.0, "person": 60.0}
"""How many plain pages the server may answer in the time of one page: a guard against pages that grow slow."""


def main() -> int:
    """Each size in a process of its own; requests are measured at the last."""
    bench = Bench("pages")
    statements: dict[str, list[float]] = {}
    rates: dict[str, float] = {}
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    for size in sizes:
        for kind, name, number in _one(size, served=size == sizes[-1]):
            if kind == "statements":
                statements.setdefault(name, []).append(number)
            else:
                rates[name] = number
    for name, counted in statements.items():
        print(f"  {name}: {' and '.join(f'{number:g}' for number in counted)} SQL statements")
        bench.counted(f"{name}: SQL statements at the largest size", int(counted[-1]), int(counted[0]))
    for name, bound in TIMES_PLAIN.items():
        bench.at_most(
            f"{name}: time of a request beside a page of one query",
            1 / rates[name],
            1 / rates["plain"],
            bound,
        )
    return bench.finish()


def _one(size: int, *, served: bool) -> list[tuple[str, str, float]]:
    found = apart(size, partial(measure, served=served))
    return [(kind, name, float(number)) for kind, name, number, _size in found]


if __name__ == "__main__":
    sys.exit(main())
