"""Wrong passwords are counted by the reader's address, which nobody can choose."""

from typing import Any

from django.test import RequestFactory

from bontot.ui.address import of_reader

SAID: dict[str, Any] = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "1.2.3.4, 10.0.0.7"}


def test_without_a_proxy_what_a_reader_says_of_themselves_does_not_count(settings: Any) -> None:
    settings.BONTOT_PROXY = False
    assert of_reader(RequestFactory().get("/", **SAID)) == "127.0.0.1"


def test_behind_a_proxy_its_own_word_counts_and_nobody_elses(settings: Any) -> None:
    settings.BONTOT_PROXY = True
    assert of_reader(RequestFactory().get("/", **SAID)) == "10.0.0.7"
    assert of_reader(RequestFactory().get("/", REMOTE_ADDR="10.0.0.1")) == "10.0.0.1"
