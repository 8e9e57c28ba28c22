"""What there is, is everywhere where it has to be: acts, rules, forms, columns, addresses, facts, commands."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import fields
from pathlib import Path

import pytest
from django.db import connection

from bontot.access.doors import PUBLIC, SIGNED_IN
from bontot.access.roles import table
from bontot.catalogue import ACTS
from bontot.cli import parser
from bontot.cli.reference import law, pages
from bontot.cli.reference.entering import fields_of_columns
from bontot.cli.reference.using import routes
from bontot.decisions.forms import form_for, offered
from bontot.evaluation import acts as evaluation
from bontot.exchange.reading.foreign import LAYOUTS
from bontot.exchange.sentences import SENTENCES
from bontot.law.reading import load
from bontot.law.vocabulary import NAMES
from bontot.ledger.acts import Act, said_fields
from bontot.ledger.sentences import MEANS
from bontot.ledger.state import fact_kinds
from bontot.ledger.verifying import ADVICE, INVARIANTS
from bontot.members import censure, discipline, posts, profile, registering
from bontot.organisations import acts as organisations
from bontot.publishing.questions import PLACEHOLDER
from bontot.statistics.forms import FORMS
from bontot.statistics.indicators import INDICATORS
from bontot.training.acts import Attend
from tests import source

REFERENCE = pages()
GLOSSARY = load(source.ROOT / "docs" / "glossary.yaml")
RULES = law.by_code()


def _headings(page: str) -> list[str]:
    return [
        line.removeprefix("## ").split(" — ")[0] for line in REFERENCE[page].splitlines() if line[:3] == "## "
    ]


# --- acts ---------------------------------------------------------------------------------------------


def _all_acts(base: type[Act] = Act) -> set[type[Act]]:
    """Every act of the program that can be sent: classes that have a name of their own."""
    below = {act for child in base.__subclasses__() for act in _all_acts(child)}
    ours = base.__module__.startswith("bontot.") and "tests" not in base.__module__
    return below | ({base} if ours and "act" in base.__dict__ and base is not Act else set())


def test_every_act_is_in_the_catalogue_and_in_the_reference() -> None:
    assert {act.act for act in _all_acts()} == set(ACTS)
    assert _headings("acts.md") == list(ACTS)


def test_every_act_is_in_the_permission_table_and_somebody_may_enter_it() -> None:
    patterns = [pattern.removesuffix("*") for pattern in table().acts]
    assert [code for code in ACTS if not any(code.startswith(pattern) for pattern in patterns)] == []
    assert [code for code in ACTS if not any(role.enters(code) for role in table().roles.values())] == []


def test_every_act_says_in_vietnamese_what_it_is_and_every_field_has_a_label() -> None:
    for code, act in offered().items():
        form = form_for(act)
        blank = [name for name, field in form.fields.items() if not str(field.label or "").strip()]
        assert not blank, f"{code}: {blank}"
    assert [act.act for act in ACTS.values() if not act.says or not act.__doc__] == []


# --- rules --------------------------------------------------------------------------------------------


def test_every_rule_is_in_the_reference() -> None:
    headings = _headings("rules.md")
    assert set(RULES) <= set(headings)
    assert all(f"`{code}`" in REFERENCE["rules.md"] for code in (*INVARIANTS, *ADVICE))


def test_a_code_says_one_thing_and_cites_one_place() -> None:
    said = {code: {(rule.says, rule.because) for rule, _ in bound} for code, bound in RULES.items()}
    assert {code: found for code, found in said.items() if len(found) > 1} == {}


def test_a_code_belongs_to_a_rule_or_to_an_invariant_but_not_to_both() -> None:
    assert not set(RULES) & (set(INVARIANTS) | set(ADVICE))
    assert not set(MEANS) & set(SENTENCES)


def test_every_invariant_says_what_holds() -> None:
    checks = {**INVARIANTS, **ADVICE}
    assert [code for code, check in checks.items() if not (check.__doc__ or "").strip()] == []


def test_what_depends_on_a_place_is_found_from_the_place() -> None:
    """The reverse of every citation: nothing that cites is missing from the page of sources."""
    standing = {says for found in law.dependants().values() for says in found}
    assert {f"rule {code}" for code in RULES} <= standing
    assert {f"form {code}" for code in FORMS} <= standing


# --- forms and indicators -----------------------------------------------------------------------------


def test_every_form_with_every_line_is_in_the_reference() -> None:
    assert _headings("forms.md") == list(FORMS)
    for form in FORMS.values():
        assert [
            line for line in (*form.rows, *form.columns) if f"| `{line.code}` |" not in REFERENCE["forms.md"]
        ] == []


def test_codes_of_lines_are_different_within_a_form() -> None:
    for form in FORMS.values():
        for lines in (form.rows, form.columns):
            assert len({line.code for line in lines}) == len(lines), form.code


def test_every_indicator_is_in_the_reference_and_the_articles_ask_for_no_other() -> None:
    assert _headings("indicators.md") == list(INDICATORS)
    article = Path(organisations.__file__).parents[1] / "demo" / "data" / "article.md"
    asked = {found[1] for found in PLACEHOLDER.finditer(article.read_text(encoding="utf-8"))}
    assert asked and asked <= set(INDICATORS)


# --- workbooks ----------------------------------------------------------------------------------------

_MADE: dict[str, type[Act]] = {
    "organisations": organisations.Register,
    "members": registering.Register,
    "posts": posts.Register,
    "training": Attend,
    "discipline": discipline.Register,
    "censure": censure.Register,
    "classification": evaluation.Classify,
    "member_classification": evaluation.ClassifyMember,
    "recognition": evaluation.Recognise,
}
_OTHERWISE = {"code": "organisation", "since": "on", "person": "member"}
"""Columns that the act calls otherwise: what a sheet names itself by, and since when."""
_FOR_THE_IMPORT = {"same_as"}
"""Columns that find a person and order nothing."""


def test_every_column_is_in_the_reference() -> None:
    missing = [
        c.header
        for layout in LAYOUTS
        for c in layout.columns
        if f"| {c.header} |" not in REFERENCE["workbooks.md"]
    ]
    assert not missing


def test_every_column_of_our_own_sheets_fills_a_field_of_the_act_that_it_makes() -> None:
    own = {layout.kind: {c.field for c in layout.columns} for layout in LAYOUTS if layout.code == layout.kind}
    for kind, act in _MADE.items():
        known = {field.name for field in said_fields(act)}
        stray = {name for name in own[kind] - known if _OTHERWISE.get(name) not in known}
        assert stray <= _FOR_THE_IMPORT, f"{kind}: {stray}"


def test_every_field_of_a_persons_file_has_a_column() -> None:
    columns = {name for kind, name in fields_of_columns() if kind == "members"}
    assert {field.name for field in fields(profile.ProfileFields)} <= columns


def test_every_vocabulary_is_in_the_reference_and_used() -> None:
    assert _headings("vocabularies.md") == list(NAMES)
    read = {c.vocabulary for layout in LAYOUTS for c in layout.columns} - {""}
    assert read == set(NAMES)


# --- facts --------------------------------------------------------------------------------------------


def test_every_kind_of_fact_is_in_the_reference_and_the_glossary() -> None:
    names = [kind.__name__ for kind in fact_kinds()]
    assert _headings("facts.md") == names
    assert set(GLOSSARY["facts"]) == set(names)


@pytest.mark.django_db
def test_every_kind_of_fact_is_guarded_by_the_database() -> None:
    sql = (
        "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal"
    )
    guards: dict[str, set[str]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(sql)
        for name, guard in cursor.fetchall():
            guards[name].add(guard.removeprefix(f"{name}_"))
    for kind in fact_kinds():
        assert {"kept", "unchanged"} <= guards[kind._meta.db_table], kind
        if kind.one_at_a_time and connection.vendor == "sqlite":
            assert "alone" in guards[kind._meta.db_table], kind


# --- addresses, roles, commands -----------------------------------------------------------------------


def test_every_address_is_in_the_reference_with_who_may_open_it() -> None:
    known = {PUBLIC, SIGNED_IN, *table().permissions}
    for address, name, view in routes():
        if address.startswith("/api/"):
            continue
        assert name, f"{address} has no name"
        assert set(view.policy) <= known, address
        assert f"`{address}`" in REFERENCE["pages.md"], address


def test_every_permission_is_held_by_some_role_and_asked_by_some_address() -> None:
    asked = {need for _, _, view in routes() for need in getattr(view, "policy", ())}
    held = {permission for role in table().roles.values() for permission in role.permissions}
    assert held == set(table().permissions)
    assert set(table().permissions) - asked <= {
        "publish",
        "accounts.manage",
        "discipline.read",
        "evaluation.read",
    }


def test_every_command_is_in_the_reference_and_those_of_the_readme_exist() -> None:
    commands = set(_headings("commands.md"))
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(source.ROOT.glob("*.md")))
    text += "".join(
        path.read_text(encoding="utf-8") for path in sorted((source.ROOT / "docs").rglob("how-to/*.md"))
    )
    told = {f"bontot {name}" for name in re.findall(r"(?:^|dev\.py |`)bontot ([a-z]+)", text, re.MULTILINE)}
    assert told and told <= commands, told - commands
    assert parser().prog == "bontot"


def test_what_dev_py_is_said_to_do_it_does() -> None:
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted(source.ROOT.rglob("*.md"))
        if ".venv" not in path.parts
    )
    told = set(re.findall(r"python3 dev\.py ([a-z]+)", text))
    known = set(
        re.findall(
            r"^    python3 dev\.py ([a-z]+)",
            (source.ROOT / "dev.py").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    )
    assert told and told <= known, told - known
