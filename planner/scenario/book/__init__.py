"""Workbooks as people keep them: the program's own workbook, and a planner's own lists in Vietnamese or English."""

from planner.scenario.book.read import Known, Opened, open_book

__all__ = ["Known", "Opened", "open_book"]
