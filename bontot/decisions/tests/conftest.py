"""What the tests of pages stand on: a small province, and somebody signed in for each role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from bontot.access.demonstration import accounts
from bontot.access.models import Account
from bontot.access.tests.reader import Reader
from bontot.members.tests.province import Province, build
from bontot.statistics import copy

TODAY = date(2024, 6, 30)


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: object) -> Iterator[None]:
    """The clock stands still, and the columnar copy is kept nowhere that matters."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
    settings.HOME = tmp_path  # type: ignore[attr-defined]  # settings are of any type
    copy.forget()
    yield
    copy.forget()


@pytest.fixture
def province(db: None) -> Province:
    """The small province, with the five demonstration accounts."""
    made = build()
    accounts(province="BG", commune="XA", branch="CB1", person="DV-AN")
    return made


@pytest.fixture
def as_(province: Province) -> Callable[[str], Reader]:
    """A browser in which somebody has signed in."""

    def signed_in(username: str) -> Reader:
        client = Reader()
        client.force_login(
            Account.objects.get(username=username), "django.contrib.auth.backends.ModelBackend"
        )
        return client

    return signed_in
