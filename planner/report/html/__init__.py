"""The report of a plan as one self-contained page, and that page printed."""

from planner.report.html.page import Report, make_report
from planner.report.html.pdf import NoBrowserError, PrintError, find_browser, print_page

__all__ = ["NoBrowserError", "PrintError", "Report", "find_browser", "make_report", "print_page"]
