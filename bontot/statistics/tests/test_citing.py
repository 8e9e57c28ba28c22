"""What is counted, and in which bands, is what the papers say."""

from bontot.law.parameters import bands
from bontot.law.reading import load
from bontot.statistics.forms import FORMS, sections
from bontot.statistics.indicators import INDICATORS
from tests.source import ROOT


def test_bands_are_those_of_the_parameters() -> None:
    ages = bands("statistics.ages", sections.LAID_DOWN).value
    assert [line.says for line in sections.AGES][:2] == ["Từ 18 đến 30 tuổi", "Từ 31 đến 35 tuổi"]
    assert sections.AGES[-1].says == f"Trên {ages[-1] - 1} tuổi" and len(sections.AGES) == len(ages)
    assert [line.says for line in sections.PARTY_AGES] == [
        "Dưới 10 năm",
        "Từ 10 đến 29 năm",
        "Từ 30 đến 39 năm",
        "Từ 40 đến 49 năm",
        "Từ 50 đến 59 năm",
        "Từ 60 năm trở lên",
    ]


def test_forms_and_indicators_cite_what_the_glossary_says() -> None:
    glossary = load(ROOT / "docs" / "glossary.yaml")
    for kind, declared in (("forms", FORMS), ("indicators", INDICATORS)):
        for code, one in declared.items():
            said = glossary[kind][code]
            if "source" in said:
                assert (one.source.source, one.source.place) == (said["source"], said.get("place", "")), code
