"""Tài liệu: what is laid before a meeting, attached to a line of its agenda or to the whole of it.

Until the meeting is held it may be replaced and taken away; from then on only what has come since. A replacement carries the
version that the writer saw.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from bontot.kernel.text import said
from bontot.law.parameters import parameter
from bontot.ledger.sealing import seal, seal_bytes, unseal, unseal_bytes
from bontot.meetings.handed.files import kind_of
from bontot.meetings.keeping import Refused, changing, trace
from bontot.meetings.models import Content, Handout, Item, Meeting
from bontot.ui.clock import now, today

LONGEST = 200
"""Characters of a title."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A handout as people read it."""

    id: int
    item: int | None
    about: str
    """The line of the agenda that it belongs to; blank where it is of the whole meeting."""
    origin: str
    """What that line was proposed for."""
    says: str
    kind: str
    address: str
    """Where it is a page of the system."""
    size: int
    version: int
    at: datetime
    by: str
    late: bool
    """Whether it came later than the prescribed time ahead."""
    fixed: bool
    """Whether it was there when the meeting was held, so that it stays as it is."""

    @property
    def file(self) -> str:
        """What the file is called when it is saved."""
        plain = "".join("-" if letter in '\\/:*?"<>|' else letter for letter in self.says)
        return f"{plain.strip('. ') or self.id}.{self.kind}"


def laid_before(meeting: Meeting) -> list[Laid]:
    """All handouts of a meeting: those of the whole of it, then line by line. One statement."""
    rows = Handout.objects.filter(meeting=meeting).select_related("item").order_by("item__place", "id")
    shown = [_laid(row, meeting) for row in rows]
    return sorted(shown, key=lambda each: each.item is not None)


def _laid(row: Handout, meeting: Meeting) -> Laid:
    about, origin = (row.item.says, row.item.origin) if row.item else ("", "")
    return Laid(
        row.id, row.item_id, about, origin, unseal(row.says), row.kind, row.address, row.size, row.version, row.at, row.by,
        timezone.localtime(row.at).date() > due_by(meeting.day), _fixed(row, meeting),
    )  # fmt: skip


def due_by(day: date) -> date:
    """The last day for inviting to a meeting on `day`, and for laying something before it."""
    return day - timedelta(days=parameter("meeting.papers_before", day).value)


def is_late(meeting: Meeting) -> bool:
    """Whether what is sent now comes later than the prescribed time ahead."""
    return today() > due_by(meeting.day)


def _fixed(row: Handout, meeting: Meeting) -> bool:
    if meeting.state in ("planned", "invited"):
        return False
    begins = timezone.make_aware(datetime.combine(meeting.day, meeting.begins))
    return meeting.locked or row.at < begins


def of(meeting: Meeting, id: int) -> Laid | None:
    """One handout of a meeting; None where it has none such."""
    row = Handout.objects.filter(meeting=meeting, id=id).select_related("item").first()
    return _laid(row, meeting) if row else None


def content(id: int) -> bytes:
    """The bytes of a file as they were sent."""
    return unseal_bytes(bytes(Content.objects.get(handout_id=id).sealed))


@dataclass(frozen=True, slots=True)
class File:
    """A file as somebody sends it."""

    name: str
    data: bytes


def attach(meeting_id: int, item: int | None, says: str, what: File | str, by: str) -> Handout:
    """Lay a file, or the checked address of a page, before the meeting. Raises Refused with what is wrong with it."""
    with changing(meeting_id) as meeting:
        _must_have_room(meeting)
        handout = Handout(meeting=meeting, item=_line(meeting, item), at=now(), by=by, kind="link")
        if isinstance(what, File):
            handout.kind, handout.size = _judged(meeting, what), len(what.data)
            says = says or what.name.rpartition(".")[0]
        else:
            handout.address = what
        if not titled(says):
            raise Refused(_("Hãy ghi tên tài liệu."))
        handout.says = seal(titled(says))
        handout.save()
        if isinstance(what, File):
            Content.objects.create(handout=handout, sealed=seal_bytes(what.data))
        trace(meeting, by, "handout", {}, _told(handout, what))
        return handout


def replace(meeting_id: int, id: int, seen: int, what: File, by: str) -> None:
    """Another file in place of one. Raises Refused where somebody else has replaced it since it was seen."""
    with changing(meeting_id) as meeting:
        handout = _changeable(meeting, id, seen)
        if handout.kind == "link":
            raise Refused(_("Đây là liên kết, không phải tệp: hãy gỡ rồi thêm lại."))
        before = _told(handout, File("", content(id)))
        handout.kind, handout.size = _judged(meeting, what), len(what.data)
        handout.version, handout.at, handout.by = handout.version + 1, now(), by
        handout.save()
        Content.objects.filter(handout=handout).update(sealed=seal_bytes(what.data))
        trace(meeting, by, "handout", before, _told(handout, what))


def withdraw(meeting_id: int, id: int, seen: int, by: str) -> None:
    """Take a handout away. Raises Refused as `replace`."""
    with changing(meeting_id) as meeting:
        handout = _changeable(meeting, id, seen)
        trace(meeting, by, "handout", {"handout": unseal(handout.says), "version": handout.version}, {})
        handout.delete()


def titled(says: str) -> str:
    """A title as it is kept: one line, without signs that nobody sees."""
    seen = "".join(" " if unicodedata.category(letter)[0] == "C" else letter for letter in says)
    return said(seen, LONGEST)


def _told(handout: Handout, what: File | str) -> dict[str, object]:
    """What the trail keeps: the title, and of a file how long it is and what tells it from any other."""
    told: dict[str, object] = {"handout": unseal(handout.says), "version": handout.version}
    if isinstance(what, File):
        return told | {"bytes": handout.size, "digest": hashlib.sha256(what.data).hexdigest()}
    return told | {"address": what}


def _judged(meeting: Meeting, what: File) -> str:
    most = parameter("meeting.handout_size", meeting.day).value
    if len(what.data) > most * 2**20:
        raise too_heavy(what.name, most)
    return kind_of(what.name, what.data)


def too_heavy(name: str, most: int) -> Refused:
    """The sentence for a file that is too large."""
    return Refused(
        _("Tệp “%(name)s” nặng quá %(most)s MB. Hãy nén ảnh, hoặc lưu lại nhẹ hơn, rồi gửi lại.")
        % {"name": name[:120], "most": most}
    )


def _must_have_room(meeting: Meeting) -> None:
    most = parameter("meeting.handouts", meeting.day).value
    if Handout.objects.filter(meeting=meeting).count() >= most:
        raise Refused(
            _("Buổi họp đã có %(most)s tài liệu. Hãy gỡ bớt, hoặc gộp vào một tệp.") % {"most": most}
        )


def _line(meeting: Meeting, item: int | None) -> Item | None:
    if item is None:
        return None
    found = Item.objects.filter(meeting=meeting, id=item).first()
    if found is None:
        raise Refused(_("Nội dung này vừa được bỏ khỏi chương trình. Hãy chọn nội dung khác."))
    return found


def _changeable(meeting: Meeting, id: int, seen: int) -> Handout:
    handout = Handout.objects.filter(meeting=meeting, id=id).first()
    if handout is None:
        raise Refused(_("Tài liệu này đã được gỡ rồi."))
    if handout.version != seen:
        raise Refused(
            _("%(by)s vừa thay tài liệu “%(says)s”. Hãy xem bản ấy; nếu vẫn cần thay hoặc gỡ thì làm lại.")
            % {"by": handout.by, "says": unseal(handout.says)}
        )
    if _fixed(handout, meeting):
        raise Refused(
            _("Tài liệu đã có khi họp nên không thay, gỡ được nữa. Hãy gửi bản đúng như một tài liệu khác.")
        )
    return handout
