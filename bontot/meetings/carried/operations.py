"""Việc ghi trên máy: what a telephone may write down, each done by the very function that the page for it uses.

What adds (a contribution, a motion, a task) never conflicts; what replaces may.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bontot.meetings import recording
from bontot.meetings.carried.desk import Desk, Entry
from bontot.meetings.carried.replacing import REPLACING, Replacing
from bontot.meetings.forms import TaskForm, must_be_valid


@dataclass(frozen=True, slots=True)
class Adding:
    """A kind of entry that adds something; `write` gives the id of what it added."""

    write: Callable[[Desk, Entry], int | None]


def _note(desk: Desk, entry: Entry) -> int:
    speaker = desk.person(entry.says.get("speaker", ""))
    return recording.speak(desk.meeting.id, speaker, entry.says.get("says", ""), desk.by, at=entry.at).id


def _unnote(desk: Desk, entry: Entry) -> None:
    recording.unspeak(desk.meeting.id, desk.number(entry.says.get("note", "")), desk.by)


def _motion(desk: Desk, entry: Entry) -> int:
    said = entry.says
    return recording.put(desk.meeting.id, said.get("motion", ""), said.get("about", ""), desk.by).id


def _task(desk: Desk, entry: Entry) -> int:
    form = TaskForm([(line.code, line.name) for line in desk.people.lines], dict(entry.says))
    must_be_valid(form)
    said = form.cleaned_data
    owner = desk.person(said["owner"])
    return recording.give(desk.meeting.id, said["task"], owner, said["deadline"], desk.by).id


DOING: dict[str, Adding | Replacing] = {
    "note": Adding(_note),
    "unnote": Adding(_unnote),
    "motion": Adding(_motion),
    "task": Adding(_task),
    **REPLACING,
}
"""Everything that a telephone may write down."""
