"""What the planner wrote, as one checked, immutable scenario."""

from planner.scenario.read import read
from planner.scenario.scenario import Scenario
from planner.scenario.write import write

__all__ = ["Scenario", "read", "write"]
