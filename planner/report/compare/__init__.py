"""A comparison of plans for people to read: on the terminal, as one page, as a workbook, as plain data."""
