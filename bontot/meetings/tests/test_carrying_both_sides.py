"""Promises about two who write of one meeting apart from each other: where they differ both are kept and shown."""

from __future__ import annotations

from collections.abc import Callable

from bontot.access.tests.reader import Reader
from bontot.ledger.sealing import unseal
from bontot.meetings import recording
from bontot.meetings.attending import Mark, attend
from bontot.meetings.models import (
    Conclusion,
    Meeting,
    Operation,
    Presence,
    Trace,
)
from bontot.meetings.tests.phone import (
    ABSENT,
    LATE,
    PRESENT,
    Phone,
    take,
)
from bontot.members.tests.province import Province

type As = Callable[[str], Reader]


def test_what_the_office_changed_meanwhile_is_shown_with_both_sides(
    phone: Phone, july: Meeting, branch: Province
) -> None:
    an, binh = branch.ids["DV-AN"], branch.ids["DV-BINH"]
    attend(july.id, {an: Mark("late"), binh: Mark("present")}, None, "xa")
    torn = phone.mark("DV-AN", ABSENT)
    same = phone.mark("DV-BINH", PRESENT)
    told = phone.send(last=True)
    answers = {each["id"]: each for each in told["synced"]["answers"]}
    assert answers[same]["outcome"] == "applied" and answers[torn]["outcome"] == "conflict"
    assert (answers[torn]["mine"], answers[torn]["theirs"]) == (
        "Nguyễn Văn An: Vắng không phép",
        "Nguyễn Văn An: Đến muộn",
    )
    assert not told["closed"] and told["synced"]["torn"] == 1
    assert Presence.objects.get(person_id=an).status == "late"
    assert "absent" in unseal(Operation.objects.get(id=torn).content)  # kept even if the telephone drowns
    attend(july.id, {an: Mark("excused")}, None, "xa")  # and once more, before the choice arrives
    again = phone.send([{"id": torn, "keep": "mine", "seen": answers[torn]["seen"]}])
    (now_told,) = [each for each in again["synced"]["answers"] if each["id"] == torn]
    assert (now_told["outcome"], now_told["theirs"]) == ("conflict", "Nguyễn Văn An: Vắng có phép")
    done = phone.send([{"id": torn, "keep": "mine", "seen": now_told["seen"]}], last=True)
    assert done["closed"] and Presence.objects.get(person_id=an).status == "absent"


def test_who_gives_way_is_kept_in_the_trail(phone: Phone, july: Meeting, branch: Province) -> None:
    recording.conclude(july.id, "Bản của văn phòng.", "", "xa")
    torn = phone.write("conclude", conclusions="Bản của máy.")
    phone.send()
    told = phone.send([{"id": torn, "keep": "theirs", "seen": ""}], last=True)
    assert told["closed"] and [each.says for each in Conclusion.objects.all()] == ["Bản của văn phòng."]
    assert any("Bản của máy." in unseal(each.before) for each in Trace.objects.filter(what="carry"))
    assert phone.outcomes()[torn] == "yielded"


def test_two_secretaries_with_two_telephones_conflict_only_over_the_same_name(as_: As, july: Meeting) -> None:
    one, other = take(as_, july), take(as_, july, user="xa")
    one.mark("DV-AN", PRESENT)
    one.mark("DV-BINH", PRESENT)
    other.mark("DV-GIANG", LATE)
    torn = other.mark("DV-BINH", ABSENT)
    one.send()
    answers = other.outcomes()
    assert [id for id, outcome in answers.items() if outcome == "conflict"] == [torn]
    assert dict(Presence.objects.values_list("person__code", "status")) == {
        "DV-AN": "present", "DV-BINH": "present", "DV-GIANG": "late",
    }  # fmt: skip


def test_marking_anew_settles_what_was_torn(phone: Phone, july: Meeting, branch: Province) -> None:
    attend(july.id, {branch.ids["DV-AN"]: Mark("late")}, None, "xa")
    torn = phone.mark("DV-AN", ABSENT)
    phone.send()
    phone.mark("DV-AN", LATE, ABSENT)
    assert phone.outcomes()[torn] == "replaced"
    assert phone.send(last=True)["closed"]
