"""Discipline: what is known the day before, on the day and after; who may read of it; that it is counted once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bontot.access.models import Account, Grant
from bontot.access.tests.reader import Reader
from bontot.kernel.period import OPEN
from bontot.ledger.models import STILL_KNOWN
from bontot.ledger.paper import Paper
from bontot.ledger.queries import edge
from bontot.ledger.revoking import revoke
from bontot.members.models import Censure, Discipline, Post
from bontot.statistics import copy, engine
from bontot.statistics.forms import FORMS
from tests import world

pytestmark = pytest.mark.django_db
ETHICS = "đạo đức, lối sống"


def held() -> list[tuple[str, str, date, date, str, str]]:
    """What is known: form, what for, the days, how it began and ended."""
    known = Discipline.objects.filter(known_to=STILL_KNOWN).order_by("valid_from", "id")
    return list(known.values_list("form", "offence", "valid_from", "valid_to", "began", "ended"))


def counted(row: str, column: str = "TS", organisation: str = "TINH", on: date = date(2024, 6, 30)) -> Any:
    copy.forget()
    return engine.answer(FORMS["KL"], organisation, on).cells[row][column]


def say(act: str, **said: Any) -> Any:
    return world.do({"act": act, "on": "2024-03-10", **said})


def test_a_measure_has_effect_for_the_months_that_the_law_gives_it() -> None:
    world.build()
    say("member.reprimand", member="DV03", offence=ETHICS, by="THON2", decided_on="2024-03-04")
    assert held() == [("khiển trách", ETHICS, date(2024, 3, 10), date(2025, 3, 10), "decide", "")]
    (fact,) = Discipline.objects.all()
    assert (fact.decided_by.code, fact.body, fact.decided_on) == ("THON2", "", date(2024, 3, 4))  # type: ignore[union-attr]  # it was decided by a known organisation
    say("member.warn", member="DV04", by="Ủy ban Kiểm tra Tỉnh ủy")
    assert Discipline.objects.get(form="cảnh cáo").body == "Ủy ban Kiểm tra Tỉnh ủy"


def test_a_dismissal_ends_the_party_post_and_is_taken_back_with_it() -> None:
    world.build()
    before = Post.objects.filter(known_to=STILL_KNOWN).count()
    say("member.dismiss", member="DV02", title="bí thư", organisation="THON1", offence=ETHICS)
    post = Post.objects.get(known_to=STILL_KNOWN, person__code="DV02", title="bí thư")
    assert post.valid_to == date(2024, 3, 10)
    assert (counted("T"), counted("T", "CCH"), counted("T5"), counted("T5d")) == (1, 1, 1, 1)
    revoke(edge()[0], Paper("02-QĐ/TU", date(2024, 4, 1), "TINH"), world.OPERATOR, "nhầm")
    assert held() == []
    assert Post.objects.get(known_to=STILL_KNOWN, person__code="DV02", title="bí thư").valid_to == OPEN
    assert Post.objects.filter(known_to=STILL_KNOWN).count() == before


def test_nobody_is_dismissed_from_a_post_that_they_do_not_hold() -> None:
    world.build()
    outcome = say("member.dismiss", member="DV03", title="bí thư", organisation="THON2")
    assert {f.rule for f in outcome.findings if f.refuses} == {"CV-05"}


def test_an_expulsion_is_counted_once_whoever_tells_of_it() -> None:
    world.build()
    say("member.expel", member="DV03", offence=ETHICS)
    assert (counted("T", "KTR"), counted("1.14", "KTR"), counted("T", organisation="THON2")) == (1, 1, 1)
    world.do(
        {"act": "member.register", "on": "2024-06-01", "code": "DV77", "full_name": "Má A Tủa", "sex": "nam",
         "born": "1980-01-01", "organisation": "THON4", "admitted": "2005-01-01", "official_on": "2006-01-01", "left_on": "2024-05-05",
         "leaving": "khai trừ"}
    )  # fmt: skip
    assert (counted("T", "KTR"), counted("1.x", "KTR")) == (2, 1)
    said = {"on": "2024-05-05", "member": "DV77", "form": "khai trừ", "offence": ETHICS}
    outcome = world.do({"act": "member.discipline", **said})
    assert not outcome.refused, outcome.findings
    assert (counted("T", "KTR"), counted("1.x", "KTR"), counted("1.14")) == (2, 0, 2)


def test_a_measure_cleared_or_changed_ends_on_the_day_and_counts_as_it_was() -> None:
    world.build()
    say("member.warn", member="DV03", offence=ETHICS)
    say("member.reprimand", member="DV04", offence=ETHICS)
    world.do(
        {
            "act": "member.clear_discipline",
            "on": "2024-05-01",
            "member": "DV03",
            "form": "cảnh cáo",
            "instead": "khiển trách",
        }
    )
    world.do({"act": "member.clear_discipline", "on": "2024-05-01", "member": "DV04", "form": "khiển trách"})
    assert sorted(held()) == [
        ("cảnh cáo", ETHICS, date(2024, 3, 10), date(2024, 5, 1), "decide", "instead"),
        ("khiển trách", ETHICS, date(2024, 3, 10), date(2024, 5, 1), "decide", "clear"),
        ("khiển trách", ETHICS, date(2024, 5, 1), date(2025, 5, 1), "instead", ""),
    ]
    assert (counted("T"), counted("X"), counted("T", "CC")) == (2, 2, 1)
    outcome = world.do(
        {"act": "member.clear_discipline", "on": "2024-05-02", "member": "DV04", "form": "khiển trách"}
    )
    assert {f.rule for f in outcome.findings if f.refuses} == {"KL-07"}


def test_an_organisation_is_disciplined_too() -> None:
    world.build()
    say("organisation.warn", organisation="THON1", offence="nguyên tắc tập trung dân chủ", by="XA1")
    assert Censure.objects.get(known_to=STILL_KNOWN).form == "cảnh cáo"
    assert (counted("O"), counted("2.4", "CC"), counted("O", organisation="XA2")) == (1, 1, 0)


def signed_in(role: str, organisation: str, person: str) -> Reader:
    account = Account.objects.create_user(role, password=None)
    account.person_code = person
    account.save()
    Grant.objects.create(
        account=account, role=role, organisation_code=organisation, valid_from=date(2020, 1, 1), valid_to=OPEN
    )
    client = Reader()
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(
    ("role", "organisation", "person", "reads"),
    [("commune", "XA1", "", True), ("branch", "THON2", "", False), ("member", "THON2", "DV03", True)],
)
def test_discipline_is_read_by_the_person_and_by_whom_the_table_of_roles_lets(
    role: str, organisation: str, person: str, reads: bool
) -> None:
    world.build()
    say("member.reprimand", member="DV03", offence=ETHICS)
    client = signed_in(role, organisation, person)
    answer = client.get("/dang-vien/DV03/2024-06-30.json")
    told = answer.json()["file"]["discipline"]
    assert [measure["form"] for measure in told] == (["khiển trách"] if reads else [])
    assert (ETHICS in answer.content.decode()) is reads
    assert (ETHICS in client.get("/dang-vien/DV03/2024-06-30/").content.decode()) is reads
    copy.forget()
    names = client.get("/bieu/KL/THON2/2024-06-30/T/TS.json")
    assert (names.status_code == 200) is (role == "commune")


def test_the_page_of_an_organisation_tells_its_own_discipline_to_whoever_may_read_it() -> None:
    world.build()
    say("organisation.reprimand", organisation="THON1", offence=ETHICS, by="XA1")
    say("organisation.disband", organisation="THON2", on="2024-05-01", heir="THON1")
    clerk, branch = signed_in("commune", "XA1", ""), signed_in("branch", "THON1", "")

    def told(reader: Reader, code: str, on: str = "2024-06-30") -> list[str]:
        sections = reader.get(f"/to-chuc/{code}/{on}.json").json()["sections"]
        return [line["says"] for s in sections if s["title"] == "Kỷ luật của tổ chức" for line in s["lines"]]

    assert told(clerk, "THON1") == [f"khiển trách, {ETHICS}, do Đảng bộ xã Suối Mây quyết định"]
    assert told(clerk, "THON1", "2024-03-09") == []
    assert told(clerk, "THON2") == ["giải tán"]
    assert told(branch, "THON1") == []
