"""A paper as a tagged PDF, which a screen reader can read with its headings and tables."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import cast

import typst

from bontot.ui.papers.paper import Paper

LARGE = 100_000
"""So many characters from which on a paper is set in a process of its own: an annex of ten thousand lines takes a gigabyte,
which a worker that goes on would keep."""
_LAYOUT = Path(__file__).with_name("paper.typ")


def as_pdf(paper: Paper) -> bytes:
    """A4, in Vietnamese."""
    return compiled(_LAYOUT, paper.as_json())


def compiled(layout: Path, said: Mapping[str, object]) -> bytes:
    """A layout with what is said in it. The words travel as data, never as markup."""
    words = json.dumps(said, ensure_ascii=False, default=str)
    if len(words) > LARGE:
        return _alone(layout, words)
    return cast(bytes, _compiler(layout).compile(format="pdf", sys_inputs={"said": words}))


def _alone(layout: Path, words: str) -> bytes:
    program = [sys.executable, str(Path(__file__).with_name("alone.py")), str(layout)]
    return subprocess.run(program, input=words.encode(), stdout=subprocess.PIPE, check=True).stdout


@lru_cache(maxsize=8)
def _compiler(layout: Path) -> typst.Compiler:
    return typst.Compiler(str(layout), root=str(layout.parent))
