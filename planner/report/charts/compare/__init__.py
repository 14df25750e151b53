"""Charts of several plans: what they reach, their mix and their flows side by side at the same scale."""

from planner.report.charts.compare.kinds import COMPARED, comparison_figures, save, table

__all__ = ["COMPARED", "comparison_figures", "save", "table"]
