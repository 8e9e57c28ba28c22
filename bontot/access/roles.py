"""Vai trò: which role may do what. The one table is `roles.yaml`; this reads it."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Role:
    """A name for people, the pages that may be read, and the acts that may be entered."""

    code: str
    name: str
    permissions: frozenset[str]
    acts: tuple[str, ...]

    def enters(self, act_code: str) -> bool:
        """Whether acts of this kind may be entered in this role."""
        return any(fnmatchcase(act_code, pattern) for pattern in self.acts)


@dataclass(frozen=True, slots=True)
class Table:
    """The whole table: what permissions and groups of acts are called, and the roles."""

    permissions: dict[str, str]
    acts: dict[str, str]
    roles: dict[str, Role]


@lru_cache(maxsize=1)
def table() -> Table:
    """The table. Raises ValueError where a role names a permission that the table does not explain."""
    raw = yaml.safe_load((Path(__file__).parent / "roles.yaml").read_text(encoding="utf-8"))
    roles = {
        code: Role(code, role["name"], frozenset(role["permissions"]), tuple(role["acts"]))
        for code, role in raw["roles"].items()
    }
    for role in roles.values():
        unknown = role.permissions - raw["permissions"].keys()
        if unknown:
            raise ValueError(f"roles.yaml: role {role.code} names unknown permissions: {sorted(unknown)}")
    return Table(raw["permissions"], raw["acts"], roles)
