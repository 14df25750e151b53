"""The plan: its tables, its folder, and the check that shares nothing with the engine."""
