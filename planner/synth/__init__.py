"""Synthetic scenarios: whole districts and provinces of invented people."""

from planner.synth.generate import district, write_scenario
from planner.synth.profiles import PROFILES, Profile, profile

__all__ = ["PROFILES", "Profile", "district", "profile", "write_scenario"]
