"""Codes that a ledger holds from earlier, however odd: their pages open, and what was decided can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse

from bontot.access.tests.reader import Reader
from bontot.members.models import Person
from bontot.members.tests.province import Province
from bontot.organisations.models import Organisation

ODD = ("A/B?C#D", "A\nB", "   ", "..", "~2F")


@pytest.mark.parametrize("code", ODD)
def test_pages_that_link_to_an_odd_code_open_and_so_do_its_own(
    province: Province, as_: Callable[[str], Reader], code: str
) -> None:
    Organisation.objects.filter(code="CB1").update(code=code)
    Person.objects.filter(code="DV-AN").update(code=code)
    reader = as_("tinh")
    for address in ("/to-chuc/XA/2024-06-30/", "/quyet-dinh/", "/quyet-dinh/1/", "/quyet-dinh/1/thu-hoi/"):
        assert reader.get(address).status_code == 200, address
    for page in ("organisation", "person"):
        assert reader.get(reverse(page, args=[code, "2024-06-30"])).status_code == 200, page
