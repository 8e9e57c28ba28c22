"""What the public door of the statistics says to a figure's question."""

from __future__ import annotations

from bontot.access.scope import Scope
from bontot.ledger import queries as ledger
from bontot.organisations.queries import Book
from bontot.organisations.tree import ids
from bontot.publishing.questions import Answering, FigureAnswer, FigureQuestion
from bontot.statistics.errors import Unanswerable
from bontot.statistics.indicators import INDICATORS
from bontot.statistics.published import figures


def answer_figure(question: FigureQuestion) -> FigureAnswer:
    """The answer, whoever asks. Raises Unanswerable where there is none that may be published."""
    if question.indicator not in INDICATORS:
        raise Unanswerable(f"Không có chỉ tiêu “{question.indicator}”.")
    if question.at is not None and question.at > ledger.end():
        raise Unanswerable(f"Sổ quyết định chưa có số thứ tự {question.at}.")
    (figure,) = figures([question.indicator], question.organisation, question.on, question.since, question.at)
    id = ids([question.organisation])[question.organisation]
    name = Book([id], at=figure.position).on(id, question.on).name
    return FigureAnswer(
        figure.says,
        name,
        figure.numerator,
        figure.denominator,
        figure.unknown,
        figure.position,
        figure.source,
    )


def answering(within: Scope) -> Answering:
    """Answers about organisations that the writer may see; others do not exist."""

    def answer(question: FigureQuestion) -> FigureAnswer:
        id = ids([question.organisation]).get(question.organisation)
        if id is None or id not in within:
            raise Unanswerable(f"Không có tổ chức nào mang mã “{question.organisation}”.")
        return answer_figure(question)

    return answer
