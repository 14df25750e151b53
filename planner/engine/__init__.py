"""The engine: tiers, relaxation, core, finish, and the bounds they prove."""
