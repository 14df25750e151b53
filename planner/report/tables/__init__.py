"""The tables that official papers ask for, as one workbook.

Headings are Vietnamese with English below, whichever language is spoken: the forms are Vietnamese, and not all who read
them are.
"""

from planner.report.tables.book import Tables, make_tables

__all__ = ["Tables", "make_tables"]
