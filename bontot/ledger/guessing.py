"""Which known code somebody may have meant: only among what the account may write about, so that nothing is given away."""

from __future__ import annotations

from bontot.kernel.near import MOST, meant, nearest
from bontot.ledger.authority import Authority
from bontot.ledger.models import Identity

_LOOKED_AT = 20
"""Near codes of which three are told: an account may write about few of them."""


class Guesses:
    """Guesses for a crowd of acts: the codes are read once, and only where one is unknown."""

    def __init__(self) -> None:
        self._known: dict[type[Identity], dict[str, int]] = {}
        self._near: dict[tuple[type[Identity], str], list[str]] = {}

    def question(self, identity: type[Identity], code: str, act: str, by: Authority) -> str:
        """What to add to the sentence about the unknown code; nothing where nothing is near."""
        if (identity, code) not in self._near:
            if len(self._near) >= MOST:
                return ""
            if identity not in self._known:
                rows = identity._default_manager.values_list("code", "id")
                self._known[identity] = dict(rows)
            self._near[identity, code] = nearest(code, self._known[identity], _LOOKED_AT)
        known = self._known[identity]
        near = [each for each in self._near[identity, code] if by.unlimited or by.may(act, {known[each]})]
        return meant(near[:3])
