"""Finding the person a row speaks of: by code, identity number, card number, or name and birth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bontot.access.scope import EVERYWHERE, Scope
from bontot.exchange.entering.admissions import Admissions
from bontot.exchange.entering.likeness import NEW, Births, Doubt, said_new, stranger_code
from bontot.exchange.entering.placing import at_row
from bontot.exchange.entering.readable import SOMEBODY, Readable
from bontot.kernel.finding import Finding, Severity
from bontot.kernel.partial import written
from bontot.kernel.text import fold
from bontot.ledger.acts import Origin
from bontot.ledger.models import STILL_KNOWN
from bontot.ledger.sealing import seal
from bontot.members.models import Belonging, Person, Profile, Standing

type Row = dict[str, Any]
type Decisions = Mapping[tuple[str, str, int], str]
"""By file, sheet and row: the code of the person whom the row speaks of, or `new`."""


class People:
    """Everybody known, and everybody that the rows so far have spoken of, by whatever they can be found by.

    `within` is whose files may be read: who is found by a number and stands elsewhere is told without a code, or a
    list of numbers would open anybody's.
    """

    def __init__(self, decisions: Decisions | None = None, within: Scope = EVERYWHERE) -> None:
        self.doubts: list[Doubt] = []
        self._decisions = decisions or {}
        self._codes: set[str] = set()
        self._by_identity: dict[str, str] = {}
        self._by_card: dict[str, str] = {}
        self._identified: set[str] = set()
        self._births = Births()
        self._admissions = Admissions()
        self._rows: dict[str, Origin] = {}
        self._fresh: set[str] = set()
        """Those of whom nobody knew before this import."""
        self._last = 0
        self._readable = Readable(within)
        self._read_known()

    def _read_known(self) -> None:
        known = Profile.objects.filter(known_to=STILL_KNOWN).order_by("person_id", "valid_from")
        columns = ("person__code", "identity_number", "card_number", "full_name", "folded", "born")
        for code, *said in known.values_list(*columns).iterator(chunk_size=10_000):
            self._codes.add(code)
            self._remember(code, *said)
        last = Person.objects.order_by("-id").values_list("id", flat=True).first()
        self._last = last or 0

    def _remember(self, code: str, sealed: str, card: str, name: str, folded: str, born: str) -> None:
        if sealed:
            self._by_identity[sealed] = code
            self._identified.add(code)
        if card:
            self._by_card[card] = code
        if folded and born:
            self._births.remember(code, name, folded, born)

    def of_member(self, row: Row, origin: Origin) -> tuple[str, list[Finding]]:
        """The code of the member that a row lists, a new one where nobody fits; and what is doubtful about it."""
        sealed = seal(row["identity_number"]) if "identity_number" in row else ""
        card, name, born = row.get("card_number", ""), row["full_name"], row.get("born", "")
        folded = fold(name)
        same, accented = self._births.like(name, folded, born)
        own = row.get("code") or self._by_identity.get(sealed) or self._by_card.get(card)
        decided = self._decided(row, origin)
        findings: list[Finding] = []
        if decided == NEW:
            code = own or (self._twin(same[1:], row) if len(same) > 1 else None)
        elif decided:
            code = own or decided
            findings += self._misdecided(decided, own, row, origin)
        else:
            code = own
            if code is None and same and not sealed and not card:
                code = same[0] if len(same) == 1 else self._twin(same, row)
                if code is None:
                    findings.append(self._several(same, row, origin))
                elif code in self._codes and code not in self._fresh:
                    findings += self._admitted_otherwise(code, row, origin)
            if code and "code" not in row and self._births.other(code, folded, born):
                findings.append(self._somebody_else(code, row, origin))
        known = code is not None and code in self._codes and code not in self._fresh
        code = code or self._new()
        findings += self._doubts(code, sealed, card, bool(own), row, origin)
        if not findings or decided:
            findings += self._alike(code, known, [*same, *accented], folded, sealed, decided, row, origin)
        if not known:
            self._fresh.add(code)
        self._codes.add(code)
        self._remember(code, sealed, card, name, folded, born)
        self._rows[code] = origin
        return code, findings

    # --- what has been decided -------------------------------------------------------------------------

    def _decided(self, row: Row, origin: Origin) -> str:
        said = self._decisions.get((origin.file, origin.sheet, origin.row)) if self._decisions else None
        said = said or row.get("same_as", "")
        if not said or said_new(said):
            return NEW if said else ""
        return self.code_for(said) or str(said)

    def _misdecided(self, decided: str, own: str | None, row: Row, origin: Origin) -> Iterator[Finding]:
        if decided not in self._codes:
            says = (
                f"Không có người nào mang mã “{decided}”. Hãy ghi mã đảng viên đã có, hoặc ghi “khác người”."
            )
            yield at_row("TR-05", says, origin, "same_as")
        elif own and own != decided:
            says = (
                f"Dòng này mang mã hoặc số của {self._called(own)} nhưng lại ghi là trùng với {decided}. "
                "Hãy bỏ một trong hai."
            )
            yield at_row("TR-05", says, origin, "same_as")

    def _several(self, same: list[str], row: Row, origin: Origin) -> Finding:
        self._doubt("TR-06", same, "", row, origin)
        says = (
            f"Có {len(same)} người cùng họ tên và ngày sinh ({', '.join(same[:5])}) nên không rõ dòng này là ai. "
            "Hãy ghi mã đảng viên, hoặc ghi mã ấy (hay “khác người”) ở cột “Trùng với”."
        )
        return at_row("TR-06", says, origin, "full_name")

    def _somebody_else(self, code: str, row: Row, origin: Origin) -> Finding:
        says = f"Số này là của {self._called(code)}, nhưng họ tên và ngày sinh khác hẳn. Hãy xem lại số; "
        if self._may_read(code):
            self._doubt("TR-07", [code], "", row, origin)
            says += f"nếu đúng là một người, hãy ghi {code} ở cột “Trùng với”."
        else:
            says += "nếu số đúng, hãy đề nghị cấp trên của cả hai nơi phân định."
        return at_row("TR-07", says, origin, "identity_number" if "identity_number" in row else "card_number")

    def _admitted_otherwise(self, code: str, row: Row, origin: Origin) -> Iterator[Finding]:
        """Of whoever stands elsewhere the day is not told, nor whether it is near: days could be tried one by one."""
        says = self._admissions.otherwise(code, row.get("admitted")) if code in self._readable else ""
        if says:
            self._doubt("TR-08", [code], "", row, origin)
            yield at_row("TR-08", says, origin, "admitted", Severity.WARNING)

    def _twin(self, codes: list[str], row: Row) -> str | None:
        """Among people of one name and birth, the one whom the row must mean: of its branch, admitted on its day."""
        free = [code for code in codes if code not in self._rows]
        admitted = Standing.objects.filter(
            known_to=STILL_KNOWN, person__code__in=free, valid_from=row["admitted"]
        )
        here = Belonging.objects.filter(
            known_to=STILL_KNOWN, person__code__in=free, organisation__code=row.get("organisation", "")
        )
        fitting = set(admitted.values_list("person__code", flat=True))
        fitting &= set(here.values_list("person__code", flat=True))
        return next((code for code in free if code in fitting), None)

    # --- what is doubtful ------------------------------------------------------------------------------

    def _doubts(
        self, code: str, sealed: str, card: str, numbered: bool, row: Row, origin: Origin
    ) -> Iterator[Finding]:
        if code in self._rows:
            advice = "mỗi người chỉ ghi một dòng."
            if not numbered:
                self._doubt("TR-01", [code], "", row, origin)
                advice = "nếu là hai người khác nhau, hãy ghi “khác người” ở cột “Trùng với”."
            says = f"Người này đã có ở {self._where(code)}; {advice}"
            yield at_row("TR-01", says, origin, "code" if numbered else "full_name")
        for number, known, field, what in (
            (sealed, self._by_identity, "identity_number", "Số CCCD"),
            (card, self._by_card, "card_number", "Số thẻ đảng viên"),
        ):
            other = known.get(number)
            if other and other != code:
                says = f"{what} này đã thuộc về {self._called(other)}; hai người không thể cùng một số."
                yield at_row("TR-02", says, origin, field)

    def _alike(
        self,
        code: str,
        known: bool,
        like: list[str],
        folded: str,
        sealed: str,
        decided: str,
        row: Row,
        origin: Origin,
    ) -> Iterator[Finding]:
        """Somebody else of the same or nearly the same name, unless the two are known as two already."""
        others = [other for other in like if other != code]
        rule = "TR-03"
        if not others and not known:
            rule = "TR-04"
            near = self._births.near(folded, row.get("born", ""))
            others = [c for c in near if c != code and not (sealed and c in self._identified)]
        elif others and not self._births.same(row["full_name"], others[0]):
            rule = "TR-04"
            others = [c for c in others if not (sealed and c in self._identified)]
        others = [c for c in others if not (known and c not in self._fresh)]
        if decided:
            self._doubt(rule, others if decided == NEW else [decided, *others], decided, row, origin)
            return
        if others:
            other = others[0]
            self._doubt(rule, others, "", row, origin)
            what = "Trùng họ tên và ngày sinh" if rule == "TR-03" else "Cùng ngày sinh và gần trùng họ tên"
            says = (
                f"{what} với {other} ({self._where(other)}). Nếu là một người, hãy ghi {other} ở cột “Trùng với”; "
                "nếu là hai người, ghi “khác người”."
            )
            yield at_row(rule, says, origin, "full_name", Severity.WARNING)

    def _doubt(self, rule: str, likes: list[str], decided: str, row: Row, origin: Origin) -> None:
        here = [code for code in likes if code in self._rows]
        doubt = Doubt(
            rule,
            origin.file,
            origin.sheet,
            origin.row,
            row["full_name"],
            written(row["born"]) if row.get("born") else "",
            row.get("organisation", ""),
            tuple(code for code in likes if code not in here)[:5],
            self._where(here[0]) if here else "",
            decided,
        )
        self.doubts.append(doubt)

    def _called(self, code: str) -> str:
        """Whom a number has found: by the code and where it stands, or only that there is somebody."""
        return f"{code} ({self._where(code)})" if self._may_read(code) else SOMEBODY

    def _may_read(self, code: str) -> bool:
        """Whether the file may be read; whom the rows themselves have brought is no secret."""
        return code in self._rows or code in self._readable

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

    def is_new(self, code: str) -> bool:
        """Whether nobody knew this person before this import."""
        return code in self._fresh

    def nobody(self, key: str, origin: Origin) -> Finding:
        """What to say of a code or number that is nobody's."""
        says = f"Không có người mang mã “{key}”; hãy kiểm tra lại mã hoặc kê khai người ấy trước."
        return at_row("DV-01", says, origin, "person")

    def misnamed(self, code: str, row: Row, origin: Origin) -> Iterator[Finding]:
        """What to say where a code or number given for a holder is that of somebody of quite another name."""
        if "person" in row and self._births.misnamed(code, fold(row["full_name"])):
            whose = f" ({self._births.names[code]})" if self._may_read(code) else ""
            says = f"“{row['person']}” là của người có họ tên khác hẳn{whose}. Hãy xem lại mã hoặc họ tên."
            yield at_row("TR-09", says, origin, "person", Severity.WARNING)

    def of_holder(self, row: Row) -> str:
        """The code of whoever holds a post. A stranger without a code gets one that the same row always gives."""
        key = row.get("person", "")
        if key:
            code = self.code_for(key) or key
        else:
            seat = (row["title"], row.get("organisation", ""), row.get("unit", ""))
            code = stranger_code(row["full_name"], *seat)
        self._codes.add(code)
        return code
