"""Trang mang theo: taking a meeting along, the shell that works without a network, and what it asks for once there is one."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import orjson
from django.contrib.auth import authenticate
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.http.request import RawPostDataException
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may, public
from bontot.meetings.carried import carrying
from bontot.meetings.carried.deciding import Kept, Waiting, carriers, decide, waiting
from bontot.meetings.carried.log import read
from bontot.meetings.carried.syncing import sync
from bontot.meetings.keeping import Refused
from bontot.meetings.models import Carried, Meeting
from bontot.meetings.pages.cautions import caution
from bontot.meetings.pages.opening import Head, attempt, head, meeting, writes
from bontot.meetings.record import record
from bontot.meetings.words import MATTERS, METHODS, PRESENCES, REASONS, TASK_STATES
from bontot.meetings.written.ready import at_once
from bontot.ui.clock import now
from bontot.ui.page import Page, as_json

COOKIE = "mang-theo"
"""Set in a browser that carries something, so that signing out can ask first."""
SHELL = (
    "ui/fonts.css", "ui/tokens.css", "ui/page.css", "ui/components.css", "ui/charts.css", "ui/article.css", "ui/print.css",
    "ui/icon.svg", "ui/logo.svg", "ui/smooth.js", "django_htmx/htmx-2.min.js", "meetings/meetings.css", "meetings/carry/meeting.js",
    "meetings/carry/vault.js", "meetings/carry/state.js", "meetings/carry/sending.js", "meetings/carry/showing.js",
    *(f"ui/fonts/be-vietnam-pro-{letters}-{weight}-normal.woff2"
      for letters in ("latin", "latin-ext", "vietnamese") for weight in (400, 600, 700)),
)  # fmt: skip
"""The files of the shell. None of them holds a name."""


@dataclass(frozen=True, slots=True)
class CarryPage:
    """Before a meeting is taken along."""

    title: str
    head: Head
    carried: list[Kept]
    waiting: list[Waiting]
    hours: int
    problems: tuple[str, ...]


@may("meetings.edit")
def carry_page(request: Asked, id: int) -> HttpResponseBase:
    """What taking along means; and, asked by its script with the password once more, the meeting and its key."""
    found = meeting(request, id)
    if request.method == "POST" and request.path.endswith(".json"):
        return _take(request, found)
    problems: tuple[str, ...] = ()
    if request.POST.get("keep"):
        answer, problems = attempt(
            request, "meetings.edit", found.organisation_id, lambda: _decide(request, id), then=reverse("meeting", args=[id]),
            says=_("Đã quyết định, cả hai bản còn trong dấu vết sửa đổi."),
        )  # fmt: skip
        if answer:
            caution(request, found, answer)
            return answer
    elif request.method == "POST":
        problems = (_("Máy này không chạy được phần dùng khi mất mạng. Hãy in phiếu giấy để mang theo."),)
    page = CarryPage(
        title=_("Mang theo, dùng khi mất mạng"),
        head=head(request, found),
        carried=carriers(found),
        waiting=waiting(found),
        hours=round((carrying.until(found) - now()) / timedelta(hours=1)),
        problems=problems,
    )
    return Page(request, "meetings/carry.html", page, status=422 if problems else 200)


def _decide(request: Asked, id: int) -> None:
    said = request.POST
    try:
        operation = UUID(said.get("operation", ""))
    except ValueError as reason:
        raise Refused(_("Không có dòng này trong bản mang theo.")) from reason
    seen = "\n".join(said.get("seen", "").splitlines())
    decide(id, operation, phone=said["keep"] == "mine", seen=seen, by=request.user.get_username())


def _take(request: Asked, found: Meeting) -> HttpResponseBase:
    """The password is asked once more: what leaves the office does so under the sign-in, not under an open window."""
    name, password = request.user.get_username(), request.POST.get("password", "")
    if authenticate(request, username=name, password=password) != request.user:
        return _says(_("Mật khẩu chưa đúng. Hãy thử lại."), 422)
    clock = request.POST.get("clock", "")
    if not clock.isdecimal() or len(clock) > 14:
        return _says(_("Đồng hồ của máy không đọc được. Hãy tải lại trang."), 422)
    off = now() - datetime.fromtimestamp(int(clock) / 1000, UTC)
    try:
        carried = carrying.take(found.id, name, off)
    except Refused as refused:
        return _says(" ".join(refused.says), 422)
    answer = _json(_handed(carried) | {"package": carrying.package(record(found))})
    answer.set_cookie(
        COOKIE, "1", expires=carried.until, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return answer


def _handed(carried: Carried) -> dict[str, object]:
    meeting = carried.meeting
    return {
        "id": carried.id,
        "key": carrying.key(carried),
        "until": _milliseconds(carried.until),
        "now": _milliseconds(now()),
        "when": f"{meeting.begins:%H:%M}, {meeting.day:%d/%m/%Y}",
    }


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)


@may("meetings.edit")
def carried_page(request: Asked, id: UUID) -> HttpResponseBase:
    """For the telephone that carries it: the key again; or what became of its log, and the meeting as it stands now, with
    what no longer goes together in it."""
    carried = carrying.carried_by(id, request.user.get_username())
    if carried is None or not writes(request, "meetings.edit", carried.meeting.organisation_id):
        return _says(
            _(
                "Tài khoản này không mang theo buổi họp ấy, hoặc không còn được giao tổ chức ấy. "
                "Hãy đăng nhập tài khoản đã mang theo; máy vẫn giữ nguyên."
            ),
            404,
        )
    try:
        if request.method != "POST":
            return _json(_handed(carried))
        sent = read(_body(request))
        synced = sync(carried, sent, request.user.get_username())
    except Refused as refused:
        return _says(" ".join(refused.says), 422)
    refused_ = any(answer.outcome == "refused" for answer in synced.answers)
    closed = sent.last and not synced.torn and not refused_
    if closed:
        carrying.close(carried)
    known = record(Meeting.objects.get(id=carried.meeting_id))
    cautions = at_once(known) if not known.meeting.locked else []
    answer = _json(
        {"synced": synced, "closed": closed, "cautions": cautions, "package": carrying.package(known)}
    )
    if closed:
        answer.delete_cookie(COOKIE)
    return answer


def _body(request: HttpRequest) -> bytes:
    try:
        return request.body if request.content_type == "application/json" else b""
    except RawPostDataException:
        return b""


def _json(data: object) -> HttpResponse:
    answer = HttpResponse(as_json(data), content_type="application/json")
    answer["Cache-Control"] = "no-store"
    return answer


def _says(text: str, status: int) -> HttpResponseBase:
    return JsonResponse({"says": text}, status=status, headers={"Cache-Control": "no-store"})


@dataclass(frozen=True, slots=True)
class ShellPage:
    """The words of the shell; it is the same for everybody and holds no name."""

    title: str
    presences: dict[str, str | Promise]
    reasons: dict[str, str | Promise]
    methods: dict[str, str | Promise]
    matters: dict[str, str | Promise]
    states: dict[str, str | Promise]


@public
def shell_page(request: HttpRequest) -> HttpResponseBase:
    """The page that a telephone keeps: words and forms, to be filled by its script from what is locked up on it."""
    return _shell(request)


def _shell(request: HttpRequest) -> Page[ShellPage]:
    page = ShellPage(
        title=_("Buổi họp mang theo"),
        presences=dict(PRESENCES),
        reasons=dict(REASONS),
        methods=dict(METHODS),
        matters=dict(MATTERS),
        states={key: says for key, says in TASK_STATES.items() if key != "open"},
    )
    return Page(request, "meetings/shell.html", page)


@public
def worker_script(request: HttpRequest) -> HttpResponseBase:
    """The script that keeps the shell; it is a new one whenever a file of the shell is."""
    files = [reverse("meeting_shell"), reverse("meeting_manifest"), *map(static, SHELL)]
    head_ = f"const FILES = {orjson.dumps(files).decode()};\nconst VERSION = {_version(request):d};\n"
    answer = HttpResponse(
        head_ + _bytes("meetings/carry/worker.js").decode(), content_type="text/javascript; charset=utf-8"
    )
    answer["Cache-Control"] = "no-cache"
    return answer


def _version(request: HttpRequest) -> int:
    check = zlib.crc32(_shell(request).content)
    for name in SHELL:
        check = zlib.crc32(_bytes(name), check)
    return check


def _bytes(name: str) -> bytes:
    with open(str(finders.find(name)), "rb") as file:
        return file.read()


@public
def manifest(request: HttpRequest) -> HttpResponseBase:
    """What a telephone needs to put the shell among its programs."""
    said = {
        "name": _("Bốn Tốt – buổi họp mang theo"),
        "short_name": "Bốn Tốt",
        "start_url": reverse("meeting_shell"),
        "scope": reverse("meetings"),
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#8b1a1a",
        "icons": [{"src": static("ui/icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return HttpResponse(as_json(said), content_type="application/manifest+json")
