"""What every benchmark shares: measuring beside a floor, in the same run, and writing down the ratios."""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

RESULTS = Path(__file__).parent / "results"


def seconds(
    work: Callable[[], object], *, times: int = 5, before: Callable[[], object] | None = None
) -> float:
    """The shortest of several runs: other programs only ever make a run longer."""
    best = float("inf")
    for _ in range(times):
        if before is not None:
            before()
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return best


def interleaved(
    work: Callable[[], object], floor: Callable[[], object], *, times: int = 5
) -> tuple[float, float]:
    """The shortest run of each of two, taken in turn, so that a busy machine is busy for both."""
    best = [float("inf"), float("inf")]
    for _ in range(times):
        for place, run in enumerate((work, floor)):
            best[place] = min(best[place], seconds(run, times=1))
    return best[0], best[1]


@dataclass
class Bench:
    """The measures of one benchmark; `finish` writes them and says whether all bounds were kept."""

    name: str
    measures: list[dict[str, object]] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def at_most(self, name: str, ours: float, floor: float, bound: float) -> None:
        """Our seconds per second of the floor must not exceed the bound."""
        self._note(name, ours / floor, "at_most", bound, ours, floor)

    def at_least(self, name: str, ours: float, peer: float, bound: float) -> None:
        """The other way must take at least so many times our seconds."""
        self._note(name, peer / ours, "at_least", bound, ours, peer)

    def within(self, name: str, ours: float, limit: float) -> None:
        """A plain limit in seconds, on this machine."""
        self._note(name, ours / limit, "at_most", 1.0, ours, limit)

    def counted(self, name: str, number: int, bound: int) -> None:
        """What is counted and not timed: presses, letters. The ratio is the number itself."""
        kept = number <= bound
        if not kept:
            self.missed.append(name)
        self.measures.append({"name": name, "ratio": number, "at_most": bound})
        print(f"{' ' if kept else '✗'} {name}: {number} (at_most {bound})")

    def told(self, name: str, ours: float, other: float) -> None:
        """A ratio that is printed and kept, and binds nobody: where a size or a machine says little."""
        self.measures.append(
            {
                "name": name,
                "ratio": round(other / ours, 4),
                "seconds": round(ours, 6),
                "other_seconds": round(other, 6),
            }
        )
        print(f"  {name}: 1 : {other / ours:.3g} ({ours * 1000:.2f} ms beside {other * 1000:.2f} ms)")

    def memory(self, name: str, megabytes: float) -> None:
        """The most memory that the measured process has held."""
        self.measures.append({"name": name, "megabytes": round(megabytes)})
        print(f"  {name}: {megabytes:.0f} MB")

    def finish(self) -> int:
        """Exit status: 0 where every bound was kept, 1 otherwise."""
        RESULTS.mkdir(exist_ok=True)
        said = {"bench": self.name, "machine": machine(), "measures": self.measures}
        (RESULTS / f"{self.name}.json").write_text(
            json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
        for name in self.missed:
            print(f"missed: {name}")
        return 1 if self.missed else 0

    def _note(self, name: str, ratio: float, kind: str, bound: float, ours: float, floor: float) -> None:
        kept = ratio <= bound if kind == "at_most" else ratio >= bound
        if not kept:
            self.missed.append(name)
        self.measures.append(
            {
                "name": name,
                "ratio": round(ratio, 4),
                kind: bound,
                "seconds": round(ours, 6),
                "floor_seconds": round(floor, 6),
            }
        )
        mark = " " if kept else "✗"
        print(
            f"{mark} {name}: {ratio:.3g} ({kind} {bound:g}; {ours * 1000:.2f} ms beside {floor * 1000:.2f} ms)"
        )


type Measure = Callable[[int, Path, TextIO], None]
"""Measures one size in an empty folder and writes lines: what kind, a tab, its name, its numbers with tabs between."""


def apart(size: int, measure: Measure) -> Iterator[list[str]]:
    """The lines of one size, split at their tabs, as they come from a process of its own: settings know one database.

    Raises ChildProcessError at the end where the measurement failed.
    """
    with tempfile.TemporaryDirectory() as home:
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            os.environ["BONTOT_HOME"] = home
            os.environ.pop("DATABASE_URL", None)
            with os.fdopen(write, "w") as out:
                measure(size, Path(home), out)
            os._exit(0)
        os.close(write)
        with os.fdopen(read) as results:
            for line in results:
                yield line.rstrip("\n").split("\t")
        if os.waitpid(child, 0)[1]:
            raise ChildProcessError(f"{size} members: the measurement failed")


def each_size(name: str, sizes: Sequence[int], measure: Measure) -> int:
    """The benchmark `name` over sizes, those of the command line or else these; its exit status."""
    bench = Bench(name)
    for size in [int(word) for word in sys.argv[1:]] or sizes:
        try:
            for kind, says, *numbers in apart(size, measure):
                getattr(bench, kind)(says, *[float(number) for number in numbers if number])
        except ChildProcessError as failed:
            bench.missed.append(str(failed))
    return bench.finish()


def machine() -> str:
    """Where this was measured, without naming anybody's machine."""
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPU, Python {platform.python_version()}"
    )
