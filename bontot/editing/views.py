"""Trang viết bài: drafts, a preview with the figures computed, publishing and withdrawing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.messages import success
from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.editing.answering import answering
from bontot.editing.forms import ArticleForm, FigureForm
from bontot.members.picking import finders
from bontot.publishing import articles
from bontot.publishing.models import Article
from bontot.publishing.showing import ShownFigure
from bontot.statistics.errors import Unanswerable
from bontot.ui.page import Page
from bontot.ui.picking import looks_for, offer, only_looked

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """An article in the list of the newsroom."""

    id: int
    title: str
    author: str
    status: str
    says: str
    """The status in words."""
    published_at: datetime | None
    address: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """All articles, the newest drafts first."""

    title: str
    articles: list[Line]
    more: int | None


@may("publish")
def articles_page(request: Asked) -> HttpResponseBase:
    """Drafts, published and withdrawn articles."""
    before = request.GET.get("before", "")
    found = Article.objects.order_by("-id")
    if before.isdecimal() and len(before) < 19:
        found = found.filter(id__lt=int(before))
    rows = list(found[: PER_PAGE + 1])
    lines = [_line(article) for article in rows[:PER_PAGE]]
    more = rows[PER_PAGE - 1].pk if len(rows) > PER_PAGE else None
    return Page(request, "editing/articles.html", ListPage(_("Viết bài"), lines, more))


@dataclass(frozen=True, slots=True)
class EditPage:
    """An article being written, and what it would look like."""

    title: str
    article: Line | None
    form: ArticleForm
    figure: FigureForm
    preview: SafeString = field(default=SafeString(""))
    figures: list[ShownFigure] = field(default_factory=list)
    shown: str = ""
    """The mark of what has been previewed."""


@may("publish")
def new_article_page(request: Asked) -> HttpResponseBase:
    """A new draft."""
    return _edit(request, None)


@may("publish")
def edit_article_page(request: Asked, id: int) -> HttpResponseBase:
    """A draft to go on with; or an article that has appeared, to withdraw it."""
    article = Article.objects.filter(pk=id).first()
    if article is None:
        raise Http404(_("Không có bài này."))
    if request.method == "POST" and article.status == Article.Status.PUBLISHED:
        return _withdraw(request, article)
    return _edit(request, article)


def _edit(request: Asked, article: Article | None) -> HttpResponseBase:
    if request.method != "POST":
        page = _page(request, article, ArticleForm(article=article), FigureForm(on=request.grants.today))
        return Page(request, "editing/edit.html", page)
    step = request.POST.get("step", "")
    form = ArticleForm(request.POST)
    if step in ("insert", "look"):
        return _insert(request, article)
    page = _page(request, article, form, FigureForm(on=request.grants.today))
    if not form.is_valid():
        return Page(request, "editing/edit.html", page, status=422)
    if step == "save":
        article = _save(article, form)
        success(request, _("Đã lưu bản thảo."))
        return HttpResponseRedirect(reverse("edit_article", args=[article.pk]))
    return _preview(request, article, form, publishes=step == "publish")


def _insert(request: Asked, article: Article | None) -> HttpResponseBase:
    """The figure's place in the text: where `[[]]` was typed, or else at its end."""
    figure = FigureForm(request.POST)
    offer(figure, finders(request.grants))
    valid, sent = figure.is_valid(), request.POST.copy()
    if looks_for(request.POST):
        only_looked(figure)
    elif valid:
        body, place = str(sent.get("body", "")), figure.placeholder()
        sent["body"] = body.replace("[[]]", place, 1) if "[[]]" in body else f"{body.rstrip()}\n\n{place}"
        figure = FigureForm(on=request.grants.today)
    form = ArticleForm(sent)
    form.errors.clear()  # whoever puts a figure in has not finished the article
    status = 200 if valid or looks_for(request.POST) else 422
    return Page(request, "editing/edit.html", _page(request, article, form, figure), status=status)


def _preview(
    request: Asked, article: Article | None, form: ArticleForm, *, publishes: bool
) -> HttpResponseBase:
    answer, shown = answering(request.scope), _mark(form)
    figure = FigureForm(on=request.grants.today)
    try:
        if publishes and constant_time_compare(request.POST.get("shown", ""), shown):
            published = articles.publish(_save(article, form), answer)
            success(request, _("Đã đăng bài. Số liệu của bài đã được giữ nguyên."))
            return HttpResponseRedirect(reverse("edit_article", args=[published.pk]))
        body, figures = articles.previewed(form.cleaned_data["title"], form.cleaned_data["body"], answer)
    except (Unanswerable, ValueError) as reason:
        form.add_error("body", str(reason))
        return Page(request, "editing/edit.html", _page(request, article, form, figure), status=422)
    page = _page(request, article, form, figure)
    page = EditPage(page.title, page.article, form, page.figure, body, figures, shown)
    return Page(request, "editing/edit.html", page)


def _withdraw(request: Asked, article: Article) -> HttpResponseBase:
    if request.POST.get("step") != "withdraw":
        raise Http404(_("Bài đã đăng thì không sửa được; hãy gỡ bài trước."))
    articles.withdraw(article)
    success(request, _("Đã gỡ bài. Bài và số liệu của bài vẫn được giữ."))
    return HttpResponseRedirect(reverse("edit_article", args=[article.pk]))


def _save(article: Article | None, form: ArticleForm) -> Article:
    said = form.cleaned_data
    return articles.revise(article, **said) if article else articles.create(**said, slug="")


def _mark(form: ArticleForm) -> str:
    said = repr(sorted(form.cleaned_data.items()))
    return salted_hmac("bontot.editing.shown", said, algorithm="sha256").hexdigest()


def _page(request: Asked, article: Article | None, form: ArticleForm, figure: FigureForm) -> EditPage:
    offer(figure, finders(request.grants))
    title = article.title if article else _("Viết bài mới")
    return EditPage(title, _line(article) if article else None, form, figure)


def _line(article: Article) -> Line:
    return Line(
        article.pk,
        article.title,
        article.author,
        article.status,
        article.get_status_display(),
        article.published_at,
        article.get_absolute_url(),
    )
