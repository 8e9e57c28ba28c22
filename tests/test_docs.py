"""The documents are true: what they link to exists, what they name exists, and what is generated is current."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bontot.cli.docs import REFERENCE, outdated
from bontot.cli.reference import pages
from tests import source

DOCUMENTS = sorted([*source.ROOT.glob("*.md"), *(source.ROOT / "docs").rglob("*.md")])
_FENCED = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"(?:[\w.-]+/)+(?:[\w-]+\.(?:py|yaml|html|css|md|typ|toml))?")
_MOST_BYTES = 400_000


def _name(path: Path) -> str:
    return path.relative_to(source.ROOT).as_posix()


def _prose(path: Path) -> str:
    return _FENCED.sub("", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_a_link_leads_somewhere(document: Path) -> None:
    dead = [
        link
        for link in _LINK.findall(_prose(document))
        if not re.match(r"[a-z]+:", link)
        if not _target(document, link)
    ]
    assert not dead


def _target(document: Path, link: str) -> bool:
    """Whether the file is there, and the heading where one is named."""
    path, _, heading = link.partition("#")
    target = (document.parent / path).resolve() if path else document
    if not target.exists():
        return False
    return not heading or heading in {
        _anchor(line) for line in target.read_text(encoding="utf-8").splitlines()
    }


def _anchor(line: str) -> str:
    """A heading as links name it."""
    return (
        re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).replace(" ", "-") if line.startswith("#") else ""
    )


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_a_file_that_is_named_exists(document: Path) -> None:
    """A path in code marks is seen from the root."""
    named = {text for text in _CODE.findall(_prose(document)) if _PATH.fullmatch(text)}
    missing = [
        path
        for path in named
        if not path.startswith(("var/", "BONTOT_HOME/"))
        if not (source.ROOT / path).exists()
    ]
    assert not missing


def test_the_two_readmes_say_the_same_things_in_the_same_order() -> None:
    """As many sections, the same addresses, the same commands."""
    english, vietnamese = (
        (source.ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.vi.md")
    )
    for pattern in (
        r"^#+ ",
        r"^\d\. \*\*",
        r"\]\((docs/images/[^)]*)\)",
        r"<(http[^>]*)>",
        r"python3 dev.py (\w+)",
    ):
        assert re.findall(pattern, english, re.M) == re.findall(pattern, vietnamese, re.M), pattern


def test_pictures_are_small_and_used() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    pictures = list((source.ROOT / "docs" / "images").iterdir())
    assert pictures
    assert [
        p.name for p in pictures if p.stat().st_size > _MOST_BYTES or f"images/{p.name}" not in text
    ] == []


def test_decisions_are_numbered_without_gaps() -> None:
    files = sorted((source.ROOT / "docs" / "decisions").glob("*.md"))
    titles = [path.read_text(encoding="utf-8").partition("\n")[0] for path in files]
    assert [path.name[:4] for path in files] == [f"{n:04}" for n in range(1, len(files) + 1)]
    assert [title.split(".")[0] for title in titles] == [f"# {n}" for n in range(1, len(files) + 1)]


def test_the_reference_is_current() -> None:
    """`python3 dev.py bontot docs` writes it anew."""
    assert outdated(REFERENCE, pages()) == []
