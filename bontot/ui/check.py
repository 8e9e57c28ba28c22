"""The page check: what is wrong with a page, in sentences. Every test that gets a page asks it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from xml.etree.ElementTree import Element

import html5lib

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LEAKS = re.compile(r"\{\{|\{%|\bNone\b|<(?:bontot|object|function)[. ]|&lt;[\w.]+ object at")
UNLABELLED = frozenset({"hidden", "submit", "button", "image", "reset"})


def problems(html: str) -> list[str]:
    """All that is wrong with a whole page; nothing for a good one."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page = parser.parse(html)
    for element in page.iter():
        if isinstance(element.tag, str):  # a comment has a function there
            element.tag = element.tag.rpartition("}")[2]  # drawings come with a namespace
    return [
        *(f"not strict HTML: {code} at line {place[0]}" for place, code, _ in parser.errors),
        *_document(page),
        *_headings(page),
        *_ids(page),
        *_landmarks(page),
        *_names(page),
        *_forms(page),
        *_tables(page),
        *_policy(page),
        *_leaks(page),
    ]


def _document(page: Element) -> Iterator[str]:
    if page.get("lang") not in {"vi", "en"}:
        yield "the page does not say its language"
    title, h1s = _text(page.find("head/title")), page.findall(".//h1")
    if len(h1s) != 1:
        yield f"a page has one h1, this one has {len(h1s)}"
    elif not _text(h1s[0]):
        yield "the h1 is empty"
    elif not title.startswith(_text(h1s[0])):
        yield f"the title “{title}” does not begin with the h1 “{_text(h1s[0])}”"
    if page.find("head/meta[@name='viewport']") is None:
        yield "no viewport for phones"


def _headings(page: Element) -> Iterator[str]:
    before = 0
    for heading in (element for element in page.iter() if element.tag in HEADINGS):
        level = HEADINGS.index(heading.tag) + 1
        if level > before + 1 and before:
            yield f"heading “{_text(heading)}” jumps from level {before} to {level}"
        before = level


def _ids(page: Element) -> Iterator[str]:
    ids = Counter(element.get("id") for element in page.iter() if element.get("id"))
    yield from (f"the id “{id}” occurs {count} times" for id, count in ids.items() if count > 1)
    for element in page.iter():
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form", "list"):
            for id in (element.get(attribute) or "").split():
                if id not in ids:
                    yield f"{attribute}=“{id}” on <{element.tag}> points nowhere"
        target = element.get("href", "") if element.tag == "a" else ""
        if target.startswith("#") and target[1:] not in ids:
            yield f"the link “{target}” points nowhere"


def _landmarks(page: Element) -> Iterator[str]:
    if len(page.findall(".//main")) != 1:
        yield "a page has one main part"
    navigations = page.findall(".//nav")
    labels = Counter(_name(page, nav) for nav in navigations)
    if labels[""] and len(navigations) > 1 or labels and labels.most_common(1)[0][1] > 1:
        yield "several nav parts, not told apart by their labels"
    body = page.find("body")
    first = next((element for element in body.iter("a")), None) if body is not None else None
    if first is None or first.get("href") != "#main":
        yield "the first link does not lead to the main part"


def _names(page: Element) -> Iterator[str]:
    for link in page.iter("a"):
        if link.get("href") is None:
            yield f"a link without an address: “{_text(link)}”"
        elif not _name(page, link):
            yield f"a link without a text to {link.get('href')}"
    for button in page.iter("button"):
        if not _name(page, button):
            yield "a button without a name"
    for image in page.iter("img"):
        if image.get("alt") is None:
            yield f"an image without alt: {image.get('src')}"
    for svg in page.iter("svg"):
        if svg.get("aria-hidden") != "true" and not (svg.get("role") == "img" and _name(page, svg)):
            yield "a drawing without a name"
    for details in page.iter("details"):
        if details.find("summary") is None:
            yield "details without a summary"


def _forms(page: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in page.iter("label") if _text(label)}
    wrapped = {field for label in page.iter("label") for field in label.iter()}
    for field in page.iter():
        if field.tag not in {"input", "select", "textarea"} or field.get("type") in UNLABELLED:
            continue
        if not (field.get("id") in labelled or field in wrapped or _name(page, field)):
            yield f"the field “{field.get('name')}” has no label"
    for form in page.iter("form"):
        ours = not (form.get("action") or "").startswith("http")
        if (form.get("method") or "get").lower() == "post":
            if ours and form.find(".//input[@name='csrfmiddlewaretoken']") is None:
                yield f"the form to “{form.get('action') or 'itself'}” has no csrf token"
        elif form.find(".//input[@name='csrfmiddlewaretoken']") is not None:
            yield f"the form to “{form.get('action')}” shows its csrf token in the address"


def _tables(page: Element) -> Iterator[str]:
    for table in page.iter("table"):
        caption = _text(table.find("caption"))
        if not caption:
            yield "a table without a caption"
        heads = list(table.iter("th"))
        if not heads:
            yield f"the table “{caption}” has no header cells"
        if any(head.get("scope") not in {"col", "row", "colgroup", "rowgroup"} for head in heads):
            yield f"the table “{caption}” has header cells without a scope"


def _policy(page: Element) -> Iterator[str]:
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "style" or element.get("style") is not None:
            yield f"a style inside the page, in <{element.tag}>"
        if element.tag == "script" and (not element.get("src") or (element.text or "").strip()):
            yield "a script inside the page"
        for name in element.attrib:
            if name.startswith(("on", "hx-on")):
                yield f"a script inside the page: {name} on <{element.tag}>"
        for name in ("src", "href"):
            value = element.get(name) or ""
            if element.tag in {"script", "link", "img", "iframe"} and re.match(r"(https?:)?//", value):
                canonical = element.tag == "link" and element.get("rel") in {"canonical", "alternate"}
                if not canonical:
                    yield f"something from elsewhere: {value}"
            if value.lower().startswith("javascript:"):
                yield "a script inside a link"


def _leaks(page: Element) -> Iterator[str]:
    for element in page.iter():
        if not isinstance(element.tag, str) or element.tag in {"script", "textarea", "pre", "code"}:
            continue
        for text in (element.text, element.tail, *element.attrib.values()):
            if text and (found := LEAKS.search(unescape(text))):
                yield f"the machinery shows: “{found.group()}” in <{element.tag}>: {text.strip()[:60]}"


def _text(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _name(page: Element, element: Element) -> str:
    """The name that a screen reader says."""
    if label := element.get("aria-label"):
        return label.strip()
    if ids := element.get("aria-labelledby"):
        wanted = set(ids.split())
        return " ".join(_text(other) for other in page.iter() if other.get("id") in wanted)
    if element.tag == "svg":
        return _text(element.find("title"))
    if element.tag in {"nav", "input", "select", "textarea"}:
        return ""
    return _text(element) or " ".join(image.get("alt") or "" for image in element.iter("img")).strip()
