"""The demonstration's papers, executed in their order: the figures stay, everything balances, the last can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bontot.cli import loading
from bontot.cli.rearranging import OPERATOR, approved, carried_out
from bontot.demo import PAPER_DATED, PAPER_NUMBER, TOP, write
from bontot.demo.frame import JULY
from bontot.demo.plans.early import BEGINNING, BEGINNING_NUMBER
from bontot.demo.plans.gathering import Plans
from bontot.demo.targets import PUBLISHED
from bontot.demo.tests.test_import import ASKED, SMALL
from bontot.ledger import queries as ledger
from bontot.ledger.models import Decision
from bontot.ledger.paper import Paper
from bontot.ledger.revoking import revoke
from bontot.ledger.state import fact_kinds
from bontot.members.models import Belonging, Standing
from bontot.organisations import tree
from bontot.organisations.models import Kind, Organisation
from bontot.reforms import as_if
from bontot.reforms.checking import check
from bontot.reforms.executing import execute
from bontot.reforms.models import Reform, Stage
from bontot.statistics import engine
from bontot.statistics.forms import FORMS
from bontot.statistics.indicators import indicator

YEAR = date(2025, 1, 1)
type Answers = dict[tuple[str, str], Any]


@pytest.mark.django_db(transaction=True)
def test_the_province_is_rearranged_paper_by_paper_and_the_last_can_be_taken_back(tmp_path: Path) -> None:
    plans = loaded(tmp_path)
    figures_are_as_published()
    days_balance({draft.day for draft in plans.drafts})

    plan = Reform.objects.get(code="sap-xep-2025-07-01")
    assert plan.state == Stage.APPROVED
    assert list(plan.steps.order_by("id").values_list("step", "account")) == [
        ("submit", "lap-phuong-an"), ("review", "tham-dinh"), ("approve", "phe-duyet"),
    ]  # fmt: skip
    found = check(plan, "phe-duyet")
    assert [finding for finding in found.findings if finding.refuses] == []
    before, after = found.numbers["members"]
    assert (
        before == after and found.numbers["lost"] == found.numbers["come"] == found.numbers["left_out"] == 0
    )
    assert found.numbers["moved"] > 300

    then, homes = answers(JULY, below(JULY)), at_home()
    position = execute(plan, OPERATOR).position
    assert position is not None and not as_if.copies(plan.pk)
    assert at_home().keys() == homes.keys() and len(homes) == before
    the_province_has_two_levels()
    answers(JULY, below(JULY))
    days_balance({JULY})
    figures_are_as_published()

    back = Paper("02-QĐ/TU", JULY, TOP)
    assert revoke(position, back, OPERATOR, "để tập lại").position == position + 1
    assert answers(JULY, below(JULY)) == then and at_home() == homes


def loaded(folder: Path) -> Plans:
    """The province as `dev.py run` loads it, but for its meetings and its accounts."""
    plans = Plans(folder / "plans", before=folder / "before")
    paths = write(folder, SMALL, plans=plans)
    papers = list(zip(plans.drafts, plans.paths, strict=True))
    loading.enter(plans.beginning, Paper(BEGINNING_NUMBER, BEGINNING, TOP))
    carried_out(paper for paper in papers if paper[0].day <= PAPER_DATED)
    known = Organisation.objects.count()
    loading.enter(paths, Paper(PAPER_NUMBER, PAPER_DATED, TOP))
    assert Organisation.objects.count() == known, "the papers have made all that the workbooks know of"
    assert not any(kind._default_manager.filter(known_to=ledger.end()).exists() for kind in fact_kinds())
    carried_out(paper for paper in papers[:-1] if paper[0].day > PAPER_DATED)
    approved(*papers[-1])
    told = Decision.objects.order_by("position").values_list("number", "dated")
    early, late = papers[:-2], papers[-2]
    assert list(told) == [
        (BEGINNING_NUMBER, BEGINNING),
        *((draft.number, draft.dated) for draft, _ in early),
        (PAPER_NUMBER, PAPER_DATED),
        (late[0].number, late[0].dated),
    ]
    return plans


def figures_are_as_published() -> None:
    targets = PUBLISHED.at(SMALL)
    for code, (since, on) in ASKED.items():
        answer = indicator(code, TOP, on, since, None)
        wanted = getattr(targets, code)
        found = (answer.numerator, answer.denominator) if isinstance(wanted, tuple) else answer.numerator
        assert found == wanted, code


def days_balance(days: Iterable[date]) -> None:
    """The printed checks of the province on both sides of each day."""
    for day in sorted(days):
        for on in (day - timedelta(days=1), day):
            answers(on, [TOP])


def answers(on: date, organisations: Iterable[str]) -> Answers:
    """What movements of members and organisations are since the year began; everything printed below them holds."""
    found: Answers = {}
    for code in organisations:
        for form in ("TG", "TC"):
            told = engine.answer(FORMS[form], code, on, date(on.year, 1, 1))
            assert [rule.says for rule in told.checks if not rule.holds] == [], (code, form, on)
            found[code, form] = told.cells
    return found


def below(on: date) -> list[str]:
    """The province and what stands directly below it; of those that have only been given a name, none."""
    codes, there = dict(Organisation.objects.values_list("id", "code")), tree.tree(on)
    directly = there.children(tree.ids([TOP])[TOP])
    return [TOP, *sorted(codes[id] for id in directly if list(there.children(id)))]


def at_home() -> dict[int, int]:
    """Where everybody belongs on the plan's day, by person; in organisations that there are, and members all of them."""
    there = tree.tree(JULY)
    stays = Belonging.objects.filter(ledger.holding(JULY), temporary=False)
    homes = dict(stays.values_list("person_id", "organisation_id"))
    assert all(home in there for home in homes.values())
    assert homes.keys() <= set(
        Standing.objects.filter(ledger.holding(JULY)).values_list("person_id", flat=True)
    )
    return homes


def the_province_has_two_levels() -> None:
    there, top = tree.tree(JULY), tree.ids([TOP])[TOP]
    kinds = Kind.objects.filter(ledger.holding(JULY)).values_list("organisation_id", "kind")
    kind = {id: each for id, each in kinds if id in there}
    assert "đảng bộ huyện" not in kind.values()
    directly = [kind[id] for id in there.children(top)]
    assert sorted(set(directly)) == ["đảng bộ cấp trên trực tiếp cơ sở", "đảng bộ xã"]
    assert directly.count("đảng bộ cấp trên trực tiếp cơ sở") == 4 and directly.count("đảng bộ xã") == 51
    assert sum(there.parents[id] == top for id in kind if kind[id] == "đảng bộ xã") == 51
