"""What makes a scenario impossible, and the cheapest ways out."""

from planner.explore.repair.clash import Clash, Demand, smallest_clash
from planner.explore.repair.edits import Edit
from planner.explore.repair.ways import Repair, Step, Way, repair

__all__ = ["Clash", "Demand", "Edit", "Repair", "Step", "Way", "repair", "smallest_clash"]
