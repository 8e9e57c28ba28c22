"""The clerk's own file with a column of remarks: what is wrong stands beside the row that it is about.

An .xlsx is changed in place: nothing but the new column is touched (`patching`). What cannot be changed so (.ods, .xls,
several files at once, a workbook written in an unusual way) is copied cell by cell (`copying`). The cleaning
workbook of the national database gets its two result columns filled instead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from bontot.exchange.remarked import copying, patching
from bontot.exchange.remarked.remarking import BySheet
from bontot.kernel.finding import Finding


def write_remarks(paths: Sequence[Path], findings: Iterable[Finding], out: Path) -> None:
    """The files as they were, with what was found. One workbook comes out, whatever went in."""
    found = list(findings)
    if len(paths) == 1:
        write(paths[0], found, out)
        return
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for one in found:
        by_file[one.file].append(one)
    copying.copy({path: sorted_out(by_file[path.name]) for path in paths}, by_file[""], out)


def write(path: Path, findings: Iterable[Finding], out: Path) -> None:
    """`path` with a column of remarks on each sheet that has some, as `out`. CSV stays CSV where `out` is one."""
    said = sorted_out(findings)
    if path.suffix.lower() == ".csv" and out.suffix.lower() == ".csv":
        copying.copy_csv(path, said, out)
    elif not patching.patch(path, said, out):
        copying.copy({path: said}, [], out)


def sorted_out(findings: Iterable[Finding]) -> BySheet:
    """Findings by sheet and row."""
    by_sheet: BySheet = defaultdict(lambda: defaultdict(list))
    for found in findings:
        by_sheet[found.sheet][found.row or 0].append(found)
    return by_sheet
