"""Trang báo lỗi: what went wrong and what to do, in kind words; nothing of the machinery."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template import loader
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """A title and sentences that help."""

    title: str
    says: str
    helps: tuple[str, ...]


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """400."""
    page = ErrorPage(
        _("Chưa hiểu được yêu cầu"),
        _("Nội dung vừa gửi không đọc được."),
        (_("Hãy quay lại trang trước, kiểm tra và gửi lại."),),
    )
    return _answer(request, page, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponseBase:
    """403, also where a form was open for too long."""
    page = ErrorPage(
        _("Chưa thực hiện được"),
        _("Trang này đã mở quá lâu, hoặc tài khoản chưa được giao việc này."),
        (
            _("Hãy mở lại trang rồi gửi lần nữa."),
            _("Nếu vẫn chưa được, hãy hỏi người phụ trách của tổ chức đảng cấp trên."),
        ),
    )
    return _answer(request, page, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """404. What a reader may not see does not exist, so this is also the answer there."""
    said = exception.args[0] if exception and exception.args and isinstance(exception.args[0], str) else ""
    page = ErrorPage(
        _("Không tìm thấy trang"),
        said or _("Không có trang nào ở địa chỉ này."),
        (
            _("Hãy kiểm tra lại địa chỉ, nhất là các mã và ngày trong đó."),
            _("Có thể tìm theo tên hoặc mã bằng ô tìm kiếm."),
        ),
    )
    return _answer(request, page, 404)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """500. Rendered without a request: what failed may be what a request needs."""
    page = ErrorPage(
        _("Hệ thống đang gặp sự cố"),
        _("Yêu cầu vừa rồi chưa được thực hiện. Dữ liệu đã lưu trước đó vẫn còn nguyên."),
        (_("Hãy thử lại sau ít phút."), _("Nếu vẫn chưa được, hãy báo cho người quản trị.")),
    )
    if _by_a_program(request):
        return JsonResponse({"says": page.says}, status=500)
    return HttpResponse(loader.render_to_string("ui/failure.html", {"page": page}), status=500)


def _by_a_program(request: HttpRequest) -> bool:
    return request.path.endswith(".json") or request.path.startswith("/api/")


def _answer(request: HttpRequest, page: ErrorPage, status: int) -> HttpResponseBase:
    if _by_a_program(request):
        return JsonResponse({"says": page.says}, status=status)
    return HttpResponse(loader.render_to_string("ui/error.html", {"page": page}, request), status=status)
