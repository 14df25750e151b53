"""Charts of a plan: draw them, save them, or take the table behind them."""

from planner.report.charts.files import Format, save
from planner.report.charts.kinds import KINDS, draw, table

__all__ = ["KINDS", "Format", "draw", "save", "table"]
