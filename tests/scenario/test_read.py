"""Whatever is written, reading gives a scenario or findings, in the order of the input."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.scenario_files import VALID, lines_of, write_files
from support.scenarios import PACK_TITLES

from planner.scenario import read

FILES: dict[str, str] = {
    **VALID,
    "scenario.yaml": VALID["scenario.yaml"]
    + "mix:\n  - {name: women, column: sex, values: [female], scope: {unit: xa_a}, at_least: 25%}\n",
    "pins.csv": "action,cadre,post,from\nforbid,c2,chair,2026-03\n",
    "bench.csv": "cadre,post,since\nc2,chair,2024\n",
}


def test_findings_come_by_file_and_line(tmp_path: Path) -> None:
    files = {
        "scenario.yaml": VALID["scenario.yaml"] + "colour: red\n",
        "units.csv": "unit,parent,weight\nxa_a,nowhere,1\nxa_b,,0\n",
        "cadres.csv": "cadre,birth_date,sex\nc1,1970,x\nc2,x,male\nc1,2027,male\n",
    }
    assert [line.split(" error: ")[0] for line in lines_of(tmp_path, {**files})] == [
        "scenario.yaml:5:",
        "units.csv:2:",
        "units.csv:3:",
        "cadres.csv:2:",
        "cadres.csv:3:",
        "cadres.csv:4:",
        "cadres.csv:4:",
    ]


def corrupt(data: bytes, cut: int, length: int, insert: bytes) -> bytes:
    cut %= len(data) + 1
    return data[:cut] + insert + data[cut + length :]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(FILES)),
            st.integers(0, 10_000),
            st.integers(0, 12),
            st.binary(max_size=6)
            | st.text("\n,;\"'\t:[]{}-&*!|>%@`#?~<= \ufeff\u0301\x00", max_size=5).map(str.encode)
            | st.sampled_from([b"nan", b"1e999", b"-1", b"\r", b"<<: ", b"!!set ", b"9" * 400, b"\xed\xa0\x80"]),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_no_corruption_raises_anything(edits: list[tuple[str, int, int, bytes]]) -> None:
    files = {name: text.encode() for name, text in FILES.items()}
    for name, cut, length, insert in edits:
        files[name] = corrupt(files[name], cut, length, insert)
    with TemporaryDirectory() as folder:
        scenario, findings = read(write_files(Path(folder), {**files}), PACK_TITLES)
    assert (scenario is None) == any(finding.severity == "error" for finding in findings)
    assert all(finding.where and finding.message and finding.remedy for finding in findings)
    assert all(len(str(finding)) < 1500 for finding in findings)


@pytest.mark.slow
def test_five_thousand_people_are_read_in_two_seconds(tmp_path: Path) -> None:
    people = "".join(
        f"c{row},Nguyễn Văn {row},{1966 + row % 30}-{1 + row % 12:02}-15,xa_a,staff,bachelor,HTNV;HTTNV\n"
        for row in range(5000)
    )
    files = {"cadres.csv": "cadre,name,birth_date,unit,title,degree,ratings\n" + people}
    write_files(tmp_path, {**files})
    begin = time.perf_counter()
    scenario, _ = read(tmp_path, PACK_TITLES)
    assert time.perf_counter() - begin < 2
    assert scenario is not None
