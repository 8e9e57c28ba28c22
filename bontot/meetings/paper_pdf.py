"""A paper of the Party as a tagged PDF."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import cast

import typst

from bontot.meetings.layout import Paper, is_heading

_FOLDER = Path(__file__).parent


def as_pdf(paper: Paper) -> bytes:
    """A4, in Vietnamese. The words travel as data, never as markup."""
    body = [{"says": line, "heading": is_heading(line)} for line in paper.body]
    return compiled("paper.typ", asdict(paper) | {"body": body})


def compiled(layout: str, said: Mapping[str, object]) -> bytes:
    """A layout of this folder with what is said in it."""
    words = {"said": json.dumps(said, ensure_ascii=False, default=str)}
    return cast(bytes, _compiler(layout).compile(format="pdf", sys_inputs=words))


@lru_cache(maxsize=4)
def _compiler(layout: str) -> typst.Compiler:
    return typst.Compiler(str(_FOLDER / layout), root=str(_FOLDER))
