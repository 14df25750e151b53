"""The workbook that planners fill in, and a scenario written as one."""

from planner.report.input_book.book import write_book

__all__ = ["write_book"]
