"""Dated rule packs as data: rules, numbers with their sources, titles, retirement."""
