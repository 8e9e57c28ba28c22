"""Hand-written DuckDB SQL for the form of grades: the same counts over the same copy."""

from __future__ import annotations

from bench._statistics_sql import ON, _day_in, _duck_members, _in, select


def grades() -> list[str]:
    """Of the year that had ended by the day: organisations by kind and members, by grade, and those recognised."""
    from bontot.law.vocabulary import vocabulary

    said, kinds = vocabulary("grade"), vocabulary("organisation_kind")
    rows = ["TRUE", "grade <> ''", *(f"grade = '{word}'" for word in said.values), "grade = ''"]
    rows += ["grade = '' AND exempt", _in("grade", said.in_group("good"))]
    of_kind = ["TRUE", _in("kind", kinds.in_group("superior")), _in("kind", kinds.in_group("grassroots"))]
    of_kind += [f"kind = '{kind}'" for kind in ("đảng bộ cơ sở", "chi bộ cơ sở", "đảng bộ bộ phận", "chi bộ")]
    both = [f"({row}) AND ({column})" for row in [*rows, "recognised"] for column in of_kind]
    return [select(both, _organisations()), select(rows, _members())]


def _year() -> int:
    return ON.year - 1  # the day asked is not the last of its year


def _organisations() -> str:
    from bontot.law.vocabulary import vocabulary

    titles = _in("title", vocabulary("recognition_title").values)
    return (
        "(SELECT coalesce(k.kind, '') AS kind, coalesce(g.grade, '') AS grade, FALSE AS exempt, t.organisation IS NOT NULL "
        f"AS recognised FROM closure c LEFT JOIN kind k ON k.organisation = c.organisation AND {_day_in('k', ON)} "
        f"LEFT JOIN grade g ON g.organisation = c.organisation AND g.year = {_year()} LEFT JOIN (SELECT DISTINCT "
        f"organisation FROM recognition WHERE {titles} AND year = {_year()}) t ON t.organisation = c.organisation "
        f"WHERE c.ancestor = 1 AND {_day_in('c', ON)})"
    )


def _members() -> str:
    return (
        f"(SELECT m.exempt, coalesce(g.grade, '') AS grade FROM {_duck_members(ON)} m LEFT JOIN member_grade g "
        f"ON g.person = m.person AND g.year = {_year()})"
    )
