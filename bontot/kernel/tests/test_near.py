"""Whoever slips is told what may have been meant; whoever asks nonsense is not puzzled."""

from bontot.kernel.near import meant, nearest, perhaps

KNOWN = ("THON1", "THON2", "T.H.X.1", "XA1", "members")


def test_a_slip_finds_the_code_also_in_other_capitals_and_without_its_marks() -> None:
    assert nearest("thon11", KNOWN)[0] == "THON1"
    assert nearest("TH-X1", KNOWN) == ["T.H.X.1"]
    assert nearest("MEMBER", KNOWN) == ["members"]


def test_nothing_near_adds_no_question() -> None:
    assert nearest("hoàn toàn khác", KNOWN) == []
    assert (meant([]), perhaps([])) == ("", ".")
    assert meant(["A", "B"]) == " Có phải “A” hoặc “B”?"
    assert perhaps(["A"]) == "; có phải là “A”?"
