"""Text files are read whatever they are separated by, in the alphabets that are certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from bontot.exchange.tests.books import AN, MEMBER, all_of, csv_file, rules


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("alphabet", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_with_any_separator_and_certain_alphabet(
    tmp_path: Path, separator: str, alphabet: str
) -> None:
    text = "\r\n".join([separator.join(MEMBER), separator.join(AN)])
    rows, findings, sheets = all_of(csv_file(tmp_path / "dang-vien.csv", text, alphabet))
    assert (rows[0]["full_name"], rows[0]["row"], findings) == ("Nguyễn Văn An", 2, [])
    assert sheets[0].kind == "members"


def test_an_old_alphabet_is_named_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"H\xf2 v\xe0 t\xean,Gi\xf5i t\xednh\r\n")
    _, findings, _ = all_of(path)
    assert rules(findings) == ["TEP-BANG-MA"]


def test_formulas_in_csv_are_refused(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "a.csv", ",".join(MEMBER) + "\n\"=cmd|' /C calc'!A1\",Nam,1962,CB1,03/02/1990\n"
    )
    _, findings, _ = all_of(path)
    assert rules(findings) == ["O-CONG-THUC"]


def test_a_row_of_csv_that_is_too_long_is_said(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", ",".join(MEMBER) + "\nNguyễn Văn An,Nam,1962,CB1,03/02/1990,thừa\n")
    rows, findings, _ = all_of(path)
    assert (rules(findings), len(rows)) == (["O-THUA"], 1)


def test_a_line_that_names_the_separator_is_followed(tmp_path: Path) -> None:
    text = "sep=;\n" + "\n".join(";".join(row) for row in (MEMBER, AN))
    rows, findings, _ = all_of(csv_file(tmp_path / "a.csv", text))
    assert (len(rows), rows[0]["row"], findings) == (1, 3, [])
