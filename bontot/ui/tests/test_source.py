"""Whoever reaches a page may have the source of what is running."""

import io
import tarfile
from typing import Any

import pytest
from django.test import Client

from bontot.ui.check import problems

pytestmark = pytest.mark.django_db


def test_every_page_leads_to_the_source_and_the_source_is_whole() -> None:
    browser = Client()
    assert 'href="/ma-nguon/"' in browser.get("/tin/").content.decode()
    page = browser.get("/ma-nguon/").content.decode()
    assert problems(page) == [] and "Affero" in page and 'href="/ma-nguon/bontot.tar.gz"' in page
    packed = browser.get("/ma-nguon/bontot.tar.gz").content
    with tarfile.open(fileobj=io.BytesIO(packed)) as files:
        names = {name.partition("/")[2] for name in files.getnames()}
    assert {"bontot/ui/source.py", "bontot/law/sources.yaml", "bontot/ui/templates/ui/source.html"} <= names
    assert not [
        name for name in names if "__pycache__" in name or name.endswith((".pyc", ".key", ".sqlite3"))
    ]


def test_an_office_may_say_where_its_source_is(settings: Any) -> None:
    settings.BONTOT_SOURCE = "https://bontot.example.vn/nguon"
    assert 'href="https://bontot.example.vn/nguon"' in Client().get("/ma-nguon/").content.decode()
