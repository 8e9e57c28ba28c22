"""Finding the person a row speaks of: by code, identity number, card number, or name and birth."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from bontot.kernel.finding import Finding, Severity
from bontot.kernel.text import fold
from bontot.ledger.acts import Origin
from bontot.ledger.models import STILL_KNOWN
from bontot.ledger.sealing import seal
from bontot.members.models import Person, Profile

type Row = dict[str, Any]

SOURCE = "Nguyên tắc dữ liệu của hệ thống"


class People:
    """Everybody known, and everybody that the rows so far have spoken of, by whatever they can be found by."""

    def __init__(self) -> None:
        self._codes: set[str] = set()
        self._by_identity: dict[str, str] = {}
        self._by_card: dict[str, str] = {}
        self._by_birth: dict[tuple[str, str], str] = {}
        self._rows: dict[str, Origin] = {}
        self._last = 0
        self._read_known()

    def _read_known(self) -> None:
        known = Profile.objects.filter(known_to=STILL_KNOWN).order_by("valid_from")
        columns = ("person__code", "identity_number", "card_number", "folded", "born")
        for code, identity, card, folded, born in known.values_list(*columns).iterator(chunk_size=10_000):
            self._codes.add(code)
            self._remember(code, identity, card, folded, born)
        last = Person.objects.order_by("-id").values_list("id", flat=True).first()
        self._last = last or 0

    def _remember(self, code: str, sealed: str, card: str, folded: str, born: str) -> None:
        if sealed:
            self._by_identity[sealed] = code
        if card:
            self._by_card[card] = code
        if folded and born:
            self._by_birth[folded, born] = code

    def of_member(self, row: Row, origin: Origin) -> tuple[str, list[Finding]]:
        """The code of the member that a row lists, a new one where nobody fits; and what is doubtful about it."""
        sealed = seal(row["identity_number"]) if "identity_number" in row else ""
        card, folded, born = row.get("card_number", ""), fold(row["full_name"]), row.get("born", "")
        by_numbers = self._by_identity.get(sealed) or self._by_card.get(card)
        like = self._by_birth.get((folded, born)) if born else None
        code = row.get("code") or by_numbers
        if code is None and like and not sealed and not card:
            code = like  # the row gives nothing else to tell them apart
        code = code or self._new()
        findings = list(self._doubts(code, sealed, card, like, origin))
        self._codes.add(code)
        self._remember(code, sealed, card, folded, born)
        self._rows[code] = origin
        return code, findings

    def _doubts(
        self, code: str, sealed: str, card: str, like: str | None, origin: Origin
    ) -> Iterator[Finding]:
        if code in self._rows:
            where = self._where(code)
            yield _finding("TR-01", f"Người này đã có ở {where}; mỗi người chỉ ghi một dòng.", origin, "code")
        for number, known, field, what in (
            (sealed, self._by_identity, "identity_number", "Số CCCD"),
            (card, self._by_card, "card_number", "Số thẻ đảng viên"),
        ):
            other = known.get(number)
            if other and other != code:
                says = (
                    f"{what} này đã thuộc về {other} ({self._where(other)}); hai người không thể cùng một số."
                )
                yield _finding("TR-02", says, origin, field)
        if like and like != code:
            says = (
                f"Trùng họ tên và ngày sinh với {like} ({self._where(like)}). Nếu là một người, hãy ghi cùng mã đảng viên; "
                "nếu là hai người thì giữ nguyên."
            )
            yield _finding("TR-03", says, origin, "full_name", Severity.WARNING)

    def _where(self, code: str) -> str:
        origin = self._rows.get(code)
        return f"dòng {origin.row}, trang “{origin.sheet}”" if origin else "đã có trong hệ thống"

    def _new(self) -> str:
        while True:
            self._last += 1
            code = f"DV{self._last:07d}"
            if code not in self._codes:
                return code

    def keys_of(self, row: Row, code: str) -> Iterator[str]:
        """Whatever other sheets may call this member."""
        yield code
        for name in ("identity_number", "card_number"):
            if name in row and row[name] != code:
                yield row[name]

    def code_for(self, key: str) -> str | None:
        """The code of whoever a code, an identity number or a card number belongs to."""
        if key in self._codes:
            return key
        if not key.isdigit():
            return None
        return self._by_card.get(key) or self._by_identity.get(seal(key))

    def of_holder(self, row: Row) -> str:
        """The code of whoever holds a post. A stranger without a code gets one that the same row always gives."""
        key = row.get("person", "")
        if key:
            code = self.code_for(key) or key
        else:
            seat = "|".join(
                (fold(row["full_name"]), row["title"], row.get("organisation", ""), row.get("unit", ""))
            )
            code = "NG" + hashlib.blake2b(seat.encode(), digest_size=5).hexdigest().upper()
        self._codes.add(code)
        return code


def _finding(
    rule: str, says: str, origin: Origin, field: str, severity: Severity = Severity.REFUSAL
) -> Finding:
    return Finding(
        rule,
        says,
        severity,
        SOURCE,
        origin.file,
        origin.sheet,
        origin.row,
        origin.columns.get(field, field),
        str(origin.values.get(field, "")),
    )
