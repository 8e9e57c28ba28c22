"""How it is used: roles, addresses, commands."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from bontot.access.doors import PUBLIC, SIGNED_IN
from bontot.access.roles import table as roles_table
from bontot.catalogue import ACTS
from bontot.cli.reference.markdown import code, first_sentence, section, sections, table

_MARK = {"all": "✓", "part": "partly", "none": ""}


def roles() -> str:
    """Roles × what may be read, roles × acts. A role holds over a branch of the tree as of today."""
    known = roles_table()
    heads = [role.name for role in known.roles.values()]
    rights = [
        (says, *[_MARK[much] for much in across])
        for says, across in known.lines()
    ]  # fmt: skip
    acts = [
        (code(act.act), act.says, *["✓" if role.enters(act.act) else "" for role in known.roles.values()])
        for act in ACTS.values()
    ]
    return sections([
        "A role holds over an organisation and all that stands under it as of today.\n",
        section("What may be done", table(("", *heads), rights)),
        section("Acts, one by one", table(("Act", "", *heads), acts)),
    ])  # fmt: skip


def routes() -> Iterator[tuple[str, str, Any]]:
    """Every address: as it is written, its name, its view."""
    yield from _routes(get_resolver().url_patterns, "/")


def _routes(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, str, Any]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, before + str(pattern.pattern))
        else:
            yield before + str(pattern.pattern), pattern.name or "", pattern.callback


def addresses() -> str:
    """Every address but those of acts; the JSON beside a page is told with the page."""
    says = roles_table().permissions | {PUBLIC: "everybody", SIGNED_IN: "whoever has signed in"}
    known = [found for found in routes() if not found[0].startswith("/api/")]
    json = {name.removesuffix(".json"): address for address, name, _ in known if name.endswith(".json")}
    rows = [
        (
            code(address),
            code(json[name]) if name in json else "",
            _who(view, says),
            first_sentence(view.__doc__),
        )
        for address, name, view in known
        if not name.endswith(".json")
    ]
    opening = "Acts come in by `POST /api/acts/<act>`; `/api/openapi.json` describes each.\n"
    return sections([opening, table(("Address", "As JSON", "Needs", "Shows"), rows)])


def _who(view: Any, says: dict[str, str]) -> str:
    return " or ".join(says.get(need, need) for need in getattr(view, "policy", ()))


def commands() -> str:
    """Every command of the program."""
    from bontot.cli import parser

    found = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    return sections(_command(name, one) for name, one in found.choices.items())


def _command(name: str, parser: argparse.ArgumentParser) -> str:
    rows = [
        (code(_spelt(action)), "yes" if action.required else "", action.help or "", _default(action))
        for action in parser._actions
        if not isinstance(action, argparse._HelpAction)
    ]
    says = (parser.description or "").rstrip(".") + "."
    return section(
        f"bontot {name}", says[0].upper() + says[1:], table(("Argument", "Required", "", "Otherwise"), rows)
    )


def _spelt(action: argparse.Action) -> str:
    if not action.option_strings:
        return str(action.metavar or action.dest) + (" …" if action.nargs == "+" else "")
    name = action.option_strings[0]
    if action.nargs == 0:
        return name
    values = (
        "|".join(map(str, action.choices)) if action.choices else str(action.metavar or action.dest.upper())
    )
    return f"{name} {values}"


def _default(action: argparse.Action) -> str:
    plain = isinstance(action.default, int | str) and not isinstance(action.default, bool)
    return str(action.default) if plain else ""
