"""The measurement of one size: the same counts asked three ways, compared number by number before they are timed."""

from __future__ import annotations

import os
import sqlite3
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TextIO

SINCE, ON = date(2023, 7, 1), date(2024, 6, 30)
PERIODS = ((SINCE, ON), (date(2022, 7, 1), date(2023, 6, 30)))


def measure(size: int, home: Path, out: TextIO) -> None:
    """Write the province, ask, compare, time; one line of results for each measure."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bontot.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from bench import _invented
    from bench.measure import interleaved, seconds
    from bontot.ledger import queries as ledger
    from bontot.statistics import copy, engine
    from bontot.statistics.forms import FORMS

    def note(kind: str, name: str, ours: float, floor: float, bound: float | None = None) -> None:
        out.write(f"{kind}\t{size:,} members: {name}\t{ours}\t{floor}\t{'' if bound is None else bound}\n")
        out.flush()

    call_command("migrate", verbosity=0)
    database = home / "bontot.sqlite3"
    _invented.write(database, size)
    rebuilding = seconds(lambda: copy.Copy().build(ledger.edge()), times=2)
    cursor = copy.current()._connection.cursor()
    link = sqlite3.connect(database)
    for code, form in FORMS.items():

        def ours(form: Any = form) -> Any:
            return engine.answer(form, "T1", ON, SINCE)

        wanted = [n for row in ours().cells.values() for n in row.values()]
        hand = HAND[code]()
        assert _numbers(cursor, hand) <= set(wanted), f"{code}: the hand-written SQL counts otherwise"
        mine, floor = interleaved(ours, lambda hand=hand: _numbers(cursor, hand), times=7)
        note("at_most", f"form {code} beside hand-written DuckDB SQL", mine, floor, 1.5)
        note("within", f"form {code} within a tenth of a second", mine, 0.1)
        if code in FACTS:
            asked = FACTS[code]()
            assert _numbers(link, asked) <= set(wanted), f"{code}: the SQL over the facts counts otherwise"
            slow = seconds(lambda asked=asked: _numbers(link, asked), times=2)
            note("at_least", f"form {code} beside SQL over the facts in SQLite", mine, slow, 10)
    link.close()
    note(
        "at_most",
        "up to date after one decision, beside rebuilding",
        _one_decision(database),
        rebuilding,
        0.05,
    )


def _one_decision(database: Path) -> float:
    """Seconds to bring the copy up to date after a member has been transferred."""
    from bench.measure import seconds
    from bontot.statistics import copy

    link = sqlite3.connect(database, isolation_level=None)
    done = [1]

    def transfer() -> None:
        position = done[0] = done[0] + 1
        person = position * 7
        found = link.execute(
            "SELECT id, valid_from, organisation_id FROM members_belonging WHERE person_id = ? AND known_to = ? "
            "ORDER BY valid_from DESC LIMIT 1",
            (person, 2**62),
        ).fetchone()
        link.execute("BEGIN")
        link.execute("UPDATE members_belonging SET known_to = ? WHERE id = ?", (position, found[0]))
        link.execute(
            "INSERT INTO members_belonging (id, valid_from, valid_to, known_from, known_to, person_id, organisation_id, "
            "temporary) SELECT max(id) + 1, ?, '2031-01-01', ?, ?, ?, ?, 0 FROM members_belonging",
            (found[1], position, 2**62, person, found[2] - 1),
        )
        link.execute(
            'INSERT INTO ledger_decision SELECT ?, number, dated, "by", says, revokes, recorded_at, recorded_by, summary, '
            "tables, schema, ? FROM ledger_decision WHERE position = 1",
            (position, f"{position:064}x"),
        )
        link.execute("UPDATE ledger_head SET position = ?, digest = ?", (position, f"{position:064}x"))
        link.execute("COMMIT")

    took = seconds(copy.current, times=4, before=transfer)
    assert copy.current().edge[0] == done[0]
    link.close()
    return took


def _numbers(connection: Any, statements: list[str]) -> set[Any]:
    return {
        round(n, 1) if isinstance(n, float) else n
        for sql in statements
        for row in connection.execute(sql).fetchall()
        for n in row
        if n is not None
    }


# --- the same counts by hand --------------------------------------------------------------------------------


def _in(column: str, words: Any) -> str:
    return f"{column} IN ({', '.join(_quoted(word) for word in words)})"


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"


def _sum(condition: str) -> str:
    return f"sum(CAST({condition} AS INT))"


def _with_rest(parts: list[str]) -> list[str]:
    return [*parts, f"NOT coalesce({' OR '.join(f'({part})' for part in parts)}, 0=1)"]


def _groups(column: str, name: str, groups: tuple[str, ...]) -> list[str]:
    from bontot.law.vocabulary import vocabulary

    return _with_rest([_in(column, vocabulary(name).in_group(group)) for group in groups])


def _ages() -> list[str]:
    bands = ((18, 30), (31, 35), (36, 40), (41, 45), (46, 50), (51, 55), (56, 60), (61, 999))
    return _with_rest([f"youngest >= {low} AND oldest <= {high}" for low, high in bands])


def _party_ages() -> list[str]:
    bands = ((0, 9), (10, 29), (30, 39), (40, 49), (50, 59), (60, 999))
    return _with_rest([f"party_years BETWEEN {low} AND {high}" for low, high in bands])


def _sections(*, all_of_them: bool) -> list[str]:
    stages = ("none", "elementary", "intermediate", "college", "university", "postgraduate")
    schooling = ("none", "literate", "primary", "lower_secondary", "upper_secondary")
    return [
        *(_party_ages() if all_of_them else _occupations()),
        *_ages(),
        *_groups("schooling", "general_schooling", schooling),
        *_groups("professional", "professional", stages),
        *_groups("theory", "theory", ("none", "elementary", "intermediate", "advanced")),
    ]


def _occupations() -> list[str]:
    from bontot.statistics.forms.sections import OCCUPATIONS

    return _groups("occupation", "occupation", OCCUPATIONS)


def _quality() -> list[str]:
    from bontot.law.vocabulary import vocabulary

    return [
        "sex = 'nữ'",
        _in("ethnicity", vocabulary("ethnicity").in_group("minority")),
        _in("religion", vocabulary("religion").in_group("religious")),
        "standing = 'probationary'",
        "exempt",
        *_sections(all_of_them=True),
    ]


def _of_new_members() -> list[str]:
    from bontot.law.vocabulary import vocabulary

    category = vocabulary("category")
    return [
        "sex = 'nữ'",
        _in("ethnicity", vocabulary("ethnicity").in_group("minority")),
        _in("religion", vocabulary("religion").in_group("religious")),
        *[_in("category", category.in_group(group)) for group in ("youth", "student", "worker", "owner")],
        "category = 'kết nạp lại'",
        *_sections(all_of_them=False),
    ]


def _by_ethnicity() -> list[str]:
    from bontot.law.vocabulary import vocabulary

    ethnicity, religion = vocabulary("ethnicity"), vocabulary("religion")
    left_out, none = ethnicity.in_group("unknown"), religion.in_group("none")
    lines = _with_rest([f"ethnicity = {_quoted(word)}" for word in ethnicity.values if word not in left_out])
    lines += [_in("religion", religion.in_group("religious"))]
    lines += [f"religion = {_quoted(word)}" for word in religion.values if word not in none]
    lines += [_in("religion", none)]
    return [*lines, *[f"({line}) AND sex = 'nữ'" for line in lines], "sex = 'nữ'"]


def _by_occupation() -> list[str]:
    lines = _occupations()
    besides = ("sex = 'nữ'", "standing = 'probationary'")
    return [*lines, *besides, *[f"({line}) AND {also}" for line in lines for also in besides]]


def _number(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def _duck_members(day: date) -> str:
    today = _number(day)
    return (
        f"(SELECT l.*, ({today} - born_first) // 10000 AS oldest, ({today} - born_last) // 10000 AS youngest, "
        f"({today} - decided_on) // 10000 AS party_years FROM closure c JOIN life l ON l.organisation = c.organisation "
        f"WHERE c.ancestor = 1 AND c.since <= DATE '{day}' AND DATE '{day}' < c.until "
        f"AND l.since <= DATE '{day}' AND DATE '{day}' < l.until)"
    )


def _duck_flow(first: date, last: date, *, entries: bool) -> str:
    day, on_edge, way, other = (
        ("since", "since", "way_in", "previous") if entries else ("until", "until", "way_out", "next")
    )
    inside = (
        "c.since <= l.since AND l.since < c.until" if entries else "c.since < l.until AND l.until <= c.until"
    )
    was = (
        "p.since < l.since AND l.since <= p.until" if entries else "p.since <= l.until AND l.until < p.until"
    )
    word = "arrive" if entries else "move_out"
    years = (
        "(year(day) * 10000 + month(day) * 100 + day(day) - born_first) // 10000 AS oldest, "
        "(year(day) * 10000 + month(day) * 100 + day(day) - born_last) // 10000 AS youngest"
    )
    return (
        f"(SELECT *, {years} FROM (SELECT l.*, l.{day} AS day, CASE l.{way} WHEN '' THEN '{word}' ELSE l.{way} END AS way, "
        f"l.{way} = '' AND coalesce(l.{other} = l.organisation, FALSE) AS reorganised FROM life l JOIN closure c "
        f"ON c.organisation = l.organisation AND c.ancestor = 1 AND {inside} LEFT JOIN closure p ON p.ancestor = 1 AND "
        f"p.organisation = l.{other} AND {was} WHERE l.{day} BETWEEN DATE '{first}' AND DATE '{last}' "
        f"AND (l.{way} <> '' OR p.organisation IS NULL) UNION ALL SELECT l.*, c.{on_edge} AS day, '{word}' AS way, TRUE "
        f"FROM closure c JOIN life l ON l.organisation = c.organisation AND l.since < c.{on_edge} AND c.{on_edge} < l.until "
        f"WHERE c.ancestor = 1 AND c.{on_edge} BETWEEN DATE '{first}' AND DATE '{last}'))"
    )


def _select(conditions: list[str], source: str, where: str = "") -> str:
    return f"SELECT count(*), {', '.join(map(_sum, conditions))} FROM {source} AS r {where}"


_INS = ["way = 'admit'", "way = 'arrive'", "reorganised", "way = 'restore'"]
_OUTS = [f"way = '{way}'" for way in ("die", "expel", "strike_off", "leave", "move_out")] + ["reorganised"]
_END = ["sex = 'nữ'", "standing = 'probationary'", "exempt"]


def _movements() -> list[str]:
    found = []
    for first, last in PERIODS:
        found.append(f"SELECT count(*) FROM {_duck_members(first - timedelta(days=1))} AS r")
        found.append(_select(_INS, _duck_flow(first, last, entries=True)))
        found.append(_select(_OUTS, _duck_flow(first, last, entries=False)))
        found.append(_select(_END, _duck_members(last)))
    return found


_KINDS = ("đảng bộ cơ sở", "chi bộ cơ sở", "đảng bộ bộ phận", "chi bộ")


def _day_in(table: str, day: date) -> str:
    return f"{table}.since <= DATE '{day}' AND DATE '{day}' < {table}.until"


def _duck_bases() -> str:
    return (
        "(SELECT c.organisation, arg_min(k.base_kind, a.steps) AS base_kind FROM closure c JOIN above a USING (organisation) "
        f"JOIN kind k ON k.organisation = a.ancestor WHERE c.ancestor = 1 AND k.base_kind <> '' AND {_day_in('c', ON)} "
        f"AND {_day_in('a', ON)} AND {_day_in('k', ON)} GROUP BY c.organisation)"
    )


def _base_kinds() -> list[str]:
    from bontot.law.vocabulary import vocabulary

    lines = ["TRUE", *_with_rest([f"base_kind = {_quoted(word)}" for word in vocabulary("base_kind").values])]
    grassroots = "kind IN ('đảng bộ cơ sở', 'chi bộ cơ sở')"
    columns = [grassroots, *[f"kind = '{kind}'" for kind in _KINDS]]
    organisations = (
        f"(SELECT c.organisation, coalesce(k.kind, '') AS kind, coalesce(b.base_kind, '') AS base_kind FROM closure c "
        f"LEFT JOIN kind k ON k.organisation = c.organisation AND {_day_in('k', ON)} LEFT JOIN {_duck_bases()} b "
        f"ON b.organisation = c.organisation WHERE c.ancestor = 1 AND {_day_in('c', ON)})"
    )
    members = (
        f"(SELECT coalesce(b.base_kind, '') AS base_kind FROM {_duck_members(ON)} m "
        f"LEFT JOIN {_duck_bases()} b ON b.organisation = m.organisation)"
    )
    both = [f"({line}) AND ({column})" for line in lines for column in columns]
    return [
        f"SELECT {', '.join(map(_sum, both))} FROM {organisations} AS r",
        f"SELECT {', '.join(map(_sum, lines))} FROM {members} AS r",
    ]


def _organisations() -> list[str]:
    kinds = [f"coalesce(k.kind, '') = '{kind}'" for kind in _KINDS]

    def ask(edge: str, of_kind: str, own: str) -> str:
        told = [*kinds, "o.organisation IS NULL", *[f"o.organisation IS NULL AND {kind}" for kind in kinds]]
        told += ["o.organisation IS NOT NULL", *[f"o.organisation IS NOT NULL AND {kind}" for kind in kinds]]
        return (
            f"SELECT count(*), {', '.join(map(_sum, told))} FROM closure c LEFT JOIN kind k ON "
            f"k.organisation = c.organisation AND {of_kind} LEFT JOIN closure o ON o.ancestor = c.organisation "
            f"AND o.organisation = c.organisation AND {own} WHERE c.ancestor = 1 "
            f"AND c.{edge} BETWEEN DATE '{SINCE}' AND DATE '{ON}'"
        )

    def stock(day: date) -> str:
        return (
            f"SELECT count(*), {', '.join(map(_sum, kinds))} FROM closure c LEFT JOIN kind k ON "
            f"k.organisation = c.organisation AND {_day_in('k', day)} WHERE c.ancestor = 1 AND {_day_in('c', day)}"
        )

    come = ask(
        "since", "k.since <= c.since AND c.since < k.until", "o.since < c.since AND c.since <= o.until"
    )
    gone = ask(
        "until", "k.since < c.until AND c.until <= k.until", "o.since <= c.until AND c.until < o.until"
    )
    return [stock(SINCE - timedelta(days=1)), come, gone, stock(ON)]


def _villages() -> list[str]:
    from bontot.law.vocabulary import vocabulary

    titles = vocabulary("title")
    rows = [
        _in("title", titles.in_group("village_head")),
        "title = 'trưởng thôn'",
        "title = 'tổ trưởng tổ dân phố'",
        _in("title", titles.in_group("front_head")),
    ]
    columns = ["TRUE", "member", "NOT member", "coalesce(secretary, FALSE)"]
    both = [f"({row}) AND {column}" for row in rows for column in columns]
    return [
        f"SELECT {', '.join(map(_sum, both))} FROM (SELECT p.title, l.person IS NOT NULL AS member, s.secretary FROM closure c "
        f"JOIN post p ON p.organisation = c.organisation LEFT JOIN life l ON l.person = p.person AND {_day_in('l', ON)} "
        "LEFT JOIN (SELECT p.person, bool_or(k.kind IN ('chi bộ', 'chi bộ cơ sở')) AS secretary FROM post p JOIN kind k "
        f"ON k.organisation = p.organisation WHERE {_in('p.title', titles.in_group('secretary'))} AND {_day_in('p', ON)} "
        f"AND {_day_in('k', ON)} GROUP BY p.person) s ON s.person = p.person "
        f"WHERE c.ancestor = 1 AND {_day_in('c', ON)} AND {_day_in('p', ON)}) AS r"
    ]


HAND: dict[str, Any] = {
    "TG": _movements,
    "KN": lambda: [
        _select(_of_new_members(), _duck_flow(*period, entries=True), "WHERE way = 'admit'")
        for period in PERIODS
    ],
    "CL": lambda: [_select(_quality(), _duck_members(last)) for _first, last in PERIODS],
    "DT": lambda: [_select(_by_ethnicity(), _duck_members(ON))],
    "NN": lambda: [
        _select(_by_occupation(), _duck_members(ON)),
        _select(_occupations(), _duck_members(PERIODS[1][1])),
    ],
    "LH": _base_kinds,
    "TC": _organisations,
    "TB": _villages,
}


# --- the same counts over the facts, as one would write them for SQLite ---------------------------------------


def _sqlite_members(day: date) -> str:
    on, today = f"'{day}'", _number(day)

    def holds(table: str) -> str:
        return f"{table}.known_to = {2**62} AND {table}.valid_from <= {on} AND {on} < {table}.valid_to"

    def born(month: str, in_month: str) -> str:
        whole = f"CASE length(p.born) WHEN 4 THEN p.born || '-{month}' WHEN 7 THEN p.born || '-{in_month}' ELSE p.born END"
        return f"CAST(replace({whole}, '-', '') AS INTEGER)"

    least, most = born("01-01", "01"), born("12-31", "31")
    return (
        f"(WITH RECURSIVE inside(id) AS (SELECT 1 UNION SELECT t.organisation_id FROM organisations_place t JOIN inside "
        f"ON t.parent_id = inside.id WHERE {holds('t')}) SELECT p.sex, p.ethnicity, p.religion, p.occupation, p.theory, "
        "p.general_schooling AS schooling, p.professional, s.standing, e.id IS NOT NULL AS exempt, "
        f"({today} - {least}) / 10000 AS oldest, ({today} - {most}) / 10000 AS youngest, "
        f"({today} - CAST(replace(s.decided_on, '-', '') AS INTEGER)) / 10000 AS party_years "
        "FROM inside JOIN members_belonging b ON b.organisation_id = inside.id JOIN members_standing s "
        f"ON s.person_id = b.person_id AND {holds('s')} LEFT JOIN members_profile p ON p.person_id = b.person_id AND {holds('p')} "
        f"LEFT JOIN members_exemption e ON e.person_id = b.person_id AND {holds('e')} WHERE NOT b.temporary AND {holds('b')})"
    )


FACTS: dict[str, Any] = {
    "CL": lambda: [_select(_quality(), _sqlite_members(last)) for _first, last in PERIODS],
    "DT": lambda: [_select(_by_ethnicity(), _sqlite_members(ON))],
    "NN": lambda: [
        _select(_by_occupation(), _sqlite_members(ON)),
        _select(_occupations(), _sqlite_members(PERIODS[1][1])),
    ],
}
