"""From the rows of a workbook to a framework, and from what is wrong with it back to the rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from bontot.kernel.citation import Citation, Confidence
from bontot.kernel.text import fold
from bontot.law.frameworks.framework import (
    Band,
    Cap,
    Condition,
    Criterion,
    Framework,
    Purpose,
    Side,
    Step,
    Subject,
)
from bontot.law.frameworks.soundness import Flaw, flaws
from bontot.law.sources import SOURCES, cite
from bontot.law.vocabulary import vocabulary
from bontot.scorecards.books.cells import (
    Row,
    Told,
    a_day,
    citation,
    criterion_code,
    framework_code,
    percentage,
    proof,
    read_cell,
    slug,
    whole_number,
)
from bontot.scorecards.books.sheets import (
    BY_LAW,
    CYCLE_WORDS,
    HEAD_FIELDS,
    OF_PART,
    PURPOSE_WORDS,
    REQUIRED,
    SIDE_WORDS,
    SUBJECT_WORDS,
    YES,
)

ITEMS = {field: item for item, field in HEAD_FIELDS.items()}
LAW_SHARE = "classification.outstanding_share"
MEETING_BANDS = {"tot": "good", "kha": "fair", "trung binh": "average", "kem": "poor"}
"""The bands of meetings are counted through the year, so every frame of meetings has just these."""
NEEDED = ("framework", "criteria", "bands", "steps")

type Rows = dict[str, list[Row]]
type Earlier = Callable[[str, str], Framework | None]


def draw(rows: Rows, told: Told, earlier: Earlier) -> tuple[Framework | None, str]:
    """The framework that the rows describe, and the version that it was made from, which `earlier` finds."""
    for part in NEEDED:
        if not rows.get(part) and not told.unread(part):
            told.say(
                "KD-02", f"Tệp không có trang “{OF_PART[part].sheet}”, hoặc trang không có dòng nào.", part
            )
    head = _head(rows.get("framework", []), told)
    if head is None:
        return None, ""
    made = _framework(head, rows, told, earlier(head["code"], head["base"]))
    unread = {
        part for part in OF_PART if told.unread(part)
    }  # what was misread does not fit for that reason alone
    for flaw in flaws(made):
        part = "bands" if flaw.part == "caps" else flaw.part
        if ("criteria" if flaw.field == "whole" else part) not in unread:
            _tell(flaw, part, rows, told)
    return made, head["base"]


def _tell(flaw: Flaw, part: str, rows: Rows, told: Told) -> None:
    if part == "framework":
        row = next((row for row in rows["framework"] if row.text("field") == flaw.field), None)
        told.say("KD-03", flaw.says, part, row, "value", row.text("value") if row else "")
        return
    row = next((row for row in rows.get(part, []) if flaw.line and _named(row) == fold(flaw.line)), None)
    field = {"evidence": "proof", "band": "says"}.get(flaw.field, flaw.field)
    told.say("KD-03", flaw.says, part, row, field, row.text(field) if row else "")


def _named(row: Row) -> str:
    return fold(row.text("code").rstrip(".") or row.fields.get("band", "") or row.text("says"))


def _head(rows: list[Row], told: Told) -> dict[str, Any] | None:
    """What the first sheet says. None where it cannot be said what the framework is."""
    said: dict[str, Row] = {}
    for row in rows:
        name = row.text("field")
        if name in said:
            told.say("KD-02", f"Mục “{ITEMS[name]}” có hai lần.", "framework", row, "field", ITEMS[name])
        said.setdefault(name, row)
    for name in REQUIRED if rows else ():
        if name not in said or not said[name].text("value"):
            says = f"Thiếu mục “{ITEMS[name]}”; hãy ghi ở trang “Khung điểm”."
            told.say("KD-02", says, "framework", said.get(name), "value")
            said.pop(name, None)
    text = {name: row.text("value") for name, row in said.items()}
    head: dict[str, Any] = {name: text.get(name, "") for name in ITEMS}
    readers = {
        "code": (framework_code, "hãy dùng chữ không dấu, chữ số, gạch ngang, như chi-bo-bon-tot."),
        "purpose": (_purpose, "được ghi: " + ", ".join(PURPOSE_WORDS) + "."),
        "subject": (_subject, "được ghi: " + ", ".join(SUBJECT_WORDS) + "."),
        "cycles": (_cycles, "được ghi: " + ", ".join(CYCLE_WORDS) + ", cách nhau dấu phẩy."),
        "first": (a_day, "hãy ghi ngày như 01/01/2026."),
        "whole": (whole_number, "hãy ghi số nguyên, như 100."),
        "capacity": (_capacity, "được ghi: " + ", ".join(vocabulary("capacity").values) + "."),
        "title": (_title, "được ghi: " + ", ".join(vocabulary("recognition_title").values) + "."),
    }
    for name, (read, says) in readers.items():
        if name in said:
            head[name] = read_cell(told, said[name], "value", read, says)
    if "source" in said:
        where = said.get("place", said["source"])
        head["source"], head["place"] = citation(
            told, where, head["source"][:300], head["place"][:200], "value"
        )
    return None if told.unread("framework") else head


def _purpose(text: str) -> Purpose:
    return PURPOSE_WORDS[text.lower()]


def _subject(text: str) -> Subject:
    return SUBJECT_WORDS[text.lower()]


def _cycles(text: str) -> tuple[str, ...]:
    return tuple(CYCLE_WORDS[word.strip().lower()] for word in text.split(",") if word.strip()) or ("year",)


def _capacity(text: str) -> str:
    return _word("capacity", text)


def _title(text: str) -> str:
    return _word("recognition_title", text)


def _word(name: str, text: str) -> str:
    found = vocabulary(name).read(text) if text else ""
    if found is None:
        raise ValueError(text)
    return str(found)


def _framework(head: dict[str, Any], rows: Rows, told: Told, base: Framework | None) -> Framework:
    because = _because(head["source"], head["place"])
    known = {fold(band.says): band.code for band in base.bands} if base else {}
    bands = _bands(head["purpose"], rows.get("bands", []), known, told)
    codes = {fold(band.says): band.code for band in bands}
    return Framework(
        code=head["code"],
        version="",
        says=head["says"][:200],
        title=head["title"] or "",
        first=head["first"] if isinstance(head["first"], date) else date.max,
        because=because,
        demonstration=fold(head["demonstration"]) == fold(YES),
        whole=head["whole"],
        criteria=tuple(_criteria(rows.get("criteria", []), told)),
        hard=tuple(_conditions(rows.get("hard", []), codes, because, told)),
        bands=bands,
        steps=_steps(rows.get("steps", []), base, told),
        purpose=head["purpose"],
        subject=head["subject"],
        capacity=head["capacity"] or "",
        cycles=head["cycles"] or ("year",),
        caps=tuple(_caps(rows.get("bands", []), codes, told)),
        note=head["note"][:2_000],
        owner=head["owner"],
    )


def _steps(rows: list[Row], base: Framework | None, told: Told) -> tuple[Step, ...]:
    """The steps in their order. One that does not say whose it is must be one of the version before."""
    known = {fold(step.says): step for step in base.steps} if base else {}
    found = []
    for number, row in enumerate(rows, 1):
        says, side = row.text("says")[:200], row.text("side")
        before = known.get(fold(says))
        if not side and before is None:
            words = ", ".join(SIDE_WORDS)
            wrong = f"Bước “{says[:60]}” chưa nói là của bên nào; ở cột “Bên chấm” được ghi: {words}."
            told.say("KD-01", wrong, "steps", row, "side")
        whose = Side(side) if side else before.side if before else Side.SELF
        code = before.code if before else slug(says) or str(number)
        found.append(Step(code, says, row.text("who")[:300], whose))
    return tuple(found)


def _because(source: str, place: str) -> Citation:
    return cite(source, place) if source in SOURCES else Citation("", place, source, Confidence.HOUSE)


def _criteria(rows: list[Row], told: Told) -> list[Criterion]:
    found = []
    for row in rows:
        code = read_cell(told, row, "code", criterion_code, "hãy ghi mã như 1, 1.2, 1.2.3.")
        most = read_cell(told, row, "most", whole_number, "hãy ghi số nguyên từ 0 đến 1000.")
        known = proof(told, row)
        if code is not None and most is not None:
            source, place = citation(told, row, row.text("source")[:300], row.text("place")[:200])
            cited = _because(source, place) if source else None
            found.append(Criterion(code, row.text("says")[:400], most, known, row.text("scale")[:200], cited))
    return found


def _conditions(rows: list[Row], bands: dict[str, str], because: Citation, told: Told) -> list[Condition]:
    found = []
    for row in rows:
        best = bands.get(fold(row.text("best")))
        if best is None:
            says = f"Khung không có mức “{row.text('best')[:60]}”; hãy ghi một mức của trang “Mức”."
            told.say("KD-03", says, "hard", row, "best", row.text("best"))
            continue
        source, place = citation(told, row, row.text("source")[:300], row.text("place")[:200])
        cited = _because(source, place) if source else because
        found.append(Condition(row.text("code")[:20], row.text("says")[:400], best, cited, proof(told, row)))
    return found


def _bands(purpose: Purpose, rows: list[Row], known: dict[str, str], told: Told) -> tuple[Band, ...]:
    found = []
    for number, row in enumerate(rows, 1):
        says = row.text("says")[:120]
        least = read_cell(told, row, "least", whole_number, "hãy ghi số nguyên, như 90.")
        code = known.get(fold(says)) or _band_code(purpose, says, number, row, told)
        row.fields["band"] = code
        if least is not None and code:
            found.append(Band(code, least, code if purpose is Purpose.CLASSIFICATION else says))
    return tuple(found)


def _band_code(purpose: Purpose, says: str, number: int, row: Row, told: Told) -> str:
    if purpose is Purpose.CLASSIFICATION:
        code = vocabulary("grade").read(says)
        words = ", ".join(vocabulary("grade").values)
    elif purpose is Purpose.MEETING:
        code, words = MEETING_BANDS.get(fold(says)), "Tốt, Khá, Trung bình, Kém"
    else:
        return slug(says) or f"muc-{number}"
    if code is None:
        told.say("KD-01", f"“{says}” không phải là một mức; được ghi: {words}.", "bands", row, "says", says)
    return str(code or "")


def _caps(rows: list[Row], bands: dict[str, str], told: Told) -> list[Cap]:
    found = []
    for row in rows:
        part, code = row.text("percent"), row.fields.get("band", "")
        if not part or not code:
            continue
        of = [bands.get(fold(word)) for word in row.text("of").split("+") if word.strip()]
        if not of or None in of:
            says = "Tỷ lệ phải nói trong số những mức nào, viết tên các mức cách nhau dấu +."
            told.say("KD-01", says, "bands", row, "of", row.text("of"))
            continue
        names = tuple(str(name) for name in of)
        if fold(part) == fold(BY_LAW):
            found.append(Cap(code, names, parameter=LAW_SHARE))
        elif (
            percent := read_cell(told, row, "percent", percentage, f"hãy ghi như 20%, hoặc “{BY_LAW}”.")
        ) is not None:
            found.append(Cap(code, names, percent))
    return found
