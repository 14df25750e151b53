"""Two packs side by side: every number, title, pair of posts and share that differs, and nothing else."""

from planner.rulebook.compare import ABSENT, compare
from planner.rulebook.packs import pack
from planner.rulebook.rulebook import with_overlays


def said(left: str, right: str) -> dict[tuple[str, str, str], tuple[str, str]]:
    """What differs in words, without what has only another source."""
    return {
        (difference.section, difference.item, difference.part): (difference.left.text, difference.right.text)
        for difference in compare(pack(left), pack(right))
        if not difference.same_text
    }


def test_a_pack_does_not_differ_from_itself() -> None:
    assert compare(pack("vn-2022"), pack("vn-2022")) == ()


def test_from_2017_to_2022() -> None:
    found = said("vn-2017", "vn-2022")
    assert found["rules", "kin", ""] == ("off", "on")
    assert found["rules", "kin", "in force from"] == ("as the pack", "2023-07-11")
    assert found["rules", "non_local", ""] == ("off", "on")
    assert found["rules", "bench_size", "max"] == ("4 people", "3 people")
    assert found["rules", "committee", "high_percent"] == ("200 %", "150 %")
    assert found["rules", "tenure_cap", "deputy_months"] == ("600 months", "120 months")
    assert found["titles", "pc_chair", "degree"] == ("intermediate", "bachelor")
    assert found["targets", "women", ""] == ("at least 15%", "at least 25%")
    assert ("rules", "min_stay", "rotation_months") not in found
    assert not any(section == "retirement" for section, _, _ in found)


def test_from_2022_to_2025() -> None:
    found = said("vn-2022", "vn-2025")
    assert {item for section, item, _ in found if section == "titles"} == {
        *("deputy_secretary", "pc_chair", "dept_head", "dept_deputy"),
        *("standing_deputy", "inspection_chair", "division_head"),
    }
    assert found["titles", "inspection_chair", ""] == (ABSENT, "Inspection committee chair")
    assert ("titles", "inspection_chair", "grade") not in found
    assert found["titles", "dept_head", "grade"] == ("3", "4")
    assert found["targets", "science and technology", ""] == (ABSENT, "no number")
    assert {part for section, _, part in found if section == "rules"} == {"note"}
    assert "for two write 120" in found["rules", "bench_service", "note"][1]


def test_another_source_or_mark_is_a_difference_of_its_own() -> None:
    (only,) = (
        difference
        for difference in compare(pack("vn-2022"), pack("vn-2025"))
        if (difference.item, difference.part) == ("bench_size", "max")
    )
    assert only.same_text
    assert (only.left.origin.source, only.left.origin.mark) == (("nghean-15",), "V")
    assert "plo-377" in only.right.origin.source


def test_an_overlay_is_compared_like_a_pack() -> None:
    laid, _ = with_overlays(pack("vn-2025"), ["dong-thap-2026", "thanh-hoa"])
    found = {
        (difference.item, difference.part): (difference.left.text, difference.right.text)
        for difference in compare(pack("vn-2025"), laid)
        if not difference.same_text
    }
    assert found == {
        ("secretary", "theory"): ("intermediate", "advanced"),
        ("secretary + pc_chair", ""): ("not there", "allowed from 2015-01 until 2026-01"),
    }


def test_with_the_open_pack_everything_differs_in_the_order_of_the_sections() -> None:
    sections = [difference.section for difference in compare(pack("vn-2022"), pack("open"))]
    assert list(dict.fromkeys(sections)) == ["rules", "titles", "dual_roles", "age_bands", "retirement", "targets"]
    assert said("open", "vn-2022")["retirement", "", ""] == (
        "nobody retires by age",
        "men 60 years until 2020, 62 years from 2028; women 55 years until 2020, 60 years from 2035",
    )
