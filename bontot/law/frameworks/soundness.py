"""What is wrong with a framework, each thing in a sentence with the line that it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bontot.law.frameworks.framework import Criterion, Framework, Proof, Side
from bontot.law.frameworks.scales import steps


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong: of which part, which line of it, which column of the workbook."""

    says: str
    part: str
    """`framework`, `criteria`, `hard`, `bands`, `steps`, `caps`."""
    line: str = ""
    """The code of the criterion, condition, band or step."""
    field: str = ""


def flaws(framework: Framework) -> Iterator[Flaw]:
    """Everything that is wrong with a framework; nothing where it is sound."""
    if not framework.criteria:
        yield Flaw("Khung chưa có tiêu chí nào.", "criteria")
    for criterion in framework.criteria:
        yield from _of_criterion(framework, criterion)
    total = sum(criterion.most for criterion in framework.parts())
    if framework.criteria and total != framework.whole:
        yield Flaw(
            f"Các tiêu chí cộng lại được {total} điểm, không phải {framework.whole}.",
            "framework",
            "",
            "whole",
        )
    yield from _twice("criteria", "Tiêu chí", [criterion.code for criterion in framework.criteria])
    yield from _twice("hard", "Điều kiện", [condition.code for condition in framework.hard])
    yield from _of_bands(framework)
    yield from _of_known_bands(framework)
    if not framework.steps:
        yield Flaw("Khung chưa nói ai chấm điểm.", "steps")
    elif all(step.side is Side.OPINION for step in framework.steps):
        yield Flaw("Mọi bước của khung chỉ góp ý, không bước nào chấm điểm.", "steps", "", "side")


def problems(framework: Framework) -> list[str]:
    """The sentences alone."""
    return [flaw.says for flaw in flaws(framework)]


def _of_criterion(framework: Framework, criterion: Criterion) -> Iterator[Flaw]:
    code = criterion.code
    codes = {known.code for known in framework.criteria}
    if criterion.most <= 0:
        yield Flaw(f"Tiêu chí {code} phải có điểm tối đa lớn hơn 0.", "criteria", code, "most")
    if criterion.above and criterion.above not in codes:
        says = f"Tiêu chí {code} là một phần của {criterion.above}, mà khung không có {criterion.above}."
        yield Flaw(says, "criteria", code, "code")
    parts = framework.parts(code)
    total = sum(part.most for part in parts)
    if parts and total != criterion.most:
        says = f"Các phần của tiêu chí {code} cộng lại được {total} điểm, không phải {criterion.most}."
        yield Flaw(says, "criteria", code, "most")
    if not parts and criterion.evidence is None:
        yield Flaw(f"Tiêu chí {code} chưa nói chứng minh bằng gì.", "criteria", code, "evidence")
    yield from _of_scale(criterion)


def _of_scale(criterion: Criterion) -> Iterator[Flaw]:
    marks, code = steps(criterion.scale), criterion.code
    if any(first[0] <= second[0] for first, second in zip(marks, marks[1:], strict=False)):
        yield Flaw(
            f"Thang điểm của tiêu chí {code} phải theo thứ tự tỷ lệ giảm dần.", "criteria", code, "scale"
        )
    if any(worth > criterion.most for _, worth in marks):
        says = f"Thang điểm của tiêu chí {code} cho quá {criterion.most} điểm tối đa."
        yield Flaw(says, "criteria", code, "scale")
    if marks and (criterion.evidence is None or criterion.evidence.kind in (Proof.DOCUMENT, Proof.STATEMENT)):
        says = f"Tiêu chí {code} có thang điểm theo tỷ lệ nhưng không được tính từ sổ hay chỉ tiêu."
        yield Flaw(says, "criteria", code, "scale")


def _twice(part: str, what: str, codes: list[str]) -> Iterator[Flaw]:
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Flaw(f"{what} {code} có hai lần.", part, code, "code")


def _of_bands(framework: Framework) -> Iterator[Flaw]:
    bands = framework.bands
    if not bands or bands[-1].least != 0:
        yield Flaw("Mức thấp nhất phải bắt đầu từ 0 điểm.", "bands", bands[-1].code if bands else "", "least")
    if any(first.least <= second.least for first, second in zip(bands, bands[1:], strict=False)):
        yield Flaw("Các mức phải theo thứ tự điểm giảm dần.", "bands", "", "least")
    if bands and bands[0].least > framework.whole:
        says = f"Mức cao nhất cần {bands[0].least} điểm, quá {framework.whole} điểm của cả khung."
        yield Flaw(says, "bands", bands[0].code, "least")
    yield from _twice("bands", "Mức", [band.code for band in bands])


def _of_known_bands(framework: Framework) -> Iterator[Flaw]:
    known = {band.code for band in framework.bands}
    for condition in framework.hard:
        if condition.best not in known:
            says = f"Điều kiện {condition.code} nói tới mức “{condition.best}”, mà khung không có mức ấy."
            yield Flaw(says, "hard", condition.code, "best")
    for cap in framework.caps:
        for code in {cap.band, *cap.of} - known:
            yield Flaw(f"Tỷ lệ nói tới mức “{code}”, mà khung không có mức ấy.", "caps", cap.band, "band")
        if cap.percent is not None and not 0 < cap.percent <= 100:
            yield Flaw(f"Tỷ lệ của mức {cap.band} phải từ 1 đến 100 phần trăm.", "caps", cap.band, "percent")
