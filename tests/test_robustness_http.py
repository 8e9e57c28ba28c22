"""Whatever is asked at whatever address, by whomever: an answer, a sentence, or a way to sign in; never a 500."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from bontot.access.demonstration import USERNAMES, accounts
from bontot.access.models import Account
from bontot.directives import cascading, committing
from bontot.exchange.tests.office import PAPER, signed_in
from bontot.meetings.handed.handouts import File, attach
from bontot.meetings.planning import create
from bontot.organisations.models import Organisation
from bontot.publishing.articles import create as article_of
from bontot.reforms.models import Reform
from bontot.reforms.tests.plans import organisation
from bontot.reforms.versions import Saving, save
from bontot.regulations.adopting import Adoption, adopt, begin
from bontot.regulations.models import Occurrence
from bontot.regulations.samples import SAMPLES
from bontot.statistics import copy
from bontot.ui.clock import now
from tests import world

TURNS = 10
WANTED = committing.Wanted(says="Thử", deadline=date(2024, 12, 31))
PAPER_OF = committing.Paper(
    number="1-CT", kind="directive", dated=date(2024, 1, 1), title="Thử", first=date(2024, 1, 1)
)
AS_IF = ("/neu/thu/to-chuc/<code:code>/<day:on>/", "/neu/<str:x>/")
BACKEND = "django.contrib.auth.backends.ModelBackend"
JUNK = ("\x00", "a\x00b", "9" * 40, "-1", "1e5", "²", "..", "'\"<b>", "=1+1", "é" * 3000, "%s{0}")
CODES = ("TINH", "XA1", "THON1", "DV02", "TG", "D", "KY", "KHÔNG-CÓ", "\x00", "..", "'\"<b>", "x" * 60)
WORDS = ("thu", "organisation", "member", "truoc", "sau", "khong-co", "x" * 300)
TEXTS = ("member.transfer", "organisation.merge", "asserted", "retracted", "name", "\x00", "<b>", "y" * 300)
DAYS = ("2024-06-30", "2024-01-31", "0001-01-01", "9999-12-31", "2024-02-30", "0000-00-00")
UUIDS = ("00000000-0000-0000-0000-000000000000", "0b1c9e0a-3f5e-4f7e-9d53-2f6a2a3c8e11")
FIELDS = (
    "on", "at", "since", "view", "view_day", "format", "q", "after", "before", "step", "version", "base", "way", "key",
    "from", "den", "chuyen", "node", "month", "first", "do", "seen", "sheet", "text", "typed", "stars", "wish", "next",
    "organisation", "account", "rule", "severity", "day", "reason", "shown", "onwards", "code", "title", "number",
    "dated", "by", "says", "nam", "loc", "quy", "duoi", "until", "every", "paper-number", "paper-dated", "paper-by", "paper-reason",
)  # fmt: skip
BODIES = (
    b"",
    b"\xff\xfe",
    b"[]",
    b'"x"',
    b'{"on": 5}',
    b'{"on": "2024-06-30", "organisation": "\\u0000"}',
    b"[" * 5000,
)
_NAMED = re.compile(r'<(?:input|select|textarea)[^>]*\sname="([^"]+)"')


def _all() -> list[str]:
    """Every route; of the doors of the API, which are all of one make, a few."""
    found = list(_routes(get_resolver().url_patterns))
    doors = [route for route in found if route.startswith("/api/acts/")]
    return [route for route in found if route not in doors] + doors[::20]


def _routes(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, before + str(pattern.pattern))
        else:
            yield before + str(pattern.pattern)


@pytest.fixture
def numbers(db: None, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Iterator[list[str]]:
    """The known world with one of everything that has a number, and these numbers among others."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2024, 6, 30))
    settings.HOME = tmp_path / "home"
    copy.forget()
    world.build()
    accounts(province="TINH", commune="XA1", branch="THON1", person="DV02")
    made = Reform(
        code="thu", title="Thử", day=date(2024, 7, 1), organisation="TINH", created_by="lap-phuong-an"
    )
    made.created = now()
    made.save()
    save(made, Saving("lap-phuong-an", "Thử", 0, [organisation("XA1", "sáp nhập", related="XA2")]))
    article = article_of(title="Thử", lead="Thử", author="Thử", body="Thử")
    branch = Organisation.objects.get(code="THON1")
    meeting = create(branch.pk, "regular", date(2024, 6, 1), "chi-bo")
    handout = attach(meeting.pk, None, "Thử", File("thu.pdf", b"%PDF-1.7 startxref %%EOF"), "chi-bo")
    directive = committing.register(Organisation.objects.get(code="TINH").pk, PAPER_OF, "tinh")
    promise = committing.commit(directive.organisation_id, WANTED, "tinh", directive=directive.pk)
    cascading.hand_down(promise.pk, cascading.Terms(deadline=WANTED.deadline, deep=True), "tinh")
    adopted = Adoption("01-QC/CB", date(2024, 1, 1), date(2024, 1, 1))
    adopt(branch.pk, adopted, "chi-bo", SAMPLES["branch"])
    begin(Organisation.objects.get(code="XA1").pk, SAMPLES["grassroots"], "xa")
    due = Occurrence.objects.earliest("id")
    book = SimpleUploadedFile("thu.csv", "Họ và tên\nLò Thị Lan\n".encode())
    sent = signed_in("tinh").post("/nhap/", PAPER | {"books": book}).headers["Location"]
    keys = [str(each.pk) for each in (article, meeting, handout, promise, due)]
    yield [*keys, sent.split("/")[2], "1", "0", "9" * 18, "9" * 30]
    copy.forget()


def _address(route: str, numbers: list[str], dice: random.Random) -> str:
    """The route with something in each of its places, half of the time something that means nothing."""
    known = {"code": CODES, "slug": WORDS, "str": TEXTS, "day": DAYS, "int": numbers, "uuid": UUIDS}
    return re.sub(r"<(\w+):\w+>", lambda place: quote(dice.choice(known[place[1]])), route)


def _said(dice: random.Random, names: tuple[str, ...] | list[str]) -> dict[str, str]:
    values = (*JUNK, *CODES, *DAYS, "1", "save", "submit", "restated", "xlsx", "30/06/2024", "")
    return {name: dice.choice(values) for name in names}


def _ask(client: Client, route: str, numbers: list[str], dice: random.Random) -> Iterator[tuple[str, int]]:
    """A question with nonsense behind it; then what its form asks for, answered with nonsense."""
    address = _address(route, numbers, dice)
    query = urlencode(_said(dice, dice.sample(FIELDS, 8)))
    answer = client.get(f"{address}?{query}")
    yield f"GET {address}?{query}", answer.status_code
    plain = client.get(address) if answer.status_code >= 300 else answer
    yield f"GET {address}", plain.status_code
    if route == "/dang-xuat/" or plain.status_code == 404:
        return
    names = [] if plain.streaming else _NAMED.findall(plain.content.decode(errors="replace"))
    said = _said(dice, names or dice.sample(FIELDS, 12))
    yield f"POST {address} {said}", client.post(address, said).status_code
    odd = dice.choice(BODIES)
    kind = (
        "application/json"
        if route.startswith("/api/") or "<uuid:" in route
        else "application/x-www-form-urlencoded"
    )
    yield f"POST {address} {odd[:60]!r}", client.post(address, odd, content_type=kind).status_code


def test_nonsense_is_answered_with_a_sentence(numbers: list[str]) -> None:
    """Everybody asks some of the addresses, with nonsense in its places, behind it, and in what is sent to it.

    Every address is asked by one at least: users take turns.
    """
    routes, dice = [*_all(), *AS_IF], random.Random("nonsense")
    wrong = []
    for turn, user in enumerate(("", *USERNAMES)):
        client = Client()
        if user:
            client.force_login(Account.objects.get(username=user), BACKEND)
        for route in routes[turn % TURNS :: TURNS]:
            for asked, status in _ask(client, route, numbers, dice):
                if status >= 500:
                    wrong.append(f"{user}: {asked[:600]}: {status}")
    assert not wrong, "\n".join(wrong)
