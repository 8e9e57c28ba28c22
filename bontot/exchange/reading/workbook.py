"""Reading workbooks: files in, rows of fields out, and everything that is wrong with them.

    for sheet in read(paths):
        for row, fields in sheet.rows:
            …
        sheet.findings  # grows while the rows are read

A file that may not be opened, and a sheet that is not a table of ours, is a `SheetReading` without rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, SheetTypeEnum, SheetVisibleEnum, load_workbook

from bontot.exchange.reading import columns, texts
from bontot.exchange.reading.door import Admitted, admit
from bontot.exchange.reading.foreign import LAYOUTS
from bontot.exchange.reading.refusing import Refused
from bontot.exchange.reading.rows import RowReader
from bontot.exchange.reading.scanning import Notes
from bontot.exchange.sentences import finding
from bontot.exchange.sheets import LISTS, MEMBERS, Layout
from bontot.kernel.finding import Finding
from bontot.kernel.secrets import stamp_in

type Row = tuple[int, dict[str, Any]]


@dataclass(slots=True)
class SheetReading:
    """One sheet as it was read. `kind` is `unknown` where there is nothing to import from it."""

    file: str
    sheet: str
    kind: str = "unknown"
    layout: str = ""
    header_row: int = 0
    """As in the file, the first line being 1; the last row of a header of two rows."""
    columns: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    """Fields without which a row says too little."""
    headers: dict[str, str] = field(default_factory=dict)
    """The header as printed, by field."""
    unknown_columns: tuple[str, ...] = ()
    left: int = 0
    """Empty columns at the left, which the reader leaves out."""
    places: dict[str, int] = field(default_factory=dict)
    """The column of each field as in the file, the first being 0."""
    remarks_place: int | None = None
    """The column of remarks of an earlier attempt."""
    height: int = 0
    """How many rows the sheet says it has; 0 where that is known only after reading."""
    rows: Iterator[Row] = field(default_factory=lambda: iter(()))
    findings: list[Finding] = field(default_factory=list)


def read(
    paths: Sequence[Path], *, keep_unknown: bool = False, layouts: tuple[Layout, ...] = LAYOUTS
) -> Iterator[SheetReading]:
    """Every sheet of every file, read as the tables `layouts`.

    With `keep_unknown` a row also carries `unknown`: header to text.
    """
    for path in map(Path, paths):
        try:
            yield from _read_file(path, keep_unknown, layouts)
        except Refused as refused:
            yield SheetReading(path.name, "", findings=[refused.finding])


def _read_file(path: Path, keep_unknown: bool, layouts: tuple[Layout, ...]) -> Iterator[SheetReading]:
    admitted = admit(path)
    opened = _text_sheets(admitted) if admitted.suffix == ".csv" else _sheets(admitted)
    recognised = False
    unrecognised: list[SheetReading] = []
    for reading, rows, notes in opened:
        if rows is None:
            yield reading
            continue
        known = _recognise(reading, rows, notes, admitted, keep_unknown, layouts)
        recognised = recognised or known
        if known or reading.findings:
            yield reading
        elif columns.words(reading.sheet) != columns.words(LISTS):
            unrecognised.append(reading)
    if not recognised:
        table = MEMBERS if MEMBERS in layouts else layouts[0]
        names = ", ".join(f"“{column.header}”" for column in table.required)
        yield SheetReading(path.name, "", findings=[
            finding("TEP-KHONG-NHAN-RA", file=path.name, table=table.sheet, columns=names)
        ])  # fmt: skip
    for reading in unrecognised if recognised else ():
        reading.findings.append(finding("TEP-TRANG-LA", file=path.name, sheet=reading.sheet))
        yield reading


type _Opened = Iterator[tuple[SheetReading, Iterable[Sequence[Any]] | None, Notes]]


def _text_sheets(admitted: Admitted) -> _Opened:
    path = admitted.path
    alphabet = texts.alphabet(path)
    rows = texts.rows(path, alphabet, texts.separator(path, alphabet))
    yield SheetReading(path.name, path.stem), rows, Notes()


def _sheets(admitted: Admitted) -> _Opened:
    """The sheets that hold anything; hidden ones are only mentioned. One sheet is in memory at a time."""
    path = admitted.path
    try:
        with load_workbook(str(path)) as workbook:
            for place, about in enumerate(workbook.sheets_metadata):
                if about.typ is not SheetTypeEnum.WorkSheet:
                    continue
                reading = SheetReading(path.name, about.name)
                if stamp := stamp_in([about.name]):
                    raise Refused(finding("TEP-MAT", file=path.name, sheet=about.name, stamp=stamp))
                if about.visible is not SheetVisibleEnum.Visible:
                    reading.findings.append(finding("TEP-TRANG-AN", file=path.name, sheet=about.name))
                    yield reading, None, Notes()
                    continue
                sheet = workbook.get_sheet_by_index(place)
                if sheet.end is None:
                    continue
                _refuse_wide(sheet, path)
                reading.height = sheet.height
                reading.left = sheet.start[1] if sheet.start else 0
                notes = _shifted(admitted.notes.get(about.name), sheet.start)
                yield reading, sheet.iter_rows(), notes
                del sheet
    except CalamineError:
        raise Refused(finding("TEP-HONG", file=path.name)) from None


def _refuse_wide(sheet: CalamineSheet, path: Path) -> None:
    if sheet.width > columns.MOST_COLUMNS:
        what = f"trang tính “{sheet.name}” có {sheet.width} cột, nhiều nhất được {columns.MOST_COLUMNS} cột"
        raise Refused(finding("TEP-QUA-LON", file=path.name, sheet=sheet.name, what=what))


def _shifted(notes: Notes | None, start: tuple[int, int] | None) -> Notes:
    """Notes by the places in the rows that the reader gives, which leave out empty columns at the left."""
    if notes is None or start is None or not start[1]:
        return notes or Notes()
    left = start[1]
    errors = {(row, place - left): says for (row, place), says in notes.errors.items()}
    return Notes(errors, {(row, place - left) for row, place in notes.unfinished}, notes.formulas)


def _recognise(
    reading: SheetReading,
    rows: Iterable[Sequence[Any]],
    notes: Notes,
    admitted: Admitted,
    keep_unknown: bool,
    layouts: tuple[Layout, ...],
) -> bool:
    """Finds the header, says what is wrong with it, and sets the rows going. False where there is none."""
    rest = iter(rows)
    head = list(islice(rest, columns.LOOKED_AT + 1))
    header = columns.find(head, reading.sheet, layouts)
    titles = head[: header.bottom + 1] if header else head
    if stamp := stamp_in(chain.from_iterable(titles)):
        raise Refused(finding("TEP-MAT", file=reading.file, sheet=reading.sheet, stamp=stamp))
    if header is None:
        return False
    layout = header.layout
    reading.kind, reading.layout, reading.header_row = layout.kind, layout.code, header.bottom + 1
    reading.columns = tuple(column.field for column in header.columns.values())
    reading.required = tuple(column.field for column in layout.required if not column.may_be_empty)
    reading.headers = {column.field: header.headers[place] for place, column in header.columns.items()}
    reading.places = {column.field: place + reading.left for place, column in header.columns.items()}
    reading.remarks_place = next(
        (place + reading.left for place, text in header.headers.items() if columns.is_remarks(text)), None
    )
    reading.unknown_columns = tuple(header.unknown.values())
    reading.findings.extend(_about_header(reading, header))
    if notes.formulas:
        reading.findings.append(
            finding("TEP-CO-CONG-THUC", file=reading.file, sheet=reading.sheet, count=notes.formulas)
        )
    reader = RowReader(
        reading.file, reading.sheet, header, reading.findings, notes,
        text=admitted.suffix == ".csv", since_1904=admitted.since_1904, keep_unknown=keep_unknown,
    )  # fmt: skip
    reading.rows = reader.rows(chain(head[header.bottom + 1 :], rest), first=header.bottom + 2)
    return True


def _about_header(reading: SheetReading, header: columns.Header) -> Iterator[Finding]:
    where: dict[str, Any] = {"file": reading.file, "sheet": reading.sheet, "row": header.bottom + 1}
    where["table"] = header.layout.sheet
    for column in header.missing:
        yield finding("TEP-THIEU-COT", **where, column=column.header)
    for column, first, second in header.doubled:
        filled: dict[str, Any] = {"first": columns.place_name(first), "second": columns.place_name(second)}
        yield finding("TEP-COT-TRUNG", **where, column=column.header, **filled)
    for text in header.unknown.values():
        near = columns.nearest(header, text)
        guess = f" (có phải “{near}”?)" if near else ""
        yield finding("TEP-COT-LA", **where, column=text, guess=guess)


__all__ = ["LAYOUTS", "SheetReading", "read"]
