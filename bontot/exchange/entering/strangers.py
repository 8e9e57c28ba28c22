"""Codes of organisations that nobody knows, and which known ones may have been meant.

Other programs' workbooks give the name of a branch where ours give its code: there a name is as good, if only one
organisation bears it.
"""

from __future__ import annotations

from rapidfuzz import fuzz, process

from bontot.access.scope import EVERYWHERE, Scope
from bontot.kernel.finding import Finding, Severity
from bontot.kernel.near import ALIKE, MOST, either, nearest
from bontot.kernel.period import OPEN
from bontot.kernel.text import fold
from bontot.ledger import bulk
from bontot.ledger.acts import Origin
from bontot.ledger.models import STILL_KNOWN
from bontot.ledger.saying import HOUSE
from bontot.organisations.models import Name, Organisation


class Codes:
    """The codes of all organisations that are known, or listed in the same import.

    Names are looked up, and near ones suggested, only among those that may be read.
    """

    def __init__(self, within: Scope = EVERYWHERE) -> None:
        self._known = set(Organisation.objects.values_list("code", flat=True))
        readable = within.organisations()
        self._readable = self._known.copy()
        if readable is not None:
            chosen = bulk.where_among("id", readable)
            self._readable = set(Organisation.objects.filter(chosen).values_list("code", flat=True))
        self._near: dict[str, str] = {}
        self._names: dict[str, dict[str, str]] | None = None
        self._coming: dict[str, str] = {}

    def __contains__(self, code: str) -> bool:
        return code in self._known

    def add(self, code: str, name: str) -> None:
        """An organisation that the import lists."""
        self._known.add(code)
        self._readable.add(code)
        self._coming[code] = name

    def named(self, name: str) -> list[str]:
        """The codes of all organisations that are called so, with or without diacritics."""
        return sorted(self._by_name().get(fold(name), ()))

    def _by_name(self) -> dict[str, dict[str, str]]:
        """By the folded name, the codes of those who bear it with the name as it is spelt; the import's own count."""
        if self._names is None:
            bearing = Name.objects.filter(known_to=STILL_KNOWN, valid_to=OPEN)
            said = dict(bearing.values_list("organisation__code", "name")) | self._coming
            self._names = {}
            for code, name in said.items():
                if code not in self._readable:
                    continue
                self._names.setdefault(fold(name), {})[code] = name
        return self._names

    def unnamed(self, name: str, origin: Origin) -> Finding:
        """What to say of a name that nobody or more than one organisation bears."""
        same = self.named(name)
        if same:
            says = f"Có {len(same)} tổ chức tên “{name}”: {', '.join(same[:5])}. Hãy ghi mã thay cho tên."
        else:
            near = self._nearest_names(name)
            guess = f" Có phải {near}?" if near else ""
            says = f"Không có tổ chức mang mã hoặc tên “{name}”; hãy kiểm tra lại, hoặc nhập tổ chức ấy trước.{guess}"
        return _finding(says, origin, name)

    def stranger(self, code: str, origin: Origin, field: str = "organisation") -> Finding:
        """What to say of an unknown code."""
        near = self._nearest(code)
        guess = f" Có phải {near}?" if near else ""
        says = f"Không có tổ chức mang mã “{code}”; hãy kiểm tra lại mã hoặc nhập tổ chức ấy trước.{guess}"
        return _finding(says, origin, code, field)

    def _nearest(self, code: str) -> str:
        if code not in self._near:
            few = len(self._near) < MOST
            self._near[code] = either(nearest(code, self._readable)) if few else ""
        return self._near[code]

    def _nearest_names(self, name: str) -> str:
        """Like `_nearest`, of names."""
        if name not in self._near:
            names = self._by_name()
            few = len(self._near) < MOST
            found = (
                process.extract(fold(name), list(names), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=3)
                if few
                else []
            )
            meant = [(code, spelt) for folded, _, _ in found for code, spelt in names[folded].items()]
            self._near[name] = " hoặc ".join(f"“{spelt}” ({code})" for code, spelt in meant[:3])
        return self._near[name]


def _finding(says: str, origin: Origin, value: str, field: str = "organisation") -> Finding:
    column = origin.columns.get(field, "")
    return Finding(
        "TC-01", says, Severity.REFUSAL, HOUSE, origin.file, origin.sheet, origin.row, column, value
    )
