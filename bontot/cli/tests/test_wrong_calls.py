"""A call that cannot be meant is told so in one Vietnamese sentence, whatever the system below says in English."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bontot.cli import main
from tests import world

pytestmark = pytest.mark.django_db

PAPER = ("--number", "02-QĐ/TU", "--dated", "2024-02-02", "--by", "TINH", "--rehearse")
ASKED = ("--organisation", "TINH", "--on", "2024-06-30")


@pytest.mark.parametrize("place", ["khong-co/x.xlsx", "."])
@pytest.mark.parametrize("command", [("export",), ("form", "TG")])
def test_a_file_that_cannot_be_written_is_a_wrong_call(
    command: tuple[str, ...], place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([*command, *ASKED, "--out", str(tmp_path / place)])
    assert stopped.value.code == 2
    assert "thư mục" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "không có tệp hoặc thư mục này"),
        (b'{"act": ', "sai cách viết JSON ở dòng 1, cột 9"),
        (b'{"act": "\xff"}', "không theo mã UTF-8"),
        (b"[" * 200_000, "lồng nhau quá nhiều tầng"),
        (b"[]", "tệp không có nội dung nào"),
    ],
)
def test_a_file_of_acts_that_cannot_be_read_says_why(
    content: bytes | None, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "acts.json"
    if content is not None:
        path.write_bytes(content)
    assert main(["enact", str(path), *PAPER]) == 1
    told = capsys.readouterr().out
    assert "SO-08" in told and says in told
    assert not any(word in told for word in ("No such", "Expecting", "codec", "recursion"))


def test_what_is_wrong_in_one_of_several_files_is_shown_in_that_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world.build()
    right, wrong = tmp_path / "one.json", tmp_path / "two.json"
    right.write_text('{"act": "member.die", "on": "2024-02-01", "member": "DV01"}', encoding="utf-8")
    wrong.write_text(
        '[{"act": "member.die", "on": "2024-02-01", "member": "DV99"}, {"act": "member.di"}]',
        encoding="utf-8",
    )
    assert main(["enact", str(right), str(wrong), *PAPER, "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    found = [(each["rule"], each["file"], each["row"]) for each in answer["findings"]]
    assert sorted(found) == [("DV-01", "two.json", 1), ("SO-07", "two.json", 2)]
    assert answer["rows"] == 3


@pytest.mark.parametrize("how", [(), ("--json",)])
@pytest.mark.parametrize("wrong", ["act", "organisation", "name", "on", "khac\\ud800"])
def test_half_a_character_in_a_file_of_acts_is_refused_like_other_mistakes(
    how: tuple[str, ...], wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = {"act": "organisation.rename", "on": "2024-02-01", "organisation": "THON1", "name": "Chi bộ Mới"}
    fields = ", ".join(f'"{name}": "{value}"' for name, value in {**said, wrong: "\\ud800" * 1000}.items())
    path = tmp_path / "acts.json"
    path.write_text(f"{{{fields}}}", encoding="utf-8")
    assert main(["enact", str(path), *PAPER, *how]) == 1
    told = capsys.readouterr().out
    assert "SO-07" in told and len(told) < 4000


def test_a_paper_without_a_number_is_refused_also_in_a_rehearsal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world.build()
    path = tmp_path / "acts.json"
    path.write_text('{"act": "member.die", "on": "2024-02-01", "member": "DV01"}', encoding="utf-8")
    assert main(["enact", str(path), *PAPER[:1], "   ", *PAPER[2:]]) == 1
    assert "SO-12" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("by", "says"),
    [
        ("XA9", "Không có tổ chức nào mang mã “XA9”"),
        ("HUYEEN", "Có phải “HUYEN”?"),
        ("TINH", ""),
        ("MOI", ""),
        ("Tỉnh ủy Ví Dụ", ""),
    ],
)
def test_an_issuer_that_looks_like_a_code_nobody_has_is_a_hint_and_refuses_nothing(
    by: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world.build()
    path = tmp_path / "acts.json"
    new = {"act": "organisation.establish", "on": "2024-02-01", "code": "MOI", "name": "Chi bộ mới", "kind": "chi bộ",
           "parent": "XA1"}  # fmt: skip
    path.write_text(json.dumps(new), encoding="utf-8")
    assert main(["enact", str(path), *PAPER[:5], by, *PAPER[6:], "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [each["rule"] for each in found] == (["SO-16"] if says else [])
    assert all(says in each["says"] and each["severity"] == "hint" for each in found)
