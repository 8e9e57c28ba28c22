"""Trang cây trước và sau: two trees side by side, opened branch by branch; organisations are moved in the second."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.messages import error, success, warning
from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bontot.access.doors import Asked, may
from bontot.exchange.starting import patient
from bontot.kernel.text import said
from bontot.organisations.queries import Book, find
from bontot.reforms.asked import draft_of, may_edit, plan_of
from bontot.reforms.choosing import finders
from bontot.reforms.forms import MoveForm
from bontot.reforms.growing import AFTER, BEFORE, LOST, Grown, grown
from bontot.reforms.models import Reform
from bontot.reforms.moving import Refused, move
from bontot.reforms.sheets import NEW, WAY_WORDS
from bontot.reforms.versions import Closed, Conflict
from bontot.ui.page import Page
from bontot.ui.picking import looks_for, offer, only_looked
from bontot.ui.saying import plainly

MOST = 250
"""Organisations directly under another that are drawn at a time."""
_TONES = {
    "new": "good",
    "moved": "attention",
    "renamed": "attention",
    "other_kind": "attention",
    "takes": "good",
}


@dataclass(slots=True)
class Leaf:
    """An organisation in one of the trees."""

    side: str
    code: str
    name: str
    kind: str
    marks: list[tuple[str, str]]
    """Each a tone and a word."""
    below: int
    movable: bool = False
    sought: bool = False
    children: list[Leaf] = field(default_factory=list)
    more: str = ""
    """Where the rest of its children are asked for."""


@dataclass(frozen=True, slots=True)
class TreePage:
    """Both trees."""

    title: str
    code: str
    version: int
    may_edit: bool
    before: Leaf
    after: Leaf
    lost: list[Leaf]
    sought: str
    moving: str
    moving_name: str
    form: MoveForm | None = None


class Drawing:
    """Draws parts of both trees: names of everything drawn are asked for once."""

    def __init__(self, plan: Reform, *, sought: str = "", movable: bool = False) -> None:
        self.plan, self.sought, self.movable = plan, sought, movable
        self.trees: Grown = grown(plan)
        self.leaves: list[Leaf] = []

    def leaf(self, side: str, code: str, opened: Iterable[str] = (), after: str = "") -> Leaf:
        """An organisation with its children where it is `opened`, or where `after` asks for the rest of them."""
        below = self.trees.children(side, code)
        leaf = Leaf(side, code, code, "", [], len(below), self._movable(side, code), code == self.sought)
        self.leaves.append(leaf)
        if code in opened or after:
            rest = [child for child in below if child > after] if after else below
            leaf.children = [self.leaf(side, child, opened) for child in rest[:MOST]]
            leaf.more = rest[MOST - 1] if len(rest) > MOST else ""
        return leaf

    def _movable(self, side: str, code: str) -> bool:
        return self.movable and side == AFTER and code != self.trees.top

    def named(self) -> None:
        """Say of everything drawn what it is called, on its side, and what becomes of it."""
        codes = {leaf.code for leaf in self.leaves}
        codes |= {code for leaf in self.leaves for _mark, code in self.trees.marks(leaf.side, leaf.code)}
        ids = {code: self.trees.ids[code] for code in codes if code in self.trees.ids}
        book = Book(ids.values(), at=None)
        known = {code: book.on(id, self.plan.day) for code, id in ids.items()}
        for leaf in self.leaves:
            line, named = self.trees.lines.get(leaf.code), known.get(leaf.code)
            leaf.name, leaf.kind = (named.name, named.kind) if named else (leaf.code, "")
            if line is not None and leaf.side == AFTER:
                leaf.name, leaf.kind = line.says("name") or leaf.name, line.says("kind") or leaf.kind
            if line is not None and line.way in NEW:
                leaf.name, leaf.kind = line.says("name") or leaf.code, line.says("kind")
            leaf.marks = [
                (_TONES.get(mark, "bad"), self._word(mark, other, leaf.side, known))
                for mark, other in self.trees.marks(leaf.side, leaf.code)
            ]

    def _word(self, mark: str, other: str, side: str, known: dict[str, Any]) -> str:
        named = known[other].name if other in known else other
        if other in self.trees.lines and self.trees.lines[other].way in NEW:
            named = self.trees.lines[other].says("name")
        if mark in WAY_WORDS:
            word = plainly(WAY_WORDS[mark])
            return _("%(way)s vào %(name)s") % {"way": word, "name": named} if other else word
        if mark == "moved" and not other:
            return _("mất cấp trên")
        return {
            "new": _("mới"),
            "moved": _("chuyển đến %(name)s") % {"name": named}
            if side == BEFORE
            else _("chuyển từ %(name)s") % {"name": named},
            "renamed": _("đổi tên"),
            "other_kind": _("đổi loại"),
            "takes": _("nhận %(count)s tổ chức") % {"count": other},
        }[mark]


def _drawn(request: Asked, plan: Reform, moving: str) -> TreePage:
    sought = _sought(request, plan)
    editable = may_edit(request, plan)
    drawing = Drawing(plan, sought=sought, movable=editable)
    trees = drawing.trees
    opened = {side: {trees.top, *trees.path(side, sought or moving)} for side in (BEFORE, AFTER)}
    before = drawing.leaf(BEFORE, trees.top, opened[BEFORE])
    after = drawing.leaf(AFTER, trees.top, opened[AFTER])
    lost = [drawing.leaf(AFTER, code) for code in trees.children(AFTER, LOST)[:MOST]]
    picked = drawing.leaf(AFTER, moving) if editable and moving in trees.parents[AFTER] else None
    drawing.named()
    return TreePage(
        title=_("Cây trước và sau"),
        code=plan.code,
        version=plan.version,
        may_edit=editable,
        before=before,
        after=after,
        lost=lost,
        sought=sought,
        moving=picked.code if picked else "",
        moving_name=picked.name if picked else "",
    )


def _sought(request: Asked, plan: Reform) -> str:
    """The code of the organisation that is to be seen, asked for by code or by name."""
    asked = said(request.GET.get("den", ""), 120)
    trees = grown(plan)
    if not asked or asked in trees.parents[BEFORE] or asked in trees.parents[AFTER]:
        return asked
    found = find(asked, within=request.scope, on=plan.day, limit=20)
    return next((each.code for each in found if each.code in trees.ids), "")


@may("reforms.read")
def tree_page(request: Asked, code: str) -> HttpResponseBase:
    """Both trees, opened down to what is asked for by `?den=`; `?chuyen=` begins to move an organisation."""
    plan = plan_of(request, code)
    page = _drawn(request, plan, said(request.GET.get("chuyen", ""), 60))
    if request.GET.get("den") and not page.sought:
        warning(
            request,
            _("Không tìm thấy “%(asked)s” trong phương án.") % {"asked": said(request.GET["den"], 60)},
        )
    return Page(request, "reforms/tree.html", _with_form(request, plan, page))


def _with_form(request: Asked, plan: Reform, page: TreePage, form: MoveForm | None = None) -> TreePage:
    from dataclasses import replace

    if page.moving and form is None:
        form = MoveForm(initial={"node": page.moving, "base": plan.version})
        offer(form, finders(request.grants, plan))
    return replace(page, form=form)


@dataclass(frozen=True, slots=True)
class BranchPage:
    """What stands directly under an organisation, in one of the trees."""

    title: str
    code: str
    may_edit: bool
    node: Leaf
    moving: str = ""
    version: int = 0


@may("reforms.read")
def branch_page(request: Asked, code: str, side: str, node: str) -> HttpResponseBase:
    """A branch of one of the trees, asked for when it is opened."""
    plan = plan_of(request, code)
    editable = may_edit(request, plan)
    drawing = Drawing(plan, movable=editable)
    if side not in (BEFORE, AFTER) or node not in drawing.trees.parents[side]:
        raise Http404(_("Không có tổ chức này trong phương án."))
    leaf = drawing.leaf(side, node, {node}, said(request.GET.get("after", ""), 60))
    drawing.named()
    page = BranchPage(leaf.name, code, editable, leaf, said(request.GET.get("chuyen", ""), 60), plan.version)
    return Page(request, "reforms/branch.html", page)


@may("reforms.edit")
@require_POST
@patient
def move_node(request: Asked, code: str) -> HttpResponseBase:
    """Place an organisation under another: by the form, by a button of the tree, or dropped there."""
    plan = draft_of(request, code)
    form = MoveForm(request.POST)
    offer(form, finders(request.grants, plan))
    valid = form.is_valid()
    node = said(request.POST.get("node", ""), 60)
    here = reverse("reform_tree", args=[code])
    if looks_for(request.POST) or not valid:
        if looks_for(request.POST):
            only_looked(form)
        page = _with_form(request, plan, _drawn(request, plan, node), form)
        return Page(request, "reforms/tree.html", page, status=422)
    try:
        told = move(
            plan, node, form.cleaned_data["to"], request.user.get_username(), form.cleaned_data["base"]
        )
    except Refused as reason:
        error(request, str(reason))
    except Conflict as conflict:
        error(
            request, _("Chưa chuyển: %(by)s vừa sửa dòng này; hãy xem lại.") % {"by": conflict.clashes[0].by}
        )
    except Closed:
        error(request, _("Chưa lưu: phương án không còn ở bước đang lập."))
    else:
        success(request, _("Đã chuyển %(code)s.") % {"code": node})
        for each in told:
            warning(request, each)
    return HttpResponseRedirect(f"{here}?{urlencode({'den': node})}")
