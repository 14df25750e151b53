"""Vietnamese names in the order of their given names."""

import random

from planner.report.given_names import given_name_key


def test_names_are_sorted_by_given_name_in_the_vietnamese_alphabet() -> None:
    names = [
        "Lê Đức",
        "Vi Văn An",
        "Hà Ân",
        "Hà Ánh",
        "Lý Dung",
        "Nông Ăn",
        "Trần Thị Anh",
        "Bế Anh",
        "Mã Ửng",
        "Mã Uy",
    ]
    assert sorted(names, key=given_name_key) == [
        "Vi Văn An", "Bế Anh", "Trần Thị Anh", "Hà Ánh", "Nông Ăn", "Hà Ân", "Lý Dung", "Lê Đức", "Mã Uy", "Mã Ửng",
    ]  # fmt: skip


def test_the_middle_name_counts_before_that_of_the_family() -> None:
    names = ["Vi Đức An", "Bế Văn An", "Hà Đức An", "An"]
    assert sorted(names, key=given_name_key) == ["An", "Hà Đức An", "Vi Đức An", "Bế Văn An"]


def test_tones_come_in_their_order_and_after_the_letters() -> None:
    names = ["Ma", "Mà", "Mả", "Mã", "Má", "Mạ", "Mai", "Mài", "Măng"]
    mixed = random.Random(1).sample(names, len(names))  # noqa: S311 - any order will do
    assert sorted(mixed, key=given_name_key) == names


def test_namesakes_stand_by_the_year_that_tells_them_apart() -> None:
    assert sorted(["Lý An (1980)", "Lý An (1976)"], key=given_name_key) == ["Lý An (1976)", "Lý An (1980)"]
