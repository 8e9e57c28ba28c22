"""An English page says the words of the data in English; a paper is Vietnamese for everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.utils.translation import override
from lxml import etree, html

from bontot.access.tests.reader import Reader
from bontot.cli.texts import texts
from bontot.decisions.tests.test_pages import PAGES
from bontot.ui import messages
from bontot.ui.saying import as_written, plainly, said

type As = Callable[[str], Reader]


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    """What a reader chose here is not the language of the next test."""
    with override("vi"):
        yield


def _english(as_: As) -> Reader:
    reader = as_("tinh")
    reader.cookies["django_language"] = "en"
    return reader


def _vietnamese() -> set[str]:
    """The texts of the data that are said otherwise in English."""
    with override("en"):
        return {says for says, _english, _place in texts() if plainly(says) != says}


def _said(page: str) -> Iterator[str]:
    """Every text of a page that is not marked as Vietnamese, and the texts in its attributes."""
    for node in html.document_fromstring(page).iter(etree.Element):
        if any(over.get("lang") == "vi" for over in (node, *node.iterancestors())):
            continue
        yield from filter(None, (node.text, node.get("aria-label"), node.get("placeholder")))
        yield from (child.tail for child in node if child.tail)


@pytest.mark.parametrize("address", PAGES)
def test_an_english_page_says_no_word_of_the_data_in_vietnamese(as_: As, address: str) -> None:
    page = _english(as_).get(address).text
    assert '<html lang="en"' in page
    assert {" ".join(text.split()) for text in _said(page)} & _vietnamese() == set()


def test_every_text_of_the_data_has_an_english_one() -> None:
    known = messages.known()
    assert [says for says in messages.texts() if not known.get(says)] == []


@pytest.mark.parametrize(
    "address",
    ["/dang-vien/DV-AN/2024-06-30.json", "/bieu/TG/BG/2024-06-30/?format=csv", "/quyet-dinh/1.json"],
)
def test_a_paper_is_vietnamese_for_an_english_reader_too(as_: As, address: str) -> None:
    english, vietnamese = _english(as_).get(address), as_("tinh").get(address)
    assert english.content == vietnamese.content
    assert english["Content-Language"] == "vi"


def test_what_has_no_english_is_marked_as_vietnamese() -> None:
    with override("en"):
        assert said("Khen <thưởng>") == '<span lang="vi">Khen &lt;thưởng&gt;</span>'
        assert said("đại học") == "university"
        assert as_written("Đảng viên") == '<span lang="vi">Đảng viên</span>'
        assert (said(""), said(None), said("2024")) == ("", "", "2024")
    with override("vi"):
        assert (said("Khen <thưởng>"), as_written("Đảng viên")) == ("Khen <thưởng>", "Đảng viên")


def test_a_form_of_an_act_is_english_on_an_english_page_and_vietnamese_again(as_: As) -> None:
    reader = _english(as_)
    assert "Day of effect" in reader.get("/quyet-dinh/moi/member.transfer/").text
    reader.cookies["django_language"] = "vi"
    assert "Ngày có hiệu lực" in reader.get("/quyet-dinh/moi/member.transfer/").text
