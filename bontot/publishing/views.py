"""Trang tin: the list, an article, the search; the rating."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bontot.kernel.text import clean
from bontot.publishing import queries, rating
from bontot.publishing.models import Article
from bontot.publishing.queries import Teaser
from bontot.publishing.questions import questions
from bontot.publishing.rating import Outcome, RatingShown
from bontot.publishing.showing import ShownFigure, shown
from bontot.publishing.text import rendered
from bontot.ui.page import Page
from bontot.ui.views import public


@dataclass(frozen=True, slots=True)
class ListPage:
    """Articles, the newest first; or those that were searched for."""

    title: str
    asked: str
    articles: list[Teaser]
    more: int | None


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article with its figures."""

    title: str
    slug: str
    lead: str
    author: str
    source: str
    published_at: datetime
    body: SafeString
    figures: list[ShownFigure]
    rating: RatingShown
    said: str
    """What became of the rating just given."""
    related: list[Teaser]
    address: str


@public
@require_GET
def articles(request: HttpRequest) -> HttpResponseBase:
    """The newest articles."""
    found, more = queries.page(queries.published(), _before(request))
    page = ListPage(_("Tin bài"), "", queries.teasers(found), more)
    return Page(request, "publishing/articles.html", page)


@public
@require_GET
def search(request: HttpRequest) -> HttpResponseBase:
    """Articles in which every word occurs, with or without diacritics."""
    asked = clean(request.GET.get("q", ""))[:120]
    found, more = queries.page(queries.search(asked), _before(request)) if asked else ([], None)
    title = _("Tìm “%(asked)s” trong tin bài") % {"asked": asked} if asked else _("Tìm trong tin bài")
    return Page(request, "publishing/search.html", ListPage(title, asked, queries.teasers(found), more))


@public
@require_GET
def article(request: HttpRequest, slug: str) -> HttpResponseBase:
    """An article."""
    found = _article(slug)
    return Page(request, "publishing/article.html", _page(request, found, rating.shown(found, request), ""))


@public
@require_POST
def rate(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A reader's rating."""
    found = _article(slug)
    stars = request.POST.get("stars", "")
    if stars not in {str(number) for number in rating.STARS}:
        said = _("Hãy chọn từ một đến năm sao rồi gửi.")
        return _after_rating(request, found, said, None, "")
    key = rating.new_key(request)
    outcome = rating.rate(found, key, request, int(stars))
    said = {
        Outcome.GIVEN: _("Cảm ơn bạn đã đánh giá bài viết."),
        Outcome.CHANGED: _("Đã đổi đánh giá của bạn."),
        Outcome.ALREADY: _already(found),
    }[outcome]
    given = int(stars) if outcome is not Outcome.ALREADY else None
    return _after_rating(request, found, said, given, key)


def _already(found: Article) -> SafeString:
    """Somebody has rated from this address. Whoever signs in comes back to the article and rates for themselves."""
    back = urlencode({"next": f"{found.get_absolute_url()}#danh-gia"})
    return format_html(
        _(
            "Từ địa chỉ mạng này đã có một đánh giá cho bài viết. Nếu nhiều người dùng chung mạng, xin "
            '<a href="{address}">đăng nhập</a> để đánh giá.'
        ),
        address=f"{resolve_url(settings.LOGIN_URL)}?{back}",
    )


def _after_rating(
    request: HttpRequest, found: Article, said: str, given: int | None, key: str
) -> HttpResponseBase:
    response: HttpResponseBase
    if getattr(request, "htmx", None):
        told = rating.shown(found, request)
        told = RatingShown(told.count, told.average, given or told.own)
        response = Page(request, "publishing/article.html", _page(request, found, told, said))
    else:
        messages.info(request, said)
        response = HttpResponseRedirect(found.get_absolute_url() + "#danh-gia")
    if key:
        rating.remember(response, key, request)
    return response


def _page(request: HttpRequest, found: Article, told: RatingShown, said: str) -> ArticlePage:
    figures = [shown(figure) for figure in found.figures.all()]
    by_question = dict(zip(questions(found.body), figures, strict=True))  # frozen in the order of the text
    assert found.published_at is not None, "only published articles are shown"
    return ArticlePage(
        title=found.title,
        slug=found.slug,
        lead=found.lead,
        author=found.author,
        source=found.source,
        published_at=found.published_at,
        body=rendered(found.body, by_question, found.title),
        figures=figures,
        rating=told,
        said=said,
        related=queries.teasers(queries.related(found)),
        address=request.build_absolute_uri(found.get_absolute_url()),
    )


def _article(slug: str) -> Article:
    found = queries.published().filter(slug=slug).prefetch_related("figures").first()
    if found is None:
        raise Http404(_("Không có bài viết nào ở địa chỉ này. Có thể bài đã được gỡ."))
    return found


def _before(request: HttpRequest) -> int | None:
    text = request.GET.get("before", "")
    return int(text) if text.isdecimal() and len(text) < 19 else None
