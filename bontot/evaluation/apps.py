"""Loading the chapter declares what must always hold of it."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """Đánh giá, xếp loại."""

    name = "bontot.evaluation"

    def ready(self) -> None:
        from bontot.evaluation import invariants  # noqa: F401  (declares its invariants)
