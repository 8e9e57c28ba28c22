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

    def lines(self) -> list[tuple[str, list[str]]]:
        """The table as people read it: what may be done, and for each role whether wholly, partly or not at all."""
        lines = [
            (says, ["all" if code in role.permissions else "none" for role in self.roles.values()])
            for code, says in self.permissions.items()
        ]
        for pattern, says in self.acts.items():
            lines.append((says, [_how_much(role, pattern) for role in self.roles.values()]))
        return lines


def _how_much(role: Role, pattern: str) -> str:
    if pattern in role.acts:
        return "all"
    group = pattern.removesuffix("*")
    return "part" if any(act.startswith(group) for act in role.acts) else "none"


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
