"""Promises about the private pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

type As = Callable[[str], Client]

PAGES = (
    "/",
    "/to-chuc/BG/2024-06-30/",
    "/to-chuc/XA/2024-06-30/",
    "/to-chuc/CB1/2024-06-30/",
    "/to-chuc/XB/2024-06-30/",
    "/to-chuc/BG/2024-06-30/dang-vien/",
    "/dang-vien/DV-AN/2024-06-30/",
    "/dang-vien/NG-THON/2024-06-30/",
    "/dang-vien/DV-AN/ai-da-xem/",
    "/quyet-dinh/",
    "/quyet-dinh/1/",
    "/quyet-dinh/1/thu-hoi/",
    "/quyet-dinh/moi/",
    "/quyet-dinh/moi/member.transfer/",
    "/bieu/",
    "/bieu/TG/BG/2024-06-30/",
    "/bieu/CL/BG/2024-06-30/",
    "/bieu/TG/BG/2024-06-30/D/KY/",
    "/tim/?q=nguyen",
    "/tai-khoan/",
    "/tai-khoan/mat-khau/",
    "/nhat-ky/",
)


@pytest.mark.parametrize("address", PAGES)
def test_the_province_can_open(as_: As, address: str) -> None:
    answer = as_("tinh").get(address)
    assert answer.status_code == 200, answer
