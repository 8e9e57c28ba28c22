"""Viết, đăng và gỡ bài."""

from __future__ import annotations

from datetime import datetime

import yaml
from django.db import transaction
from django.utils.safestring import SafeString
from django.utils.text import slugify

from bontot.kernel.text import clean, fold
from bontot.publishing.freezing import frozen
from bontot.publishing.models import Article
from bontot.publishing.questions import Answering, questions
from bontot.publishing.showing import ShownFigure, shown
from bontot.publishing.text import plain, rendered
from bontot.ui.clock import now

RULE = "---"
REQUIRED = ("title", "lead", "author")


def create_from_text(text: str) -> Article:
    """A draft from a text file: lines `title:`, `lead:`, `author:` and perhaps `source:`, `slug:` between two
    lines `---`, then the article. Raises ValueError, in a sentence for the author, where something is wrong."""
    opening, _, rest = text.lstrip("\ufeff\n ").partition("\n")
    head, rule, body = rest.partition(f"\n{RULE}\n")
    if opening.strip() != RULE or not rule:
        raise ValueError("Bài bắt đầu bằng phần đầu đặt giữa hai dòng “---”: title, lead, author.")
    try:
        said = yaml.safe_load(head)
    except yaml.YAMLError as reason:
        raise ValueError("Phần đầu của bài không đọc được.") from reason
    fields = {str(key): clean(str(value)) for key, value in (said if isinstance(said, dict) else {}).items()}
    if missing := [name for name in REQUIRED if not fields.get(name)]:
        raise ValueError(f"Phần đầu của bài còn thiếu: {', '.join(missing)}.")
    return create(
        title=fields["title"],
        lead=fields["lead"],
        author=fields["author"],
        body=body.strip(),
        source=fields.get("source", ""),
        slug=fields.get("slug", ""),
    )


def create(*, title: str, lead: str, author: str, body: str, source: str = "", slug: str = "") -> Article:
    """A draft. Raises ValueError where a question for a figure cannot be understood or the address is taken."""
    questions(body)
    slug = slug or _address(title)
    if Article.objects.filter(slug=slug).exists():
        raise ValueError(f"Đã có bài ở địa chỉ “{slug}”.")
    searched = _searched(title, lead, author, source, body)
    return Article.objects.create(
        slug=slug, title=title, lead=lead, author=author, source=source, body=body, searched=searched
    )


def revise(article: Article, *, title: str, lead: str, author: str, body: str, source: str = "") -> Article:
    """The draft says something else now; its address stays. Raises ValueError where it has been published, or where
    a question for a figure cannot be understood."""
    if article.status == Article.Status.PUBLISHED:
        raise ValueError("Bài đã đăng thì không sửa được; hãy gỡ bài trước.")
    questions(body)
    article.title, article.lead, article.author = title, lead, author
    article.source, article.body = source, body
    article.searched = _searched(title, lead, author, source, body)
    article.save()
    return article


def previewed(title: str, body: str, answer: Answering) -> tuple[SafeString, list[ShownFigure]]:
    """The text as it would appear now, and its figures; nothing is kept. Raises ValueError like `asked`."""
    draft, asked, moment = Article(), questions(body), now()
    figures = [
        shown(frozen(draft, order, question, answer(question), moment))
        for order, question in enumerate(asked, start=1)
    ]
    return rendered(body, dict(zip(asked, figures, strict=True)), title), figures


@transaction.atomic
def publish(article: Article, answer: Answering, *, at: datetime | None = None) -> Article:
    """The article appears, with every figure as `answer` gives it now. What has appeared keeps its figures:
    publishing again after it was withdrawn asks anew. Raises ValueError where it is already published."""
    if article.status == Article.Status.PUBLISHED:
        raise ValueError("Bài đã đăng; số liệu của bài đã đăng không đổi nữa.")
    moment = at or now()
    article.figures.all().delete()
    figures = [
        frozen(article, order, question, answer(question), moment)
        for order, question in enumerate(questions(article.body), start=1)
    ]
    article.figures.bulk_create(figures)
    article.status = Article.Status.PUBLISHED
    article.published_at = moment
    article.save()
    return article


def withdraw(article: Article) -> Article:
    """The article no longer appears; it and its figures are kept."""
    article.status = Article.Status.WITHDRAWN
    article.save(update_fields=["status"])
    return article


def _searched(title: str, lead: str, author: str, source: str, body: str) -> str:
    """What a search looks through."""
    return fold(" ".join((title, lead, author, source, plain(body))))


def _address(title: str) -> str:
    """The words of a title as an address."""
    words = slugify(fold(title).replace("–", "-"))
    return words if len(words) <= 110 else words[:110].rpartition("-")[0]
