"""How the memory of a process is kept."""

import platform
import subprocess
import sys

import pytest

MB = 2**20
SCRIPT = f"""
import os
import numpy as np
from pathlib import Path
from planner.engine.memory import give_back_freed, keep_freed

def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")
{{first}}
before = held()
array = np.ones(100 * {MB}, dtype=np.uint8)
del array
{{last}}
print((held() - before) // {MB})
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library has settings of its own")
@pytest.mark.parametrize(
    ("first", "last", "kept"),
    [("", "", False), ("keep_freed()", "", True), ("keep_freed()", "give_back_freed()", False)],
    ids=["as the system does", "kept", "kept and given back"],
)
def test_memory_of_large_arrays_is_kept_for_the_next_ones_when_asked_for(first: str, last: str, kept: bool) -> None:
    asked = [sys.executable, "-c", SCRIPT.format(first=first, last=last)]
    told = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60).stdout
    assert (int(told) >= 90) is kept
