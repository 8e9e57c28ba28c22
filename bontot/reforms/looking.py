"""The addresses under `/neu/<plan>/`: every page of the program, as if the plan had been executed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from django.contrib.auth.views import redirect_to_login
from django.db import DatabaseError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    JsonResponse,
)
from django.template import loader
from django.urls import get_script_prefix, set_script_prefix
from django.utils.translation import gettext as _

from bontot.access.scope import Grants
from bontot.organisations import tree as organisations
from bontot.reforms.as_if import Copy, as_if, ready
from bontot.reforms.models import Reform
from bontot.reforms.onlooking import Onlooker
from bontot.ui.clock import today
from bontot.ui.errors import not_found

PREFIX = "/neu/"
ASIDE = ("cach-doc/", "ngon-ngu/", "ngay/", "dang-xuat/")
"""What every page offers beside its subject: how to read, which day, signing out. It is done in earnest."""
type Answer = Callable[[HttpRequest], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Looking:
    """What a page says that is looked at as if: of which plan, and the way out."""

    code: str
    title: str
    version: int
    latest: int
    position: int
    leave: str

    @property
    def outdated(self) -> bool:
        """Whether the plan has gone on since the copy was made."""
        return self.version < self.latest


class AsIf:
    """Middleware: answers what stands under `/neu/<plan>/` from the plan's copy. Only questions are answered."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        code, slash, rest = request.path_info.removeprefix(PREFIX).partition("/")
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        try:
            reform, top, granted = self._plan(request, code)
        except Http404 as reason:
            return not_found(request, reason)
        if rest in ASIDE:
            request.path_info = f"/{rest}"
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return _refused(request)
        copy = ready(reform)
        if copy is None or not slash:
            return not_found(request, Http404(_not_yet() if slash else ""))
        request.session.get("_")  # read in earnest, before the copy answers
        request.given = Onlooker(granted, top)  # type: ignore[attr-defined]  # doors look for it on the request
        request.looking = _looking(reform, copy)  # type: ignore[attr-defined]  # templates look for it on the request
        request.path_info = f"/{rest}"
        with ExitStack() as inside:
            try:
                inside.enter_context(as_if(copy))
            except DatabaseError:  # a newer check has taken its place just now
                return not_found(request, Http404(_not_yet()))
            inside.enter_context(_under(f"{PREFIX}{code}/"))
            response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Bontot-As-If"] = f"{reform.code}; version={copy.version}; position={copy.position}"
        return response

    def _plan(self, request: HttpRequest, code: str) -> tuple[Reform, int, Grants]:
        """The plan, the top of its branch, and what the reader has been granted. Raises Http404 for what they may not see."""
        reform = Reform.objects.filter(code=code).first()
        granted = Grants(request.user, today())
        top = organisations.ids([reform.organisation]).get(reform.organisation) if reform else None
        if reform is None or top is None or top not in granted.scope("reforms.read"):
            raise Http404(_("Không có phương án nào ở địa chỉ này."))
        return reform, top, granted


def _looking(reform: Reform, copy: Copy) -> Looking:
    leave = f"/phuong-an/{reform.code}/"
    return Looking(reform.code, reform.title, copy.version, reform.version, copy.position, leave)


def _not_yet() -> str:
    return _("Phương án này chưa được kiểm tra nên chưa xem trước được. Hãy mở phương án và bấm “Kiểm tra”.")


def _refused(request: HttpRequest) -> HttpResponseBase:
    says = _("Ở đây chỉ xem được: phương án chưa được thực hiện. Hãy quay lại trang phương án để sửa.")
    allowed = HttpResponseNotAllowed(["GET", "HEAD"])
    if request.path.endswith(".json"):
        return JsonResponse({"says": says}, status=405, headers={"Allow": allowed.headers["Allow"]})
    page = {"title": _("Không ghi được ở đây"), "says": says, "helps": ()}
    text = loader.render_to_string("ui/error.html", {"page": page}, request)
    return HttpResponse(text, status=405, headers={"Allow": allowed.headers["Allow"]})


@contextmanager
def _under(prefix: str) -> Iterator[None]:
    """All addresses that are written meanwhile lie under the prefix."""
    before = get_script_prefix()
    set_script_prefix(prefix)
    try:
        yield
    finally:
        set_script_prefix(before)


def looking(request: HttpRequest) -> dict[str, object]:
    """For templates: the plan as if which the page is looked at, or None."""
    return {"looking": getattr(request, "looking", None)}
