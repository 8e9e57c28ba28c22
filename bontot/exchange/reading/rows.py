"""From raw rows to rows of fields, a batch of columns at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from bontot.exchange.reading import nothing
from bontot.exchange.reading.cells import Trouble, shown
from bontot.exchange.reading.columns import Header
from bontot.exchange.reading.finishing import FINISHERS
from bontot.exchange.reading.readers import readers_for
from bontot.exchange.reading.refusing import Refused
from bontot.exchange.reading.scanning import Notes
from bontot.exchange.sentences import finding
from bontot.exchange.sheets import Read
from bontot.kernel.finding import Finding
from bontot.kernel.secrets import STAMPS

BATCH = 1000

type Columns = list[list[Any]]


class RowReader:
    """Reads the rows below one header. Findings are appended in the order of the rows."""

    def __init__(
        self, file: str, sheet: str, header: Header, findings: list[Finding], notes: Notes, *,
        text: bool, since_1904: bool, keep_unknown: bool,
    ) -> None:  # fmt: skip
        self.file, self.sheet, self.header, self.findings = file, sheet, header, findings
        self.text = text
        self.places = list(header.columns)
        self.fields = [column.field for column in header.columns.values()]
        self.readers = readers_for(header.columns.values(), formulas=text, since_1904=since_1904)
        self.required = {
            place for place, column in header.columns.items() if column.required and not column.may_be_empty
        }
        self.width = max(header.headers) + 1
        self.unknown = header.unknown if keep_unknown else {}
        self.finish = FINISHERS.get(header.layout.code)
        self.seen_footer = False
        self.noted: dict[int, list[tuple[int, Trouble]]] = {}
        for (row, place), says in notes.errors.items():
            self._note(row + 1, place, Trouble("O-LOI", says))
        for row, place in notes.unfinished:
            self._note(row + 1, place, Trouble("O-CONG-THUC-TRONG", ""))
        self.telltale = next(
            (
                (index, header.headers[place])
                for index, (place, column) in enumerate(header.columns.items())
                if column.read in (Read.TEXT, Read.PERSON)
            ),
            None,
        )

    def _note(self, row: int, place: int, trouble: Trouble) -> None:
        if place in self.header.columns:
            self.noted.setdefault(row, []).append((place, trouble))

    def rows(self, raw: Iterable[Sequence[Any]], first: int) -> Iterator[tuple[int, dict[str, Any]]]:
        """Numbered rows of fields; `first` is the number of the first raw row."""
        rest = iter(raw)
        number = first
        while batch := self._next(rest):
            yield from self._batch(batch, number)
            number += len(batch)

    def _next(self, rest: Iterator[Sequence[Any]]) -> list[Sequence[Any]]:
        batch: list[Sequence[Any]] = []
        try:
            batch.extend(islice(rest, BATCH))
        except Refused as refused:
            self.findings.append(refused.finding)
        return batch

    def _batch(self, batch: list[Sequence[Any]], number: int) -> Iterator[tuple[int, dict[str, Any]]]:
        found: list[tuple[int, int, Finding]] = []
        batch = self._even(batch, number, found)
        raw = list(zip(*batch, strict=True))
        gaps: dict[int, list[int]] = {}
        read: Columns = []
        for place, reader in zip(self.places, self.readers, strict=True):
            values = reader.column(raw[place])
            if reader.troubled:
                self._trouble(values, place, number, found)
            if place in self.required and None in values:
                for offset, value in enumerate(values):
                    if value is None:
                        gaps.setdefault(offset, []).append(place)
            if not STAMPS.isdisjoint(raw[place]):
                self._stamped(raw[place], place, number, found)
            read.append(values)
        self._noted(number, len(batch), found)
        skipped = self._skipped(batch, read, gaps, number, found)
        self._gaps(read, gaps, skipped, number, found)
        found.sort(key=lambda entry: entry[:2], reverse=True)
        yield from self._fields(batch, read, number, skipped, found)
        self._tell(found, number + len(batch))

    def _tell(self, found: list[tuple[int, int, Finding]], row: int) -> None:
        """What has been found up to a row goes to the findings; `found` is sorted from the last row up."""
        while found and found[-1][0] <= row:
            self.findings.append(found.pop()[2])

    def _fields(
        self, batch: list[Sequence[Any]], read: Columns, number: int, skipped: set[int],
        found: list[tuple[int, int, Finding]],
    ) -> Iterator[tuple[int, dict[str, Any]]]:  # fmt: skip
        """The rows of a batch; what is wrong with a row has been told when the row is given."""
        finish, unknown = self.finish, self.unknown
        for offset, row in enumerate(_in_rows(self.fields, read)):
            if found:
                self._tell(found, offset + number)
            if not row or (skipped and offset in skipped):
                continue
            if finish is not None and (trouble := finish(row)):
                self.findings.append(self._said(trouble, self._place("value"), offset + number))
            if unknown:
                row["unknown"] = {
                    header: shown(cell)
                    for place, header in unknown.items()
                    if (cell := batch[offset][place]) not in ("", None)
                }
            yield offset + number, row

    def _even(
        self, batch: list[Sequence[Any]], number: int, found: list[tuple[int, int, Finding]]
    ) -> list[Sequence[Any]]:
        """All rows as long as the header; in a text file rows have any length, and a longer one is a slip."""
        width = self.width
        widths = set(map(len, batch))
        if len(widths) == 1 and (width in widths or (not self.text and min(widths) > width)):
            return batch
        for offset, row in enumerate(batch):
            if self.text and len(row) > width and any(cell.strip() for cell in row[width:]):
                says = finding(
                    "O-THUA", file=self.file, sheet=self.sheet, row=offset + number, value=row[width],
                    count=len(row), width=width,
                )  # fmt: skip
                found.append((offset + number, width, says))
        return [[*row[:width], *[""] * (width - len(row))] for row in batch]

    def _trouble(
        self, values: list[Any], place: int, number: int, found: list[tuple[int, int, Finding]]
    ) -> None:
        """Says what is wrong with the cells of a column, and leaves in it only what may be kept."""
        for offset, value in enumerate(values):
            if type(value) is Trouble:
                values[offset] = value.kept
                found.append((offset + number, place, self._said(value, place, offset + number)))

    def _said(self, trouble: Trouble, place: int, row: int) -> Finding:
        return finding(
            trouble.code, file=self.file, sheet=self.sheet, row=row, column=self.header.headers[place],
            value=trouble.shown, **trouble.filled,
        )  # fmt: skip

    def _place(self, field: str) -> int:
        return self.places[self.fields.index(field)]

    def _stamped(
        self, cells: Sequence[Any], place: int, number: int, found: list[tuple[int, int, Finding]]
    ) -> None:
        for offset, cell in enumerate(cells):
            if cell in STAMPS:
                said = finding("TEP-MAT", file=self.file, sheet=self.sheet, row=offset + number, stamp=cell)
                found.append((offset + number, place, said))

    def _noted(self, number: int, count: int, found: list[tuple[int, int, Finding]]) -> None:
        """Errors and formulas without a result, which the reader of workbooks shows as empty cells."""
        for row in range(number, number + count) if self.noted else ():
            for place, trouble in self.noted.get(row, ()):
                found.append((row, place, self._said(trouble, place, row)))

    def _skipped(
        self, batch: list[Sequence[Any]], read: Columns, gaps: dict[int, list[int]], number: int,
        found: list[tuple[int, int, Finding]],
    ) -> set[int]:  # fmt: skip
        """Rows that are no data: the header again, a row of numbers below it, what stands under the table."""
        suspects = set(gaps)
        if self.telltale is not None:
            index, label = self.telltale
            if label in read[index]:
                suspects |= {offset for offset, value in enumerate(read[index]) if value == label}
        skipped = set()
        for offset in suspects:
            reason = nothing.why(batch[offset], self.header, after_footer=self.seen_footer)
            if reason is None:
                continue
            skipped.add(offset)
            self.seen_footer = self.seen_footer or reason == nothing.FOOTER
            if reason in (nothing.FOOTER, nothing.TITLE):
                text = next(shown(cell) for cell in batch[offset] if cell not in ("", None))
                said = finding(
                    "TEP-HANG-THUA", file=self.file, sheet=self.sheet, row=offset + number, value=text
                )
                found.append((offset + number, -1, said))
        if skipped:
            found[:] = [
                entry
                for entry in found
                if entry[0] - number not in skipped or entry[2].rule.startswith("TEP")
            ]
        return skipped

    def _gaps(
        self, read: Columns, gaps: dict[int, list[int]], skipped: set[int], number: int,
        found: list[tuple[int, int, Finding]],
    ) -> None:  # fmt: skip
        """A required cell that is empty, unless something worse has been said of it already."""
        said = {(row, place) for row, place, _ in found}
        for offset, places in gaps.items():
            if offset in skipped or all(column[offset] is None for column in read):
                continue
            for place in places:
                row = offset + number
                if (row, place) not in said:
                    gap = finding(
                        "O-TRONG",
                        file=self.file,
                        sheet=self.sheet,
                        row=row,
                        column=self.header.headers[place],
                    )
                    found.append((row, place, gap))


def _in_rows(fields: list[str], columns: Columns) -> list[dict[str, Any]]:
    """Columns turned into rows without what is empty; whole columns are zipped, the others looked through."""
    gaps = [values.count(None) for values in columns]
    whole = [index for index, count in enumerate(gaps) if not count]
    names = [fields[index] for index in whole]
    if whole:
        rows = [
            dict(zip(names, row, strict=True)) for row in zip(*(columns[at] for at in whole), strict=True)
        ]
    else:
        rows = [{} for _ in columns[0]]
    for field, values, count in zip(fields, columns, gaps, strict=True):
        if 0 < count < len(values):
            for row, value in zip(rows, values, strict=True):
                if value is not None:
                    row[field] = value
    return rows
