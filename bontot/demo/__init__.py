"""Tỉnh trình diễn. An invented province, written as the workbooks that an office would hold.

Nobody in it lives. The communes are those of Bắc Giang in 2020–2024; villages, people, cards and numbers are made up,
and yet the twelve figures of the published report follow from the records (`targets` alone knows them).
"""

from importlib.resources import files

from bontot.demo.structure import TOP
from bontot.demo.writing import PAPER_DATED, PAPER_NUMBER, SEED, write

__all__ = ["PAPER_DATED", "PAPER_NUMBER", "SEED", "TOP", "article_text", "write"]


def article_text() -> str:
    """The article on the results of the term: a YAML head between `---` lines, then paragraphs.

    Figures stand in it by name, as in `[[indicator:members organisation=BG on=2023-12-31 part=numerator]]`.
    """
    return files("bontot.demo").joinpath("data/article.md").read_text(encoding="utf-8")
