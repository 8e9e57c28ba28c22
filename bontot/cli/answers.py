"""Commands that ask: form, names, indicator."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from pathlib import Path
from typing import Any

from bontot.cli.common import Commands, as_json, command, day, out_file, print_json
from bontot.ledger import bulk
from bontot.ledger.models import STILL_KNOWN
from bontot.members.models import Profile
from bontot.organisations.models import Name
from bontot.organisations.tree import ids
from bontot.statistics import engine, indicators
from bontot.statistics.errors import Unanswerable
from bontot.statistics.forms import form
from bontot.statistics.heading import heading
from bontot.statistics.indicator import IndicatorAnswer
from bontot.statistics.printing import fill, render
from bontot.statistics.printing.plain import safe
from bontot.statistics.viewing import View

FORMATS = ("json", "csv", "xlsx", "pdf", "docx", "text")


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    parser = command(commands, "form", "trả lời một biểu thống kê", _guarded(_form))
    parser.add_argument("code", metavar="BIỂU")
    parser.add_argument("--describe", action="store_true", help="chỉ liệt kê các dòng và cột")
    parser.add_argument("--template", type=Path, help="bảng tính của cơ quan, chỉ điền vào các ô")
    _asked_of(parser, FORMATS)

    parser = command(commands, "names", "danh sách đằng sau một ô", _guarded(_names))
    parser.add_argument("code", metavar="BIỂU")
    parser.add_argument("row", metavar="DÒNG")
    parser.add_argument("column", metavar="CỘT")
    _asked_of(parser, ("json", "csv", "text"))

    parser = command(commands, "indicator", "trả lời một chỉ tiêu, hoặc tất cả", _guarded(_indicator))
    parser.add_argument("code", nargs="?", metavar="CHỈ_TIÊU")
    _asked_of(parser, ("json", "text"))


def _asked_of(parser: argparse.ArgumentParser, formats: tuple[str, ...]) -> None:
    parser.add_argument("--organisation", help="mã tổ chức")
    parser.add_argument("--on", type=day, help="tính đến ngày")
    parser.add_argument("--since", type=day, help="từ ngày, với số phát sinh")
    parser.add_argument("--at", type=int, help="theo sổ tại số thứ tự")
    parser.add_argument("--structure", type=day, help="quy về cơ cấu tổ chức của ngày này")
    parser.add_argument("--unchanged-since", type=day, help="chỉ các tổ chức không thay đổi kể từ ngày này")
    parser.add_argument("--format", choices=formats, default="text")
    parser.add_argument("--out", type=out_file, help="ghi ra tệp")


def _guarded(run: Any) -> Any:
    """What cannot be answered is a wrong call: its sentence, and exit code 2."""

    def guarded(asked: argparse.Namespace) -> int:
        try:
            if not getattr(asked, "describe", False) and not (asked.organisation and asked.on):
                print("Hãy ghi --organisation MÃ và --on NGÀY.", file=sys.stderr)
                return 2
            return int(run(asked))
        except Unanswerable as reason:
            print(reason, file=sys.stderr)
            return 2

    return guarded


def _view(asked: argparse.Namespace) -> View:
    """The structure that is asked for."""
    if asked.structure and asked.unchanged_since:
        raise Unanswerable("Hãy chọn một: --structure hoặc --unchanged-since.")
    return View(asked.structure, (asked.unchanged_since, asked.on) if asked.unchanged_since else None)


def _form(asked: argparse.Namespace) -> int:
    found = form(asked.code)
    if asked.describe:
        _describe(found.describe(), asked.format)
        return 0
    answer = engine.answer(found, asked.organisation, asked.on, asked.since, asked.at, _view(asked))
    if asked.template:
        if not asked.out:
            print("Hãy ghi --out TỆP.xlsx để nhận bảng đã điền.", file=sys.stderr)
            return 2
        filled = fill(answer, asked.template)
        _put(filled.data, asked.out)
        for line in (*filled.rows_without_place, *filled.columns_without_place):
            print(f"Mẫu không có chỗ cho “{line}”.", file=sys.stderr)
    else:
        top = heading(ids([asked.organisation])[asked.organisation], on=asked.on, at=asked.at)
        _put(render(answer, asked.format, top), asked.out)
    return 0 if all(check.holds for check in answer.checks) else 1


def _describe(described: dict[str, Any], format: str) -> None:
    if format == "json":
        print_json(described)
        return
    print(f"{described['form']} {described['title']}\nNguồn: {described['source']}")
    for what in ("rows", "columns"):
        print({"rows": "Dòng:", "columns": "Cột:"}[what])
        for line in described[what]:
            print(f"  {line['code']:6} {line['says']}")


def _put(content: bytes, out: Path | None) -> None:
    if out:
        out.write_bytes(content)
        print(out)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


def _names(asked: argparse.Namespace) -> int:
    found = form(asked.code)
    whom = asked.organisation, asked.on, asked.since, asked.at, _view(asked)
    ids = engine.names(found, asked.row, asked.column, *whom)
    of_people = engine.subject(found, asked.row, asked.column) == "person"
    named = _people(ids) if of_people else _organisations(ids)
    if asked.format == "json":
        _put(as_json([{"code": code, "name": name} for code, name in named]), asked.out)
    elif asked.format == "csv":
        _put(_csv(named), asked.out)
    else:
        _put("".join(f"{code}\t{name}\n" for code, name in named).encode(), asked.out)
    return 0


def _csv(named: list[tuple[str, str]]) -> bytes:
    """With the mark that makes spreadsheets read UTF-8, and no cell that they would compute."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("Mã", "Tên"))
    writer.writerows([safe(value) for value in row] for row in named)
    return text.getvalue().encode("utf-8-sig")


def _people(ids: list[int]) -> list[tuple[str, str]]:
    """Codes and names, in the order of Vietnamese lists; as the file says now."""
    rows = Profile.objects.filter(bulk.where_among("person_id", set(ids)), known_to=STILL_KNOWN)
    found = {
        r[0]: r
        for r in rows.order_by("valid_from").values_list("person_id", "person__code", "full_name", "sort_key")
    }
    return [
        (code, name) for _, code, name, _ in sorted((found[id] for id in ids), key=lambda r: (r[3], r[1]))
    ]


def _organisations(ids: list[int]) -> list[tuple[str, str]]:
    rows = Name.objects.filter(bulk.where_among("organisation_id", set(ids)), known_to=STILL_KNOWN)
    found = {
        r[0]: r[1:]
        for r in rows.order_by("valid_from").values_list("organisation_id", "organisation__code", "name")
    }
    return sorted(found[id] for id in ids)


def _indicator(asked: argparse.Namespace) -> int:
    whom = asked.organisation, asked.on, asked.since, asked.at
    codes = (asked.code,) if asked.code else tuple(indicators.INDICATORS)
    found = indicators.indicators(*whom, codes=codes, view=_view(asked))
    if asked.format == "json":
        answers = [one.as_json() for one in found]
        _put(as_json(answers[0] if asked.code else answers), asked.out)
    else:
        _put("".join(map(_line, found)).encode(), asked.out)
    return 0


def _line(one: IndicatorAnswer) -> str:
    of = f" / {one.denominator}" if one.denominator is not None else ""
    unknown = f" (chưa rõ: {one.unknown})" if one.unknown else ""
    return f"{one.code:32} {one.numerator}{of}{unknown}  {one.says}\n"
