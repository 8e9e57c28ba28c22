"""Moving an organisation in the tree: what becomes of the plan's line about it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from bontot.reforms.growing import AFTER, grown
from bontot.reforms.models import Reform
from bontot.reforms.planned import Planned
from bontot.reforms.saying import judged, whole
from bontot.reforms.sheets import ENDING, NEW, ORGANISATION
from bontot.reforms.versions import Key, Saving, planned_one, save


class Refused(Exception):
    """The organisation cannot be moved so; the message says why."""


def move(plan: Reform, node: str, to: str, by: str, base: int) -> list[str]:
    """Place `node` under `to` in a new version of the plan; what is to be said about it.

    Raises Refused where the plan says otherwise, and what `save` raises.
    """
    if node in (to, *grown(plan).path(AFTER, to)):
        raise Refused(_("%(code)s không thể đặt dưới chính nó hoặc cấp dưới của nó.") % {"code": node[:60]})
    old = planned_one(plan, ORGANISATION, node)
    line, drop = _line(plan, old, node, to)
    told: list[str] = []
    if line is not None:
        line = whole(plan, line)
        if not old and not line.seen:
            raise Refused(_("Không có tổ chức mang mã “%(code)s”.") % {"code": node[:60]})
        found, _refusing = judged(plan, line, new=old is None)
        hard = [each.says for each in found if each.refuses]
        if hard:
            raise Refused(hard[0])
        told = [each.says for each in found]
    says = _("Chuyển %(code)s về %(to)s") % {"code": node, "to": to}
    save(plan, Saving(by, says, base, put=[line] if line else [], drop=drop))
    return told


def _line(plan: Reform, old: Planned | None, node: str, to: str) -> tuple[Planned | None, list[Key]]:
    """The line that says so, or the line to remove where the organisation goes back to where it stands."""
    if old is not None and old.way in ENDING:
        raise Refused(_("%(code)s kết thúc theo phương án; hãy sửa dòng của nó trước.") % {"code": node})
    fields: dict[str, Any] = dict(old.fields) if old else {"code": node}
    if old is not None and old.way in NEW:
        return Planned(ORGANISATION, fields | {"parent": to}), []
    here = whole(plan, Planned(ORGANISATION, {"code": node, "way": "keep"})).seen.get("parent")
    if to != here:
        return Planned(ORGANISATION, fields | {"way": "adjust", "parent": to}), []
    fields.pop("parent", None)
    if set(fields) - {"code", "way", "note"}:
        return Planned(ORGANISATION, fields | {"way": "adjust"}), []
    return None, [(ORGANISATION, node)]
