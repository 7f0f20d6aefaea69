"""What the import linter can't see: where foreign keys point, and that models.py is the table of contents."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

import internkoll.models

STAGES = [
    "base",
    "organisation",
    "actions",
    "register",
    "plan",
    "followup",
    "assessment",
    "imports",
    "reports",
]
SOURCE = Path(internkoll.__file__).parent


def stage_of(model) -> int:
    return STAGES.index(model.__module__.split(".")[1])


def own_models():
    return [model for model in apps.get_app_config("internkoll").get_models() if model.__module__ != "internkoll"]


def foreign_keys():
    for model in own_models():
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and field.related_model._meta.app_label == "internkoll":
                yield pytest.param(model, field.related_model, id=f"{model.__name__}.{field.name}")


@pytest.mark.parametrize(("model", "target"), list(foreign_keys()))
def test_foreign_keys_point_to_the_same_or_an_earlier_stage(model, target):
    assert stage_of(target) <= stage_of(model)


def test_every_model_stands_in_the_table_of_contents():
    assert {model.__name__ for model in own_models()} == set(internkoll.models.__all__)


def functions():
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path.relative_to(SOURCE), node.name, node.end_lineno - node.lineno + 1


def test_functions_are_short():
    lengths = sorted(length for _, _, length in functions())
    assert lengths[len(lengths) // 2] < 10
    assert [(str(path), name) for path, name, length in functions() if length > 50] == []


def test_no_file_is_past_500_lines():
    long = [path for path in SOURCE.rglob("*.py") if len(path.read_text(encoding="utf-8").splitlines()) > 500]
    assert long == []


def test_templates_stay_under_120_lines():
    templates = (SOURCE / "templates").rglob("*.html")
    assert [path.name for path in templates if len(path.read_text(encoding="utf-8").splitlines()) > 120] == []
