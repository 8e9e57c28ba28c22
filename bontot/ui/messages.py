"""Danh mục tiếng Anh: which sentences the program says, and which of them have no English yet.

`python -m bontot.ui.messages` adds new sentences to the catalogue, drops those that are said no more, lists what
still needs a translation and compiles the catalogue. Sentences stand in code and templates, marked, and in data: acts,
forms, vocabularies (`TEXTS`).
"""

from __future__ import annotations

import ast
import importlib
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import bontot

ROOT = Path(bontot.__file__).parent
CATALOGUE = ROOT / "ui/locale/en/LC_MESSAGES/django.po"
FRAMEWORK = ROOT / "ui/locale/vi/LC_MESSAGES/django.po"
"""Vietnamese for what the framework says; kept by hand."""
TEXTS = "bontot.cli.texts"
"""The module that lists the texts of the data. It knows every chapter and so comes after all of them; only running the
catalogue asks it, never a page."""
_HEADER = "# English for what the program says in Vietnamese. See bontot/ui/messages.py."
_UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
"""A catalogue changes when a sentence does, not with the clock."""
_MARKS = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"})
_TAG = re.compile(r'\{%-?\s*trans(?:late)?\s+"((?:[^"\\]|\\.)+)"|\b_\("([^"]+)"\)')
_BLOCK = re.compile(
    r"\{%\s*blocktrans(?:late)?\b([^%]*)%\}(.*?)\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL
)
_PLURAL = re.compile(r"\{%\s*plural\s*%\}")
_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?endcomment\s*%\}", re.DOTALL)


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """A sentence as the code says it; `plural` where it counts something."""

    says: str
    plural: str = ""

    @property
    def id(self) -> str | tuple[str, str]:
        """As a catalogue names it."""
        return (self.says, self.plural) if self.plural else self.says


def said(root: Path = ROOT) -> dict[Message, list[str]]:
    """Every sentence marked for translation under `root`, and the files that say it."""
    found: dict[Message, list[str]] = {}
    for path in sorted(
        [*root.rglob("*.py"), *root.rglob("templates/**/*.html"), *root.rglob("templates/**/*.txt")]
    ):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        for message in _in_python(text) if path.suffix == ".py" else in_template(text):
            found.setdefault(message, []).append(str(path.relative_to(root)))
    return found


def texts() -> dict[str, tuple[str, str]]:
    """Every text of the data: its English where the data has one (else nothing), and where it stands first."""
    found: dict[str, tuple[str, str]] = {}
    for says, english, place in importlib.import_module(TEXTS).texts():
        if says and (says not in found or (english and not found[says][0])):
            found[says] = (english, place)
    return found


def everything() -> dict[Message, list[str]]:
    """All that is said, in code, templates and data, and where."""
    found = said()
    for says, (_english, place) in texts().items():
        found.setdefault(Message(says), []).append(place)
    return found


def in_template(text: str) -> Iterator[Message]:
    """The sentences of a template."""
    text = _COMMENT.sub("", text)
    for one, other in _TAG.findall(text):
        yield Message(re.sub(r"\\(.)", r"\1", one or other))
    for options, inside in _BLOCK.findall(text):
        parts = [_block(part, "trimmed" in options.split()) for part in _PLURAL.split(inside)]
        yield Message(*parts[:2])


def _block(text: str, trimmed: bool) -> str:
    if trimmed:
        text = " ".join(line.strip() for line in text.strip().splitlines())
    return _VARIABLE.sub(r"%(\1)s", text.replace("%", "%%"))


def _in_python(text: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(text)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MARKS):
            continue
        count = 2 if node.func.id.startswith("ngettext") else 1
        words = [arg.value for arg in node.args[:count] if isinstance(arg, ast.Constant)]
        if len(words) == count and all(isinstance(word, str) for word in words):
            yield Message(*map(str, words))


def compiled(catalogue: Path = CATALOGUE) -> bytes:
    """The catalogue as the program reads it."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    out = BytesIO()
    with catalogue.open("rb") as file:
        write_mo(out, read_po(file, locale=catalogue.parent.parent.name))
    return out.getvalue()


def known(catalogue: Path = CATALOGUE) -> dict[str, str]:
    """The English of every sentence that does not count anything."""
    from babel.messages.pofile import read_po

    with catalogue.open("rb") as file:
        entries = read_po(file, locale="en")
    return {entry.id: str(entry.string) for entry in entries if isinstance(entry.id, str) and entry.id}


def untranslated(catalogue: Path = CATALOGUE) -> list[str]:
    """Sentences of the program that have no English, and translations that lost a variable."""
    from babel.messages.pofile import read_po

    with catalogue.open("rb") as file:
        known = read_po(file, locale="en")
    wanting = []
    for message, places in everything().items():
        entry = known.get(message.says)
        given = (entry.string if entry else None) or ""
        strings = [given] if isinstance(given, str) else list(given)
        variables = set(re.findall(r"%\(\w+\)s", message.says))
        if not strings or not all(strings) or bool(message.plural) != (len(strings) > 1):
            wanting.append(f"{message.says}  ({places[0]})")
        elif any(set(re.findall(r"%\(\w+\)s", string)) != variables for string in strings):
            wanting.append(f"{message.says}  (other variables; {places[0]})")
    return wanting


def refresh(catalogue: Path = CATALOGUE) -> None:
    """New sentences come in without a translation, those said no more go; the catalogue is compiled."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po, write_po

    known = Catalog(locale="en")
    if catalogue.exists():
        with catalogue.open("rb") as file:
            known = read_po(file, locale="en")
    fresh = Catalog(locale="en", header_comment=_HEADER, project="bontot", version="1", fuzzy=False)
    fresh.creation_date = fresh.revision_date = _UNDATED
    fresh.last_translator = fresh.language_team = fresh.msgid_bugs_address = ""
    english = texts()
    for message, places in sorted(everything().items()):
        entry = known.get(message.says)
        string = entry.string if entry and bool(message.plural) == isinstance(entry.string, tuple) else None
        string = string or english.get(message.says, ("", ""))[0]
        fresh.add(message.id, string or ("", "") if message.plural else string or "", sorted_places(places))
    with catalogue.open("wb") as file:
        write_po(file, fresh, width=110, sort_output=True, include_lineno=False, omit_header=False)
    for each in (catalogue, FRAMEWORK):
        each.with_suffix(".mo").write_bytes(compiled(each))


def sorted_places(places: list[str]) -> list[tuple[str, int]]:
    """Files, without lines: a catalogue should not change when a line moves."""
    return [(place, 0) for place in sorted(set(places))]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bontot.config.settings")
    import django

    django.setup()
    refresh()
    missing = untranslated()
    print("\n".join(missing), file=sys.stderr)
    sys.exit(1 if missing else 0)
