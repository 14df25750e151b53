"""The workbook as a whole: every table of a plan in its sheet, under whose it is, of when, and a warning if need be."""

from dataclasses import dataclass
from io import BytesIO

from xlsxwriter import Workbook

from planner.plan.plan import Plan
from planner.plan.verify import Verification, verify
from planner.report.tables.base import Both, Form, Head, Styles
from planner.report.tables.comparison import comparison
from planner.report.tables.courses import courses
from planner.report.tables.people import People
from planner.report.tables.planning import planning_list
from planner.report.tables.review import additions, carry_over
from planner.report.tables.rotation import rotation
from planner.report.tables.staff import staff
from planner.report.tables.structure import structure


@dataclass(frozen=True, slots=True)
class Tables:
    """The workbook of a plan.

    Attributes
    ----------
    data : bytes
        The file.
    sheets : tuple of str
        Their names in order.
    verification : Verification
        What the check of the plan found.
    """

    data: bytes
    sheets: tuple[str, ...]
    verification: Verification


def make_tables(plan: Plan) -> Tables:
    """Write the official tables of a plan.

    Parameters
    ----------
    plan : Plan
        With decisions.
    """
    verification, file = verify(plan.scenario, plan), BytesIO()
    told = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with Workbook(file, told) as book:
        name = plan.scenario.settings.title or plan.scenario.settings.name
        book.set_properties({"title": name})
        forms = _forms(Styles(book), People(plan), _head(plan, name, verification))
        sheets = tuple(form.name for form in forms)
    return Tables(file.getvalue(), sheets, verification)


def _forms(styles: Styles, people: People, head: Head) -> tuple[Form, ...]:
    planning = planning_list(styles, people, head)
    review = carry_over(styles, people, head), additions(styles, people, head)
    holders = staff(styles, people, head)
    summary, persons = structure(styles, people, planning, holders, head)
    compared = comparison(styles, people, persons, head)
    return (
        planning,
        *review,
        holders,
        summary,
        compared,
        *rotation(styles, people, head),
        *courses(styles, people, head),
    )


def _head(plan: Plan, name: str, verification: Verification) -> Head:
    as_of = plan.scenario.settings.as_of
    known = "/".join(reversed(as_of.split("-")))
    term = People(plan).term
    about = Both(f"Số liệu đến {known}, giai đoạn {term}", f"as of {known}, planned for {term}")
    warning = Both(
        "KHÔNG SỬ DỤNG: phương án vi phạm quy định hoặc số liệu không khớp, xem planner verify",
        "NOT TO BE USED: the plan breaks rules, or its figures do not fit it; see planner verify",
    )
    return Head(name, about, None if verification.ok else warning)
