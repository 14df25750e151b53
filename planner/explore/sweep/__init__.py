"""Many plans of one scenario: every alternative with every value of what is varied."""

from planner.explore.sweep.call import sweep
from planner.explore.sweep.grid import Point, Vary, grid, read_vary
from planner.explore.sweep.run import Outcome, Run, run_points
from planner.explore.sweep.table import outcome_table

__all__ = ["Outcome", "Point", "Run", "Vary", "grid", "outcome_table", "read_vary", "run_points", "sweep"]
