"""Synthetic scenarios: whole districts and provinces of invented people."""

from planner.synth.district import district, write_scenario
from planner.synth.profile import PROFILES, Profile, profile

__all__ = ["PROFILES", "Profile", "district", "profile", "write_scenario"]
