"""Văn bản của bài: a small, safe markup (CommonMark, tables, no HTML, no pictures) with figures in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from bontot.publishing.questions import PLACEHOLDER, FigureQuestion, asked
from bontot.publishing.showing import ShownFigure

TABLE = "Bảng:"
"""A paragraph beginning so, right above a table, is the table's caption."""


def rendered(body: str, figures: Mapping[FigureQuestion, ShownFigure], title: str) -> SafeString:
    """The text as HTML; `title` names a table that has no caption of its own. Raises KeyError where a figure of
    the text has not been frozen."""
    return SafeString(_MARKUP.render(body, {"figures": figures, "title": title}))


def plain(body: str) -> str:
    """The words alone, for searching."""
    bare = PLACEHOLDER.sub(" ", body)
    tokens = [child for token in _MARKUP.parse(bare, {"title": ""}) for child in token.children or []]
    return " ".join(token.content for token in tokens if token.type in {"text", "code_inline"})


def _figure(state: StateInline, silent: bool) -> bool:
    """The inline rule that finds a question for a figure."""
    match = PLACEHOLDER.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("figure", "", 0)
        token.content = match[0]
    state.pos = match.end()
    return True


def _render_figure(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    match = PLACEHOLDER.match(tokens[at].content)
    assert match is not None, "the inline rule made this token of a match"
    question, part = asked(match)
    figure: ShownFigure = env["figures"][question]
    value = figure.plain.get(part)
    number = (
        format_html('<data value="{}">{}</data>', value, figure.part(part)) if value is not None else None
    )
    return format_html(
        '<span class="figure">{}<a class="figure-note" href="#so-lieu-{}" aria-label="{}">{}</a></span>',
        number or figure.part(part),
        figure.order,
        _("Xem số liệu %(order)s trong bảng") % {"order": figure.order},
        figure.order,
    )


def _lower_headings(state: StateCore) -> None:
    """The title of the article is the h1; headings of the text begin at h2 and never jump."""
    deepest = 1
    for token in state.tokens:
        if token.type == "heading_open":
            deepest = min(max(int(token.tag[1:]), 2), deepest + 1)
            token.tag = f"h{deepest}"
        elif token.type == "heading_close":
            token.tag = f"h{deepest}"


def _caption_tables(state: StateCore) -> None:
    """Every table has a caption, scoped headers and room to scroll."""
    tokens, kept, heading = state.tokens, list[Token](), str(state.env.get("title", ""))
    for token in tokens:
        if token.type == "inline" and kept and kept[-1].type == "heading_open":
            heading = token.content
        if token.type == "table_open":
            above = kept[-2] if len(kept) > 2 and kept[-1].type == "paragraph_close" else None
            if above is not None and above.content.startswith(TABLE):
                token.meta["caption"] = re.sub(rf"^{TABLE}\s*", "", above.content)
                del kept[-3:]
            else:
                token.meta["caption"] = heading
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type in {"th_open", "td_open"} and "right" in str(token.attrGet("style") or ""):
            token.attrSet("class", "number")
        token.attrs.pop("style", None)
        kept.append(token)
    state.tokens = kept


def _open_table(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    caption = tokens[at].meta["caption"]
    return format_html(
        '<div class="table-scroll" role="region" aria-label="{}" tabindex="0"><table><caption>{}</caption>',
        caption,
        caption,
    )


def _close_table(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    return "</table></div>\n"


def _markup() -> MarkdownIt:
    markup = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table").disable("image")
    markup.inline.ruler.before("link", "figure", _figure)
    markup.core.ruler.push("lower_headings", _lower_headings)
    markup.core.ruler.push("caption_tables", _caption_tables)
    markup.add_render_rule("figure", _render_figure)
    markup.add_render_rule("table_open", _open_table)
    markup.add_render_rule("table_close", _close_table)
    return markup


_MARKUP = _markup()
