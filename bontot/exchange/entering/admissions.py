"""The days on which people were admitted, as they are known: a quite other day speaks of somebody else, or is a slip."""

from __future__ import annotations

from datetime import date, timedelta

from bontot.ledger.models import STILL_KNOWN
from bontot.members.models import Standing

_FAR = timedelta(days=365)
"""Days between two admissions from which on they are hardly one day written twice."""


class Admissions:
    """The first day of everybody in the Party; read when the first is asked for."""

    def __init__(self) -> None:
        self._known: dict[str, date] | None = None

    def otherwise(self, code: str, said: date | None) -> str:
        """What to say where somebody found by name and birth alone was admitted years before or after the day in the row."""
        known = self._all().get(code)
        if said is None or known is None or abs(said - known) < _FAR:
            return ""
        return (
            f"Dòng này chỉ khớp họ tên và ngày sinh với {code}, và sẽ đổi ngày vào Đảng của người ấy: "
            f"{known:%d/%m/%Y} → {said:%d/%m/%Y}. Nếu là một người, hãy ghi {code} ở cột “Trùng với”; "
            "nếu là hai người, ghi “khác người”."
        )

    def _all(self) -> dict[str, date]:
        if self._known is None:
            turns = Standing.objects.filter(known_to=STILL_KNOWN).order_by("-valid_from")
            self._known = dict(turns.values_list("person__code", "valid_from").iterator(chunk_size=10_000))
        return self._known
