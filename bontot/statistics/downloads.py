"""Một biểu tải về: the same answer in the format that somebody needs."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from bontot.kernel.text import file_name
from bontot.organisations.queries import Named
from bontot.statistics.form import Answer
from bontot.statistics.printing import Heading, render

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
"""The formats offered on the page, and what a browser calls them."""


def download(answer: Answer, heading: Heading, wanted: str, named: Named) -> HttpResponse:
    """The answer as a file. Raises Http404 for a format that there is not."""
    if wanted not in TYPES:
        raise Http404(_("Không có định dạng “%(wanted)s”.") % {"wanted": wanted[:20]})
    response = HttpResponse(render(answer, wanted, heading), content_type=TYPES[wanted])
    view = "".join(
        f"-{key}-{'-'.join([value] if isinstance(value, str) else value)}"
        for key, value in answer.view.as_json().items()
    )
    name = f"{answer.form.code}-{named.code}-{answer.on.isoformat()}{view}.{wanted}"
    response["Content-Disposition"] = f'attachment; filename="{file_name(name)}"'
    response["Cache-Control"] = "private, no-cache"
    return response
