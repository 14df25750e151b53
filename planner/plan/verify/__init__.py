"""The verifier: recomputes a plan from the raw tables, sharing no rule code with the model."""

from planner.plan.verify.checker import Checker
from planner.plan.verify.mix import MixRow
from planner.plan.verify.picture import UnreadablePlanError
from planner.plan.verify.verification import Verification, verify
from planner.plan.verify.violation import Violation

__all__ = ["Checker", "MixRow", "UnreadablePlanError", "Verification", "Violation", "verify"]
