"""What makes a scenario impossible, and the cheapest ways out."""

from planner.explore.repair.clash import Clash, smallest_clash
from planner.explore.repair.demands import Demand, Ground
from planner.explore.repair.edits import Edit
from planner.explore.repair.ways import Repair, Step, Way, repair

__all__ = ["Clash", "Demand", "Edit", "Ground", "Repair", "Step", "Way", "repair", "smallest_clash"]
