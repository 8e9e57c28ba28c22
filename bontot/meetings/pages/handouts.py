"""Trang tài liệu: what is laid before a meeting, and taking it away as a file, for those alone who belong to the meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from bontot.access import readings
from bontot.access.doors import Asked, may
from bontot.law.parameters import parameter
from bontot.meetings.forms import Choices, Data
from bontot.meetings.handed import handouts
from bontot.meetings.handed.files import TYPES
from bontot.meetings.handed.handouts import File, Laid, due_by, laid_before
from bontot.meetings.handed.linking import checked, offers, opens
from bontot.meetings.keeping import Refused
from bontot.meetings.models import Item, Meeting
from bontot.meetings.pages.opening import Head, attempt, head, meeting, on_list
from bontot.ui.page import Page
from bontot.ui.receiving import too_large

NUMBER = 19
"""Digits of a number that every database has."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A handout in a list."""

    laid: Laid
    href: str
    """Where it is opened; blank for a page of a kind that the reader may not open."""


def shown(request: Asked, meeting_id: int, laid: Iterable[Laid]) -> list[Shown]:
    """Handouts as a list shows them."""
    return [Shown(each, _href(request, meeting_id, each)) for each in laid]


def _href(request: Asked, meeting_id: int, each: Laid) -> str:
    if each.kind != "link":
        return reverse("meeting_handout", args=[meeting_id, each.id])
    return each.address if opens(each.address, request.grants) else ""


def may_read(request: Asked, found: Meeting) -> bool:
    """Whether the handouts are the reader's to read: an officer's and a superior's, or somebody's who was invited."""
    if found.organisation_id in request.grants.scope("meetings.read"):
        return True
    return found.state not in ("planned", "dropped") and on_list(request, found)


class HandoutForm(forms.Form):
    """A file, a page that is offered, or the address of a page; and what it belongs to."""

    def __init__(self, items: Choices, offered: Choices, data: Data = None, files: Data = None, initial: Data = None) -> None:  # fmt: skip
        super().__init__(data, files, auto_id="handout_%s", initial=initial)  # type: ignore[arg-type]  # a mapping will do
        self.fields["item"] = forms.ChoiceField(
            label=_("Kèm nội dung"), choices=[("", _("cả buổi họp")), *items], required=False
        )
        self.fields["file"] = forms.FileField(
            label=_("Tệp"), required=False, widget=forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in TYPES)})
        )  # fmt: skip
        self.fields["offered"] = forms.ChoiceField(
            label=_("Hoặc một trang có sẵn"), choices=[("", _("chưa chọn")), *offered], required=False
        )
        self.fields["address"] = forms.CharField(
            label=_("Hoặc địa chỉ một trang của hệ thống"), max_length=400, required=False
        )
        self.fields["says"] = forms.CharField(
            label=_("Tên tài liệu"), max_length=handouts.LONGEST, required=False,
            help_text=_("Để trống thì lấy tên tệp, hoặc tên trang."),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class HandoutsPage:
    """What is laid before a meeting, and laying more."""

    title: str
    head: Head
    handouts: list[Shown]
    form: HandoutForm
    last_day: date
    late: bool
    """Whether what is sent now is sent too late."""
    most: int
    """Megabytes of a file."""
    kinds: list[str]
    problems: tuple[str, ...]


@may("meetings.read", "meetings.edit")
def handouts_page(request: Asked, id: int) -> HttpResponseBase:
    """Lay something before the meeting, replace it, take it away."""
    found = meeting(request, id)
    items = Item.objects.filter(meeting=found).order_by("place", "id")
    lines: Choices = [(str(item.id), item.says[:100]) for item in items]
    offered = {offer.address: offer.says for offer in offers(request.grants, found)}
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = HandoutForm(lines, list(offered.items()), data, files, {"item": request.GET.get("item", "")})
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        answer, problems = attempt(
            request, "meetings.edit", found.organisation_id, _work(request, found, form, offered), then=_here(id)
        )  # fmt: skip
        if answer:
            return answer
    page = HandoutsPage(
        title=_("Tài liệu họp"),
        head=head(request, found),
        handouts=shown(request, id, laid_before(found)),
        form=form,
        last_day=due_by(found.day),
        late=handouts.is_late(found),
        most=_most(found),
        kinds=list(TYPES),
        problems=problems,
    )
    return Page(request, "meetings/handouts.html", page, status=422 if problems else 200)


def _here(id: int) -> str:
    return reverse("meeting_handouts", args=[id])


def _most(found: Meeting) -> int:
    return int(parameter("meeting.handout_size", found.day).value)


def _work(request: Asked, found: Meeting, form: HandoutForm, offered: dict[str, str]) -> Callable[[], object]:
    by, said = request.user.get_username(), request.POST
    do, _dash, number = said.get("do", "").partition("-")
    key, version = _number(number), _number(said.get("seen", ""))
    if do == "withdraw":
        return lambda: handouts.withdraw(found.id, key, version, by)
    if do == "replace":
        return lambda: handouts.replace(found.id, key, version, _file(request, found, "another"), by)
    return lambda: _attach(request, found, form, offered, by)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < NUMBER else 0


def _attach(request: Asked, found: Meeting, form: HandoutForm, offered: dict[str, str], by: str) -> None:
    if not form.is_valid() and set(form.errors) - {"file"}:  # of an empty file its kind has more to say
        raise Refused(*[str(says) for all_ in form.errors.values() for says in all_])
    said = form.cleaned_data
    item = _number(said["item"]) or None
    address = said["offered"] or said["address"]
    sent = "file" in request.FILES or too_large(request)
    if sent == bool(address):
        raise Refused(_("Hãy chọn một tệp, hoặc một trang của hệ thống: một trong hai."))
    if sent:
        handouts.attach(found.id, item, said["says"], _file(request, found, "file"), by)
    else:
        kept = checked(address, request.get_host())
        handouts.attach(found.id, item, said["says"] or offered.get(kept, kept), kept, by)


def _file(request: Asked, found: Meeting, name: str) -> File:
    """What was sent. Raises Refused where nothing was, or too much: then it is not even read."""
    sent = request.FILES.get(name)
    if too_large(request) or (sent and (sent.size or 0) > _most(found) * 2**20):
        raise handouts.too_heavy(sent.name or "" if sent else "", _most(found))
    if sent is None:
        raise Refused(_("Hãy chọn tệp."))
    return File(sent.name or "", sent.read())


@may("meetings.invited", "meetings.read")
def handout_file(request: Asked, id: int, handout: int) -> HttpResponseBase:
    """A file, to be saved and never shown by the browser itself. Who has taken it is written down."""
    found = Meeting.objects.filter(id=id).first() if id < 2**62 else None
    readable = found is not None and handout < 2**62 and may_read(request, found)
    laid = handouts.of(found, handout) if found and readable else None
    if laid is None or laid.kind == "link":
        raise Http404(_("Không có tài liệu này."))
    what, _colon, person = laid.origin.partition(":")
    readings.note(request, [person if what in ("confirm", "card") else ""])
    answer = HttpResponse(handouts.content(laid.id), content_type=TYPES[laid.kind])
    answer["Content-Disposition"] = content_disposition_header(True, laid.file) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
