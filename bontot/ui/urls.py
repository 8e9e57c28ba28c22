"""Addresses of the kit."""

from __future__ import annotations

from django.urls import URLPattern, path

from bontot.ui.source import source, source_archive
from bontot.ui.views import change_reading, go_to_day, set_language

urlpatterns: list[URLPattern] = [
    path("cach-doc/", change_reading, name="reading"),
    path("ngon-ngu/", set_language, name="set_language"),
    path("ngay/", go_to_day, name="go_to_day"),
    path("ma-nguon/", source, name="source"),
    path("ma-nguon.json", source, name="source.json"),
    path("ma-nguon/bontot.tar.gz", source_archive, name="source_archive"),
]
