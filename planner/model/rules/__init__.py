"""Every rule of the model, one file each, in the order in which refusals are told."""

from typing import Final

from planner.model.rules.base import Rule
from planner.model.rules.bench_service import BenchService
from planner.model.rules.bench_size import BenchSize
from planner.model.rules.bench_standard import BenchStandard
from planner.model.rules.committee import Committee
from planner.model.rules.course_budget import CourseBudget
from planner.model.rules.course_order import CourseOrder
from planner.model.rules.course_seats import CourseSeats
from planner.model.rules.discipline import Discipline
from planner.model.rules.dual_role import DualRole
from planner.model.rules.fit_listed import FitListed
from planner.model.rules.grade import Grade
from planner.model.rules.higher_title import HigherTitle
from planner.model.rules.in_pool import InPool
from planner.model.rules.kin import Kin
from planner.model.rules.lateral import Lateral
from planner.model.rules.min_stay import MinStay
from planner.model.rules.no_removal import NoRemoval
from planner.model.rules.non_local import NonLocal
from planner.model.rules.one_cycle import OneCycle
from planner.model.rules.one_holder import OneHolder
from planner.model.rules.one_post import OnePost
from planner.model.rules.own_province import OwnProvince
from planner.model.rules.pins import Pins
from planner.model.rules.rating import Rating
from planner.model.rules.release_cap import ReleaseCap
from planner.model.rules.remaining_service import RemainingService
from planner.model.rules.return_place import ReturnPlace
from planner.model.rules.standard import Standard
from planner.model.rules.tenure_cap import TenureCap

RULES: Final[tuple[Rule, ...]] = (
    OneHolder(),
    OnePost(),
    DualRole(),
    NoRemoval(),
    Committee(),
    InPool(),
    ReturnPlace(),
    Grade(),
    OwnProvince(),
    NonLocal(),
    Standard(),
    Rating(),
    Discipline(),
    RemainingService(),
    MinStay(),
    Lateral(),
    OneCycle(),
    TenureCap(),
    HigherTitle(),
    BenchSize(),
    BenchStandard(),
    BenchService(),
    ReleaseCap(),
    Kin(),
    CourseSeats(),
    CourseBudget(),
    CourseOrder(),
    Pins(),
    FitListed(),
)
"""All rules; the position of a rule is its bit in the masks of ``model.eligibility``."""
