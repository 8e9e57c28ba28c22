"""Addresses of plans."""

from __future__ import annotations

from django.urls import URLPattern, path

from bontot.access.asking import both
from bontot.reforms.books import (
    blank_plan,
    book_page,
    books_page,
    cancel_book,
    plan_file,
    read_again,
    remarked_book,
)
from bontot.reforms.checked import begin_check, check_page, stop_check
from bontot.reforms.growing_page import branch_page, move_node, tree_page
from bontot.reforms.history import diff_page, drift_page, look_again, versions_page
from bontot.reforms.lining import line_page, lines_page, remove_line
from bontot.reforms.overview import reform_page, take_step
from bontot.reforms.papers.page import all_papers, begin_papers, paper_file, papers_page, stop_papers
from bontot.reforms.plans import head_page, new_page, reforms_page
from bontot.reforms.running import begin_execution, execution_page, stop_execution

urlpatterns: list[URLPattern] = [
    *both("phuong-an/", reforms_page, "reforms"),
    path("phuong-an/moi/", new_page, name="new_reform"),
    path("phuong-an/mau.xlsx", blank_plan, name="blank_reform"),
    *both("phuong-an/<slug:code>/", reform_page, "reform"),
    path("phuong-an/<slug:code>/sua/", head_page, name="reform_head"),
    path("phuong-an/<slug:code>/buoc/", take_step, name="reform_step"),
    *both("phuong-an/<slug:code>/dong/<slug:sheet>/", lines_page, "reform_lines"),
    path("phuong-an/<slug:code>/dong/<slug:sheet>/ghi/", line_page, name="reform_line"),
    path("phuong-an/<slug:code>/dong/<slug:sheet>/bo/", remove_line, name="remove_reform_line"),
    *both("phuong-an/<slug:code>/cay/", tree_page, "reform_tree"),
    *both("phuong-an/<slug:code>/cay/<slug:side>/<code:node>/", branch_page, "reform_branch"),
    path("phuong-an/<slug:code>/cay/chuyen/", move_node, name="move_in_reform"),
    *both("phuong-an/<slug:code>/tep/", books_page, "reform_books"),
    path("phuong-an/<slug:code>/tep/phuong-an.xlsx", plan_file, name="reform_file"),
    *both("phuong-an/<slug:code>/tep/<int:id>/", book_page, "reform_book"),
    path("phuong-an/<slug:code>/tep/<int:id>/nhan-xet/", remarked_book, name="remarked_reform"),
    path("phuong-an/<slug:code>/tep/<int:id>/huy/", cancel_book, name="cancel_reform_book"),
    path("phuong-an/<slug:code>/tep/<int:id>/lam-lai/", read_again, name="read_reform_again"),
    *both("phuong-an/<slug:code>/phien-ban/", versions_page, "reform_versions"),
    *both("phuong-an/<slug:code>/phien-ban/<int:number>/", diff_page, "reform_diff"),
    *both("phuong-an/<slug:code>/kiem-tra/", check_page, "reform_check"),
    path("phuong-an/<slug:code>/kiem-tra/bat-dau/", begin_check, name="begin_reform_check"),
    path("phuong-an/<slug:code>/kiem-tra/<int:id>/dung/", stop_check, name="stop_reform_check"),
    *both("phuong-an/<slug:code>/thay-doi/", drift_page, "reform_drift"),
    path("phuong-an/<slug:code>/thay-doi/xac-nhan/", look_again, name="reform_look_again"),
    path("phuong-an/<slug:code>/thuc-hien/", begin_execution, name="execute_reform"),
    *both("phuong-an/<slug:code>/thuc-hien/<int:id>/", execution_page, "reform_execution"),
    path("phuong-an/<slug:code>/thuc-hien/<int:id>/dung/", stop_execution, name="stop_reform_execution"),
    *both("phuong-an/<slug:code>/van-ban/", papers_page, "reform_papers"),
    path("phuong-an/<slug:code>/van-ban/lap/", begin_papers, name="make_reform_papers"),
    path("phuong-an/<slug:code>/van-ban/<int:id>/dung/", stop_papers, name="stop_reform_papers"),
    path("phuong-an/<slug:code>/van-ban/<int:id>/tat-ca.zip", all_papers, name="all_reform_papers"),
    path(
        "phuong-an/<slug:code>/van-ban/<int:id>/<int:number>.<slug:wanted>", paper_file, name="reform_paper"
    ),
]
