"""Addresses of frameworks and campaigns."""

from __future__ import annotations

from django.urls import URLPattern

from bontot.access.asking import both
from bontot.scorecards.books import urls as book_urls
from bontot.scorecards.reviews import urls as review_urls
from bontot.scorecards.views import framework_page, frameworks_page
from bontot.scorecards.views_appraise import appraise_page, card_traces_page
from bontot.scorecards.views_campaign import (
    campaign_page,
    campaign_place_page,
    campaigns_page,
    new_campaign_page,
)
from bontot.scorecards.views_card import score_page, vote_page
from bontot.scorecards.views_shares import share_page
from bontot.scorecards.views_things import things_page

CARD = "bon-tot/<int:id>/<code:code>/"

urlpatterns: list[URLPattern] = [
    *book_urls.urlpatterns,
    *review_urls.urlpatterns,
    *both("bon-tot/khung/", frameworks_page, "frameworks"),
    *both("bon-tot/khung/<code:code>/<code:version>/", framework_page, "framework"),
    *both("bon-tot/", campaigns_page, "campaigns"),
    *both("bon-tot/moi/", new_campaign_page, "new_campaign"),
    *both("bon-tot/<int:id>/", campaign_page, "campaign"),
    *both(f"{CARD}tu-cham/", score_page, "card_score"),
    *both(f"{CARD}bieu-quyet/", vote_page, "card_vote"),
    *both(f"{CARD}tham-dinh/", appraise_page, "card_appraise"),
    *both(f"{CARD}dau-vet/", card_traces_page, "card_traces"),
    *both(f"{CARD}minh-chung/<code:evidence>/", things_page, "card_things"),
    *both(f"{CARD}tieu-chi/<code:criterion>/", share_page, "campaign_share"),
    *both(CARD, campaign_place_page, "campaign_place"),
]
