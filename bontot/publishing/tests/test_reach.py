"""There is no way from the public site to a person."""

from __future__ import annotations

import ast
from pathlib import Path

from django.apps import apps

import bontot.publishing

FOLDER = Path(bontot.publishing.__file__).parent
MAY_REACH = {"kernel", "law", "ui", "publishing"}


def _imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return {module.split(".")[1] for module in modules if module.startswith("bontot.")}


def test_publishing_imports_nothing_that_knows_a_person() -> None:
    for path in FOLDER.rglob("*.py"):
        assert _imported(path) <= MAY_REACH, path.name


def test_no_published_record_points_to_one_that_knows_a_person() -> None:
    for model in apps.get_app_config("publishing").get_models():
        for field in model._meta.get_fields():
            goal = field.related_model
            if isinstance(goal, type):
                assert goal._meta.app_label == "publishing", f"{model.__name__}.{field.name}"
