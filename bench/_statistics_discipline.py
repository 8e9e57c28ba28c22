"""Hand-written DuckDB SQL for the form of discipline: the same counts over the same copy."""

from __future__ import annotations

from bench._statistics_sql import PERIODS, _in, _sum

_FORMS = ("TRUE", *(f"form = '{form}'" for form in ("khiển trách", "cảnh cáo", "cách chức", "khai trừ")))
_EVE = "CASE WHEN form = 'khai trừ' THEN day - 1 ELSE day END"
_LEVELS = ("of_province", "of_superior", "of_grassroots", "of_below")


def discipline() -> list[str]:
    """Of this year by form, of the one before in all: members disciplined, those cleared, and organisations."""
    now, before = (f"'{first}' AND DATE '{last}'" for first, last in PERIODS)
    return [*_period(now, _FORMS), *_period(before, ("TRUE",))]


def _period(days: str, forms: tuple[str, ...]) -> list[str]:
    from bontot.law.vocabulary import vocabulary

    minority = _in("ethnicity", vocabulary("ethnicity").in_group("minority"))
    religious = _in("religion", vocabulary("religion").in_group("religious"))
    rows = ["TRUE", "sex = 'nữ'", minority, religious, "standing = 'probationary'"]
    rows += [" OR ".join(_LEVELS), *_LEVELS]
    offences = vocabulary("offence").values
    rows += [*(f"offence = '{word}'" for word in offences), f"NOT {_in('offence', offences)}"]
    kinds = ("đảng bộ cơ sở", "chi bộ cơ sở", "đảng bộ bộ phận", "chi bộ")
    of_kind = ["TRUE", *(f"kind = '{kind}'" for kind in kinds), f"NOT {_in('kind', kinds)}"]
    decided = (
        "SELECT person, form, offence, since AS day FROM discipline WHERE began = 'decide' UNION ALL "
        "SELECT person, 'khai trừ', '', until FROM life l WHERE way_out = 'expel' AND NOT EXISTS (SELECT 1 FROM discipline d "
        "WHERE d.form = 'khai trừ' AND d.person = l.person AND d.since = l.until)"
    )
    cleared = "SELECT person, form, offence, until AS day FROM discipline WHERE ended <> ''"
    organisations = (
        "(SELECT d.form, coalesce(k.kind, '') AS kind FROM censure d JOIN closure c ON c.organisation = d.organisation "
        "AND c.ancestor = 1 AND c.since <= d.since AND d.since < c.until LEFT JOIN kind k ON k.organisation = d.organisation "
        f"AND k.since <= d.since AND d.since < k.until WHERE d.began = 'decide' AND d.since BETWEEN DATE {days})"
    )
    return [
        _cells(rows, forms, _members(decided, days)),
        _cells(["TRUE"], forms, _members(cleared, days)),
        _cells(of_kind, forms, organisations),
    ]


def _cells(rows: list[str], forms: tuple[str, ...], source: str) -> str:
    both = [f"({row}) AND ({form})" for row in rows for form in forms]
    return f"SELECT {', '.join(map(_sum, both))} FROM {source} AS r"


def _members(said: str, days: str) -> str:
    from bontot.law.vocabulary import vocabulary
    from bontot.statistics.disciplining import LEVELS

    titles = vocabulary("title")
    seats = _in("p.title", sorted({*titles.in_group("secretary"), *titles.in_group("committee_member")}))
    levels = ", ".join(f"bool_or({_in('k.kind', LEVELS[name[3:]])}) AS {name}" for name in _LEVELS)
    told = ", ".join(f"coalesce(o.{name}, FALSE) AS {name}" for name in _LEVELS)
    return (
        f"(WITH said AS ({said}), placed AS (SELECT s.*, l.sex, l.ethnicity, l.religion, l.standing FROM said s "
        f"JOIN life l ON l.person = s.person AND l.since <= {_EVE} AND {_EVE} < l.until JOIN closure c "
        f"ON c.organisation = l.organisation AND c.ancestor = 1 AND c.since <= {_EVE} AND {_EVE} < c.until "
        f"WHERE day BETWEEN DATE {days}), held AS (SELECT s.person, s.day, {levels} FROM (SELECT DISTINCT person, day FROM placed) s "
        f"JOIN post p ON p.person = s.person AND p.since < s.day AND s.day <= p.until AND {seats} JOIN kind k "
        "ON k.organisation = p.organisation AND k.since < s.day AND s.day <= k.until GROUP BY s.person, s.day) "
        f"SELECT placed.*, {told} FROM placed LEFT JOIN held o USING (person, day))"
    )
