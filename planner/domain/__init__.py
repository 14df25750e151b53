"""Dates, people and posts as arrays; standards, fit and mix in whole numbers."""
