"""Promises to two who take attendance at once: who decides overrides what both changed, and nothing that only the other did."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bontot.access.tests.reader import Reader
from bontot.meetings.attending import Mark, attend
from bontot.meetings.models import Meeting, Presence
from bontot.members.tests.province import Province

type As = Callable[[str], Reader]


def _sent(client: Reader, meeting: Meeting, **marks: str) -> dict[str, str]:
    """What a browser sends of the page as it is now, with some marks changed."""
    lines = client.get(f"/sinh-hoat/buoi/{meeting.id}/diem-danh/").data.lines
    said = {f"o-{each.line.code}": each.old for each in lines}
    said |= {f"s-{each.line.code}": each.mark.status for each in lines}
    return said | {f"s-DV-{code}": status for code, status in marks.items()}


def _post(client: Reader, meeting: Meeting, said: dict[str, str], step: str = "diem-danh/") -> Any:
    return client.post(f"/sinh-hoat/buoi/{meeting.id}/{step}", said)


def _marks(meeting: Meeting) -> dict[str, str]:
    rows = Presence.objects.filter(meeting=meeting).values_list("person__code", "status")
    return {code.removeprefix("DV-"): status for code, status in rows}


@pytest.mark.parametrize("taken", (False, True))
def test_who_decides_keeps_what_the_other_wrote_on_other_lines(
    as_: As, july: Meeting, branch: Province, taken: bool
) -> None:
    if taken:
        codes = ("DV-AN", "DV-BINH", "DV-GIANG", "DV-EM", "DV-LAN")
        attend(july.id, {branch.ids[code]: Mark("present") for code in codes}, {}, "chi-bo")
    one, other = as_("chi-bo"), as_("xa")
    mine = _sent(one, july, BINH="absent", EM="excused")
    assert _post(other, july, _sent(other, july, BINH="excused", GIANG="late")).status_code == 302
    answer = _post(one, july, mine)
    assert answer.status_code == 409
    assert "Trần Thị Bình: Vắng có phép" in answer.data.theirs and "Giang" not in answer.data.theirs
    assert "Trần Thị Bình: Vắng không phép" in answer.data.mine and "Giang" not in answer.data.mine
    assert _post(one, july, {**mine, "both_seen": "1"}).status_code == 302
    found = _marks(july)
    assert (found["BINH"], found["EM"], found["GIANG"], found["AN"]) == (
        "absent",
        "excused",
        "late",
        "present",
    )


def test_the_proposal_of_the_page_is_no_mark_of_mine(as_: As, july: Meeting) -> None:
    one, other = as_("chi-bo"), as_("xa")
    mine = _sent(one, july)
    _post(other, july, _sent(other, july, GIANG="late"))
    assert _post(one, july, mine).status_code == 302
    assert _marks(july)["GIANG"] == "late"


def test_a_program_that_does_not_say_what_it_saw_is_asked(as_: As, july: Meeting) -> None:
    _post(as_("xa"), july, _sent(as_("xa"), july, GIANG="late"))
    assert _post(as_("chi-bo"), july, {"s-DV-GIANG": "present"}).status_code == 409


def test_a_sheet_overrides_the_lines_that_were_typed_and_no_others(as_: As, july: Meeting) -> None:
    secretary = as_("chi-bo")
    lines = [each.line.code for each in secretary.get(f"/sinh-hoat/buoi/{july.id}/diem-danh/").data.lines]
    place = lines.index("DV-BINH") + 1
    _post(as_("xa"), july, _sent(as_("xa"), july, BINH="excused", GIANG="late"))
    typed = {"typed": f"{place}k"}
    answer = _post(secretary, july, typed, "phieu/")
    assert answer.status_code == 409 and "Giang" not in answer.data.theirs
    assert _post(secretary, july, {**typed, "both_seen": "1"}, "phieu/").status_code == 302
    assert (_marks(july)["BINH"], _marks(july)["GIANG"]) == ("absent", "late")
