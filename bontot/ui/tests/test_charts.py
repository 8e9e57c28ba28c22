"""Charts say the same in words, in a drawing and in a table."""

from __future__ import annotations

from xml.etree import ElementTree

from bontot.ui.charts import WIDTH, flows, pyramid, shares


def test_a_chart_is_sound_xml_with_a_title_and_a_description() -> None:
    chart = shares("Đảng viên theo chi bộ", [("Chi bộ <A>", 48), ("Chi bộ B", 0)], "đảng viên")
    root = ElementTree.fromstring(chart.svg)
    assert root.get("role") == "img"
    assert [child.tag.rpartition("}")[2] for child in root][:2] == ["title", "desc"]
    assert "style" not in chart.svg


def test_a_chart_carries_the_numbers_it_draws() -> None:
    chart = pyramid("Tuổi", [("18–22", 3, 4), ("23–27", 5, 6)], "Nam", "Nữ")
    assert chart.columns == ("", "Nam", "Nữ")
    assert chart.rows == (("18–22", 3, 4), ("23–27", 5, 6))
    assert chart.svg.index("23–27") < chart.svg.index("18–22"), "the oldest stand on top"


def test_the_longest_bar_fits_and_nothing_at_all_can_be_drawn() -> None:
    widths = [
        float(bar.get("width", ""))
        for bar in ElementTree.fromstring(shares("x", [("a", 999), ("b", 1)], "n").svg).iter()
        if bar.tag.endswith("rect")
    ]
    assert max(widths) <= WIDTH
    assert flows("x", [("2021", 0, 0)], "vào", "ra").svg
    assert flows("y", [], "vào", "ra").svg
