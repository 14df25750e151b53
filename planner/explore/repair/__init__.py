"""What makes a scenario impossible, and the cheapest ways out."""

from planner.explore.repair.clash import Clash, Demand, smallest_clash
from planner.explore.repair.edits import Edit
from planner.explore.repair.ways import Repair, Way, repair

__all__ = ["Clash", "Demand", "Edit", "Repair", "Way", "repair", "smallest_clash"]
