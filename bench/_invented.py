"""Invented facts by the hundred thousand, written straight into a database of their own: for benchmarks alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

OPEN, EVER, STILL = "9999-12-31", "0001-01-01", 2**62
_FIRST = date(2015, 1, 1)
_DAYS = (date(2025, 6, 30) - _FIRST).days


def _day(random: Random) -> str:
    day = _FIRST + timedelta(days=random.randrange(_DAYS))
    return day.replace(day=min(day.day, 28)).isoformat()


NATION = 1_000_000
"""From so many members on, more than 150,000 organisations; asked for what is added up over all of them."""


def organisations(members: int) -> tuple[int, int]:
    """How many grassroots organisations and how many branches so many members live in; a nation's are many and small."""
    branches = max(members // (7 if members >= NATION else 18), 12)
    return max(branches // 8, 3), branches


def write(database: Path, members: int, seed: int = 7) -> None:
    """Fill the migrated SQLite `database` with a province of so many members and a life of about 2.5 branches each."""
    random = Random(seed)
    link = sqlite3.connect(database)
    link.executescript("PRAGMA synchronous=OFF; PRAGMA cache_size=-500000;")
    lifted = _lift(link)
    bases, branches = organisations(members)
    districts = max(bases // 40, 1)
    first_base, first_branch = 2 + districts, 2 + districts + bases
    last = first_branch + branches
    link.executemany(
        "INSERT INTO organisations_organisation VALUES (?, ?, 1)", [(i, f"T{i}") for i in range(1, last)]
    )
    link.executemany(
        "INSERT INTO organisations_place (id, valid_from, valid_to, known_from, known_to, organisation_id, parent_id) "
        "VALUES (?, ?, ?, 1, ?, ?, ?)",
        _places(districts, first_base, first_branch, last),
    )
    link.executemany(
        "INSERT INTO organisations_kind (id, valid_from, valid_to, known_from, known_to, organisation_id, kind, base_kind) "
        f"VALUES (?, '{EVER}', '{OPEN}', 1, {STILL}, ?, ?, ?)",
        _kinds(random, first_base, first_branch, last),
    )
    for table, names, rows in _judged_organisations(random, first_base, last):
        _insert(link, table, names, rows)
    people = int(members * 1.12)
    link.executemany(
        "INSERT INTO members_person VALUES (?, ?, 1)", [(i, f"P{i}") for i in range(1, people + 1)]
    )
    link.executemany(
        "INSERT INTO organisations_name (id, valid_from, valid_to, known_from, known_to, organisation_id, name, folded) "
        f"VALUES (?, '{EVER}', '{OPEN}', 1, {STILL}, ?, ?, ?)",
        [(i, i, f"Tổ chức {i}", f"to chuc {i}") for i in range(1, last)],
    )
    for table, names, rows in _people(random, people, members, first_branch, last):
        _insert(link, table, names, rows)
    _insert(link, "evaluation_memberclassification", f"person_id, {_GRADED}", _judged_people(random, people))
    link.execute(
        'INSERT INTO ledger_decision (position, number, dated, "by", says, recorded_at, recorded_by, summary, tables, '
        "schema, digest) VALUES (1, '1', '2025-07-01', 'T1', '', '2025-07-01', '', '{}', '{}', 1, ?)",
        (f"{members:064}",),
    )
    link.execute("UPDATE ledger_head SET position = 1, digest = ?", (f"{members:064}",))
    for _kind, _name, sql in lifted:
        link.execute(sql)
    link.commit()
    link.execute("ANALYZE")
    link.close()


def _lift(link: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Indexes and guards, to be put back over what is written: watching it row by row would take most of the time."""
    found = link.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"
    ).fetchall()
    for kind, name, _sql in found:
        link.execute(f'DROP {kind} "{name}"')
    return found


def _insert(link: sqlite3.Connection, table: str, names: str, rows: Iterable[tuple[object, ...]]) -> None:
    marks = ", ".join("?" * (len(names.split(",")) + 5))
    columns = f"id, valid_from, valid_to, known_from, known_to, {names}"
    link.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


_GRADED = "period, grade, score, capacity"
_YEARS = ("2021", "2022", "2023")


def _grade(random: Random) -> str:
    from bontot.law.vocabulary import vocabulary

    return random.choices(vocabulary("grade").values, weights=(18, 70, 10, 2))[0]


def _judged_organisations(
    random: Random, first: int, last: int
) -> Iterator[tuple[str, str, list[tuple[object, ...]]]]:
    grades: list[tuple[object, ...]] = []
    titles: list[tuple[object, ...]] = []
    for year in _YEARS:
        decided = f"{int(year) + 1}-01-20"
        for id in range(first, last):
            if random.random() < 0.97:
                said = (year, _grade(random), "", "")
                grades.append((len(grades) + 1, decided, OPEN, 1, STILL, id, *said))
            if random.random() < 0.6:
                titles.append((len(titles) + 1, decided, OPEN, 1, STILL, id, "Chi bộ bốn tốt", year))
    yield "evaluation_classification", f"organisation_id, {_GRADED}", grades
    yield "evaluation_recognition", "organisation_id, title, year", titles


def _judged_people(random: Random, people: int) -> Iterator[tuple[object, ...]]:
    number = 0
    for year in _YEARS:
        for person in range(1, people + 1):
            if random.random() < 0.95:
                number += 1
                yield (number, f"{int(year) + 1}-01-10", OPEN, 1, STILL, person, year, _grade(random), "", "")


def _places(districts: int, first_base: int, first_branch: int, last: int) -> Iterator[tuple[object, ...]]:
    number = 1
    yield number, EVER, OPEN, STILL, 1, None
    for id in range(2, first_base):
        number += 1
        yield number, EVER, OPEN, STILL, id, 1
    for id in range(first_base, first_branch):
        number += 1
        yield number, EVER, OPEN, STILL, id, 2 + id % districts
    bases = first_branch - first_base
    for id in range(first_branch, last):
        home = first_base + id % bases
        if id % 20:
            number += 1
            yield number, EVER, OPEN, STILL, id, home
            continue
        number += 2  # one branch in twenty moves under another grassroots organisation
        yield number - 1, EVER, "2022-07-01", STILL, id, home
        yield number, "2022-07-01", OPEN, STILL, id, first_base + (id * 7) % bases


def _kinds(random: Random, first_base: int, first_branch: int, last: int) -> Iterator[tuple[object, ...]]:
    base_kinds = ("xã", "phường", "cơ quan nhà nước", "đơn vị sự nghiệp công lập", "công an", "hợp tác xã")
    for id in range(1, last):
        if id < first_base:
            yield id, id, "đảng bộ tỉnh" if id == 1 else "đảng bộ huyện", ""
        elif id < first_branch:
            yield id, id, "đảng bộ cơ sở", random.choice(base_kinds)
        else:
            yield id, id, "chi bộ", ""


_WORDS = {
    "sex": ("nam", "nữ"),
    "ethnicity": ("Kinh", "Kinh", "Kinh", "Kinh", "Kinh", "Kinh", "Tày", "Nùng", "Sán Dìu", ""),
    "religion": ("không", "không", "không", "không", "Công giáo", "Phật giáo", ""),
    "occupation": (
        "nông dân",
        "công nhân",
        "viên chức",
        "giáo viên",
        "hưu trí",
        "công chức",
        "bộ đội",
        "khác",
        "",
    ),
    "category": ("", "", "đoàn viên", "nông dân", "công nhân"),
    "general_schooling": ("THPT", "THPT", "THCS", "10/10", ""),
    "professional": ("đại học", "cao đẳng", "trung cấp", "chưa qua đào tạo", "thạc sĩ", ""),
    "theory": ("chưa qua", "sơ cấp", "trung cấp", "cao cấp", ""),
}
_PROFILE = (
    "person_id, full_name, folded, sort_key, sex, born, born_on_card, identity_number, card_number, ethnicity, religion, "
    "native_place, residence, occupation, category, general_schooling, professional, theory"
)


def _names() -> list[tuple[str, str, str]]:
    """Full names, without diacritics, and as lists are sorted."""
    from bontot.kernel.text import fold, sort_key

    last, middle = ("Nguyễn", "Trần", "Lê", "Giáp", "Thân"), ("Thị", "Văn", "Đức", "Ngọc")
    first = ("Hoa", "Anh", "Bình", "Dũng", "Hương", "Khánh", "Lan", "Minh", "Nam", "Yến", "Ước")
    names = [f"{one} {two} {three}" for one in last for two in middle for three in first]
    return [(name, fold(name), sort_key(name)) for name in names]


def _people(
    random: Random, people: int, members: int, first_branch: int, last: int
) -> Iterator[tuple[str, str, list[tuple[object, ...]]]]:
    profiles, standings, belongings, exemptions, posts, classes = [], [], [], [], [], []
    measures: list[tuple[object, ...]] = []
    names = _names()
    for person in range(1, people + 1):
        word = {name: random.choice(values) for name, values in _WORDS.items()}
        born = f"{random.randrange(1935, 2003)}" + (
            "" if random.random() < 0.05 else f"-{random.randrange(1, 13):02}-15"
        )
        profiles.append(
            (
                len(profiles) + 1,
                EVER,
                OPEN,
                1,
                STILL,
                person,
                *names[person % len(names)],
                word["sex"],
                born,
                "",
                "",
                "",
                word["ethnicity"],
                word["religion"],
                "",
                "",
                word["occupation"],
                word["category"],
                word["general_schooling"],
                word["professional"],
                word["theory"],
            )
        )
        since = _day(random) if random.random() < 0.25 else f"{random.randrange(1970, 2015)}-03-02"
        confirmed = f"{int(since[:4]) + 1}{since[4:]}"
        gone = person > members
        ended = max(_day(random), f"{int(since[:4]) + 2}{since[4:]}") if gone else OPEN
        why = random.choice(("die", "die", "strike_off", "expel", "leave")) if gone else ""
        standings.append(
            (len(standings) + 1, since, confirmed, 1, STILL, person, "probationary", since, "admit", "")
        )
        standings.append(
            (len(standings) + 1, confirmed, ended, 1, STILL, person, "official", since, "confirm", why)
        )
        cuts = sorted(
            {day for day in (_day(random) for _ in range(random.choice((0, 1, 2, 3)))) if since < day < ended}
        )
        for first, end in zip([since, *cuts], [*cuts, ended], strict=True):
            belongings.append(
                (len(belongings) + 1, first, end, 1, STILL, person, random.randrange(first_branch, last), 0)
            )
        if person % 20 == 0 and not gone:
            exemptions.append((len(exemptions) + 1, max(since, "2020-01-01"), OPEN, 1, STILL, person))
        if person % 18 == 0:
            title = random.choice(("bí thư", "phó bí thư", "trưởng thôn", "chi ủy viên"))
            said = (person, title, random.randrange(first_branch, last), "", "", "")
            posts.append((len(posts) + 1, max(since, "2018-01-01"), OPEN, 1, STILL, *said))
        if person % 300 == 0:
            made = _day(random)
            form = random.choice(("khiển trách", "khiển trách", "cảnh cáo"))
            end = f"{int(made[:4]) + 1}{made[4:]}"
            measures.append(
                (len(measures) + 1, made, end, 1, STILL, person, form, "", made, None, "", "decide", "")
            )
        if person % 2 == 0:
            told = (person, f"L{person % 900}", "cập nhật kiến thức", "", "", "")
            classes.append((len(classes) + 1, _day(random), OPEN, 1, STILL, *told))
    yield "members_profile", _PROFILE, profiles
    yield "members_standing", "person_id, standing, decided_on, began, ended", standings
    yield "members_belonging", "person_id, organisation_id, temporary", belongings
    yield "members_exemption", "person_id", exemptions
    yield "members_post", "person_id, title, organisation_id, unit, unit_kind, term", posts
    yield (
        "members_discipline",
        "person_id, form, offence, decided_on, decided_by_id, body, began, ended",
        measures,
    )
    yield "training_attendance", "person_id, course, kind, name, result, certificate", classes
