"""Puts the shared helpers in tests/support on the path: ``from support.scenarios import scenario``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
