"""A paper as a tagged PDF, which a screen reader can read with its headings and tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import cast

import typst

from bontot.ui.papers.paper import Paper

_LAYOUT = Path(__file__).with_name("paper.typ")


def as_pdf(paper: Paper) -> bytes:
    """A4, in Vietnamese."""
    return compiled(_LAYOUT, paper.as_json())


def compiled(layout: Path, said: Mapping[str, object]) -> bytes:
    """A layout with what is said in it. The words travel as data, never as markup."""
    words = {"said": json.dumps(said, ensure_ascii=False, default=str)}
    return cast(bytes, _compiler(layout).compile(format="pdf", sys_inputs=words))


@lru_cache(maxsize=8)
def _compiler(layout: Path) -> typst.Compiler:
    return typst.Compiler(str(layout), root=str(layout.parent))
