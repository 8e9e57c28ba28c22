"""An article, and somebody who answers its questions: numbers alone, no records behind them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bontot.publishing.articles import create, publish
from bontot.publishing.models import Article
from bontot.publishing.questions import Answering, FigureAnswer, FigureQuestion

BODY = """Có [[indicator:members organisation=BG on=2023-12-31]] đảng viên.

## Trưởng thôn

Bảng: Trưởng thôn là đảng viên

| Chỉ tiêu | Số lượng |
|---|---:|
| Là đảng viên | [[indicator:village_heads_members organisation=BG on=2024-06-30]] |
| Tổng số | [[indicator:village_heads_members organisation=BG on=2024-06-30 part=denominator]] |

Đạt [[indicator:village_heads_members organisation=BG on=2024-06-30 part=ratio]].
"""
NUMBERS: dict[str, tuple[int, int | None]] = {"members": (89455, None), "village_heads_members": (2018, 2148)}


def answering(numbers: dict[str, tuple[int, int | None]], position: int = 7) -> Answering:
    """A function that answers with these numbers."""

    def answer(question: FigureQuestion) -> FigureAnswer:
        numerator, denominator = numbers[question.indicator]
        return FigureAnswer(
            says=f"Chỉ tiêu {question.indicator}",
            organisation_name="Đảng bộ tỉnh",
            numerator=numerator,
            denominator=denominator,
            unknown=0,
            position=position,
            source="Điều 4",
        )

    return answer


def draft(title: str = "Đảng viên ở thôn, bản", body: str = BODY) -> Article:
    """An article not yet published."""
    return create(
        title=title, lead="Phần mở đầu ngắn gọn.", author="Ban Biên tập", body=body, source="Bốn Tốt"
    )


@pytest.fixture
def article(db: None) -> Article:
    """A published article."""
    return publish(draft(), answering(NUMBERS), at=datetime(2024, 7, 1, 8, tzinfo=UTC))
