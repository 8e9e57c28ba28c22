"""What the import contracts cannot say about the house."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from django.apps import apps
from django.db.models import Field, ForeignObjectRel, Model

from bontot.ledger.models import Fact
from tests import source

_WRITING = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "update",
    "delete",
}


def test_a_file_has_at_most_300_lines() -> None:
    """Who opens a file should be able to hold it."""
    long = [
        name
        for name, text in source.texts()
        if name.endswith(".py") and "/tests/" not in name and "/migrations/" not in name
        if text.count("\n") > 300
    ]
    assert not long


def test_a_function_has_at_most_60_lines() -> None:
    """A function fits in a hand."""
    long = [
        f"{name}: {function.name}"
        for name, tree in source.modules()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        if (function.end_lineno or 0) - function.lineno >= 60
    ]
    assert not long


def test_every_chapter_opens_with_a_paragraph_and_every_file_with_a_sentence() -> None:
    """The docstring of a chapter is its opening; an empty file has nothing to say."""
    silent = [name for name, tree in source.modules() if tree.body and not ast.get_docstring(tree)]
    chapters = {f"bontot/{name}/__init__.py" for name in source.chapters()}
    empty = [name for name, tree in source.modules() if name in chapters and not tree.body]
    assert not silent + empty


def test_a_foreign_key_points_to_the_same_or_an_earlier_chapter() -> None:
    """What imports cannot show: a foreign key may name its goal in a string."""
    place = source.chapters()
    forward = [
        f"{model.__name__}.{field.name} -> {goal.__name__}"
        for model in _our_models()
        for field in model._meta.get_fields()
        if isinstance(field, Field) and isinstance(goal := field.related_model, type)
        if _chapter(goal) in place and place[_chapter(goal)] > place[_chapter(model)]
    ]
    assert not forward


def test_nothing_but_the_ledger_writes_facts() -> None:
    """Writing means enacting: elsewhere no model of facts, and no relation to one, is saved, changed or deleted."""
    facts = {model for model in _our_models() if issubclass(model, Fact)}
    names = {model.__name__ for model in facts}
    names |= {
        relation.get_accessor_name() or "" for m in _our_models() for relation in _relations_to(m, facts)
    }
    writing = [
        f"{name}:{call.lineno}"
        for name, tree in source.modules()
        if not name.startswith("bontot/ledger/")
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in _WRITING
        if names & _words(call.func.value)
    ]
    assert not writing


def test_nothing_is_left_for_later_in_the_text() -> None:
    """What is to be done is an issue, not a comment."""
    later = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3)) + r")\b")
    assert not [name for name, text in source.texts() if later.search(text)]


def test_no_file_knows_one_machine_or_where_packages_come_from() -> None:
    """Folders of one machine, and the addresses of package indexes, are the business of whoever runs it."""
    hosts = ("pypi" + ".org", "python" + "hosted.org", "npm" + "js.", "deb." + "debian.org")
    places = re.compile(r"(?<![\w/.{}])/(work|tmp)/")
    known = [
        name for name, text in source.texts() if places.search(text) or any(host in text for host in hosts)
    ]
    assert not known


def _our_models() -> Iterator[type[Model]]:
    return (model for model in apps.get_models() if model.__module__.startswith("bontot."))


def _chapter(model: type[Model]) -> str:
    return model.__module__.partition(".")[2].partition(".")[0]


def _relations_to(model: type[Model], facts: set[type[Fact]]) -> Iterator[ForeignObjectRel]:
    return (relation for relation in model._meta.related_objects if relation.related_model in facts)


def _words(expression: ast.expr) -> set[str]:
    """The names that an expression such as `Name.objects.filter(…)` is made of, its arguments aside."""
    words: set[str] = set()
    while isinstance(expression, ast.Attribute | ast.Call | ast.Subscript):
        if isinstance(expression, ast.Attribute):
            words.add(expression.attr)
        expression = expression.func if isinstance(expression, ast.Call) else expression.value
    return words | ({expression.id} if isinstance(expression, ast.Name) else set())
