"""New codes are what anybody can write down and open; old ones, whatever they are, have an address all the same."""

import re

import pytest

from bontot.kernel.codes import IN_ADDRESS, from_address, in_address, unfit

REAL = ("BG.SD.YEN-DINH.T12", "DV-097255", "TINH", "24.000.123", "MỚI", "xã Một", "A_B", "A~B", "100%")
ODD = (
    "A/B",
    "A?B",
    "A#B",
    "A\\B",
    "A\nB",
    "A\x7fB",
    "A\x00B",
    "A\u200bB",
    "",
    "   ",
    " A",
    "A ",
    ".",
    "..",
    "x" * 61,
)


@pytest.mark.parametrize("code", REAL)
def test_a_code_as_offices_write_them_will_do(code: str) -> None:
    assert unfit(code) == ""


@pytest.mark.parametrize("code", ODD)
def test_a_code_that_nobody_could_open_will_not_do(code: str) -> None:
    assert unfit(code)


@pytest.mark.parametrize("code", [*REAL, *ODD[:-1], "A~2FB", "~", "/" * 60])
def test_every_code_has_an_address_and_the_address_names_the_code(code: str) -> None:
    written = in_address(code)
    assert re.fullmatch(IN_ADDRESS, written)
    assert written not in (".", "..")
    assert from_address(written) == code


def test_a_code_that_will_do_stands_in_an_address_as_it_is() -> None:
    assert [in_address(code) for code in REAL if "~" not in code] == [c for c in REAL if "~" not in c]


def test_an_address_names_no_code_that_is_too_long() -> None:
    with pytest.raises(ValueError, match="60"):
        from_address("x" * 61)
