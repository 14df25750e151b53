"""Puts the shared helpers in tests/support on the path: ``from support.scenarios import scenario``."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

# English, whatever the desk speaks: what tests expect is written in it
os.environ["PLANNER_LANG"] = "en"
