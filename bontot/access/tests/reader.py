"""A browser for tests: whatever page it is given, it checks what a reader must be able to rely on."""

from __future__ import annotations

from typing import Any

import orjson
from django.test import Client

from bontot.ui.check import problems


class Reader(Client):
    """Fails where a page is not sound, whatever the test was about."""

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return super().get(*args, **kwargs)

    def post(self, *args: Any, **kwargs: Any) -> Any:
        return super().post(*args, **kwargs)

    def request(self, **request: Any) -> Any:
        answer = super().request(**request)
        kind = answer.headers.get("Content-Type", "")
        if kind.startswith("text/html") and answer.content:
            wrong = problems(answer.content.decode())
            assert not wrong, f"{request.get('PATH_INFO')}: " + "; ".join(wrong)
        elif kind.startswith("application/json"):
            orjson.loads(answer.content)
        return answer
