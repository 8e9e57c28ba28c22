"""The YAML files of the law and of its examples, read quickly and once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent

_BOOL = "tag:yaml.org,2002:bool"
_FASTEST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader in C is ten times faster, and not built everywhere."""


class _Loader(_FASTEST):  # type: ignore[misc]  # the loader is chosen when the program runs
    """Safe, and `on` is a word: an act's day is called so. Only true and false are truth values."""

    yaml_implicit_resolvers = {
        letter: [(tag, shape) for tag, shape in known if tag != _BOOL or letter in "tTfF"]
        for letter, known in _FASTEST.yaml_implicit_resolvers.items()
    }


def load(path: Path) -> Any:
    """What a YAML file says. Raises yaml.YAMLError, naming line and column, where it is not YAML."""
    with path.open("rb") as stream:
        return yaml.load(stream, Loader=_Loader)
