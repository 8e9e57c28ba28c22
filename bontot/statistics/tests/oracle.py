"""A plain second opinion on what must be counted in a little world."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bontot.evaluation.models import Classification, MemberClassification, Recognition
from bontot.kernel.period import OPEN
from bontot.ledger.models import Fact
from bontot.members.models import Belonging, Censure, Discipline, Post, Standing
from bontot.organisations.models import Place, Succession
from bontot.statistics.tests.worlds import FORMS_OF_DISCIPLINE, ORGANISATIONS, PEOPLE


@dataclass
class Oracle:
    """Counts by walking from person to person and from day to day."""

    facts: list[Fact]

    def _on(self, kind: type[Fact], subject: str, id: int, day: date) -> Any:
        return next(
            (
                f
                for f in self.facts
                if type(f) is kind and getattr(f, subject) == id and f.valid_from <= day < f.valid_to
            ),
            None,
        )

    def branch(self, person: int, day: date) -> int | None:
        standing, belonging = (
            self._on(Standing, "person_id", person, day),
            self._on(Belonging, "person_id", person, day),
        )
        return belonging.organisation_id if standing and belonging else None

    def inside(self, organisation: int | None, top: int, day: date) -> bool:
        while organisation is not None:
            place = self._on(Place, "organisation_id", organisation, day)
            if place is None:
                return False
            if organisation == top:
                return True
            organisation = place.parent_id
        return False

    def members(self, top: int, day: date) -> list[int]:
        return [p for p in PEOPLE if self.inside(self.branch(p, day), top, day)]

    def _changes(self, since: date, on: date) -> Iterator[date]:
        days = {day for fact in self.facts for day in (fact.valid_from, fact.valid_to)}
        return iter(sorted(day for day in days if since <= day <= on))

    def flows(self, top: int, since: date, on: date) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {
            code: [] for code in ("B", "B1", "B2", "B2r", "B3", "C", "C1", "C2", "C3", "C4", "C5", "C5r")
        }
        ways = {"admit": "B1", "restore": "B3", "die": "C1", "expel": "C2", "strike_off": "C3", "leave": "C4"}
        for day in self._changes(since, on):
            eve = day - timedelta(days=1)
            for person in PEOPLE:
                old, new = self.branch(person, eve), self.branch(person, day)
                was, now = (
                    self._on(Standing, "person_id", person, eve),
                    self._on(Standing, "person_id", person, day),
                )
                ended = was.ended if was and was.valid_to == day else ""
                began = now.began if now and now.valid_from == day else ""
                goes_on = old is not None and new is not None and not ended
                before, after = self.inside(old, top, eve), self.inside(new, top, day)
                together = old == new or self._took_over(old, new, day)
                if after and not (before and goes_on):
                    way = "B2" if goes_on else ways.get(began, "B2")
                    for code in ("B", way, *(["B2r"] if goes_on and together else [])):
                        found[code].append(person)
                if before and not (after and goes_on):
                    way = "C5" if goes_on else ways.get(ended, "C5")
                    for code in ("C", way, *(["C5r"] if goes_on and together else [])):
                        found[code].append(person)
        return found

    def _took_over(self, old: int | None, new: int | None, day: date) -> bool:
        return any(
            type(f) is Succession and (f.organisation_id, f.successor_id, f.valid_from) == (old, new, day)
            for f in self.facts
        )

    def disciplined(self, top: int, since: date, on: date) -> dict[str, list[int]]:
        """Whom and what KL counts, by its rows and columns together."""
        found: dict[str, list[int]] = {code: [] for code in ("T", "T5", "X", "O", *FORMS_OF_DISCIPLINE)}
        said = [
            (f.person_id, f.form, f.valid_from)
            for f in self.facts
            if type(f) is Discipline and f.began == "decide"
        ]
        told = {
            (person, day)
            for person, form, day in [
                (f.person_id, f.form, f.valid_from) for f in self.facts if type(f) is Discipline
            ]
            if form == "khai trừ"
        }
        for f in self.facts:
            if type(f) is Standing and f.ended == "expel" and (f.person_id, f.valid_to) not in told:
                said.append((f.person_id, "khai trừ", f.valid_to))
        for person, form, day in said:
            eve = day - timedelta(days=1)
            there = eve if form == "khai trừ" else day
            if since <= day <= on and self.inside(self.branch(person, there), top, there):
                found["T"].append(person)
                found[form].append(person)
                if self._sat(person, eve):
                    found["T5"].append(person)
        for f in self.facts:
            if type(f) is Discipline and f.ended and since <= f.valid_to <= on:
                there = f.valid_to - timedelta(days=1) if f.form == "khai trừ" else f.valid_to
                if self.inside(self.branch(f.person_id, there), top, there):
                    found["X"].append(f.person_id)
            if (
                type(f) is Censure
                and since <= f.valid_from <= on
                and self.inside(f.organisation_id, top, f.valid_from)
            ):
                found["O"].append(f.organisation_id)
        return found

    def graded(self, top: int, on: date) -> dict[tuple[str, str], list[int]]:
        """Who and what stands where in XL: by the grade of the last year that ended by the day, and whom it is about."""
        year = str((on + timedelta(days=1)).year - 1)
        found: dict[tuple[str, str], list[int]] = {}
        there = [id for id in ORGANISATIONS if self.inside(id, top, on)]
        for column, subject, ids, kind in (
            ("TC", "organisation_id", there, Classification),
            ("DV", "person_id", self.members(top, on), MemberClassification),
        ):
            for id in ids:
                said = [
                    f.grade
                    for f in self.facts
                    if type(f) is kind and getattr(f, subject) == id and self._counts(f, year)
                ]
                found.setdefault((said[0] if said else "", column), []).append(id)
        found["B", "TC"] = [
            id
            for id in there
            if any(
                type(f) is Recognition and f.organisation_id == id and f.year == year and "bốn" in f.title
                for f in self.facts
            )
        ]
        return found

    def _counts(self, fact: Classification | MemberClassification, year: str) -> bool:
        return fact.period == year and not fact.capacity and fact.valid_to == OPEN

    def _sat(self, person: int, day: date) -> bool:
        """Whether somebody was on a committee of an organisation with a kind; here only as a secretary."""
        return any(
            type(f) is Post
            and f.person_id == person
            and f.title == "bí thư"
            and f.valid_from <= day < f.valid_to
            for f in self.facts
        )
