"""A form field for every field of an act, with the words of `fields.yaml`."""

from __future__ import annotations

from dataclasses import MISSING, Field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAliasType

import yaml
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bontot.kernel.partial import earliest
from bontot.kernel.text import blank, clean
from bontot.law.vocabulary import vocabulary
from bontot.ui.fields import DayField
from bontot.ui.picking import Pick, PickMany


class Text(forms.CharField):
    """Words of one's own; those that nobody can see are none."""

    def to_python(self, value: Any) -> Any:
        said = super().to_python(value)
        return said if not isinstance(said, str) or not blank(said) else ""


class Words(forms.CharField):
    """A word of an open vocabulary, or anything else; known words are stored in their one spelling."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.vocabulary = vocabulary(name)

    def clean(self, value: Any) -> Any:
        said = clean(super().clean(value))
        return (self.vocabulary.read(said) or said) if said else ""


class Born(forms.CharField):
    """A birth date of which perhaps only the month or the year is known."""

    def clean(self, value: Any) -> Any:
        said = clean(super().clean(value))
        said = "-".join(reversed(said.split("/"))) if "/" in said else said
        if said:
            try:
                earliest(said)
            except ValueError as reason:
                raise forms.ValidationError(
                    _("Hãy viết ngày sinh như 1962, 08/1962 hoặc 15/08/1962.")
                ) from reason
        return said


def shape_of(hint: Any) -> type[Any] | None:
    """What a person types for a value of this type; None for what no single field can hold."""
    if isinstance(hint, TypeAliasType):
        return shape_of(hint.__value__)
    if hint in (str, bool, date):
        return hint  # type: ignore[no-any-return]  # what get_type_hints finds is a type
    if hint == date | None:
        return date
    return tuple if hint == tuple[str, ...] else None


def field_for(code: str, field: Field[Any], hint: Any) -> forms.Field:
    """The form field of a field of the act `code`, of type `hint`."""
    words = label_of(code, field.name)
    given: dict[str, Any] = {
        "label": gettext_lazy(words["label"]),
        "help_text": gettext_lazy(words.get("hint", "")),
    }
    needed = field.default is MISSING and field.default_factory is MISSING and hint is not bool
    given["required"] = needed or words.get("required", False)
    shape = shape_of(hint)
    if shape is date:
        return DayField(**given)
    if shape is bool:
        return forms.BooleanField(**given)
    if shape is tuple:
        return PickMany(words["pick"], **given)
    if "pick" in words:
        return Pick(words["pick"], **given)
    if words.get("shape") == "partial":
        return Born(**given)
    if "vocabulary" in words:
        known = vocabulary(words["vocabulary"])
        if known.closed:
            return forms.ChoiceField(
                choices=[("", "—"), *((word, gettext_lazy(word)) for word in known.values)], **given
            )
        return Words(words["vocabulary"], **given)
    return Text(max_length=900, **given)


def label_of(code: str, name: str) -> dict[str, Any]:
    """What a field of an act is called, its hint, and its vocabulary."""
    said = _labels()
    found = said.get(code, {}).get(name) or said.get(name)
    if found is None:
        raise KeyError(f"decisions/fields.yaml does not name the field {name!r} of {code}")
    return dict(found)


@lru_cache(maxsize=1)
def _labels() -> dict[str, Any]:
    return dict(yaml.safe_load((Path(__file__).parent / "fields.yaml").read_text(encoding="utf-8")))
