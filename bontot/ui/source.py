"""Mã nguồn: whoever reaches a page of this program may have its source, as its licence promises (AGPL, section 13)."""

from __future__ import annotations

import gzip
import io
import tarfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

import bontot
from bontot.ui.page import Page
from bontot.ui.views import public

PACKAGE = Path(bontot.__file__).parent


@dataclass(frozen=True, slots=True)
class SourcePage:
    """Where the source of the running version is."""

    title: str
    version: str
    archive: str
    elsewhere: str
    """Where the office says that its source is, if it says so."""


@public
@require_GET
def source(request: HttpRequest) -> HttpResponseBase:
    """The licence, the version and the way to the source."""
    page = SourcePage(_("Mã nguồn"), bontot.__version__, reverse("source_archive"), settings.BONTOT_SOURCE)
    return Page(request, "ui/source.html", page)


@public
@require_GET
def source_archive(request: HttpRequest) -> HttpResponseBase:
    """The package as it runs here, packed."""
    answer = HttpResponse(archive(), content_type="application/gzip")
    answer["Content-Disposition"] = f'attachment; filename="bontot-{bontot.__version__}.tar.gz"'
    return answer


@lru_cache(maxsize=1)
def archive() -> bytes:
    """Every file of the package but what Python makes of it; the same bytes for the same files."""
    packed = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as squeezed,
        tarfile.open(fileobj=squeezed, mode="w") as files,
    ):
        for path in sorted(PACKAGE.rglob("*")):
            if path.is_file() and not path.is_symlink() and "__pycache__" not in path.parts:
                content = path.read_bytes()
                entry = tarfile.TarInfo(
                    f"bontot-{bontot.__version__}/{path.relative_to(PACKAGE.parent).as_posix()}"
                )
                entry.size = len(content)
                files.addfile(entry, io.BytesIO(content))
    return packed.getvalue()
