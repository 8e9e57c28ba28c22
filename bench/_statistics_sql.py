"""The counts of the forms as one would write them by hand, for DuckDB over the copy."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

SINCE, ON = date(2023, 7, 1), date(2024, 6, 30)
PERIODS = ((SINCE, ON), (date(2022, 7, 1), date(2023, 6, 30)))


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
        *(_party_ages() if all_of_them else occupations()),
        *_ages(),
        *_groups("schooling", "general_schooling", schooling),
        *_groups("professional", "professional", stages),
        *_groups("theory", "theory", ("none", "elementary", "intermediate", "advanced")),
    ]


def occupations() -> list[str]:
    from bontot.statistics.forms.sections import OCCUPATIONS

    return _groups("occupation", "occupation", OCCUPATIONS)


def quality() -> list[str]:
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


def by_ethnicity() -> list[str]:
    from bontot.law.vocabulary import vocabulary

    ethnicity, religion = vocabulary("ethnicity"), vocabulary("religion")
    left_out, none = ethnicity.in_group("unknown"), religion.in_group("none")
    lines = _with_rest([f"ethnicity = {_quoted(word)}" for word in ethnicity.values if word not in left_out])
    lines += [_in("religion", religion.in_group("religious"))]
    lines += [f"religion = {_quoted(word)}" for word in religion.values if word not in none]
    lines += [_in("religion", none)]
    return [*lines, *[f"({line}) AND sex = 'nữ'" for line in lines], "sex = 'nữ'"]


def by_occupation() -> list[str]:
    lines = occupations()
    besides = ("sex = 'nữ'", "standing = 'probationary'")
    return [*lines, *besides, *[f"({line}) AND {also}" for line in lines for also in besides]]


def number(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def _duck_members(day: date) -> str:
    today = number(day)
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
    old, new = ("l.previous", "l.organisation") if entries else ("l.organisation", "l.next")
    heirs = (
        "LEFT JOIN (SELECT DISTINCT organisation, successor, since FROM succession) s "
        f"ON s.organisation = {old} AND s.successor = {new} AND s.since = l.{day}"
    )
    word = "arrive" if entries else "move_out"
    years = (
        "(year(day) * 10000 + month(day) * 100 + day(day) - born_first) // 10000 AS oldest, "
        "(year(day) * 10000 + month(day) * 100 + day(day) - born_last) // 10000 AS youngest"
    )
    return (
        f"(SELECT *, {years} FROM (SELECT l.*, l.{day} AS day, CASE l.{way} WHEN '' THEN '{word}' ELSE l.{way} END AS way, "
        f"l.{way} = '' AND (coalesce(l.{other} = l.organisation, FALSE) OR s.since IS NOT NULL) AS reorganised FROM life l JOIN closure c "
        f"ON c.organisation = l.organisation AND c.ancestor = 1 AND {inside} LEFT JOIN closure p ON p.ancestor = 1 AND "
        f"p.organisation = l.{other} AND {was} {heirs} WHERE l.{day} BETWEEN DATE '{first}' AND DATE '{last}' "
        f"AND (l.{way} <> '' OR p.organisation IS NULL) UNION ALL SELECT l.*, c.{on_edge} AS day, '{word}' AS way, TRUE "
        f"FROM closure c JOIN life l ON l.organisation = c.organisation AND l.since < c.{on_edge} AND c.{on_edge} < l.until "
        f"WHERE c.ancestor = 1 AND c.{on_edge} BETWEEN DATE '{first}' AND DATE '{last}'))"
    )


def select(conditions: list[str], source: str, where: str = "") -> str:
    return f"SELECT count(*), {', '.join(map(_sum, conditions))} FROM {source} AS r {where}"


_INS = ["way = 'admit'", "way = 'arrive'", "reorganised", "way = 'restore'"]
_OUTS = [f"way = '{way}'" for way in ("die", "expel", "strike_off", "leave", "move_out")] + ["reorganised"]
_END = ["sex = 'nữ'", "standing = 'probationary'", "exempt"]


def _movements() -> list[str]:
    found = []
    for first, last in PERIODS:
        found.append(f"SELECT count(*) FROM {_duck_members(first - timedelta(days=1))} AS r")
        found.append(select(_INS, _duck_flow(first, last, entries=True)))
        found.append(select(_OUTS, _duck_flow(first, last, entries=False)))
        found.append(select(_END, _duck_members(last)))
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
    kinds = [f"kind = '{kind}'" for kind in _KINDS]

    def told(ways: tuple[str, ...], source: str) -> str:
        by_way = [f"way = '{way}'" for way in ways]
        both = [f"{way} AND {kind}" for way in by_way for kind in kinds]
        return f"SELECT count(*), {', '.join(map(_sum, [*kinds, *by_way, *both]))} FROM ({source}) AS r"

    def stock(day: date) -> str:
        return (
            f"SELECT count(*), {', '.join(map(_sum, kinds))} FROM closure c LEFT JOIN kind k ON "
            f"k.organisation = c.organisation AND {_day_in('k', day)} WHERE c.ancestor = 1 AND {_day_in('c', day)}"
        )

    new, ended = ("hợp nhất", "chia", "tách"), ("giải thể", "giải tán", "sáp nhập", "hợp nhất", "chia")
    come = (
        "SELECT coalesce(k.kind, '') AS kind, CASE WHEN max(o.until) >= c.since THEN 'chuyển đến' WHEN max(o.until) IS NOT NULL "
        "THEN 'phục hồi' ELSE coalesce(s.way, 'thành lập') END AS way FROM closure c LEFT JOIN closure o "
        "ON o.ancestor = c.organisation AND o.organisation = c.organisation AND o.since < c.since LEFT JOIN "
        f"{_by_which_way('successor', new)} s ON s.successor = c.organisation AND s.since = c.since LEFT JOIN kind k "
        "ON k.organisation = c.organisation AND k.since <= c.since AND c.since < k.until WHERE c.ancestor = 1 "
        f"AND c.since BETWEEN DATE '{SINCE}' AND DATE '{ON}' GROUP BY c.organisation, c.since, k.kind, s.way"
    )
    gone = (
        "SELECT coalesce(k.kind, '') AS kind, CASE WHEN o.organisation IS NOT NULL THEN 'chuyển đi' "
        "ELSE coalesce(s.way, 'kết thúc') END AS way FROM closure c LEFT JOIN closure o ON o.ancestor = c.organisation "
        "AND o.organisation = c.organisation AND o.since <= c.until AND c.until < o.until LEFT JOIN "
        f"{_by_which_way('organisation', ended)} s ON s.organisation = c.organisation AND s.since = c.until LEFT JOIN kind k "
        "ON k.organisation = c.organisation AND k.since < c.until AND c.until <= k.until WHERE c.ancestor = 1 "
        f"AND c.until BETWEEN DATE '{SINCE}' AND DATE '{ON}'"
    )
    return [
        stock(SINCE - timedelta(days=1)),
        told(("thành lập", "chuyển đến", "phục hồi", *new), come),
        told(("chuyển đi", "kết thúc", *ended), gone),
        stock(ON),
    ]


def _by_which_way(column: str, ways: tuple[str, ...]) -> str:
    return (
        f"(SELECT {column}, since, min(way) AS way FROM succession WHERE {_in('way', ways)} "
        f"AND {column} IS NOT NULL GROUP BY {column}, since)"
    )


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
        select(_of_new_members(), _duck_flow(*period, entries=True), "WHERE way = 'admit'")
        for period in PERIODS
    ],
    "CL": lambda: [select(quality(), _duck_members(last)) for _first, last in PERIODS],
    "DT": lambda: [select(by_ethnicity(), _duck_members(ON))],
    "NN": lambda: [
        select(by_occupation(), _duck_members(ON)),
        select(occupations(), _duck_members(PERIODS[1][1])),
    ],
    "LH": _base_kinds,
    "TC": _organisations,
    "TB": _villages,
}
