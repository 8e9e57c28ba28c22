"""The office of the tests of pages: the known world, and somebody signed in for each role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bontot.access.demonstration import accounts
from bontot.access.tests.reader import Reader
from bontot.exchange.tests.office import signed_in
from tests import world

TODAY = date(2024, 6, 30)
type As = Callable[[str], Reader]


@pytest.fixture
def as_(db: None, monkeypatch: pytest.MonkeyPatch, settings: object, tmp_path: Path) -> As:
    """The known world on a day that stands still, and a browser for whoever signs in."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
    settings.HOME = tmp_path / "home"  # type: ignore[attr-defined]  # settings are of any type
    world.build()
    accounts(province="TINH", commune="XA1", branch="THON1", person="DV02")
    return signed_in
