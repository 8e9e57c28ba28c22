"""The kit is tested on a page of its own, at addresses of its own."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.test import Client


@pytest.fixture(autouse=True)
def gallery(settings: Any) -> None:
    """The addresses and the template of the sample page."""
    settings.ROOT_URLCONF = "bontot.ui.tests.gallery"
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [Path(__file__).parent / "templates"]
    settings.TEMPLATES = templates


@pytest.fixture
def reader() -> Client:
    """Somebody with a browser."""
    return Client(enforce_csrf_checks=False)
