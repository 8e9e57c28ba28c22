"""Drawing up a plan by its pages, as a person does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from bontot.access.tests.reader import Reader
from bontot.exchange.tests.office import work
from bontot.reforms.models import Reform

PLAN = {"code": "thu", "title": "Sắp xếp thử", "day": "01/07/2024", "organisation": "TINH", "step": "save"}


def drawn_up(client: Reader, **said: str) -> Reform:
    answer = client.post("/phuong-an/moi/", PLAN | said)
    assert answer.status_code == 302, answer.content.decode()
    return Reform.objects.get(code=(PLAN | said)["code"])


def sent(client: Reader, path: Path, base: int, code: str = "thu") -> dict[str, Any]:
    file = SimpleUploadedFile(path.name, path.read_bytes())
    answer = client.post(f"/phuong-an/{code}/tep/", {"books": file, "base": base})
    assert answer.status_code == 302, answer.content.decode()
    assert client.get(answer.headers["Location"]).status_code == 200
    work()
    assert client.get(answer.headers["Location"]).status_code == 200
    said: dict[str, Any] = client.get(answer.headers["Location"].rstrip("/") + ".json").json()
    return said


def line(client: Reader, way: str, base: int, **said: str) -> Any:
    return client.post(
        f"/phuong-an/thu/dong/organisation/ghi/?way={way}", {"way": way, "base": base, "step": "save", **said}
    )


def shown(client: Reader, page: str = "") -> dict[str, Any]:
    assert client.get(f"/phuong-an/thu/{page}").status_code == 200
    said: dict[str, Any] = client.get(f"/phuong-an/thu{f'/{page}'.rstrip('/')}.json").json()
    return said


ROWS = [("XA1", "sáp nhập", "XA2"), ("THON3", "điều chỉnh", None, "Chi bộ thôn Bản Mới")]
