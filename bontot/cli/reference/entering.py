"""What comes in: acts, the facts that they make, workbooks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, Field
from datetime import date
from types import NoneType, UnionType
from typing import Any, TypeAliasType, Union, get_args, get_origin, get_type_hints

from bontot.access.roles import table as roles
from bontot.catalogue import ACTS
from bontot.cli.reference.markdown import code, codes, paragraph, section, sections, table
from bontot.decisions.forms import offered
from bontot.exchange.reading.foreign import LAYOUTS
from bontot.exchange.sheets import Column, Layout, Read
from bontot.law.vocabulary import vocabulary
from bontot.ledger.acts import Act, said_fields
from bontot.ledger.models import Fact
from bontot.ledger.state import fact_kinds, identity_of
from bontot.reforms.sheets import LAYOUTS as OF_PLANS


def acts() -> str:
    """Every act, as JSON says it."""
    opening = (
        "An act is sent as JSON with `act` and the fields below: `bontot enact`, or `POST /api/acts/<act>`. "
        "Days are ISO dates; organisations and people are named by their codes."
    )
    return sections([opening + "\n", *map(_act, ACTS.values())])


def _act(act: type[Act]) -> str:
    hints = get_type_hints(act)
    rows = [(code(f.name), "yes" if _required(f) else "", kind(hints[f.name])) for f in said_fields(act)]
    binding = sorted({rule.code for rule in act.rules})
    enter = [role.name for role in roles().roles.values() if role.enters(act.act)]
    facts = [
        f"- Entered by: {', '.join(enter) or 'nobody'}",
        f"- Form on the site: {'yes' if act.act in offered() else 'no'}",
        *([f"- Rules: {', '.join(f'[{name}](rules.md#{name.lower()})' for name in binding)}"] if binding else []),
    ]  # fmt: skip
    return section(
        act.act, f"**{act.says}.** {paragraph(act.__doc__)}", "\n".join(facts),
        table(("Field", "Required", "Kind"), rows),
    )  # fmt: skip


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


_PLAIN = {date: "day", str: "text", bool: "true or false", object: "any", dict: "object"}


def kind(hint: Any) -> str:
    """The kind of a field's value, in words."""
    if isinstance(hint, TypeAliasType):
        return kind(hint.__value__)
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return " or ".join(kind(one) for one in inner if one is not NoneType)
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        return f"list of {kind(inner[0])}"
    if origin is tuple:
        return "[" + ", ".join(kind(one) + ("?" if _may_be_null(one) else "") for one in inner) + "]"
    return _PLAIN[origin or hint]


def _may_be_null(hint: Any) -> bool:
    return NoneType in get_args(hint)


def facts() -> str:
    """Every kind of fact, with its columns."""
    opening = (
        "Besides these columns every fact has `valid_from`, `valid_to` (days, half-open) and `known_from`, `known_to` "
        "(positions of the ledger, half-open)."
    )
    return sections([opening + "\n", *map(_fact, fact_kinds())])


def _fact(model: type[Fact]) -> str:
    alone = {"TRUE": "one on each day", None: "any number on a day"}.get(
        model.one_at_a_time, f"one on each day where `{model.one_at_a_time}`"
    )
    about = identity_of(model)._meta.verbose_name
    rows = []
    for name in model.columns():
        field = model._meta.get_field(name)
        words = str(getattr(field, "verbose_name", ""))
        rows.append((code(name), "" if words == name.removesuffix("_id") or words == name else words))
    return section(
        model.__name__, paragraph(model.__doc__), f"About: {about}; {alone}.", table(("Column", "Tiếng Việt"), rows)
    )  # fmt: skip


def workbooks() -> str:
    """Every table that a workbook may hold."""
    opening = (
        "A header is found by its words, in any order, with or without diacritics. What stands in brackets in a header "
        "is ignored. A column that is not listed is reported and not used."
    )
    return sections([opening + "\n", *map(_layout, (*LAYOUTS, *OF_PLANS))])


_READ = {
    Read.TEXT: "text",
    Read.DAY: "a day: a real date or dd/mm/yyyy",
    Read.PARTIAL: "a day, a month or a year",
    Read.IDENTITY: "12 digits",
    Read.CARD: "a card number",
    Read.PERSON: "a member's code, identity number or card number",
}


def _layout(layout: Layout) -> str:
    names = f"Other names of the sheet: {', '.join(layout.names)}." if layout.names else ""
    rows = [
        (c.header, code(c.field), "yes" if c.required else "", _read(c), ", ".join(c.aliases))
        for c in layout.columns
    ]
    heads = ("Column", "Field", "Required", "What its cells are", "Also called")
    return section(f"{layout.sheet} ({code(layout.code)})", names, table(heads, rows))


def _read(column: Column) -> str:
    if column.read is Read.WORD:
        return f"[{vocabulary(column.vocabulary).says}](vocabularies.md#{column.vocabulary})"
    if column.read is Read.CHOICE:
        return "one of: " + ", ".join(word for word, _ in column.choices)
    return _READ[column.read]


def fields_of_columns() -> Iterator[tuple[str, str]]:
    """Every column of a workbook: its layout's kind and the field that it fills."""
    return ((layout.kind, column.field) for layout in LAYOUTS for column in layout.columns)


__all__ = ["acts", "codes", "facts", "fields_of_columns", "kind", "workbooks"]
