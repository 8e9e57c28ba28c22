"""The project's own files, for tests that read them."""

from __future__ import annotations

import ast
import configparser
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_FOLDERS = ("bontot", "tests", "tools", "docs", "bench", ".ci")
_TEXT = {
    ".py",
    ".html",
    ".md",
    ".yaml",
    ".yml",
    ".toml",
    ".css",
    ".js",
    ".po",
    ".csv",
    ".txt",
    ".lock",
    ".ini",
    "",
}


def texts() -> Iterator[tuple[str, str]]:
    """Every file that is written by hand, with the lock files: its name seen from the root, and what it says.

    In a second working tree `.git` is a file, and none of ours.
    """
    for path in [*ROOT.iterdir(), *(p for folder in _FOLDERS for p in (ROOT / folder).rglob("*"))]:
        ours = path.is_file() and path.suffix in _TEXT and "__pycache__" not in path.parts
        if ours and path.name not in {".git", "uv.lock", ".venv.lock"} and "results" not in path.parts:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def modules(*, tests: bool = False) -> Iterator[tuple[str, ast.Module]]:
    """Every module of the program (its tests where asked), parsed; migrations are written by a machine."""
    for path in sorted((ROOT / "bontot").rglob("*.py")):
        if "migrations" not in path.parts and (tests or "tests" not in path.parts):
            yield path.relative_to(ROOT).as_posix(), _parsed(path)


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def chapters() -> dict[str, int]:
    """Each chapter with its place on the spine, `kernel` being 0, as `.importlinter` has it."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    layers = contracts["importlinter:contract:spine"]["layers"].split("\n")
    rising = [layer for layer in reversed(layers) if layer.strip()]
    return {name.strip(): place for place, layer in enumerate(rising) for name in layer.split("|")}
