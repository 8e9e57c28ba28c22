"""Khung điểm, as this chapter looks them up: shipped versions and those that offices have kept."""

from __future__ import annotations

from bontot.frameworks.queries import framework, framework_on, frameworks
from bontot.law.frameworks.framework import Band, Condition, Criterion, Evidence, Framework, Step
from bontot.law.frameworks.reading import Unsound, read
from bontot.law.frameworks.scales import points
from bontot.law.frameworks.soundness import problems

__all__ = [
    "Band",
    "Condition",
    "Criterion",
    "Evidence",
    "Framework",
    "Step",
    "Unsound",
    "framework",
    "framework_on",
    "frameworks",
    "points",
    "problems",
    "read",
]
