"""Promises about numbers: each is the length of its list, and what a reader would count by hand, on either database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import cycle, product
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bontot.access.tests.reader import Reader
from bontot.directives import cascading, committing
from bontot.directives.cascading import Terms
from bontot.directives.committing import Paper, Wanted
from bontot.directives.counting import MARKS, listed, tally
from bontot.directives.models import Commitment, Directive, Reply
from bontot.directives.shown import Number
from bontot.directives.words import LISTS
from bontot.members.tests.province import Province
from bontot.organisations import tree as trees

type As = Callable[[str], Reader]

TODAY = date(2024, 6, 30)
DAYS = (TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1))
REPLIES = (
    None,
    *product(((True, "sent"), (True, "accepted"), (True, "returned"), (False, "sent")), DAYS[:2]),
)


@pytest.fixture
def crowd(paper: Directive, province: Province) -> int:
    """Commitments of every kind there is, of every organisation: whatever the deadline, the reply and the state."""
    province.organisation("CBY", "Chi bộ thôn Cũ", "chi bộ", "XA", end=date(2024, 6, 1))
    root = committing.commit(
        province.ids["BG"], Wanted(says="Gốc", deadline=DAYS[2]), "tinh", directive=paper.id
    )
    cascading.hand_down(root.id, Terms(deadline=DAYS[2], deep=True), "tinh")
    above = {each.organisation_id: each.id for each in Commitment.objects.all()}
    head = province.ids["DV-AN"]
    kinds = product(("BG", "XA", "CB1", "CB2", "CBY", "CQ"), DAYS, REPLIES)
    for (code, deadline, given), concrete in zip(kinds, cycle((None, *DAYS)), strict=False):
        place = province.ids[code]
        made = Commitment.objects.create(
            organisation_id=place, directive=paper, parent_id=above.get(place), own=place in above, says=f"Việc {code}",
            measure="done", state="concrete" if concrete else "given", given=date(2024, 1, 1), deadline=deadline,
            concrete_on=concrete, head_id=head if code == "CB1" else None, year=2024 if given else None,
        )  # fmt: skip
        if given:
            (reached, state), done = given
            Reply.objects.create(
                commitment=made, reached=reached, done_on=done, sent_on=TODAY, evidence="paper", reference="1", by="x",
                state=state, reason="vì",
            )  # fmt: skip
    Commitment.objects.filter(
        id__in=list(Commitment.objects.order_by("-id").values_list("id", flat=True)[:7])
    ).update(state="dropped")
    trees._tree.cache_clear()
    trees._lasting_tree.cache_clear()
    return root.id


def _by_hand(each: Commitment, on: date, gone: set[int]) -> str:
    reply = getattr(each, "reply", None)
    if each.state == "dropped":
        return "dropped"
    if reply and reply.sent_on <= on and reply.state != "returned" and reply.reached:
        return "late" if reply.done_on > each.deadline else "in_time"
    if each.organisation_id in gone:
        return "ended"
    return "waiting" if on <= each.deadline else "overdue"


@pytest.mark.parametrize("on", DAYS)
def test_the_database_counts_as_one_would_by_hand(crowd: int, province: Province, on: date) -> None:
    """On the day before, on the day, and after: the deadline itself is in time, a reply of tomorrow is not one today."""
    every = list(Commitment.objects.select_related("reply"))
    by_hand = Counter(_by_hand(each, on, {province.ids["CBY"]}) for each in every)
    found = tally(Commitment.objects.all(), on)
    assert {mark: getattr(found, mark) for mark in by_hand} == by_hand
    assert found.all == len(every) - found.dropped - found.ended == found.concrete + found.given
    assert (
        found.all == found.told + found.silent and found.told == found.sent + found.accepted + found.returned
    )
    for mark in MARKS:
        assert listed(Commitment.objects.all(), mark, on).count() == getattr(found, mark), mark


def test_every_number_has_its_list() -> None:
    assert list(MARKS) == list(LISTS)


def _numbers(told: Any) -> Iterator[Number]:
    """Every count that stands anywhere on a page."""
    if isinstance(told, Number):
        yield told
    elif isinstance(told, list | tuple):
        for each in told:
            yield from _numbers(each)
    elif hasattr(told, "__dataclass_fields__"):
        for name in told.__dataclass_fields__:
            yield from _numbers(getattr(told, name))


@pytest.mark.parametrize(("user", "top"), (("tinh", "BG"), ("xa", "XA"), ("chi-bo", "CB1")))
def test_every_cell_is_the_length_of_its_list(
    as_: As, crowd: int, paper: Directive, user: str, top: str
) -> None:
    client = as_(user)
    head = f"/noi-va-lam/nguoi/DV-AN/{DAYS[0]}/?since=2024-02-01"
    pages = ("/chi-thi/", f"/chi-thi/{paper.id}/", f"/cam-ket/{crowd}/", f"/noi-va-lam/{top}/{TODAY}/", head)
    opened = 0
    for address in pages:
        for number in _numbers(client.get(address).data):
            assert bool(number.href) == bool(number.value), (address, number)
            if number.href:
                listed = client.get(number.href).data
                assert listed.number == number.value, (address, number)
                assert len(listed.lines) == min(number.value, 100)
                opened += 1
    assert opened > 20


def test_a_program_gets_a_list_as_a_whole(as_: As, crowd: int) -> None:
    told = as_("tinh").get(f"/cam-ket/{crowd}/danh-sach/all.json").json()
    assert len(told["lines"]) == told["number"] > 100 and told["after"] is None


def test_groups_tell_all_and_show_the_first(as_: As, crowd: int) -> None:
    page = as_("chi-bo").get(f"/noi-va-lam/CB1/{TODAY}/").data
    for group in page.groups:
        assert len(group.lines) == min(group.number, 25) and bool(group.href) == (group.number > 25)
        if group.href:
            assert as_("chi-bo").get(group.href).data.number == group.number
    assert sum(group.number for group in page.groups if group.key != "dropped") == page.numbers[0].value


def test_a_long_list_is_read_page_by_page(as_: As, crowd: int) -> None:
    client, seen, after = as_("tinh"), [], 0
    while after is not None:
        page = client.get(f"/cam-ket/{crowd}/danh-sach/all/?after={after}").data
        seen += [line.id for line in page.lines]
        after = page.after
    assert len(seen) == len(set(seen)) == page.number > 100


@pytest.mark.parametrize(
    "tail", ("danh-sach/la/", "danh-sach/overdue/?after=-1", "danh-sach/overdue/?after=9999999999")
)
def test_what_is_no_list_is_none_and_no_place_is_the_beginning(as_: As, crowd: int, tail: str) -> None:
    answer = as_("tinh").get(f"/cam-ket/{crowd}/{tail}")
    assert answer.status_code == (404 if "la/" in tail else 200)


def test_lists_are_there_for_those_who_may_see_them(as_: As, crowd: int, paper: Directive) -> None:
    for user, addresses in {
        "chi-bo": (f"/noi-va-lam/XA/{TODAY}/all/", f"/cam-ket/{crowd}/danh-sach/all/", f"/noi-va-lam/nguoi/DV-DUNG/{TODAY}/all/"),
        "dang-vien": (f"/noi-va-lam/CB1/{TODAY}/all/", f"/chi-thi/{paper.id}/danh-sach/all/"),
        "doc": (f"/noi-va-lam/CB1/{TODAY}/all/",),
    }.items():  # fmt: skip
        for address in addresses:
            assert as_(user).get(address).status_code == 404, (user, address)


def test_statements_do_not_grow_with_commitments(
    as_: As, crowd: int, paper: Directive, province: Province
) -> None:
    client = as_("tinh")
    addresses = (
        "/chi-thi/", f"/chi-thi/{paper.id}/", f"/cam-ket/{crowd}/", f"/noi-va-lam/BG/{TODAY}/", f"/noi-va-lam/XA/{TODAY}/",
        f"/noi-va-lam/nguoi/DV-AN/{TODAY}/", f"/cam-ket/{crowd}/danh-sach/all/", f"/chi-thi/{paper.id}/danh-sach/all/",
    )  # fmt: skip

    def cost() -> list[int]:
        spent = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as statements:
                client.get(address)
            spent.append(len(statements))
        return spent

    few = cost()
    for number in range(12):
        said = Paper(number=f"{number}-NQ/TU", kind="resolution", dated=TODAY, title="Thêm", first=TODAY)
        more = committing.register(province.ids["BG"], said, "tinh")
        root = committing.commit(
            province.ids["BG"],
            Wanted(says=f"Việc {number}", deadline=TODAY),
            "tinh",
            directive=more.id,
        )
        cascading.hand_down(root.id, Terms(deadline=TODAY, deep=True), "tinh")
    assert cost() == few
