"""Articles, the figures frozen in them, and what readers thought of them."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse


class Article(models.Model):
    """Bài viết."""

    class Status(models.TextChoices):
        DRAFT = "draft", "bản thảo"
        PUBLISHED = "published", "đã đăng"
        WITHDRAWN = "withdrawn", "đã gỡ"

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=250)
    lead = models.TextField()
    author = models.CharField(max_length=120)
    source = models.CharField(max_length=250, blank=True)
    """Nguồn: whose text it is, where it is not the author's own."""
    body = models.TextField()
    """The text, in the plain markup of `text.py`, with its questions for figures."""
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    published_at = models.DateTimeField(null=True, db_index=True)
    searched = models.TextField(default="")
    """Title, lead, author and text without diacritics and markup."""

    class Meta:
        ordering = ["-published_at", "-id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.slug])


class Figure(models.Model):
    """Số liệu: an answer as it was when the article appeared. Numbers too small to publish are not even kept."""

    class Withheld(models.TextChoices):
        NOTHING = "", "không"
        FEW = "few", "quá ít"
        ALL_BUT_FEW = "all_but_few", "gần hết"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="figures")
    order = models.PositiveIntegerField()
    """Its place among the figures of the article, the first being 1."""
    indicator = models.CharField(max_length=60, db_index=True)
    organisation = models.CharField(max_length=60)
    since = models.DateField(null=True)
    on = models.DateField()
    says = models.TextField()
    """The definition, in the words of the form."""
    of = models.CharField(max_length=250)
    """The organisation's name on the day."""
    source = models.TextField(blank=True)
    position = models.BigIntegerField()
    """The last decision that the answer knows of."""
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    unknown = models.BigIntegerField(null=True)
    withheld = models.CharField(max_length=12, choices=Withheld.choices, default=Withheld.NOTHING, blank=True)
    least = models.PositiveIntegerField()
    """The smallest number that could be published then."""
    frozen_at = models.DateTimeField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["article", "order"], name="figure_order")]


class Rating(models.Model):
    """Đánh giá: one per reader and article. Neither key can be led back to who they are."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="ratings")
    reader = models.CharField(max_length=64)
    """A digest of the account, else of the key in the reader's cookie: by it the rating is found again and changed."""
    origin = models.CharField(max_length=64)
    """A digest of the account, else of the address that the rating came from: what can be only one reader."""
    stars = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "reader"], name="one_rating_per_reader"),
            models.UniqueConstraint(fields=["article", "origin"], name="one_rating_from_one_place"),
            models.CheckConstraint(condition=models.Q(stars__range=(1, 5)), name="stars_from_1_to_5"),
        ]
